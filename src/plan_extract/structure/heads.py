"""What one head of a column says: its role, a year, a unit."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .. import lexicon
from ..values.cells import split_name

Role = Literal[
    "number", "category", "name", "task", "measure", "unit", "nature", "baseline", "target", "change",
    "lead", "support", "responsible", "deadline", "note", "progress", "year", "other",
]  # fmt: skip

VALUES = ("baseline", "target", "change", "year")
"""Columns that hold values; `year` is a head that tells a year and nothing else."""

_ORDER = (
    "number", "nature", "unit", "lead", "support", "responsible", "deadline", "progress", "category", "name", "task",
    "measure", "baseline", "target", "change", "note",
)  # fmt: skip
_LONGEST_HEAD = 24


class ColumnRole(NamedTuple):
    """One column: its role, the year its values are for (2025年目标), the unit told in its head (目标值(%)).

    `summed`: the head says 累计. `label` is the head as printed, white space dropped.
    """

    role: Role
    year: int | None = None
    unit: str | None = None
    summed: bool = False
    label: str = ""


@cache
def _words() -> dict[str, Role]:
    table: dict[str, Role] = {}
    for role in reversed(_ORDER):
        table.update(dict.fromkeys((w.lower() for w in lexicon.words("table_heads", role)), role))  # type: ignore[arg-type]
    return table


@cache
def _endings() -> tuple[tuple[str, Role], ...]:
    """Head words that may end a longer head (全市主要指标, 市级牵头单位), the longest first."""
    return tuple(sorted(((w, r) for w, r in _words().items() if len(w) > 1), key=lambda item: -len(item[0])))


_PERIOD = r"\"?(十[一二三四五六七八九]|二十)五\"?"  # "十四五"
YEAR = re.compile(
    rf"(?P<first>(?:19|20)\d\d)年?(?:[-~至到](?P<last>(?:19|20)?\d\d))?年?(?:底|末|初)?|{_PERIOD}(?:规划)?(?:时期|期间|期末|末|期)?"
)
_ORDINALS = {f"十{c}": 10 + n for n, c in enumerate("一二三四五六七八九", 1)} | {"二十": 20}
_MARKS = re.compile(r"[※*①-⑳]|\[\d{1,2}\]|(?<=[^\d年(])\d(?=$|\))")


def period_end(words: str) -> int | None:
    """The last year of a five-year period named in a text, or None.

    >>> period_end('"十四五"'), period_end("十五五规划"), period_end("四五")
    (2025, 2030, None)
    """
    match = re.search(_PERIOD, words)
    return 1955 + 5 * _ORDINALS[match[1]] if match else None


@lru_cache(maxsize=4096)
def read_head(text: str, *, strict: bool = True) -> ColumnRole | None:
    """Read one column head (folded); None where it is none. Without `strict`, its ending may tell (全区主要指标).

    >>> read_head("2025年目标"), read_head("指 标").role, read_head("(2030年)").role
    (ColumnRole(role='target', year=2025, unit=None, summed=False, label='2025年目标'), 'name', 'year')
    >>> read_head("推进改革") is None
    True
    """
    label = "".join(text.split())
    if not 0 < len(label) <= _LONGEST_HEAD:
        return None
    bare, unit = split_name(label)
    bare = _MARKS.sub("", bare)
    years = list(YEAR.finditer(bare))
    year = max((year_of(match) for match in years), default=None)
    word = YEAR.sub("", bare)
    role = _role(word, bool(years), strict)
    if role is None:
        return None
    if role in ("target", "baseline") and any(match["last"] for match in years) and "年均" in word:
        role = "change"
    return ColumnRole(role, year, unit, "累计" in label, label)


def year_of(match: re.Match[str]) -> int:
    """The year that a head tells, the last of several: 2025 of 2021-2025年, 2021-25 and 十四五."""
    if match["first"] is None:
        return period_end(match[0]) or 0
    last = match["last"]
    return int(match["first"]) if last is None else int(match["first"][: 4 - len(last)] + last)


def _role(word: str, dated: bool, strict: bool) -> Role | None:
    words = _words()
    bare = word.lower().strip('()[]"/:值的')
    for form in (word.lower(), bare, re.sub(r"[()\[\]\"]", "", bare)):
        if form in words:
            return words[form]
    if dated and bare in ("", "年", "末", "底", "数", "前"):
        return "year"
    if not strict or dated:
        for ending, role in _endings():
            if word.endswith(ending):
                return role
        if not strict and "年均" in word:
            return "change"
    return None


def nature_of(text: str) -> Literal["binding", "expected"] | None:
    """Read a cell of a nature column; marks of notes behind it are dropped.

    >>> nature_of("约束性"), nature_of("预期性[1]"), nature_of("公里")
    ('binding', 'expected', None)
    """
    bare = "".join(text.split())
    if len(bare) > _LONGEST_NATURE:
        return None
    return _natures().get(bare) or _natures().get(_NATURE_MARK.sub("", bare))


_LONGEST_NATURE = 12
_NATURE_MARK = re.compile(r"[\[(]?\d{1,2}[\])]?$|[※*①-⑳]")


@cache
def _natures() -> dict[str, Literal["binding", "expected"]]:
    return {
        **dict.fromkeys(lexicon.words("table_heads", "expected"), "expected"),
        **dict.fromkeys(lexicon.words("table_heads", "binding"), "binding"),
    }
