"""Running heads, feet and page numbers: what repeats at the edge of pages and is no part of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .model import Glyph, Line, Page

_SIDE = 0.07  # of the page's width
_EDGE = 0.15  # of the page's height
_SAME_PLACE = 0.015  # of the page's height
_FEWEST = 3  # pages
_OFTEN = 0.3  # of the pages; the head of a chapter stands on fewer, but near each other
_NEAR = 6  # pages
# — 10 —, -2-, 第3页, 3/12, iv; recognition reads a dash as the numeral one: 一 4 一
_DASHES = r"[-—–－─·一\s]{0,6}"
_NUMBER = re.compile(
    rf"{_DASHES}(?:第\s?)?\d{{1,4}}(?:\s?页)?(?:\s?[/／共]\s?\d{{1,4}}\s?页?)?{_DASHES}|[-—\s]{{0,6}}[ivxIVX]{{1,6}}[-—\s]{{0,6}}"
)


def without_side_numbers(page: Page) -> Page:
    """Drop the page number that a page turned on its side has at its left or right: digits and dashes alone."""

    def aside(glyph: Glyph) -> bool:
        return glyph.x1 < page.width * _SIDE or glyph.x0 > page.width * (1 - _SIDE)

    side = [glyph for glyph in page.glyphs if aside(glyph)] if page.width > page.height else []
    if not side or not all(_NUMBER.fullmatch(glyph.text) or glyph.text in "-—–－─·" for glyph in side):
        return page
    return replace(page, glyphs=tuple(glyph for glyph in page.glyphs if not aside(glyph)))


def without_furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop what repeats at the edge of pages, then page numbers: a number may stand above a running foot."""
    running = _running(pages, lines)
    left = [
        [x for x in own if (i, _key(x)) not in running or not _at_edge(p, x)] for i, (p, own) in _each(pages, lines)
    ]
    return [[x for x in own if not _is_number(pages[i], x, own)] for i, own in enumerate(left)]


def _each(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> enumerate[tuple[Page, Sequence[Line]]]:
    return enumerate(zip(pages, lines, strict=True))


def _running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[tuple[int, str]]:
    """(page, text) of the lines that stand at one place of many pages, or of several near each other."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (page, own) in _each(pages, lines):
        for line in own:
            if _at_edge(page, line) and (key := _key(line)):
                places[key].append((number, line.top / page.height))
    found: set[tuple[int, str]] = set()
    for key, held in places.items():
        often = len({page for page, _ in held}) >= max(_FEWEST, len(pages) * _OFTEN)
        found.update((page, key) for page, top in held if often or _is_near(page, top, held))
    return found


def _is_near(page: int, top: float, held: Sequence[tuple[int, float]]) -> bool:
    """Whether a line stands at the same place of at least two pages nearby: 第二章的书眉."""
    same = {other for other, at in held if abs(other - page) <= _NEAR and abs(at - top) <= _SAME_PLACE}
    return len(same) >= _FEWEST


def _is_number(page: Page, line: Line, lines: Sequence[Line]) -> bool:
    """A number at the edge, or between dashes the lowest or the highest thing on its page: — 10 —."""
    text = line.text.strip()
    if not _NUMBER.fullmatch(text):
        return False
    outermost = line.top >= max(x.top for x in lines) or line.bottom <= min(x.bottom for x in lines)
    return _at_edge(page, line) or (outermost and not text[:1].isdigit())


def _at_edge(page: Page, line: Line) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


def _key(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)
