"""Stacked tables: one cell to a line, as web pages and word processors leave them when pasted as text.

    序号
    指标名称
    2025年
    1
    森林覆盖率(%)
    ≥44.2

Nothing but the order of the lines tells rows from columns: the heads say which columns there are, and each row is
read as the cheapest way to deal out the next lines to them. Cells may be broken over lines (社会, 救助), group cells
are printed once, and empty cells may leave no line at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document.model import Document
from ..span import Span
from .captions import caption_of
from .grid_stacked_costs import MERGED
from .grid_stacked_heads import Heads, heads_at, layouts
from .grid_stacked_lines import Column, Line, Row, is_part, lines_of
from .grid_stacked_rows import Prices, deal, reader_of
from .heads import VALUES, read_head
from .model import Frame, Grid, GridCell

_LONGEST_HEADS = 80
_MOST_TRIES = 200
_TWIST = 1.0
"""What it costs to take the heads for other columns than they plainly say."""
_TRIAL = 80
"""How many lines are read in each layout of the heads before one of them is taken."""


def find_stacked(document: Document, frame: Frame, taken: Sequence[Span]) -> Iterator[Grid]:
    """Give the stacked tables of the body, in order. `taken`: spans of tables that were found otherwise.

    Rows whose cells are parted by single spaces (1 森林覆盖率 % 约束性 24.1) are read in the same way, word by word.
    """
    read: dict[bool, tuple[list[Line], dict[int, int]]] = {}
    end = tries = 0
    for block, worded in _seeds(document):
        start = document.blocks[block].span.start
        if start < end or tries > _MOST_TRIES:
            continue
        if worded not in read:
            lines = lines_of(document, frame, taken, block, worded=worded)
            read[worded] = lines, {line.span.start: i for i, line in enumerate(lines)}
        lines, places = read[worded]
        found = _table(document, lines, places[start], worded=worded) if start in places else None
        tries += 1
        if found:
            end = found.span.end
            yield found


def _seeds(document: Document) -> Iterator[tuple[int, bool]]:
    """The blocks with which a table may begin: a line that is a column head, or (True) one of several heads in a row."""
    folded = document.folded
    for at, block in enumerate(document.blocks):
        span = block.span
        if block.kind == "table" or span.end - span.start > _LONGEST_HEADS:
            continue
        if span.end - span.start <= 8 and _opens(span.of(folded)):
            yield at, False
        elif " " in (text := span.of(folded)):
            words = re.sub(r"(?<=\d) (?=年)", "", text).split()
            if len(words) > 2 and _opens(words[0]) and sum(bool(read_head(word)) for word in words) > 2:
                yield at, True


def _opens(text: str) -> bool:
    head = read_head(text)
    return head is not None and head.role in ("number", "category", "name", "task", "measure")


def _table(document: Document, lines: Sequence[Line], start: int, *, worded: bool) -> Grid | None:
    """Read the table whose heads begin at a line."""
    heads, body = heads_at(lines, start)
    if not _enough(heads) or (worded and body < len(lines) and not lines[body].first):
        return None
    prices: Prices = {}
    ways = [(columns, reader_of(lines, body, columns, prices)) for columns in layouts(heads)]
    tried = [deal(reader, body, _TRIAL) for _, reader in ways]
    told = [(score + _TWIST * (i > 0), i) for i, (score, rows) in enumerate(tried) if len(rows) > 1]
    if not told:
        return None
    _, best = min(told)
    (columns, reader), (_, rows) = ways[best], tried[best]
    if rows[-1].end - body > _TRIAL // 2:
        _, rows = deal(reader, body, len(lines))
    while rows and rows[-1].end < len(lines) and not lines[rows[-1].end].first:
        rows = rows[:-1]
    if len(rows) < (2 if len(heads) > 2 else 3):
        return None
    return _grid(document, lines, start, columns, rows)._replace(kind="delimited" if worded else "stacked")


def _enough(heads: Heads) -> bool:
    """Three heads tell a table, or two where one names quantities and the other a year (指标, 2025年)."""
    roles = [head.role for head, _, _ in heads]
    return len(roles) > 2 or (roles[:1] == ["name"] and heads[-1][0].role in VALUES and heads[-1][0].year is not None)


def _grid(
    document: Document, lines: Sequence[Line], start: int, columns: Sequence[Column], rows: Sequence[Row]
) -> Grid:
    """Make the rows even: group cells split into their levels and filled down, merged cells filled down."""
    table = list(columns) if any(c.role == "category" for c in columns) else [Column("category", None), *columns]
    body: list[list[list[GridCell | None]]] = []
    merged = MERGED | {"number"} if any(c.role == "measure" for c in table) else MERGED
    for column, told in enumerate(table):
        cells = [_cell(lines, *row.cells[column]) for row in rows]
        if told.role == "category":
            body.append(_levels(lines, [row.cells[column] for row in rows]))
        elif told.role in merged:
            body.append([_filled(cells)])
        elif told.role == "unit":
            body.append([_shared(lines, rows, cells)])
        else:
            body.append([cells])
    kept = [
        (told, level) for told, levels in zip(table, body, strict=True) for level in levels if told.head or any(level)
    ]
    heads = [tuple(GridCell(told.head) if told.head else None for told, _ in kept)]
    if any(told.year for told, _ in kept):
        heads.append(tuple(GridCell(told.year) if told.year else None for told, _ in kept))
    even = tuple(tuple(level[i] for _, level in kept) for i in range(len(rows)))
    span = Span(lines[start].span.start, lines[rows[-1].end - 1].span.end)
    return Grid(
        "stacked",
        span,
        (*heads, *even),
        len(heads),
        caption_of(document, document.blocks, lines[start].block, lines[rows[-1].end - 1].block),
    )


def _cell(lines: Sequence[Line], first: int, count: int) -> GridCell | None:
    return GridCell(Span(lines[first].span.start, lines[first + count - 1].span.end)) if count else None


def _filled(cells: Sequence[GridCell | None]) -> list[GridCell | None]:
    out: list[GridCell | None] = []
    for cell in cells:
        out.append(cell or (out[-1] if out else None))
    return out


def _shared(lines: Sequence[Line], rows: Sequence[Row], cells: Sequence[GridCell | None]) -> list[GridCell | None]:
    """Give a part (其中：公园绿地) the unit of the whole where it has none of its own."""
    out: list[GridCell | None] = []
    for row, cell in zip(rows, cells, strict=True):
        first = next(place for place, count in row.cells if count)
        out.append(cell or (out[-1] if out and is_part(lines[first]) else None))
    return out


def _levels(lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> list[list[GridCell | None]]:
    """Split the group cells of each row into levels, outermost first, and fill them down.

    Lines of two or three characters are pieces of one broken cell (社会, 救助), longer ones cells of their own.
    """
    groups = [_pieces(lines, *place) for place in places]
    depth = max((len(group) for group in groups), default=0)
    inner_broken = depth > 1 and all(g[-1][1] for g in groups if len(g) == depth)
    current: list[GridCell | None] = [None] * max(depth, 1)
    out: list[list[GridCell | None]] = []
    for group in groups:
        cells = [cell for cell, _ in group]
        if len(cells) == depth:
            current = [*cells] or current
        elif cells and inner_broken and not group[0][1]:
            current = [*cells, *[None] * (depth - len(cells))]
        elif cells:
            current = [*current[: depth - len(cells)], *cells]
        out.append(list(current))
    return [list(level) for level in zip(*out, strict=True)]


def _pieces(lines: Sequence[Line], first: int, count: int) -> list[tuple[GridCell, bool]]:
    """The group cells among some lines, each with whether it was broken."""
    out: list[tuple[GridCell, bool]] = []
    i = first
    while i < first + count:
        end = i + 1
        if len(lines[i].bare) <= 3:
            while end < first + count and len(lines[end].bare) <= 3:
                end += 1
        elif count > 1:
            while end < first + count and not lines[end].loose and lines[end - 1].loose:
                end += 1
        out.append((GridCell(Span(lines[i].span.start, lines[end - 1].span.end)), end - i > 1))
        i = end
    return out
