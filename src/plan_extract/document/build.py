"""Readers tell the builder what they found; it alone computes offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..span import Span
from .model import Block, Cell, Document, SourceFile, Table


@dataclass(frozen=True, slots=True)
class CellText:
    """What a reader knows of a cell: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


class DocumentBuilder:
    """Writes the linear plain text: blocks one to a line, cells separated by tabs, rows by newlines."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._pages: list[int] = []

    def page(self) -> None:
        """Begin the next page."""
        self._pages.append(self._length)

    def paragraph(self, text: str, *, level: int | None = None) -> None:
        """Add a paragraph, or a heading where the format tells its level; white space only adds nothing."""
        text = text.strip().replace("\n", " ")
        if text:
            span = self._write(text)
            self._write("\n")
            self._blocks.append(Block(span, "heading" if level else "paragraph", level=level))

    def table(self, rows: Sequence[Sequence[CellText]]) -> None:
        """Add a table; a merged cell is given once, at its upper left. Line breaks and tabs in a cell become spaces."""
        start, taken, done = self._length, set[tuple[int, int]](), []
        for number, row in enumerate(rows):
            column, cells = 0, []
            for position, cell in enumerate(row):
                while (number, column) in taken:
                    column += 1
                if position:
                    self._write("\t")
                span = self._write(" ".join(cell.text.split()))
                cells.append(Cell(span, number, column, cell.rows, cell.columns))
                taken.update((number + r, column + c) for r in range(cell.rows) for c in range(cell.columns))
                column += cell.columns
            self._write("\n")
            done.append(tuple(cells))
        if done:
            span = Span(start, self._length - 1)
            self._blocks.append(Block(span, "table", table=len(self._tables)))
            self._tables.append(Table(span, tuple(done)))

    def build(self, source: SourceFile) -> Document:
        """Freeze what was added."""
        return Document(source, "".join(self._pieces), tuple(self._blocks), tuple(self._tables), tuple(self._pages))

    def _write(self, text: str) -> Span:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return Span(start, self._length)
