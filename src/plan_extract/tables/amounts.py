"""Targets as people write them: `≥ 46`, `20–25`; what is told in words stays as printed."""

from __future__ import annotations

from ..records.indicator import Target

_SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ ", "range": ""}


def amount(target: Target, unit: str | None = None) -> str:
    """A target with its sign, and its unit where one is given.

    Words stay as printed: 持续提升, and 三分之一, which as 0.333333 nobody would know again.

    >>> amount(Target(year=2025, comparator=">=", value=12.0, raw="12家以上"), "家")
    '≥ 12 家'
    """
    if target.value is None or target.comparator is None or _is_fraction_in_words(target):
        return target.raw
    upper = "" if target.value_max is None else f"–{_number(target.value_max)}"
    space = "" if unit and unit.startswith(("%", "％", "‰")) else " "
    return f"{_SIGNS[target.comparator]}{_number(target.value)}{upper}" + (space + unit if unit else "")


def dated(value: str, year: int | None) -> str:
    """A value with its year, where it has one.

    >>> dated("≥ 46", 2025)
    '≥ 46 (2025)'
    """
    return value if year is None else f"{value} ({year})"


def _is_fraction_in_words(target: Target) -> bool:
    return target.value is not None and not target.value.is_integer() and not any(map(str.isdecimal, target.raw))


def _number(value: float) -> str:
    return f"{value:.12g}"
