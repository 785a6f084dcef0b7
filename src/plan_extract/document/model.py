"""The document: one immutable text, with blocks and tables as spans into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from ..span import Span
from .fold import fold_whole

BlockKind = Literal["paragraph", "heading", "table"]


class Block(NamedTuple):
    """A paragraph, a marked heading or a table, in reading order, white space at its ends left out.

    `level` is the heading level that the format itself tells (`<h2>`, a Word style), `table` the index of the table.
    """

    span: Span
    kind: BlockKind = "paragraph"
    level: int | None = None
    table: int | None = None


class Cell(NamedTuple):
    """A table cell: its place in the grid (0-based) and the text it holds (an empty span if none)."""

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Table(NamedTuple):
    """A table that the format itself tells: its rows of cells, a merged cell standing once, at its upper left."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]


class SourceFile(NamedTuple):
    """Where the text came from: the file's name, media type, encoding (of text formats), SHA-256 and page count."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    pages: int | None = None


class Remark(NamedTuple):
    """What a reader doubted: it becomes a diagnostic of the plan."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    span: Span | None = None


@dataclass(frozen=True)
class Document:
    """One file as it was read.

    `text` never changes; `folded` has the same length and is what patterns are matched against.
    `page_starts` are the offsets at which pages begin (empty where the source has none), `remarks` what the reader
    doubted.
    """

    source: SourceFile
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    page_starts: tuple[int, ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())

    @cached_property
    def folded(self) -> str:
        """The text with look-alike characters folded, one to one; a line break inside a paragraph is a space there."""
        folded = fold_whole(self.text)
        pieces: list[str] = []
        done = 0
        for block in self.blocks:
            if block.kind != "table" and folded.find("\n", *block.span) >= 0:
                pieces += folded[done : block.span.start], block.span.of(folded).replace("\n", " ")
                done = block.span.end
        return "".join((*pieces, folded[done:])) if pieces else folded

    def page_at(self, offset: int) -> int | None:
        """The page (1-based) that holds the offset, or None where the source has no pages."""
        return bisect_right(self.page_starts, offset) or 1 if self.page_starts else None

    @cached_property
    def _cells(self) -> tuple[tuple[int, int, Cell], ...]:
        cells = (
            (cell.span.start, number, cell) for number, t in enumerate(self.tables) for row in t.rows for cell in row
        )
        return tuple(sorted(cells, key=lambda entry: entry[0]))

    def cell_at(self, span: Span) -> tuple[int, Cell] | None:
        """The cell that holds the span, with the index of its table, or None outside of tables."""
        at = bisect_right(self._cells, span.start, key=lambda entry: entry[0]) - 1
        if at < 0:
            return None
        _, table, cell = self._cells[at]
        return (table, cell) if cell.span.holds(span) else None
