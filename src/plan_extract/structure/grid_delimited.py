"""Delimited tables in plain text.

Cells are parted by tabs, pipes (Markdown) or several spaces; tables that were left as HTML markup are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document.model import Block, Document
from ..span import Span
from .captions import caption_of
from .grid_filled import fill_groups
from .heads import read_head
from .model import Frame, Grid, GridCell

Row = tuple[GridCell | None, ...]

_TABS = re.compile(r" *\t *")
_PIPES = re.compile(r" *\| *")
_SPACES = re.compile(r" {2,}")
_DELIMITERS = (("\t", 1, _TABS), ("|", 2, _PIPES), ("  ", 1, _SPACES))  # and how many of them a line of cells has
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")  # |---|:--:|
_MOST_COLUMNS = 40


def find_delimited(document: Document, frame: Frame) -> Iterator[Grid]:
    """Give the tables of the body whose cells are parted by characters, in order."""
    folded = document.folded
    if "<td" in folded:
        yield from _markup(document, frame)
    printed = [delimiter for delimiter in _DELIMITERS if delimiter[0] in folded]
    run: list[int] = []
    kind: re.Pattern[str] | None = None
    for at, block in enumerate(document.blocks if printed else ()):
        delimiter = None if block.kind == "table" else _delimiter(folded, block.span, printed)
        if run and delimiter is not kind:
            yield from _table(document, frame, run, kind)
            run = []
        kind = delimiter
        if delimiter:
            run.append(at)
    if run:
        yield from _table(document, frame, run, kind)


def _delimiter(folded: str, span: Span, printed: Sequence[tuple[str, int, re.Pattern[str]]]) -> re.Pattern[str] | None:
    """What parts the cells of a line, if anything of what is printed does."""
    for mark, least, delimiter in printed:
        if folded.count(mark, span.start, span.end) >= least:
            return delimiter
    return None


def _table(document: Document, frame: Frame, run: Sequence[int], kind: re.Pattern[str] | None) -> Iterator[Grid]:
    """Read lines with the same delimiter: from the first that heads columns, as long as they are as wide."""
    blocks = document.blocks
    rows = [_cells(document, blocks[at], kind) for at in run]
    start = next((i for i, row in enumerate(rows) if _is_head(document, row, rows[i + 1 : i + 2], kind)), None)
    if start is None:
        return
    wide = len(rows[start])
    end = start + 1
    while end < len(rows) and _fits(len(rows[end]), wide, kind):
        end += 1
    table = [_even(row, wide) for row in rows[start:end] if row]
    span = Span(blocks[run[start]].span.start, blocks[run[end - 1]].span.end)
    if len(table) < 2 or not frame.body.holds(span):
        return
    caption = caption_of(document, blocks, run[start], run[end - 1])
    yield Grid("delimited", span, fill_groups(document, table, 1), 1, caption)


def _fits(cells: int, wide: int, kind: re.Pattern[str] | None) -> bool:
    """A rule of Markdown has no cells. Tabs and pipes may leave trailing cells out, spaces may not."""
    return cells in (0, wide) or (kind is not _SPACES and 1 < cells <= wide + 1)


def _cells(document: Document, block: Block, kind: re.Pattern[str] | None) -> list[GridCell]:
    """Cut a line at its delimiters; the pipes at both ends of a Markdown row open and close it."""
    folded, span = document.folded, block.span
    if kind is None or (kind is _PIPES and _RULE.fullmatch(folded, span.start, span.end)):
        return []
    start, end = span
    if kind is _TABS:  # a row may begin with empty cells, which are white space to the block
        start = max(folded.rfind("\n", max(0, start - _MOST_COLUMNS), start) + 1, start - _MOST_COLUMNS)
    if kind is _PIPES:
        start += folded[start] == "|"
        end -= folded[end - 1] == "|"
    cells: list[GridCell] = []
    for match in kind.finditer(folded, start, end):
        cells.append(GridCell(Span(start, match.start()).trimmed(folded)))
        start = match.end()
        if len(cells) > _MOST_COLUMNS:
            break
    return [*cells, GridCell(Span(start, end).trimmed(folded))]


def _is_head(
    document: Document, row: Sequence[GridCell], below: Sequence[Sequence[GridCell]], kind: re.Pattern[str] | None
) -> bool:
    """Column heads are short and mostly known; what stands over a rule of Markdown is a head whatever it says."""
    if not 2 <= len(row) <= _MOST_COLUMNS:
        return False
    if kind is _PIPES and below and not below[0]:
        return True
    known = sum(bool(read_head(cell.span.of(document.folded))) for cell in row if cell.span.end - cell.span.start < 30)
    least = 3 if kind is _SPACES else 2
    return known >= least and known >= 0.5 * len(row)


def _even(row: Sequence[GridCell], wide: int) -> list[GridCell | None]:
    return [*row[:wide], *[None] * (wide - len(row))]


# --- markup ----------------------------------------------------------------------------------------------------------

_TABLE = re.compile(r"<table[^>]{0,400}>|</table>", re.IGNORECASE)
_PART = re.compile(r"<tr\b|<t[dh]\b([^>]{0,600})>|</t[dh]>", re.IGNORECASE)
_SPREAD = re.compile(r"(row|col)span=[\"']?(\d{1,3})", re.IGNORECASE)
_OPENING = re.compile(r"(?:\s|<[^<>]{1,200}>|&nbsp;)+")


def _markup(document: Document, frame: Frame) -> Iterator[Grid]:
    """Give the tables that a text holds as HTML (<table><tr><td>)."""
    opened: int | None = None
    for match in _TABLE.finditer(document.folded):
        if match[0][1] != "/":
            opened = match.start()
            continue
        if opened is not None and frame.body.holds(Span(opened, match.end())):
            grid = _marked(document, Span(opened, match.end()))
            if grid:
                yield grid
        opened = None


def _marked(document: Document, span: Span) -> Grid | None:
    rows: list[dict[int, GridCell]] = []
    later: dict[tuple[int, int], GridCell] = {}
    opened: tuple[int, int, int] | None = None
    for part in _PART.finditer(document.folded, *span):
        if part[0][1:3].lower() == "tr":
            rows.append({})
        elif part[0][1] != "/":
            spread = {m[1].lower(): int(m[2]) for m in _SPREAD.finditer(part[1] or "")}
            opened = (part.end(), spread.get("row", 1), spread.get("col", 1))
        elif opened and rows:
            _place(rows, later, GridCell(_bare(document.folded, opened[0], part.start())), opened[1], opened[2])
            opened = None
    for (row, column), cell in later.items():
        if row < len(rows):
            rows[row].setdefault(column, cell)
    wide = max((max(row, default=-1) + 1 for row in rows), default=0)
    if len(rows) < 2 or not 1 < wide <= _MOST_COLUMNS:
        return None
    table = [[row.get(column) for column in range(wide)] for row in rows]
    at = next((i for i, block in enumerate(document.blocks) if block.span.end >= span.end), 0)
    first = next((i for i in range(at, -1, -1) if document.blocks[i].span.start <= span.start), at)
    head = 1 + (len(table) > 2 and any(a is b and a for a, b in zip(table[0], table[1], strict=True)))
    return Grid(
        "delimited", span, fill_groups(document, table, head), head, caption_of(document, document.blocks, first, at)
    )


def _place(
    rows: list[dict[int, GridCell]], later: dict[tuple[int, int], GridCell], cell: GridCell, deep: int, wide: int
) -> None:
    """Put a cell into the first free place of the last row, and into all places that it covers."""
    row = len(rows) - 1
    column = 0
    while column <= _MOST_COLUMNS and (column in rows[row] or (row, column) in later):
        column += 1
    for c in range(column, column + min(wide, _MOST_COLUMNS)):
        rows[row][c] = cell
        for r in range(row + 1, row + min(deep, 200)):
            later[r, c] = cell


def _bare(folded: str, start: int, end: int) -> Span:
    """The content of a cell without the tags around it."""
    opening = _OPENING.match(folded, start, end)
    start = opening.end() if opening else start
    while end > start and folded[end - 1] in "> \n\t":
        tag = folded.rfind("<", start, end) if folded[end - 1] == ">" else end - 1
        if tag < start:
            break
        end = tag
    return Span(start, end)
