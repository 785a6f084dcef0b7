"""The table of contents (目录), however it is broken into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..span import Span
from .frame_pieces import Piece, squeeze

_HEAD = re.compile(r"目录|目次|CONTENTS")
_LEADER = re.compile(r"[.·…]{3,}|\t\d{1,3}$|\.{2,}")
# What the first entry looks like where head and entries share a line: 目录 第一章 …第二章 …
_ENTRY = re.compile(r"(?:第一[章篇编部节]|一、|前言|序言|引言|总则|第1章|1[.、])[^第.·…\s\d(]{0,24}")
_PAGE = re.compile(r"[.·…\-_\s]*(?:\d{1,3}|[IVX]{1,5})$")
_KEY = 14  # so many characters of an entry tell it again


def contents_end(folded: str, pieces: Sequence[Piece], at: int) -> int | None:
    """Give the offset behind the 目录 that begins at piece `at`, or None where none begins there.

    The contents end where their first entry stands again, as the first heading of the text.
    """
    head = _HEAD.match(pieces[at].bare)
    if not head or (len(pieces[at].bare) > 2 and not _ENTRY.match(pieces[at].bare, head.end())):
        return None
    key = _first_entry(pieces, at, head.end())
    if key is None:
        return None
    last = max((i for i in range(at, min(at + 400, len(pieces))) if _LEADER.search(pieces[i].bare)), default=at)
    begin = pieces[last].span.end if last > at else _behind(folded, pieces, at, key)
    again = re.compile(r"\s{0,6}".join(map(re.escape, key)))
    for match in again.finditer(folded, begin):
        line = max(folded.rfind("\n", max(0, match.start() - 40), match.start()) + 1, match.start() - 40, 0)
        if not squeeze(folded[line : match.start()]) or folded[match.start() - 1] in " 。)":
            return match.start()
    return _unnumbered(pieces, at, key) or (begin if last > at else None)


_NUMBERING = re.compile(r"第.{1,3}[章篇编部节]|[一二三四五六七八九十1]{1,2}[、.]")


def _unnumbered(pieces: Sequence[Piece], at: int, key: str) -> int | None:
    """The text's headings may leave out the numbers that the contents print: 第一章 总则, then 总则."""
    name = _NUMBERING.sub("", key)
    behind = pieces[at + 2 : at + 400]
    return next((p.span.start for p in behind if name and p.bare == name), None)


def _first_entry(pieces: Sequence[Piece], at: int, behind: int) -> str | None:
    rest = pieces[at].bare[behind:]
    if not rest:
        rest = next((p.bare for p in pieces[at + 1 : at + 4] if not p.bare.isdigit()), "")
    match = _ENTRY.match(rest)
    key = _PAGE.sub("", (match[0] if match else re.split(r"[.·…]{2,}", rest)[0]))
    return key[:_KEY] or None


def _behind(folded: str, pieces: Sequence[Piece], at: int, key: str) -> int:
    """Where the first entry itself ends, so that it is not taken for the heading."""
    first = re.compile(r"\s{0,6}".join(map(re.escape, key))).search(folded, pieces[at].span.start)
    return first.end() if first else pieces[at].span.end


def contents_span(folded: str, pieces: Sequence[Piece], at: int) -> Span | None:
    """Give the whole 目录 block that begins at piece `at`, or None."""
    end = contents_end(folded, pieces, at)
    return Span(pieces[at].span.start, end).trimmed(folded) if end else None
