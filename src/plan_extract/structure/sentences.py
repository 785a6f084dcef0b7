"""Sentences and clauses, as spans."""

from __future__ import annotations

from collections.abc import Iterator

from ..span import Span

_STOPS = frozenset("。;!?\n")
_OPEN = frozenset("([《<")
_CLOSE = frozenset(")]》>")


def sentences(folded: str, span: Span) -> Iterator[Span]:
    """Cut a range of folded text after 。；！？ and line ends that stand outside brackets, each with its mark.

    A bracket that is never closed ends with its paragraph, so no sentence runs on for ever.

    >>> text = "健全制度（含试点；扩面）。加大投入"
    >>> from plan_extract.document.fold import fold
    >>> [s.of(text) for s in sentences(fold(text), Span(0, len(text)))]
    ['健全制度（含试点；扩面）。', '加大投入']
    """
    yield from _cut(folded, span, _STOPS)


def clauses(folded: str, span: Span) -> Iterator[Span]:
    """Cut a sentence after commas too (outside brackets), each with its mark."""
    yield from _cut(folded, span, _STOPS | {","})


def _cut(folded: str, span: Span, stops: frozenset[str]) -> Iterator[Span]:
    start, depth = span.start, 0
    for i in range(span.start, span.end):
        char = folded[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in stops and (depth == 0 or char in "\n。"):
            depth = 0
            yield Span(start, i + 1)
            start = i + 1
    if start < span.end:
        yield Span(start, span.end)
