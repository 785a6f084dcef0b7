"""Markdown by markdown-it: headings, paragraphs, pipe tables, and the HTML tables that converters put in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, TooLargeError
from . import front_matter
from .encoding import decode
from .html_write import write_page

MOST_CELLS = 500_000  # of tables; they take a gigabyte and ten seconds
_LINES = ("softbreak", "hardbreak")
_LINE_END = re.compile(r"\r\n?|\n")
_RULE = re.compile(r"[ \t>]*[|:-][|: \t-]*")  # the line under the heads of a pipe table: |---|---|


def read_markdown(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read Markdown (CommonMark with pipe tables); marks of emphasis and links leave their words.

    Raises EncodingError where it is no text, EmptyDocumentError where nothing stands in it, TooLargeError where its tables
    have too many cells.
    """
    found = decode(data, encoding=encoding)
    told, text = front_matter.cut(found.text)
    if _cells(text) > MOST_CELLS:
        raise TooLargeError(f"has tables of more than {MOST_CELLS} cells; keep the rows that matter", source=name)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table").disable(["list", "code"])
    builder = DocumentBuilder()
    for line in told:
        builder.paragraph(line)
    _write(builder, parser.parse(text))
    document = builder.build(SourceFile(name, "text/markdown", found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; nothing to read", source=name)
    return document


def _cells(text: str) -> int:
    """At most so many cells the tables have: each row is filled up to the heads, so that a short text may have millions."""
    cells = columns = 0
    for line in _LINE_END.split(text):  # and at no other character: what the parser takes for one line is one here
        if "-" in line and _RULE.fullmatch(line):
            columns = max(columns, line.count("|") + 1)  # what this line counts for is the row of heads
        elif not line.strip(" \t"):
            columns = 0
        cells += columns
    return cells


def _write(builder: DocumentBuilder, tokens: Sequence[Token]) -> None:
    level: int | None = None
    rows: list[list[CellText]] = []
    inside = False
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = None
        elif token.type == "table_open":
            rows, inside = [], True
        elif token.type == "table_close":
            builder.table(rows)
            inside = False
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and inside:
            rows[-1].append(CellText(" ".join(_lines(token))))
        elif token.type == "inline":
            _paragraph(builder, token, level)
        elif token.type in ("html_block", "fence", "code_block"):
            write_page(builder, token.content)


def _paragraph(builder: DocumentBuilder, token: Token, level: int | None) -> None:
    if "<t" in token.content and "</t" in token.content.lower():  # a table that stands in a line of text
        write_page(builder, token.content)
        return
    for line in _lines(token):
        builder.paragraph(line, level=level)


def _lines(token: Token) -> Iterator[str]:
    """The words of a run of text, line by line; HTML tags in it are dropped."""
    line = ""
    for child in token.children or ():
        if child.type in _LINES or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            yield line
            line = ""
        elif child.type in ("text", "code_inline"):
            line += child.content
    yield line
