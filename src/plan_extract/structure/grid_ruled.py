"""Ruled tables: those that the format itself tells (HTML, Word, spreadsheets), with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document.fold import fold
from ..document.model import Document, Table
from ..span import Span
from .captions import caption_of
from .grid_filled import fill_groups
from .heads import read_head
from .model import Frame, Grid, GridCell

Rows = list[list[GridCell | None]]
_MOST_COLUMNS = 200
_MOST_HEAD_ROWS = 4
_LONGEST_GROUP = 24
_LONGEST_HEAD = 12
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[:：]")
_NOTE = re.compile(r"[（(]?注|备\s?注|说明|※|\*")  # a last row that spans the table may be its note


def find_ruled(document: Document, frame: Frame) -> Iterator[Grid]:
    """Give the tables of the format that stand in the body, a table broken over pages as one."""
    last: Grid | None = None
    for at, block in enumerate(document.blocks):
        if block.table is None or not frame.body.meets(block.span):
            continue
        grid = _grid(document, document.tables[block.table], at)
        if grid is None:
            continue
        if last and (joined := _continued(document, last, grid)):
            last = joined
            continue
        if last:
            yield last
        last = grid
    if last:
        yield last


def _grid(document: Document, table: Table, at: int) -> Grid | None:
    rows = _even(table)
    caption = None
    while rows and _is_caption(rows[0]) and len(rows) > 1:
        words = next(cell for cell in rows[0] if cell)
        caption = caption or (None if _UNIT_LINE.match(words.text(document)) else words.span)
        rows = rows[1:]
    if not rows:
        return None
    caption = caption or caption_of(document, document.blocks, at)
    head = _head_rows(document, rows)
    return Grid("ruled", table.span, fill_groups(document, _grouped(document, rows, head), head), head, caption)


def _even(table: Table) -> Rows:
    """Fill merged cells into every place that they cover; rows are cut or filled to equal length."""
    wide = max((cell.column + cell.columns for row in table.rows for cell in row), default=0)
    wide = min(wide, _MOST_COLUMNS)
    rows: Rows = [[None] * wide for _ in table.rows]
    for cells in table.rows:
        for cell in cells:
            held = GridCell(cell.span)
            for row in range(cell.row, min(cell.row + cell.rows, len(rows))):
                for column in range(cell.column, min(cell.column + cell.columns, wide)):
                    rows[row][column] = held
    return [row for row in rows if any(row)]


def _is_caption(row: Sequence[GridCell | None]) -> bool:
    """A first row that is one cell over all columns names the table; so does one with a single filled cell."""
    filled = {cell for cell in row if cell and cell.span.end > cell.span.start}
    return len(row) > 1 and len(filled) == 1 and (row[0] in filled)


def _head_rows(document: Document, rows: Rows) -> int:
    """Count the rows of heads: the first, and those below that its merged cells reach or whose cells are heads too."""
    head = 1
    while head < min(len(rows) - 1, _MOST_HEAD_ROWS):
        above, row = rows[head - 1], rows[head]
        if not _goes_on(document, above, row):
            break
        head += 1
    return head


def _goes_on(document: Document, above: Sequence[GridCell | None], row: Sequence[GridCell | None]) -> bool:
    """Tell whether a row goes on with the heads above it: under a merged head, with short words and no values."""
    merged = any(a is b and _filled(a) for a, b in zip(above, row, strict=True))
    spread = any(a is b and _filled(a) for a, b in pairwise(above))
    own = [b.text(document) for a, b in zip(above, row, strict=True) if b is not a and b and _filled(b)]
    heads = sum(bool(read_head(fold(text), strict=False)) for text in own)
    if merged:
        return heads > 0 or all(len(text) <= _LONGEST_HEAD and not text[0].isdigit() for text in own)
    return spread and bool(own) and heads >= 0.6 * len(own)


def _grouped(document: Document, rows: Rows, head: int) -> tuple[tuple[GridCell | None, ...], ...]:
    """Turn rows that are one short cell over all columns (一、创新驱动) into a group column before the others."""
    rows = [row for i, row in enumerate(rows) if i < head or not _is_note(document, row)]
    groups = [_group(document, row) if i >= head else None for i, row in enumerate(rows)]
    if not any(groups) or groups[-1]:
        return tuple(map(tuple, rows))
    out: list[tuple[GridCell | None, ...]] = []
    current: GridCell | None = None
    for group, row in zip(groups, rows, strict=True):
        current = group or current
        if group is None:
            out.append((current, *row))
    return tuple(out)


def _group(document: Document, row: Sequence[GridCell | None]) -> GridCell | None:
    cell = next((cell for cell in row if cell), None)
    if cell is None or len(row) < 3 or not _is_caption(row):
        return None
    text = cell.text(document)
    return cell if 0 < len(text) <= _LONGEST_GROUP and not text.endswith(("。", "；", ";")) else None


def _is_note(document: Document, row: Sequence[GridCell | None]) -> bool:
    """A last row over all columns may hold the note (注：2020年为预计数)."""
    return len(row) > 2 and _is_caption(row) and row[0] is not None and bool(_NOTE.match(row[0].text(document)))


def _filled(cell: GridCell | None) -> bool:
    return cell is not None and cell.span.end > cell.span.start


def _continued(document: Document, first: Grid, second: Grid) -> Grid | None:
    """Join a table that goes on behind a page break: as wide, nothing between, its head repeated or missing."""
    if len(first.rows[0]) != len(second.rows[0]) or document.text[first.span.end : second.span.start].strip():
        return None
    heads = [_texts(document, row) for row in first.rows[: first.head]]
    below = [_texts(document, row) for row in second.rows[: first.head]]
    if below == heads:
        more = second.rows[first.head :]
    elif any(read_head(text) for text in below[0]) or _same_page(document, first.span.end, second.span.start):
        return None
    else:
        more = second.rows
    return Grid("ruled", Span(first.span.start, second.span.end), (*first.rows, *more), first.head, first.caption)


def _same_page(document: Document, first: int, second: int) -> bool:
    return document.page_at(first) == document.page_at(second)


def _texts(document: Document, row: Sequence[GridCell | None]) -> list[str]:
    return [cell.text(document) if cell else "" for cell in row]
