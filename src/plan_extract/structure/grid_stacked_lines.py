"""The lines that stacked tables are read from, and what is read of them: columns and rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..document.model import Document
from ..span import Span
from .heads import Role
from .model import Frame

LONGEST_CELL = 120
LONGEST_MEASURE = 600
_WORD = re.compile(r"(?:(?:19|20)\d\d (?=年))?\S+")  # 2025 年 is one word


class Line(NamedTuple):
    """One line: where it stands, its text (folded, white space dropped), whether a blank line stands before it, and
    its place among the document's blocks. `first`: it begins a line of the text, as all but words do.
    """

    span: Span
    bare: str
    loose: bool
    block: int
    first: bool = True


SHARED = ("number", "nature", "unit")
"""Columns in which a part of a quantity (其中：公园绿地) may have no cell: it shares that of the row above."""


def is_part(line: Line) -> bool:
    """Tell the name of a part of the quantity above it: 其中 公园绿地."""
    return line.bare.startswith("其中")


class Column(NamedTuple):
    """A column as the heads tell it: its role, the lines of its head (none where it was inferred), and of the year
    that stands apart from it, below all heads.
    """

    role: Role
    head: Span | None
    year: Span | None = None


class Row(NamedTuple):
    """A row: for each column the first line and the number of lines (0 where it has no cell).

    `number` is the last number printed up to here, `held` tells which columns had a cell up to here.
    """

    cells: tuple[tuple[int, int], ...]
    end: int
    cost: float
    number: int | None
    held: tuple[bool, ...]


def lines_of(document: Document, frame: Frame, taken: Sequence[Span], first: int, *, worded: bool) -> list[Line]:
    """The lines of the body, from the block `first` on, that stand in no table yet.

    `worded`: their words, as if each were a line.
    """
    folded, body = document.folded, frame.body
    lines: list[Line] = []
    shut = {span.start: span.end for span in taken}
    end = document.blocks[first - 1].span.end if first else 0
    ends = max((span.end for span in taken if span.start < end), default=0)
    for at in range(first, len(document.blocks)):
        block = document.blocks[at]
        span = block.span
        ends = max(ends, shut.get(span.start, 0))
        if block.kind == "table" or span.start < ends or not body.holds(span):
            continue
        if worded and span.end - span.start <= LONGEST_CELL:
            words = [Span(*match.span()) for match in _WORD.finditer(folded, *span)]
            lines.extend(
                Line(word, "".join(word.of(folded).split()), False, at, word.start == span.start) for word in words
            )
        else:
            bare = "".join(folded[span.start : min(span.end, span.start + 2 * LONGEST_MEASURE)].split())
            lines.append(Line(span, bare, not worded and folded.count("\n", end, span.start) > 1, at))
        end = span.end
    return lines
