"""Brackets that say who answers: （责任单位：A、B）, （A牵头，B配合）."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import pattern
from ..span import Span

LONGEST_BRACKET = 1500
_OPENS, _CLOSES = "([", ")]"


def closing_bracket(folded: str, span: Span) -> Span | None:
    """Give the bracket that a paragraph ends with, nested ones taken whole, or None.

    >>> closing_bracket("完善制度。(市民政局[市老龄办]牵头)", Span(0, 19))
    Span(start=5, end=19)
    """
    end = span.end
    while end > span.start and folded[end - 1] in "。;. \n":
        end -= 1
    if end == span.start or folded[end - 1] not in _CLOSES:
        return None
    depth = 0
    for i in range(end - 1, max(span.start, end - LONGEST_BRACKET) - 1, -1):
        if folded[i] in _CLOSES:
            depth += 1
        elif folded[i] in _OPENS:
            depth -= 1
            if depth == 0:
                return Span(i, end)
    return None


def answering_bracket(folded: str, span: Span) -> Span | None:
    """Give the bracket of responsible bodies that a paragraph ends with, or None.

    `……压缩办理时间。（市场监管局牵头，各部门负责）` has one, `……试点（含扩面）` has none.
    """
    bracket = closing_bracket(folded, span)
    return bracket if bracket and _answers().search(folded, bracket.start, bracket.end) else None


@cache
def _answers() -> re.Pattern[str]:
    return re.compile(pattern("task_words", "answering"))
