"""Lines and tables of all pages to one flow of paragraphs: joined over lines and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ..document.build import CellText, DocumentBuilder
from .furniture import without_furniture, without_side_numbers
from .lines import join, lines_of
from .model import Glyph, Line, Page, PlacedCell, PlacedTable
from .tables import tables_of

_OPENS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,4}[、)）.．]|第[一二三四五六七八九十百\d]{1,4}[章节部编条]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]|"
    r"专栏\s?\d|附件|附表|表\s?\d|图\s?\d"
)
_ENDS = "。；！？：:;）)”》"
_CONTENTS = re.compile(r"目\s{0,4}[录次]")
_LEADERS = re.compile(r"[.·…．。•]{4,}\s*\d*\s*$|…{2,}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line or a table on its page."""

    page: int
    top: float
    line: Line | None = None
    table: PlacedTable | None = None


def write(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Write the pages' paragraphs and tables in reading order; a table or paragraph over two pages is written once."""
    pages = [without_side_numbers(page) for page in pages]
    tables = [tables_of(page.edges, page.glyphs) for page in pages]
    free = [_outside(page.glyphs, own) for page, own in zip(pages, tables, strict=True)]
    lines = without_furniture(pages, [lines_of(g, p.width) for g, p in zip(free, pages, strict=True)])
    flow = list(_in_order(lines, tables))
    page = -1
    for group in _paragraphs(_joined_tables(flow), lines):
        while page < group[0].page:
            page += 1
            builder.page()
        if group[0].table is not None:
            builder.table(_rows(group[0].table))
        else:
            builder.paragraph(join(item.line.text for item in group if item.line is not None))
    for _ in range(page + 1, len(pages)):
        builder.page()


def _outside(glyphs: Sequence[Glyph], tables: Sequence[PlacedTable]) -> list[Glyph]:
    def held(g: Glyph) -> bool:
        x, y = (g.x0 + g.x1) / 2, (g.top + g.bottom) / 2
        return any(t.x0 <= x <= t.x1 and t.top <= y <= t.bottom for t in tables)

    return [g for g in glyphs if not held(g)] if tables else list(glyphs)


def _in_order(lines: Sequence[Sequence[Line]], tables: Sequence[Sequence[PlacedTable]]) -> Iterator[_Placed]:
    for page, (own, ruled) in enumerate(zip(lines, tables, strict=True)):
        waiting = list(ruled)
        contents = [bool(_LEADERS.search(line.text)) for line in own]
        for at, line in enumerate(own):
            if contents[at] or (any(contents[at + 1 : at + 2]) and _CONTENTS.fullmatch(line.text)):
                continue  # a line of the table of contents
            while waiting and waiting[0].top <= line.top:
                yield _Placed(page, waiting[0].top, table=waiting.pop(0))
            yield _Placed(page, line.top, line=line)
        yield from (_Placed(page, table.top, table=table) for table in waiting)


def _joined_tables(flow: Sequence[_Placed]) -> Iterator[_Placed]:
    """A table that ends a page goes on with one that begins the next and has as many columns."""
    held: _Placed | None = None
    for item in flow:
        if item.table is not None and held is not None and held.table is not None and _goes_on(held, item):
            held = replace(held, table=_stacked(held.table, item.table), page=held.page)
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _goes_on(above: _Placed, below: _Placed) -> bool:
    a, b = above.table, below.table
    return a is not None and b is not None and a.columns == b.columns and above.page < below.page


def _stacked(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """Put one under the other, a repeated head left out."""
    head = [c.text for c in above.cells if c.row == 0]
    skip = 1 if head == [c.text for c in below.cells if c.row == 0] else 0
    moved = [replace(c, row=c.row + above.rows - skip) for c in below.cells if c.row >= skip]
    cells = _healed(list(above.cells), moved, above.rows)
    return replace(above, rows=above.rows + below.rows - skip, cells=tuple(cells))


def _healed(above: list[PlacedCell], below: list[PlacedCell], at: int) -> list[PlacedCell]:
    """A row broken by the page: its second half has no text in its first column and goes on in the others."""
    first = [c for c in below if c.row == at]
    last = {c.column: i for i, c in enumerate(above) if c.row + c.rows == at}
    number = next((c for c in first if c.column == 0), None)
    broken = number is not None and not number.text and 0 in last and any(c.text for c in first)
    if not broken or {c.column for c in first} != set(last):
        return above + below
    for cell in first:
        i = last[cell.column]
        above[i] = replace(above[i], text=join([above[i].text, cell.text]), rows=above[i].rows + cell.rows)
    return above + [c for c in below if c.row != at]


def _rows(table: PlacedTable) -> list[list[CellText]]:
    rows: list[list[CellText]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(CellText(cell.text, cell.rows, cell.columns))
    return rows


def _paragraphs(flow: Iterator[_Placed], lines: Sequence[Sequence[Line]]) -> Iterator[list[_Placed]]:
    margins = [_margins(own) for own in lines]
    group: list[_Placed] = []
    for item in flow:
        if group and not _continues(group[-1], item, margins):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    size: float
    gap: float


def _margins(lines: Sequence[Line]) -> _Margins:
    """Where the text of a page begins and ends, the size of its characters and the distance of its lines."""
    if not lines:
        return _Margins(0, 0, 1, 0)
    size = median(line.size for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.6 * max(x.x1 - x.x0 for x in lines)] or list(lines)
    gaps = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < size * 4]
    return _Margins(min(x.x0 for x in long), max(x.x1 for x in long), size, median(gaps) if gaps else size * 2)


def _continues(before: _Placed, item: _Placed, margins: Sequence[_Margins]) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    a, b = before.line, item.line
    if a is None or b is None or item.page - before.page > 1:
        return False
    here, there = margins[before.page], margins[item.page]
    if abs(a.size - b.size) > 0.25 * here.size:
        return False
    full = a.x1 >= here.right - 2.2 * here.size
    indented = b.x0 > there.left + 1.2 * there.size
    if not full or indented:
        return False
    if before.page == item.page and b.top - a.top > here.gap * 1.8:
        return False
    return not (_OPENS.match(b.text) and a.text[-1:] in _ENDS)
