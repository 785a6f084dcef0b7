"""Web pages: the document out of the page, in reading order, tables with their merged cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError
from ..lexicon import pattern
from .encoding import decode
from .html_blocks import Piece, pieces
from .html_page import find_content

_DECLARED = re.compile(rb"(?i)charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{2,20})")
_FRONT_MATTER = re.compile(r"\s*---\r?\n(?:[^\n]{0,500}\n){0,60}?---\r?\n")
_LONGEST_FURNITURE = 60


def read_html(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a page or a fragment of one: navigation, share links and footers dropped, the metadata block kept.

    Raises EmptyDocumentError where the page holds no text, EncodingError where its bytes are none.
    """
    declared = _DECLARED.search(data, 0, 4096)
    found = decode(data, encoding=encoding, declared=declared[1].decode("ascii") if declared else None)
    front = _FRONT_MATTER.match(found.text)
    root = LexborHTMLParser(found.text[front.end() :] if front else found.text).root
    builder = DocumentBuilder()
    if root is not None:
        _write(builder, root)
    source = SourceFile(name, "text/html", found.encoding, hashlib.sha256(data).hexdigest())
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("holds no text; save the page after it has loaded", source=name)
    return document


def _write(builder: DocumentBuilder, root: LexborNode) -> None:
    content = find_content(root)
    before = True
    for piece in _labelled(pieces(content.outer, content.inner, content.dropped)):
        before = before and not piece.inside
        if not _is_furniture(piece) and (piece.inside or _belongs(piece, before=before)):
            if piece.rows is not None:
                builder.table(piece.rows)
            else:
                builder.paragraph(piece.text, level=piece.level)


def _labelled(found: Iterator[Piece]) -> Iterator[Piece]:
    """Join a label of the metadata block with its value in the next cell: 发布机构： 市民政局."""
    waiting: Piece | None = None
    for piece in found:
        if waiting is not None:
            value = "" if piece.inside or _labels().match(piece.text) else piece.text
            yield replace(waiting, text=waiting.text + value)
            waiting = None
            if value:
                continue
        if not piece.inside and _labels().fullmatch(piece.text):
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _belongs(piece: Piece, *, before: bool) -> bool:
    """Beside the document itself, its title and its metadata are kept, and the annexes behind it."""
    if not before:
        return piece.text.startswith("附件")
    return piece.headed or bool(_labels().search(piece.text))


def _is_furniture(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_FURNITURE and bool(_furniture().match(piece.text))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(pattern("page_furniture", "furniture"))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('page_furniture', 'labels')})\s{{0,4}}[:：]")
