"""Paragraphs of a plain text: its lines, cut where several were glued together and joined where one was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .wrapped import joined

_LINE = re.compile(r"\S[^\r\n\f\x0b\x85\u2028\u2029]*")  # white space before it left out
_MAIN = 0.4  # a line that holds so much of the document is its body


def paragraphs(text: str, folded: str) -> Iterator[Span]:
    """Give the paragraphs in order, white space at their ends left out, none empty."""
    lines = [Span(*match.span()).trimmed(text) for match in _LINE.finditer(text)]
    for line in joined(text, folded, lines):
        main = line.end - line.start > _MAIN * len(text)
        if main or folded.find("  ", *line) >= 0 or folded.find("专栏", line.start + 1, line.end) >= 0:
            from .glued import unglued  # few lines need it, and it brings many patterns

            yield from unglued(text, folded, line, main=main)
        else:
            yield line
