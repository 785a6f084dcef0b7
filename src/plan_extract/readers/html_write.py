"""A parsed page to the builder: furniture dropped, labels joined with their values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..document.build import DocumentBuilder
from ..errors import TooLargeError
from ..lexicon import pattern
from .html_blocks import Piece, pieces
from .html_page import find_content

_LONGEST_FURNITURE = 60
_NEAR_THE_TOP = 60  # pieces among which a title is looked for
_MOST_TAGS = 2_000_000
_MOST_STEPS = 100_000_000  # tags times depth: what a parser of HTML may have to walk, by its rules of scope
_CLOSED_BY_NAME = re.compile(
    r"(?i)<(/?)(?:div|span|table|section|article|center|blockquote|ul|ol|dl|font|big|small|code|tt|strong|em|[abisu]|form|"
    r"main|header|footer|nav|aside|figure|address|h[1-6])\b"
)


def write_page(builder: DocumentBuilder, html: str, known: Collection[str] = ()) -> None:
    """Write the document that a page or a fragment of one holds; a title already `known` is not written again."""
    _bound(html)
    root = LexborHTMLParser(html).root
    if root is None:
        return
    kept = list(_kept(root, known))
    title = _told_title(root)
    if kept and title and title not in known and not _stands_in(title, kept[:_NEAR_THE_TOP]):
        builder.paragraph(title, level=1)
    for piece in kept:
        if piece.rows is not None:
            builder.table(piece.rows)
        else:
            builder.paragraph(piece.text, level=piece.level)


def _kept(root: LexborNode, known: Collection[str]) -> Iterator[Piece]:
    """The pieces of the page that belong to the document."""
    content = find_content(root)
    before = True
    for piece in _labelled(pieces(content.outer, content.inner, content.dropped)):
        before = before and not piece.inside
        if before and piece.headed and piece.text in known:
            continue
        if not _is_furniture(piece) and (piece.inside or _belongs(piece, before=before)):
            yield piece


def _told_title(root: LexborNode) -> str:
    """The title in `<meta name="ArticleTitle" content="云汀市养老服务规划">`, as 政府网站发展指引 (2017) asks of every page."""
    for meta in root.css("meta[name]"):
        if (meta.attributes.get("name") or "").lower() == "articletitle":
            return " ".join((meta.attributes.get("content") or "").split())
    return ""


def _stands_in(title: str, found: Sequence[Piece]) -> bool:
    """Tell whether a title is printed, on one line or broken over several."""
    return "".join(title.split()) in "".join("".join(piece.text.split()) for piece in found)


def _bound(html: str) -> None:
    """Refuse what would keep the parser busy for minutes: elements a hundred thousand deep, or millions of them."""
    tags = html.count("<")
    if tags > _MOST_TAGS:
        raise TooLargeError(f"has {tags} tags, more than the {_MOST_TAGS} allowed; split it")
    depth = deepest = 0
    for tag in _CLOSED_BY_NAME.finditer(html):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest * tags > _MOST_STEPS:
        raise TooLargeError(f"nests {deepest} elements, as no document does; save it from a browser")


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
    """Beside the document itself, its title and its metadata are kept, and the annexes and the source behind it."""
    if not before:
        return piece.text.startswith("附件") or bool(_labels().match(piece.text))
    return piece.headed or bool(_labels().search(piece.text))


def _is_furniture(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_FURNITURE and bool(_furniture().match(piece.text))


@cache
def _furniture() -> re.Pattern[str]:
    whole = (
        rf"(?:{pattern('page_furniture', 'words')})(?=$|[\s:：|｜】\]>）)])"  # 打印 | 关闭, but 转发民政部通知 stays
    )
    return re.compile(rf"{pattern('page_furniture', 'furniture')}|{whole}")


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('page_furniture', 'labels')})\s{{0,4}}[:：]")
