"""Word documents (DOCX): text in reading order, the numbers that Word generates, tables with merged cells.

Tracked changes are read as accepted; text boxes stand where they are anchored, notes at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import LxmlError

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError
from .archive import UNREADABLE
from .docx_numbering import Numbering, W, value
from .docx_parts import Parts, open_parts
from .docx_tables import WordCell, is_gone, merged

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset(
    [_MC + "Fallback"]
    + [W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt", "sdtPr", "sectPr", "tblPr")]
)
_LINE_ENDS = frozenset({W + "br", W + "cr"})
_STOPPED = re.compile(r"[、.．。:：)）\s]$")
_CONTENTS = re.compile(r"toc \d|toc heading|目录")


def read_docx(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a Word document.

    Raises ReadError where the file is damaged or encrypted, TooLargeError where it is a bomb.
    """
    try:
        writer = _Writer(open_parts(data))
        writer.write()
    except (LxmlError, *UNREADABLE) as error:
        raise ReadError("is damaged; open it in Word and save it anew") from error
    document = writer.builder.build(SourceFile(name, MEDIA_TYPE, None, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; if its pages are pictures, save it as PDF and read that")
    return document


class _Writer:
    """Walks a body in reading order. libxml2 lets no file nest deeper than 256 elements, so that recursion is safe."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.builder = DocumentBuilder()
        self.numbering = Numbering(parts.numbering, parts.styles)
        self.carried = ""  # text of a paragraph whose end was deleted: it runs on into the next

    def write(self) -> None:
        """Write the body, then the notes (those that only draw a line hold no text)."""
        self.blocks(self.parts.document)
        for notes in (self.parts.footnotes, self.parts.endnotes):
            if notes is not None:
                self.blocks(notes)

    def blocks(self, parent: Any) -> None:  # noqa: ANN401 - an lxml element
        """Write the paragraphs and tables of a body, content controls opened."""
        for child in parent.iterchildren("*"):
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag not in _SKIPPED and not _is_contents(child):
                self.blocks(child)

    def paragraph(self, paragraph: Any) -> None:  # noqa: ANN401
        """Write a paragraph, each of its lines apart, and the text boxes anchored in it."""
        if self._in_contents(paragraph):
            return
        level = self._level(paragraph)
        for line in self.lines(paragraph):
            self.builder.paragraph(line, level=level)
        for box in paragraph.iter(W + "txbxContent"):
            if not _within(box, frozenset([_MC + "Fallback", W + "txbxContent"]), paragraph):
                self.blocks(box)

    def lines(self, paragraph: Any) -> Iterator[str]:  # noqa: ANN401
        """The lines of a paragraph, the number that Word prints before the first of them."""
        text = self.carried + "".join(_runs(paragraph))
        self.carried = ""
        if is_gone(paragraph.find(f"{W}pPr/{W}rPr")):
            self.carried = text
            return
        label = self.numbering.label(paragraph)  # an empty paragraph is counted too
        if not text.strip():
            return
        glue = " " if label and (not _STOPPED.search(label) or (label[-1:] == "." and text[:1].isdigit())) else ""
        yield from (label + glue + text).split("\n")

    def _level(self, paragraph: Any) -> int | None:  # noqa: ANN401
        """The outline level that the paragraph or its style tells, 1 for the outermost."""
        properties = paragraph.find(W + "pPr")
        told = value(properties, "outlineLvl")
        for style in self.numbering.style_chain(value(properties, "pStyle")):
            told = told or value(style.find(W + "pPr"), "outlineLvl")
        return int(told) + 1 if told and told.isascii() and told.isdigit() and int(told[:3]) < 9 else None

    def _in_contents(self, paragraph: Any) -> bool:  # noqa: ANN401
        """A line of a table of contents, by its style (toc 1, WPSOffice手动目录 1)."""
        chain = self.numbering.style_chain(value(paragraph.find(W + "pPr"), "pStyle"))
        return any(_CONTENTS.search((value(style, "name") or "").lower()) for style in chain)

    def table(self, table: Any) -> None:  # noqa: ANN401
        """Write a table; one of a single column is a box around text."""
        rows = [row for row in _through(table, W + "tr") if not is_gone(row.find(W + "trPr"))]
        cells = [list(_through(row, W + "tc")) for row in rows]
        if max((len(row) for row in cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    self.blocks(cell)
        else:
            self.builder.table(merged([self._row(*pair) for pair in zip(rows, cells, strict=True)]))

    def _row(self, row: Any, cells: list[Any]) -> list[WordCell]:  # noqa: ANN401
        before = value(row.find(W + "trPr"), "gridBefore")
        skipped = [WordCell("", min(int(before), 200))] if before and before.isascii() and before.isdigit() else []
        return [*skipped, *(WordCell.of(cell, self._cell(cell)) for cell in cells)]

    def _cell(self, cell: Any) -> str:  # noqa: ANN401
        """The text of a cell, of the tables and text boxes in it too."""
        found: list[str] = []
        for paragraph in cell.iter(W + "p"):
            if not _within(paragraph, _SKIPPED, cell):
                found.extend(line.strip() for line in self.lines(paragraph) if line.strip())
        return " ".join(found)


def _through(node: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a table or the cells of a row; those in content controls and marked insertions too."""
    for child in node.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _through(child, tag)


def _runs(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a paragraph as accepted: insertions in, deletions and hidden text out, text boxes left for later."""
    stack = list(reversed(list(paragraph)))
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or node.tag == W + "txbxContent" or _hidden(node):
            continue
        if node.tag in (W + "t", _MATH_TEXT):
            yield node.text or ""
        elif node.tag in _LINE_ENDS:
            yield "\n"
        elif node.tag in (W + "tab", W + "ptab"):
            yield " "
        elif node.tag == W + "noBreakHyphen":
            yield "-"
        else:
            stack.extend(reversed(list(node)))


def _hidden(node: Any) -> bool:  # noqa: ANN401
    if node.tag != W + "r":
        return False
    vanish = node.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false", "off")


def _within(node: Any, tags: frozenset[str], stop: Any) -> bool:  # noqa: ANN401
    """Tell whether an element with one of the tags stands between a node and what holds both."""
    for above in node.iterancestors():
        if above is stop:
            return False
        if above.tag in tags:
            return True
    return False


def _is_contents(node: Any) -> bool:  # noqa: ANN401
    """A content control that Word made for a table of contents."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if node.tag == W + "sdt" else None
    return gallery is not None and "Contents" in (gallery.get(W + "val") or "")
