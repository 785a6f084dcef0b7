"""Running heads, feet and page numbers: what repeats at the edge of pages and is no part of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .model import Glyph, Line, Page

_SIDE = 0.07  # of the page's width
_EDGE = 0.15  # of the page's height
_DASHES = r"[-—–－─·\s]{0,6}"
_NUMBER = re.compile(
    rf"{_DASHES}(?:第\s?)?\d{{1,4}}(?:\s?页)?(?:\s?[/／共]\s?\d{{1,4}}\s?页?)?{_DASHES}|{_DASHES}[ivxIVX]{{1,6}}{_DASHES}"
)


def without_side_numbers(page: Page) -> Page:
    """Drop the page number that a page turned on its side has at its left or right: digits and dashes alone."""

    def aside(glyph: Glyph) -> bool:
        return glyph.x1 < page.width * _SIDE or glyph.x0 > page.width * (1 - _SIDE)

    side = [glyph for glyph in page.glyphs if aside(glyph)]
    if not side or not all(_NUMBER.fullmatch(glyph.text) or glyph.text in "-—–－─·" for glyph in side):
        return page
    return replace(page, glyphs=tuple(glyph for glyph in page.glyphs if not aside(glyph)))


def without_furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines at the edge of the page that stand on at least three pages and a third of them."""
    seen = Counter(
        key for page, own in zip(pages, lines, strict=True) for key in {_key(x) for x in own if _at_edge(page, x)}
    )
    often = max(3, len(pages) * 0.3)
    return [
        [
            x
            for x in own
            if not (
                _is_number(x, own)
                or (_at_edge(page, x) and (_NUMBER.fullmatch(x.text.strip()) or seen[_key(x)] >= often))
            )
        ]
        for page, own in zip(pages, lines, strict=True)
    ]


def _is_number(line: Line, lines: Sequence[Line]) -> bool:
    """A number between dashes that is the lowest or the highest thing on its page: — 10 —."""
    text = line.text.strip()
    outermost = line.top >= max(x.top for x in lines) or line.bottom <= min(x.bottom for x in lines)
    return outermost and not text[:1].isdigit() and bool(_NUMBER.fullmatch(text))


def _at_edge(page: Page, line: Line) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


def _key(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)
