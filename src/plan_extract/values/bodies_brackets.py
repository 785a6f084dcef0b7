"""Brackets in running text, and text with its brackets masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span

_BRACKETS = re.compile(r"[()\[\]]")
_MARKS = re.compile(r'[()\[\]《》"]')
_PAIRS = {")": "(", "]": "["}
MASK = "\x00"


def outer_brackets(folded: str, span: Span) -> Iterator[Span]:
    """Give the outermost brackets of a paragraph, marks included; one that is never closed ends with the paragraph.

    Brackets of different kinds may be mixed by the printer: a round one closes a square one, once nothing else is open.

    >>> text = "扩面(含试点(区))。(责任单位:市教委)"
    >>> [s.of(text) for s in outer_brackets(text, Span(0, len(text)))]
    ['(含试点(区))', '(责任单位:市教委)']
    """
    opened: list[int] = []
    for mark in _BRACKETS.finditer(folded, span.start, span.end):
        i, char = mark.start(), mark[0]
        if char in "([":
            opened.append(i)
        elif opened:
            if folded[opened[-1]] != _PAIRS[char] and len(opened) > 1 and folded[opened[-2]] == _PAIRS[char]:
                opened.pop()
            start = opened.pop()
            if not opened:
                yield Span(start, i + 1)
    if opened:
        yield Span(opened[0], span.end)


def masked(folded: str, span: Span) -> str:
    """The text of a span in which all that stands in brackets, quotes and 《》 is blanked out, position by position.

    >>> masked('市委(人才办)牵头', Span(0, 9)).replace(MASK, "_")
    '市委(___)牵头'
    """
    out: list[str] = []
    depth = title = 0
    quoted = False
    at = span.start
    for mark in _MARKS.finditer(folded, span.start, span.end):
        char, inside = mark[0], depth or title or quoted
        out.append(MASK * (mark.start() - at) if inside else folded[at : mark.start()])
        at = mark.end()
        if char in "([":
            out.append(MASK if inside else char)
            depth += 1
            continue
        if char in ")]":
            depth = max(0, depth - 1)
        elif char == "《":
            title += 1
        elif char == "》":
            title = max(0, title - 1)
        else:
            quoted = not quoted
        out.append(MASK if depth or title or quoted or char in '》"' else char)
    out.append(MASK * (span.end - at) if depth or title or quoted else folded[at : span.end])
    return "".join(out)
