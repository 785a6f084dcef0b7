"""How rules read and quote: the folded text of a plan, the place of a record, words in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..document.fold import fold
from ..records.base import TextSpan
from ..span import Span

_SHOWN = 30


@lru_cache(maxsize=2)
def folded(text: str) -> str:
    """Fold a plan's text once for all rules: the same length, full-width marks made plain."""
    return fold(text)


def place(span: TextSpan) -> Span:
    """The place of a record as rules give it."""
    return Span(span.start, span.end)


def quoted(text: str) -> str:
    """Put words in quotation marks, in one line, cut where they are long.

    >>> quoted("到2025年")
    '“到2025年”'
    """
    line = " ".join(text.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"


def listed(names: Sequence[str]) -> str:
    """Name things in a row, as English does.

    >>> listed(["二", "三", "四"])
    '二, 三 and 四'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
