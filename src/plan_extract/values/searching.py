"""Search for a pattern by the characters that its matches begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_from(
    heads: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Give the matches of `pattern` that begin where `heads` matches, none overlapping another.

    Python tries a pattern at every single character, unless it begins with plain characters alone. One that begins with
    a look behind or with something that may be absent is found some five times as fast from its first characters.

    >>> [m.start() for m in find_from(re.compile("[年月]"), re.compile("(?<=[0-9])[年月]"), "年底前，到2025年", 0, 11)]
    [9]
    """
    for head in heads.finditer(text, start, end):
        if head.start() >= start and (match := pattern.match(text, head.start(), end)) is not None:
            start = match.end()
            yield match


def search_from(
    heads: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> re.Match[str] | None:
    """Give the first of them."""
    return next(find_from(heads, pattern, text, start, end), None)
