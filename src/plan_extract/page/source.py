"""The text of a document as a page shows it: paragraphs, headings and tables, with the records marked in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup

from ..document.model import Document
from ..records.plan import PlanDocument
from ..span import Span
from ..structure import model as structure
from ..structure.frame import find_frame
from ..structure.grids import find_grids
from .marks import Mark, Marker

_LOWEST = 6  # HTML has headings of six levels; the page's own titles take two
_RULES = re.compile(r"[\s|:+-]+")  # what stands between the cells of a table in plain text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, with a `level` of HTML's, a heading; `page` is set where a page of the source begins."""

    html: Markup
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and how many rows and columns it covers."""

    html: Markup
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    rows: tuple[tuple[GridCell, ...], ...]
    page: int | None = None


_NOTHING = Span(0, 0)
_Cells = tuple[tuple[Span, int, int], ...]  # of a row: each cell's place, and how many rows and columns it covers


def blocks_of(document: Document, plan: PlanDocument, marks: Sequence[Mark]) -> Iterator[Paragraph | Grid]:
    """Give the blocks of a text in order, its records marked."""
    marker = Marker(document.text, marks)
    levels = {(s.span.start, s.span.end): min(s.level + 2, _LOWEST) for s in plan.sections}
    told = 0
    for span, rows in _pieces(document):
        page = bisect_right(document.page_starts, span.start)
        begins, told = page if page > told else None, max(page, told)
        if rows is None:
            yield Paragraph(marker.write(span), _level(span, levels), begins)
        else:
            yield Grid(tuple(tuple(GridCell(marker.write(s), r, c) for s, r, c in row) for row in rows), begins)


def _level(span: Span, levels: Mapping[tuple[int, int], int]) -> int | None:
    """The level of a block that is all heading, whether or not the record takes in its last mark (一、总体要求。)."""
    return next((levels[span.start, end] for end in (span.end, span.end - 1) if (span.start, end) in levels), None)


def _pieces(document: Document) -> Iterator[tuple[Span, Iterable[_Cells] | None]]:
    """The blocks, each with the rows of cells that it has where it is a table; lines of plain text may be one, too."""
    grids = [g for g in find_grids(document, find_frame(document)) if g.kind != "ruled" and _whole(g, document.text)]
    grids.reverse()
    done = 0
    for block in document.blocks:
        while grids and grids[-1].span.end <= block.span.start:
            grids.pop()
        if block.table is not None:
            table = document.tables[block.table]
            yield block.span, [tuple((cell.span, cell.rows, cell.columns) for cell in row) for row in table.rows]
        elif grids and grids[-1].span.holds(block.span):
            if grids[-1].span.end > done:
                yield grids[-1].span, _rows(grids[-1])
                done = grids[-1].span.end
        else:
            yield block.span, None


def _whole(grid: structure.Grid, text: str) -> bool:
    """Tell whether the cells of a table hold all of its text, so that nothing is lost by showing it as one."""
    left = list(grid.span.of(text))
    for cell in (cell for row in grid.rows for cell in row if cell is not None):
        start, end = (place - grid.span.start for place in cell.span)
        left[start:end] = " " * (end - start)
    return _RULES.fullmatch("".join(left)) is not None


def _rows(grid: structure.Grid) -> Iterator[_Cells]:
    """The rows of a table whose merged cells stand in every place that they cover: each once."""
    spans = [[cell.span if cell is not None else _NOTHING for cell in row] for row in grid.rows]
    written, covered = set[Span](), set[tuple[int, int]]()
    for n, row in enumerate(spans):
        cells = []
        for column, span in enumerate(row):
            if (n, column) in covered:
                continue
            if span in written or span.start == span.end:
                cells.append((_NOTHING, 1, 1))
                continue
            down = _run(span, (other[column] for other in spans[n:]))
            across = _run(span, row[column:])
            covered |= {(n + r, column + c) for r in range(down) for c in range(across)}
            written.add(span)
            cells.append((span, down, across))
        yield tuple(cells)


def _run(span: Span, spans: Iterable[Span]) -> int:
    """How many of some spans, from the first, are a span."""
    return sum(1 for _ in takewhile(span.__eq__, spans))
