"""A half-open range of code points in a document's plain text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """`text[start:end]` of the one plain text of a document; never moved, never re-derived.

    >>> Span(2, 4).of("到2025年")
    '02'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give back the characters that the span stands for."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> Span:
        """The same span without white space at either end (empty at `start` if nothing is left)."""
        start, end = self
        if start < end and not (text[start].isspace() or text[end - 1].isspace()):
            return self  # most are: no slice is made for them
        piece = text[self.start : self.end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        return Span(self.start + left, self.start + right) if right > left else Span(self.start, self.start)
