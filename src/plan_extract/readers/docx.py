"""Word documents (DOCX): text in reading order, the numbers that Word generates, tables with merged cells.

Tracked changes are read as accepted; text boxes stand where they are anchored, footnotes at the end.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError
from .archive import open_zip
from .docx_numbering import Numbering, W, value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    {W + "del", W + "moveFrom", W + "instrText", W + "delText", _MC + "Fallback", W + "rPr", W + "pPr"}
)
_LINE_ENDS = frozenset({W + "br", W + "cr"})
_STOPPED = re.compile(r"[、.．。:：)）\s]$")
_DEEPEST = 40


def read_docx(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a Word document.

    Raises ReadError where the file is damaged or encrypted, TooLargeError where it is a bomb.
    """
    open_zip(data).close()
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        opened = docx.Document(io.BytesIO(data))
        writer = _Writer(opened)
        writer.blocks(opened.element.body)
        writer.footnotes(opened)
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, OSError, EOFError) as error:
        raise ReadError(
            f"is no readable Word document ({type(error).__name__}); open it in Word and save it anew"
        ) from error
    document = writer.builder.build(SourceFile(name, MEDIA_TYPE, None, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; if its pages are pictures, save it as PDF and read that")
    return document


class _Writer:
    def __init__(self, opened: Any) -> None:  # noqa: ANN401 - a docx.Document
        self.builder = DocumentBuilder()
        parts = {
            rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in opened.part.rels.values() if not rel.is_external
        }
        numbering = parts.get("numbering")
        self.numbering = Numbering(numbering.element if numbering is not None else None, opened.styles.element)
        self.notes = parts.get("footnotes")

    def blocks(self, parent: Any, depth: int = 0) -> None:  # noqa: ANN401 - an lxml element
        """Write the paragraphs and tables of a body, content controls opened."""
        for child in parent.iterchildren():
            if child.tag == W + "p":
                self._paragraph(child, depth)
            elif child.tag == W + "tbl":
                self._table(child, depth)
            elif child.tag not in _SKIPPED and depth < _DEEPEST and not _is_contents(child):
                self.blocks(child, depth + 1)

    def footnotes(self, opened: Any) -> None:  # noqa: ANN401, ARG002
        """Write the footnotes behind the document; separators hold no text."""
        if self.notes is not None:
            from docx.oxml import parse_xml

            for paragraph in parse_xml(self.notes.blob).iter(W + "p"):
                self._paragraph(paragraph, 0)

    def _paragraph(self, paragraph: Any, depth: int) -> None:  # noqa: ANN401
        if self._in_contents(paragraph):
            return
        level = self._level(paragraph)
        for line in self._lines(paragraph):
            self.builder.paragraph(line, level=level)
        for box in paragraph.iter(W + "txbxContent"):
            if depth < _DEEPEST and not _inside(box, _MC + "Fallback", paragraph):
                self.blocks(box, depth + 1)

    def _lines(self, paragraph: Any) -> Iterator[str]:  # noqa: ANN401
        """The lines of a paragraph, the number that Word prints before the first of them."""
        text = "".join(_runs(paragraph))
        label = self.numbering.label(paragraph) if text.strip() else ""
        glue = " " if label and (not _STOPPED.search(label) or (label[-1:] == "." and text[:1].isdigit())) else ""
        yield from (label + glue + text).split("\n")

    def _level(self, paragraph: Any) -> int | None:  # noqa: ANN401
        """The outline level that the paragraph or its style tells, 1 for the outermost."""
        properties = paragraph.find(W + "pPr")
        told = value(properties, "outlineLvl")
        for style in self.numbering.style_chain(value(properties, "pStyle")):
            told = told or value(style.find(W + "pPr"), "outlineLvl")
        return int(told) + 1 if told and told.isdigit() and int(told) < 9 else None

    def _in_contents(self, paragraph: Any) -> bool:  # noqa: ANN401
        """A line of a table of contents, by its style (TOC 1)."""
        style = value(paragraph.find(W + "pPr"), "pStyle")
        chain = self.numbering.style_chain(style) if style else []
        return any((value(s, "name") or "").lower().startswith("toc ") for s in chain)

    def _table(self, table: Any, depth: int) -> None:  # noqa: ANN401
        rows = [self._row(row) for row in table.iterchildren(W + "tr")]
        if max((sum(span for _, span, _ in row) for row in rows), default=0) <= 1:
            for cell in table.iter(W + "tc"):  # a box around text
                self.blocks(cell, depth + 1)
        else:
            self.builder.table(_merged(rows))

    def _row(self, row: Any) -> list[tuple[str, int, str | None]]:  # noqa: ANN401
        """Text, width and vertical merge of each cell; cells in content controls too."""
        cells: list[tuple[str, int, str | None]] = []
        before = value(row.find(W + "trPr"), "gridBefore")
        if before and before.isdigit():
            cells.append(("", int(before), None))
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is not row:
                continue
            properties = cell.find(W + "tcPr")
            merge = properties.find(W + "vMerge") if properties is not None else None
            width = value(properties, "gridSpan")
            told = None if merge is None else merge.get(W + "val") or "continue"
            cells.append((self._cell(cell), min(int(width), 200) if width and width.isdigit() else 1, told))
        return cells

    def _cell(self, cell: Any) -> str:  # noqa: ANN401
        return " ".join(line for paragraph in cell.iter(W + "p") for line in self._lines(paragraph) if line.strip())


def _runs(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a paragraph as accepted: insertions in, deletions and hidden text out, text boxes left for later."""
    stack = list(reversed(list(paragraph)))
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or node.tag == W + "txbxContent" or _hidden(node):
            continue
        if node.tag == W + "t":
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


def _inside(node: Any, tag: str, stop: Any) -> bool:  # noqa: ANN401
    for above in node.iterancestors():
        if above is stop:
            return False
        if above.tag == tag:
            return True
    return False


def _is_contents(node: Any) -> bool:  # noqa: ANN401
    """A content control that Word made for a table of contents."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if node.tag == W + "sdt" else None
    return gallery is not None and "Contents" in (gallery.get(W + "val") or "")


def _merged(rows: list[list[tuple[str, int, str | None]]]) -> list[list[CellText]]:
    """Rows of cells with what they cover: a vertical merge goes on while cells at its column say `continue`."""
    placed = [dict[int, tuple[str, int, str | None]]() for _ in rows]
    for cells, places in zip(rows, placed, strict=True):
        column = 0
        for cell in cells:
            places[column] = cell
            column += cell[1]
    out: list[list[CellText]] = []
    for number, places in enumerate(placed):
        line: list[CellText] = []
        for column, (text, width, merge) in places.items():
            if merge == "continue" and number and column in placed[number - 1]:
                continue
            height = 1
            while merge is not None and number + height < len(placed):
                below = placed[number + height].get(column)
                if below is None or below[2] != "continue":
                    break
                height += 1
            line.append(CellText(text, height, width))
        out.append(line)
    return out
