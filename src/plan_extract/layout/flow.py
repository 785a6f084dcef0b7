"""Lines and tables of all pages to one flow of paragraphs: joined over lines, columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..document.build import CellText, DocumentBuilder
from .columns import columns_of
from .furniture import without_furniture, without_side_numbers
from .joined import goes_on, stacked
from .lines import join, lines_of
from .model import Glyph, Line, Page, PlacedTable
from .paragraphs import Margins, Place, PlacedLine, continues, margins_of
from .spaced import with_spaced_tables
from .tables import tables_of

_CONTENTS = re.compile(r"目\s{0,4}[录次]")
_LEADERS = re.compile(r"[.·…．。•]{4,}\s*\d*\s*$|…{2,}")
_GOES_ON = re.compile(r"[（(]?(?:续\s?表|表?\s?续|接上[页表])\s?[\d-]{0,5}[）)]?")
_WIDE_TABLE = 0.5  # of the page's width: columns do not run past it


@dataclass(frozen=True, slots=True)
class _OnPage:
    """A table with the number of its page."""

    page: int
    table: PlacedTable


Item = PlacedLine | _OnPage


def write(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Write the pages' paragraphs and tables in reading order; a table or paragraph over two pages is written once."""
    pages = [without_side_numbers(page) for page in pages]
    tables = [tables_of(page.edges, page.glyphs) for page in pages]
    lines = without_furniture(pages, [_lines(*of_page) for of_page in zip(pages, tables, strict=True)])
    flow = _joined_tables(_in_order(pages, lines, tables))
    page = -1
    for group in _paragraphs(flow, margins_of(lines)):
        while page < group[0].page:
            page += 1
            builder.page()
        if isinstance(group[0], _OnPage):
            builder.table(_rows(group[0].table))
        else:
            builder.paragraph(join(item.line.text for item in group if isinstance(item, PlacedLine)))
    for _ in range(page + 1, len(pages)):
        builder.page()


def _lines(page: Page, tables: Sequence[PlacedTable]) -> list[Line]:
    """The lines of a page outside of its tables, column by column; no column runs past a wide table."""
    free = _outside(page.glyphs, tables)
    ends = [t.top for t in tables if t.x1 - t.x0 > page.width * _WIDE_TABLE]
    paths: dict[tuple[int, ...], int] = {}
    lines = []
    for top, bottom in zip([float("-inf"), *ends], [*ends, float("inf")], strict=True):
        for path, rows in columns_of([g for g in free if top <= (g.top + g.bottom) / 2 < bottom]):
            lines += lines_of(rows, paths.setdefault(path, len(paths)))
    return lines


def _outside(glyphs: Sequence[Glyph], tables: Sequence[PlacedTable]) -> list[Glyph]:
    return [g for g in glyphs if not any(table.holds(g) for table in tables)] if tables else list(glyphs)


def _in_order(
    pages: Sequence[Page], lines: Sequence[Sequence[Line]], tables: Sequence[Sequence[PlacedTable]]
) -> Iterator[Item]:
    for number, (page, own, ruled) in enumerate(zip(pages, lines, tables, strict=True)):
        waiting, kept = list(ruled), []
        contents = [bool(_LEADERS.search(line.text)) for line in own]
        for at, line in enumerate(own):
            if contents[at] or (any(contents[at + 1 : at + 2]) and _CONTENTS.fullmatch(line.text)):
                continue  # a line of the table of contents
            kept.append(line)
        for item in with_spaced_tables(kept):
            while waiting and _is_above(waiting[0], item, page):
                yield _OnPage(number, waiting.pop(0))
            yield PlacedLine(number, item) if isinstance(item, Line) else _OnPage(number, item)
        yield from (_OnPage(number, table) for table in waiting)


def _is_above(table: PlacedTable, item: Line | PlacedTable, page: Page) -> bool:
    """Whether a table comes before a line (or a table without rulings): it begins above it, in its column or over all."""
    beside = table.x1 - table.x0 > page.width * _WIDE_TABLE or (item.x0 < table.x1 and table.x0 < item.x1)
    return beside and table.top <= item.top


def _joined_tables(flow: Iterable[Item]) -> Iterator[Item]:
    """A table that ends a page goes on with one that begins the next, 续表 between them or not."""
    held: list[Item] = []  # a table, and the line behind it that may tell that it goes on
    end = -1  # the page that the table ends on
    for item in flow:
        table = held[0].table if held and isinstance(held[0], _OnPage) else None
        if table and isinstance(item, _OnPage) and end < item.page and goes_on(table, item.table):
            held, end = [_OnPage(held[0].page, stacked(table, item.table))], item.page
        elif table and len(held) == 1 and isinstance(item, PlacedLine) and _GOES_ON.fullmatch(item.line.text):
            held.append(item)
        else:
            yield from held
            held, end = [item], item.page
    yield from held


def _rows(table: PlacedTable) -> list[list[CellText]]:
    rows: list[list[CellText]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(CellText(cell.text, cell.rows, cell.columns))
    return rows


def _paragraphs(flow: Iterable[Item], margins: dict[Place, Margins]) -> Iterator[list[Item]]:
    """Tables by themselves, lines by paragraphs."""
    group: list[PlacedLine] = []
    for item in flow:
        if isinstance(item, PlacedLine) and (not group or continues(group, item, margins)):
            group.append(item)
            continue
        if group:
            yield list(group)
        group = [item] if isinstance(item, PlacedLine) else []
        if isinstance(item, _OnPage):
            yield [item]
    if group:
        yield list(group)
