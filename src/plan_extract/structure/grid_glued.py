"""Glued tables: cells run together without anything between them, as some web pages leave them.

    指标2015年2020年属性森林覆盖率(%)21.6623.04约束性森林蓄积量(亿立方米)151165约束性

A careful reader can still cut them: the heads say how many values a row has, a unit in brackets ends a name,
约束性 or the next number ends a row, and of all ways to cut the digits of a row only one gives values that agree
(151 and 165 rather than 15 and 1165).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from .. import lexicon
from ..document.model import Document
from ..span import Span
from ..values.searching import find_from
from .captions import caption_of
from .grid_glued_names import Name, cut_names
from .grid_glued_values import cut_values
from .heads import VALUES, ColumnRole, read_head
from .model import Frame, Grid, GridCell

_MOST_HEADS = 12
_LONGEST_BODY = 8000
_LONGEST_TAIL = 36
_LONGEST_NAME = 90
_MOST_TRIES = 200

# 指 标 2015年 …: a head of names with a year near behind it
_START = re.compile(r"(?:序\s{0,6}号\s{0,6})?(?:指\s{0,6}标|项\s{0,6}目)(?=[^\d。]{0,20}(?:19|20)\d\d\s?年)")
_START_HEADS = re.compile(r"序(?=\s{0,6}号)|指(?=\s{0,6}标)|项(?=\s{0,6}目)")
_END = re.compile(r"专栏\s?\d|注:|备注|资料来源|表\s?\d|。")
_MARK = re.compile(r"(?<=\])\d(?!\d)")


class _Head(NamedTuple):
    """A column head with its place."""

    column: ColumnRole
    span: Span


class _Tail(NamedTuple):
    """The values at the end of a row, cut into cells, with the nature that follows them."""

    cells: tuple[Span | None, ...]
    nature: Span | None
    start: int
    end: int


def find_glued(document: Document, frame: Frame, taken: Sequence[Span]) -> Iterator[Grid]:
    """Give the glued tables of the body, in order."""
    end = tries = 0
    starts = sorted(span.start for span in taken)
    ends = list(accumulate((span.end for span in sorted(taken)), max))  # the farthest end so far
    for match in find_from(_START_HEADS, _START, document.folded, 0, len(document.folded)):
        before = bisect_right(starts, match.start())
        if match.start() < max(end, ends[before - 1] if before else 0):
            continue
        tries += 1
        if tries > _MOST_TRIES:
            break
        heads = _heads(document.folded, match.start())
        if _useful(heads) and frame.body.holds(Span(match.start(), heads[-1].span.end)):
            grid = _table(document, heads)
            if grid:
                end = grid.span.end
                yield grid


# --- heads -----------------------------------------------------------------------------------------------------------


@cache
def _word() -> re.Pattern[str]:
    period = r"(?:\"[一二三四五六七八九十]{2,3}\"(?:期间|时期|末)?)"
    when = rf"(?:(?:19|20)\d\d\s?年(?:-(?:19|20)\d\d\s?年)?|{period})"
    summed = rf"(?:{period}\s*)?\[(?:累计|年均|五年累计)\]"
    values = rf"(?:{when}\s*)?(?:{_spaced('baseline', 'target', 'change')})(?:\({when}\)|\([%\w]{{1,6}}\))?"
    others = _spaced("number", "name", "unit", "nature", "category")
    return re.compile(rf"\s*({summed}|{values}|{others}|{when})")


def _spaced(*roles: str) -> str:
    """Head words with room for white space inside them: 指　标."""
    words = sorted(
        {w for role in roles for w in lexicon.words("table_heads", role) if len(w) > 1}, key=lambda w: -len(w)
    )
    return "|".join(r"\s{0,6}".join(map(re.escape, word)) for word in words)


def _heads(folded: str, start: int) -> list[_Head]:
    """Read column heads that follow each other, from `start` on."""
    heads: list[_Head] = []
    at = start
    while len(heads) < _MOST_HEADS:
        match = _word().match(folded, at, at + 80)
        head = read_head(match[1]) if match else None
        if match is None or head is None:
            break
        heads.append(_Head(head, Span(*match.span(1))))
        at = match.end()
        mark = _MARK.match(folded, at)
        at = mark.end() if mark else at
    twice = next((i for i, h in enumerate(heads[1:], 1) if h.column.role == "name"), 0)
    return heads[twice:]


def _useful(heads: Sequence[_Head]) -> bool:
    roles = [head.column.role for head in heads]
    return "name" in roles[:3] and sum(role in VALUES for role in roles) >= 2


# --- rows ------------------------------------------------------------------------------------------------------------


def _table(document: Document, heads: Sequence[_Head]) -> Grid | None:
    folded = document.folded
    begin = heads[-1].span.end
    mark = _MARK.match(folded, begin)
    begin = mark.end() if mark else begin
    line = folded.find("\n", begin)
    stop = min(line if line >= 0 else len(folded), begin + _LONGEST_BODY)
    over = _END.search(folded, begin, stop)
    body = Span(begin, over.start() if over else stop)
    values = [head for head in heads if head.column.role in VALUES]
    natured = any(head.column.role == "nature" for head in heads)
    rows = _rows(folded, body, values, natured)
    if len(rows) < 2:
        return None
    return _grid(document, heads, values, rows)


@cache
def _nature() -> re.Pattern[str]:
    return re.compile(r"\s*(" + lexicon.pattern("table_heads", "binding", "expected") + ")")


# 14141270-10%, --[18]约束性, 15左右: what values are made of
_RUN = re.compile(r"(?:[\d.<>≥≤%‰\[\]/~+\-]|左右|以上|以下|以内|个百分点|百分点| (?=[约预]))+")


_NOTED = re.compile(r"\d(?=-[-\[])")
_NEXT_GROUP = re.compile(r"(?<=[\]%-])\d{1,2}\.$")  # --[15]6.区域性污染物


def _rows(folded: str, body: Span, values: Sequence[_Head], natured: bool) -> list[tuple[Span, _Tail]]:
    """The rows of the body: what stands before the values, and the values."""
    rows: list[tuple[Span, _Tail]] = []
    start = body.start
    numbered = folded[start : start + 1] == "1" and not natured
    for run in _RUN.finditer(folded, *body):
        if run.start() - start < 2 or run.start() < start:
            continue
        tail = _tail(folded, run, values, natured, len(rows) + 2 if numbered else None, body.end)
        if tail and tail.start - start <= _LONGEST_NAME:
            rows.append((Span(start, tail.start), tail))
            start = tail.end
    return rows


def _tail(
    folded: str, run: re.Match[str], values: Sequence[_Head], natured: bool, following: int | None, stop: int
) -> _Tail | None:
    """Tell whether a run of digits and signs ends a row, and cut it into the row's values."""
    start, end = run.span()
    group = _NEXT_GROUP.search(run[0])
    end = start + group.start() if group else end
    if end - start > _LONGEST_TAIL or (folded[start] in "./" and end - start < 3):
        return None
    nature = _nature().match(folded, end, end + 12) if natured else None
    closed = nature is not None or end >= stop
    if not closed and following is not None:
        digits = str(following)
        if not folded.endswith(digits, start, end) or end - len(digits) <= start:
            return None
        end, closed = end - len(digits), True
    if _NOTED.match(folded, start, end):  # 有机物5--[10]: the number of a note
        start += 1
    if not closed and not (folded.startswith("--", start) or folded.startswith("-[", start)):
        return None
    cells = cut_values(folded, Span(start, end), [head.column for head in values])
    if cells is None:
        return None
    mark = Span(*nature.span(1)) if nature else None
    return _Tail(cells, mark, start, nature.end() if nature else end)


# --- the grid --------------------------------------------------------------------------------------------------------


def _grid(
    document: Document, heads: Sequence[_Head], values: Sequence[_Head], rows: Sequence[tuple[Span, _Tail]]
) -> Grid:
    names = cut_names(document.folded, [before for before, _ in rows])
    natured = next((head for head in heads if head.column.role == "nature"), None)
    columns: list[tuple[Span | None, list[Span | None]]] = [
        (None, _filled([n.outer for n in names])),
        (None, _inner(names)),
        (None, [n.number for n in names]),
        (next(head.span for head in heads if head.column.role == "name"), [n.name for n in names]),
        *((head.span, [tail.cells[i] for _, tail in rows]) for i, head in enumerate(values)),
    ]
    if natured:
        columns.append((natured.span, _filled([tail.nature for _, tail in rows])))
    kept = [(head, cells) for head, cells in columns if any(cells)]
    table = [tuple(GridCell(head) if head else None for head, _ in kept)]
    table += [tuple(GridCell(cells[i]) if cells[i] else None for _, cells in kept) for i in range(len(rows))]  # type: ignore[arg-type]
    span = Span(heads[0].span.start, rows[-1][1].end)
    return Grid("glued", span, tuple(table), 1, _caption(document, span))


def _filled(cells: Sequence[Span | None]) -> list[Span | None]:
    out: list[Span | None] = []
    for cell in cells:
        out.append(cell or (out[-1] if out else None))
    return out


def _inner(names: Sequence[Name]) -> list[Span | None]:
    """Fill inner groups down as far as the outer group and unnumbered rows go."""
    out: list[Span | None] = []
    current: Span | None = None
    for name in names:
        if name.outer or name.number:
            current = None
        current = name.inner or current
        out.append(current)
    return out


def _caption(document: Document, span: Span) -> Span | None:
    """专栏1 “十三五”生态环境保护主要指标: right before the heads in the same line, else the line above."""
    folded = document.folded
    line = max(folded.rfind("\n", max(0, span.start - 200), span.start) + 1, span.start - 80, 0)
    marks = [match.start() for match in re.finditer(r"专栏\s?\d|表\s?\d|(?<=。)", folded[line : span.start])]
    start = line + max(marks, default=0)
    found = Span(start, span.start).trimmed(folded)
    if found.end > found.start:
        return found
    at = next((i for i, block in enumerate(document.blocks) if block.span.end > span.start), 0)
    return caption_of(document, document.blocks, at)
