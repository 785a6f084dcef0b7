"""Rows of cells, of a sheet or of CSV: which are titles and notes, and which make a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..document.build import CellText, DocumentBuilder

MOST_CELLS = 2_000_000
Merged = dict[tuple[int, int], tuple[int, int]]
_LABEL = re.compile(r"[^:：]{1,12}[:：]")


def write_rows(builder: DocumentBuilder, rows: Sequence[Sequence[str]], merged: Merged) -> None:
    """Write rows of cells: those with one filled cell at the top or the bottom are titles and notes, the rest a table.

    `merged` tells the last place (row, column) of each merged cell by its first. An empty row and a title after it begin
    another table.
    """
    for start, end in _parts(rows):
        inner = [number for number in range(start, end) if _is_row(rows[number])]
        first, last = (inner[0], inner[-1] + 1) if inner else (end, end)
        for number in range(start, end):
            if number == first:
                builder.table(_cells(rows, merged, first, last - 1))
            if not first <= number < last:
                builder.paragraph(" ".join(filter(None, rows[number])))


def _is_row(row: Sequence[str]) -> bool:
    """Tell a row of a table from a title, a note, or a line like 填报单位：市民政局 …… 单位：万元."""
    filled = [text for text in row if text]
    return len(filled) > 1 and not all(_LABEL.match(text) for text in filled)


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Cut the rows where a title stands behind an empty row."""
    start = 0
    last = next((number for number in reversed(range(len(rows))) if _is_row(rows[number])), 0)
    for number in range(1, last):
        if any(rows[number]) and not any(rows[number - 1]) and sum(map(bool, rows[number])) == 1:
            yield start, number
            start = number
    if rows:
        yield start, len(rows)


def _cells(rows: Sequence[Sequence[str]], merged: Merged, first: int, last: int) -> list[list[CellText]]:
    """The cells from row to row, empty columns and what merged cells cover left out."""
    used = [
        c for c in range(max(map(len, rows))) if any(c < len(rows[r]) and rows[r][c] for r in range(first, last + 1))
    ]
    covered: set[tuple[int, int]] = set()
    out: list[list[CellText]] = []
    for r in range(first, last + 1):
        line: list[CellText] = []
        for c in used:
            if (r, c) in covered:
                continue
            bottom, right = merged.get((r, c), (r, c))
            bottom = min(bottom, last)
            covered.update((y, x) for y in range(r, bottom + 1) for x in range(c, right + 1))
            width = bisect_right(used, right) - bisect_left(used, c)
            line.append(CellText(rows[r][c] if c < len(rows[r]) else "", bottom - r + 1, max(width, 1)))
        out.append(line)
    return out
