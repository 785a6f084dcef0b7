"""What it costs to take some text for a cell of a column: 0 where it reads as one, None where it cannot be one.

The figures are ranks, not measures: what a reader would sooner believe costs less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from .. import lexicon
from ..values.cells import is_empty, is_unit, read_target, split_name
from .heads import VALUES, Role, nature_of

MOST_LINES: dict[Role, int] = {
    "number": 1, "category": 6, "name": 6, "unit": 2, "nature": 1, "baseline": 4, "target": 4, "measure": 12, "note": 4,
}  # fmt: skip
"""Over how many lines a cell may be broken; three where nothing is said."""

MERGED: frozenset[str] = frozenset({"task", "nature", "responsible", "lead", "support", "deadline"})
"""Columns whose cells may be merged over several rows, and are then printed once."""

_COUNT = "[一二三四五六七八九十]{1,3}"
_HARD_STOP = re.compile(  # 注:, 专栏2, 附件1, 第三章
    rf"注:|备注[:\d]|说明:|资料来源|专栏\d|附件|附表|表\d|第{_COUNT}(?:[章节篇]|部分)|\[\d+\]\D|https?:"
)
_SOFT_STOP = re.compile(rf"{_COUNT}、|\({_COUNT}\)")  # 一、 and (一) may head a group of rows
_BODY_END = re.compile(r"(?:[局委办部厅院府会社队站所处科司镇乡区县市室]|公司|中心|集团|街道|单位|部门|等)[)。]?$")
_TIME = re.compile(r"\d{4}|\d月|年|长期|持续|每|季度|底|常态")


def stops_cell(role: Role, text: str) -> bool:
    """Tell whether a line cannot stand in a cell: a note or a heading, which only a group or a task may look like."""
    stop = _stop(text)
    return stop == "hard" or (stop == "soft" and role not in ("task", "measure", "category", "number"))


@lru_cache(maxsize=4096)
def _stop(text: str) -> Literal["hard", "soft"] | None:
    return "hard" if _HARD_STOP.match(text) else "soft" if _SOFT_STOP.match(text) else None


def absent_cost(role: Role, merged: bool) -> float:
    """The price of a cell that is not there; `merged`: one was printed in a row above."""
    if role == "category":
        return 0.0 if merged else 0.3
    if merged and role in ("number", "task"):
        return 0.3  # a row that goes on with the task above
    if role == "number" or role in MERGED:
        return 0.9 if merged else 2.0
    if role in VALUES:
        return 1.4
    return {"name": 99.0, "measure": 0.9, "note": 0.2, "other": 0.4, "progress": 0.6}.get(role, 2.0)


def break_cost(role: Role, first: str, second: str, *, loose: bool) -> float:
    """The price of a line break within a cell; `loose`: a blank line stands between."""
    if second.startswith("(") or first.endswith(("、", ",", "(")):
        return 0.2
    if role == "category" and len(second) <= 4:  # 社会, 救助; 基本民生保障, 社会
        return 0.2 if len(first) <= 4 else 0.6
    if role in VALUES and is_unit(second):  # 128.92, 平方公里
        return 0.2
    if role in ("measure", "note"):
        return 1.5 if _is_answer(second) else 0.4
    if role == "name" and not loose and len(first) > 7 and not _reads_as_name(first):
        return 0.3
    return 1.2 if loose else 0.6


@lru_cache(maxsize=16384)
def cell_cost(role: Role, text: str) -> float | None:
    """The price of a text as a cell of a column."""
    cost = _COSTS.get(role)
    return cost(text) if cost else 0.4


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Tell whether a line is nothing but a value: ≥50, 74.2%, -."""
    return text[:1] in "0123456789≥≤<>-[" and (is_empty(text) or read_target(text).value is not None)


def _number(text: str) -> float | None:
    return 0.0 if len(text) < 8 and re.fullmatch(r"\(?\d{1,4}\)?[.、]?", text) else None


def _category(text: str) -> float | None:
    if len(text) > 24 or is_value(text) or nature_of(text) or text.endswith("。"):
        return None
    if text.endswith(("、", ",")) or any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return None
    cost = (
        0.35
        + (0.9 if len(text) > 14 else 0.4 if len(text) > 8 else 0.0)
        + (0.8 if text.startswith(_words_first()) else 0.0)
    )
    named = split_name(text)[1] is not None or (len(text) > 5 and _reads_as_name(text))
    return cost + (0.7 if named else 0.0) + (0.8 if ":" in text or text[-1] in "%元" else 0.0)


_PAIRS = (("(", ")"), ("《", "》"), ("[", "]"))


def _name(text: str) -> float | None:
    if is_value(text) or nature_of(text) or not text.strip("0123456789.、()"):
        return None
    if is_unit(text):
        return 2.5
    cost = 0.0 if _reads_as_name(text) else 0.3
    if "。" in text[:-1] or len(text) > 60:
        cost += 1.5
    return cost + (0.5 if text.startswith(_words_first()) else 0.0)


def _unit(text: str) -> float | None:
    if is_unit(text) or is_empty(text):
        return 0.0
    return None if len(text) > 8 or is_value(text) or nature_of(text) else 2.0


def _nature(text: str) -> float | None:
    return 0.0 if nature_of(text) else 0.4 if is_empty(text) else None


def _value(text: str) -> float | None:
    if is_empty(text):
        return 0.1
    if nature_of(text) or is_unit(text):
        return None
    if read_target(text).value is not None:
        return 0.0
    if split_name(text)[1]:
        return 2.5
    cost = 0.3 if text.startswith(_words_first()) else 1.0
    return cost + (0.5 if len(text) > 30 else 0.0) + (0.4 if _reads_as_name(text) and cost > 0.5 else 0.0)


def _task(text: str) -> float | None:
    return None if is_value(text) else 0.1 if len(text) > 3 else 0.5


def _measure(text: str) -> float | None:
    return None if is_value(text) else 0.9 if _is_answer(text) else 0.1 if len(text) > 3 else 0.5


def _body(text: str) -> float | None:
    if is_empty(text):
        return 0.0
    return None if is_value(text) else 0.0 if _BODY_END.search(text) else 0.8


def _is_answer(text: str) -> bool:
    """市财政局 or 2024年底前: a line that reads as a column of bodies or times does."""
    return len(text) <= 30 and (bool(_BODY_END.search(text)) or bool(_TIME.match(text)))


def _deadline(text: str) -> float | None:
    if is_empty(text):
        return 0.2
    return 0.0 if len(text) <= 30 and _TIME.search(text) else 1.2


_COSTS: dict[str, Callable[[str], float | None]] = {
    "number": _number, "category": _category, "name": _name, "unit": _unit, "nature": _nature, "baseline": _value,
    "target": _value, "change": _value, "year": _value, "task": _task, "measure": _measure, "lead": _body,
    "support": _body, "responsible": _body, "deadline": _deadline,
}  # fmt: skip


@cache
def _words_first() -> tuple[str, ...]:
    return lexicon.words("cell_words", "words_first")


@cache
def _name_ends() -> tuple[str, ...]:
    return lexicon.words("cell_words", "name_end")


def _reads_as_name(text: str) -> bool:
    """率, 床位数, (%): the text ends as names of quantities do."""
    name, unit = split_name(text)
    return unit is not None or name.endswith(_name_ends())
