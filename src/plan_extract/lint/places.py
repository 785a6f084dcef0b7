"""Where things stand: lines and columns of a text, and the sentence around some characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from ..span import Span
from .model import Excerpt, Place

_LINE_END = re.compile(r"\r\n|\n|\r")
_STOPS = frozenset("。；！？;!?")
_LONGEST = 100  # characters of a sentence that are shown
_MARGIN = 30


class Text:
    """A text and its lines; the lines are looked for when a place is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, span: Span) -> Place:
        r"""Give lines and columns of a span, both from 1, in code points.

        >>> Text("一、目标\n二、任务").place(Span(5, 9)).line
        2
        """
        size = len(self.text)
        start, end = min(span.start, size), min(max(span.end, span.start), size)
        (line, column), (end_line, end_column) = self._at(start), self._at(end)
        return Place(start, end, line, column, end_line, end_column)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """The characters of a line (from 1), without its end."""
        start = self._starts[min(line, len(self._starts)) - 1]
        end = _LINE_END.search(self.text, start)
        return Span(start, end.start() if end else len(self.text))

    def excerpt(self, span: Span) -> Excerpt:
        """The sentence that the span begins in; of a span of several lines, the first."""
        line = self.line_span(self._at(min(span.start, len(self.text)))[0])
        start = min(span.start, line.end)
        end = min(max(span.end, start), line.end)
        first = next((i + 1 for i in range(start - 1, line.start - 1, -1) if self.text[i] in _STOPS), line.start)
        last = next((i + 1 for i in range(max(end - 1, start), line.end) if self.text[i] in _STOPS), line.end)
        return self._cut(Span(first, last).trimmed(self.text), Span(start, end))

    def _cut(self, whole: Span, marked: Span) -> Excerpt:
        """A sentence that is too long is cut around what is marked."""
        if whole.end - whole.start <= _LONGEST or not whole.holds(marked):
            start, end = whole if whole.holds(marked) else marked
        else:
            start = max(whole.start, marked.start - _MARGIN)
            end = min(whole.end, max(marked.end + _MARGIN, start + _LONGEST))
        end, cut = min(end, start + 2 * _LONGEST), end > start + 2 * _LONGEST
        head = "…" if start > whole.start else ""
        tail = "…" if cut or end < whole.end else ""
        shift = len(head) - start
        return Excerpt(head + self.text[start:end] + tail, marked.start + shift, min(marked.end, end) + shift)
