"""Sentences, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span

_OPEN, _CLOSE = "([《<", ")]》>"
_MARKS = re.compile(r"[。;!?\n()\[\]《》<>]")


def sentences(folded: str, span: Span) -> Iterator[Span]:
    """Cut a range of folded text after 。；！？ and line ends that stand outside brackets, each with its mark.

    A bracket that is never closed ends with its paragraph, so no sentence runs on for ever.

    >>> text = "健全制度（含试点；扩面）。加大投入"
    >>> from plan_extract.document.fold import fold
    >>> [s.of(text) for s in sentences(fold(text), Span(0, len(text)))]
    ['健全制度（含试点；扩面）。', '加大投入']
    """
    start, depth = span.start, 0
    for mark in _MARKS.finditer(folded, span.start, span.end):
        char = mark[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 or char in "\n。":
            depth = 0
            yield Span(start, mark.end())
            start = mark.end()
    if start < span.end:
        yield Span(start, span.end)
