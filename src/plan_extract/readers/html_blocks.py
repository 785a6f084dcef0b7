"""Elements to paragraphs and tables, in reading order; without recursion, however deep the page nests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from ..document.build import CellText

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TITLES = re.compile(r"(?i)title|headline|biaoti|(?:^|[-_\s])tit(?:$|[-_\s\d])")  # names of classes and ids
_MOST_ROWS = 100_000
_LONGEST_LAYOUT_CELL = 3000
_MOST_COVERED = 100_000
_WIDEST = 200  # columns of one cell


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a table (`rows`); `inside`: in the text itself; `headed`: a heading, or called a title."""

    text: str
    inside: bool
    level: int | None = None
    headed: bool = False
    rows: tuple[tuple[CellText, ...], ...] | None = None


def pieces(outer: LexborNode, inner: LexborNode, dropped: frozenset[int] = frozenset()) -> Iterator[Piece]:
    """Give the paragraphs and tables under `outer`, telling those in `inner`; `dropped` elements are left out."""
    return _Flow(inner.mem_id, dropped).run(outer)


class _Flow:
    """Text as it flows: gathered until a block begins or ends."""

    def __init__(self, inner: int, dropped: frozenset[int]) -> None:
        self.inner, self.dropped = inner, dropped
        self.buffer: list[str] = []
        self.inside = False
        self.level: int | None = None
        self.headed = False

    def run(self, outer: LexborNode) -> Iterator[Piece]:
        """Walk the elements, each entered and left once."""
        stack: list[tuple[LexborNode, bool]] = [(outer, True)]
        while stack:
            node, entering = stack.pop()
            if node.is_text_node:
                self.buffer.append(node.text_content or "")
                continue
            if node.mem_id in self.dropped:
                continue
            if node.tag in _BLOCKS:
                yield from self.flush()
            if not entering:
                self.leave(node)
                continue
            self.inside = self.inside or node.mem_id == self.inner
            if node.tag == "table" and (rows := _rows(node)):
                yield Piece(" ".join(cell.text for row in rows for cell in row), self.inside, rows=rows)
                continue
            self.enter(node)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))
        yield from self.flush()

    def enter(self, node: LexborNode) -> None:
        """A heading or what is called a title lends its level to the text in it."""
        if node.tag in _HEADINGS or _titled(node):
            self.level, self.headed = _HEADINGS.get(node.tag or ""), True

    def leave(self, node: LexborNode) -> None:
        """End what the element began."""
        self.inside = self.inside and node.mem_id != self.inner
        if node.tag in _HEADINGS or _titled(node):
            self.level, self.headed = None, False

    def flush(self) -> Iterator[Piece]:
        """Give the text gathered so far, if there is any."""
        text = _text(self.buffer)
        self.buffer.clear()
        if text:
            yield Piece(text, self.inside, self.level, self.headed)


def _text(buffer: list[str]) -> str:
    return " ".join("".join(buffer).replace("\u3000", " ").split())


def _titled(node: LexborNode) -> bool:
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return _TITLES.search(named) is not None


def _rows(table: LexborNode) -> tuple[tuple[CellText, ...], ...] | None:
    """The rows of a table of data; None for one that only lays out the page."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return None
    rows = [[_cell(cell) for cell in row.css("td,th")] for row in table.css("tr")[:_MOST_ROWS]]
    rows = [row for row in rows if row]
    if not rows or max(map(len, rows)) < 2 or any(len(c.text) > _LONGEST_LAYOUT_CELL for row in rows for c in row):
        return None
    return _bounded(rows) if not _is_metadata(rows) else None


def _bounded(rows: list[list[CellText]]) -> tuple[tuple[CellText, ...], ...]:
    """Merged cells end with the table; a table in which they cover far more than there is has none."""
    kept = [
        [CellText(c.text, min(c.rows, len(rows) - number), c.columns) for c in row] for number, row in enumerate(rows)
    ]
    if sum(c.rows * c.columns for row in kept for c in row) > _MOST_COVERED + 30 * sum(map(len, kept)):
        kept = [[CellText(c.text) for c in row] for row in kept]
    return tuple(map(tuple, kept))


def _cell(cell: LexborNode) -> CellText:
    text = " ".join(piece.text for piece in pieces(cell, cell))
    return CellText(text, _count(cell, "rowspan"), min(_count(cell, "colspan"), _WIDEST))


def _count(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _is_metadata(rows: list[list[CellText]]) -> bool:
    """索引号：…… 发文机关：…… stand in a table for looks only; each cell is a line of its own."""
    cells = [cell.text for row in rows for cell in row if cell.text]
    labelled = sum(1 for text in cells if ":" in text[:12] or "：" in text[:12])
    return len(rows) <= 12 and labelled * 3 >= len(cells) and labelled >= 3
