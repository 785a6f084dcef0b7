"""A parsed page to the builder: furniture dropped, labels joined with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from ..document.build import DocumentBuilder
from ..lexicon import pattern
from .html_blocks import Piece, pieces
from .html_page import find_content

_LONGEST_FURNITURE = 60


def write_page(builder: DocumentBuilder, html: str) -> None:
    """Write the document that a page or a fragment of one holds."""
    root = LexborHTMLParser(html).root
    if root is None:
        return
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
