"""Markdown by markdown-it: headings, paragraphs, pipe tables, and the HTML tables that converters put in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError
from . import front_matter
from .encoding import decode
from .html_write import write_page

_LINES = ("softbreak", "hardbreak")


def read_markdown(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read Markdown (CommonMark with pipe tables); marks of emphasis and links leave their words.

    Raises EncodingError where it is no text, EmptyDocumentError where nothing stands in it.
    """
    found = decode(data, encoding=encoding)
    told, text = front_matter.cut(found.text)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table").disable(["list", "code"])
    builder = DocumentBuilder()
    for line in told:
        builder.paragraph(line)
    _write(builder, parser.parse(text))
    document = builder.build(SourceFile(name, "text/markdown", found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; nothing to read", source=name)
    return document


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
