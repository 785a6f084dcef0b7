"""Read lists of bodies: where they are cut, and what shared parts are given back.

`市发展改革、财政、民政部门，各区人民政府` is 市发展改革部门, 市财政部门, 市民政部门, 各区人民政府. The sharing rules are those of
the record contract; the words stand in lexicon/bodies.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..lexicon import words
from ..span import Span
from .bodies_names import bare, collective, is_complete
from .bodies_shared import Item, give_back

LONGEST_NAME = 40
_FAR = 60  # how far to look for the two names that a 和 might join
_OPEN, _CLOSE = "([<", ")]>"
_SEPARATORS = frozenset("、,;:。|\t\n ")
_AND_OTHERS = re.compile("(?<![平高中初均同])等(?![级效待])")
_EDGE = " \t\n、,;:。.·"


class Body(NamedTuple):
    """One body: its name as written, shared parts given back, and the characters it was read from."""

    name: str
    mention: Span


def read_bodies(text: str, folded: str, span: Span) -> tuple[Body, ...]:
    """Give the bodies of a list, in order.

    >>> from plan_extract.document.fold import fold
    >>> text = "省委组织部、宣传部，各市、县人民政府，商务、文旅等部门"
    >>> [body.name for body in read_bodies(text, fold(text), Span(0, len(text)))]
    ['省委组织部', '省委宣传部', '各市、县人民政府', '商务部门', '文旅部门']
    """
    items = [item for piece, run in _pieces(folded, span) for item in _items(text, folded, piece, run)]
    runs: dict[int, list[Item]] = {}
    for item in items:
        runs.setdefault(item.run, []).append(item)
    return tuple(
        Body(item.name, item.span)
        for run in runs.values()
        for item in give_back(run)
        if 2 <= len(item.name) <= LONGEST_NAME
    )


def _pieces(folded: str, span: Span) -> Iterator[tuple[Span, int]]:
    """Cut at separators outside brackets; a collective of places stays whole, whatever its commas."""
    start = i = span.start
    depth = run = 0
    while i < span.end:
        char = folded[i]
        if i == start and (whole := collective().match(folded, i, span.end)):
            i = whole.end()
            continue
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SEPARATORS and (char not in " \t\n" or _is_gap(folded, Span(start, span.end), i)):
            if i > start:
                yield Span(start, i), run
            start = i + 1
            run += char != "、"
        i += 1
    if start < span.end:
        yield Span(start, span.end), run


def _is_gap(folded: str, span: Span, at: int) -> bool:
    """White space parts two bodies where the left one is whole; else it is a line broken inside a name."""
    left = "".join(folded[max(span.start, at - _FAR) : at].split())
    right = folded[at : min(at + _FAR, span.end)].lstrip()
    wide = at + 1 < span.end and folded[at + 1] in " \t\n"
    return len(left) > 2 and is_complete(left) and len(right) > 1 and (wide or right[0] not in "([")


def _items(text: str, folded: str, piece: Span, run: int) -> Iterator[Item]:
    """Cut a piece at 和, 及 and between 各地区各部门; take 等 off its end."""
    for part in _conjuncts(folded, piece):
        span = _trimmed(folded, part)
        name = "".join(span.of(text).split())
        plain = "".join(span.of(folded).split())
        cut = others(plain)
        if cut is None:
            yield Item(span, name, run)
            continue
        after = len(plain) - len(plain[cut + 1 :].lstrip("和及与、"))
        rest = bare(plain[after:])
        if cut:
            yield Item(_inner(span, plain, 0, cut), name[:cut], run, rest)
        if rest.startswith(words("bodies", "collective_words", "levels")) and is_complete(rest):
            for other in _conjuncts(rest, Span(0, len(rest))):
                start, end = after + other.start, after + other.end
                yield Item(_inner(span, plain, start, end), name[start:end], run)


def _inner(span: Span, plain: str, start: int, end: int) -> Span:
    """A part of a name as a span of the document; the whole where the name was broken over lines."""
    return Span(span.start + start, span.start + end) if len(plain) == span.end - span.start else span


def others(name: str) -> int | None:
    """Where the 等 of 等部门 stands, or None (平等, 高等教育处 hold none)."""
    found = _AND_OTHERS.search(name) if "等" in name else None
    return found.start() if found else None


def _conjuncts(folded: str, piece: Span) -> Iterator[Span]:
    """市政府和有关部门 is two; 市文化和旅游局, 有关部门和单位, 党委和政府 are one."""
    start, depth, i = piece.start, 0, piece.start
    if collective().fullmatch(folded, piece.start, piece.end):
        yield piece
        return
    while i < piece.end:
        char = folded[i]
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth <= 0 and char in "和及与各以组" and i > start:
            width = _joins(folded[max(start, i - _FAR) : i], folded[i : min(i + _FAR, piece.end)])
            if width is not None:
                yield Span(start, i)
                start = i + width
                i = start
                continue
        i += 1
    if start < piece.end:
        yield Span(start, piece.end)


def _joins(left: str, right: str) -> int | None:
    """How many characters join two bodies here, or None where they are one name."""
    left = "".join(left.split()).removesuffix("等")
    if len(left) < 2 or not is_complete(left):
        return None
    if right.startswith("各"):  # 各地区|各部门, but 国务院各部门 and 市城区各区政府
        return 0 if len(right) > 2 and left.startswith("各") else None
    joint = re.match("以及|及其?|和|与|组织(?=各|有关|相关)", right)
    if joint is None:
        return None
    after = re.split("以及|[及和与]", "".join(right[joint.end() :].split()), maxsplit=1)[0]
    if len(after) < 2 or after in words("bodies", "bare_classes") or (left.endswith("党委") and after.endswith("政府")):
        return None
    if joint[0] == "与" and not after.startswith(words("bodies", "collective_words", "levels")):
        return None
    return joint.end()


def _trimmed(folded: str, span: Span) -> Span:
    """Leave out marks at both ends, and words before the first body (由市财政局)."""
    start, end = span
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE:
        end -= 1
    number = _number().match(folded, start, end)
    start = number.end() if number else start
    lead = _before_first().match(folded, start, end)
    return Span(lead.end() if lead else start, end)


@cache
def _before_first() -> re.Pattern[str]:
    """Words that lead up to the first body: 由市财政局, 以及各区."""
    return re.compile(
        "以及|以(?=[市省县区国])|由|请|近期|目前|同时|其中|另外|此外|今后|下一步|及(?=[各有相市省县区])|和(?=[各有相市省县])(?!县)"
    )


@cache
def _number() -> re.Pattern[str]:
    """The number of an item or article before its first body: (一), 1., 第五条."""
    digits = "[一二三四五六七八九十百0-9]{1,4}"
    return re.compile(f"(?:[(]{digits}[)]|{digits}[.、]|第{digits}条)\\s*")
