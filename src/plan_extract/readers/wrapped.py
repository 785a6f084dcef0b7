"""Lines that were broken at the width of a page (text saved from PDF, or sent by mail), joined to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..span import Span
from ..structure.numbering import number_at

_NARROW, _WIDE = 36, 110  # widths of a page in columns; an ideograph takes two
_SLACK = 6  # a line ends a little early where a mark or a Latin word would not fit
_SHARE = 0.4  # of the lines of a document end in the middle of a sentence at the margin
_FEWEST = 10
_ENDS = frozenset("。!?;:")
_BREAKS = ("\n", "\r\n", "\r")
_PAGE_NUMBER = re.compile(r"[\dIVX -]{1,8}")


def joined(text: str, folded: str, lines: Sequence[Span]) -> Sequence[Span]:
    """Join each line that ends at the margin in the middle of a sentence with the next one.

    Returns the lines as they are where the document has no margin.
    """
    margin = _margin(text, folded, lines)
    if margin is None:
        return lines
    found: list[Span] = []
    goes_on = False
    for line in lines:
        if goes_on and _continues(text, folded, found[-1], line):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        goes_on = margin - _SLACK <= _width(text, line) <= margin + _SLACK and folded[line.end - 1] not in _ENDS
    return found


def _width(text: str, line: Span) -> int:
    return len(line.of(text).encode("gbk", "replace"))


def _margin(text: str, folded: str, lines: Sequence[Span]) -> int | None:
    """The width of the page: that at which many lines end in the middle of a sentence, and (almost) none is longer."""
    open_ended = [line for line in lines if folded[line.end - 1] not in _ENDS]
    fewest = max(_FEWEST, _SHARE * len(lines))
    if len(open_ended) < fewest:
        return None
    widths = [_width(text, line) for line in open_ended]
    usual = Counter(width for width in widths if _NARROW <= width <= _WIDE).most_common(1)
    if not usual:
        return None
    margin = usual[0][0]
    if sum(margin - _SLACK <= width <= margin + _SLACK for width in widths) < fewest:
        return None
    longer = sum(_width(text, line) > margin + _SLACK for line in lines)
    return margin if longer * 10 <= len(lines) else None


def _continues(text: str, folded: str, before: Span, line: Span) -> bool:
    """Tell whether a line goes on with the one before: nothing but a line break between, no number of its own."""
    if text[before.end : line.start] not in _BREAKS or "..." in line.of(folded):
        return False
    return not _PAGE_NUMBER.fullmatch(folded, *line) and number_at(folded, text, line) is None
