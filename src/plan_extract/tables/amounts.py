"""Targets as people write them: `≥ 46`, `20–25`, in Chinese ≥46, 20—25; what is told in words stays as printed."""

from __future__ import annotations

from ..records.indicator import Target
from .labels import Language

_SIGNS = {
    "en": {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ ", "range": ""},
    "zh": {"=": "", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "~": "约", "range": ""},
}
_TO = {"en": "–", "zh": "—"}
_DATED = {"en": "{} ({})", "zh": "{}（{}年）"}


def amount(target: Target, unit: str | None = None, *, language: Language = "en") -> str:
    """A target with its sign, and its unit where one is given.

    Words stay as printed: 持续提升, and 三分之一, which as 0.333333 nobody would know again.

    >>> over = Target(year=2025, comparator=">", value=12.0, raw="超过12家")
    >>> amount(over, "家"), amount(over, language="zh")
    ('> 12 家', '＞12')
    """
    if target.value is None or target.comparator is None or _is_fraction_in_words(target):
        return target.raw
    upper = "" if target.value_max is None else f"{_TO[language]}{_number(target.value_max)}"
    space = "" if unit and unit.startswith(("%", "％", "‰")) else " "
    return f"{_SIGNS[language][target.comparator]}{_number(target.value)}{upper}" + (space + unit if unit else "")


def dated(value: str, year: int | None, language: Language = "en") -> str:
    """A value with its year, where it has one.

    >>> dated("≥ 46", 2025), dated("≥46", 2025, "zh")
    ('≥ 46 (2025)', '≥46（2025年）')
    """
    return value if year is None else _DATED[language].format(value, year)


def _is_fraction_in_words(target: Target) -> bool:
    return target.value is not None and not target.value.is_integer() and not any(map(str.isdecimal, target.raw))


def _number(value: float) -> str:
    return f"{value:.12g}"
