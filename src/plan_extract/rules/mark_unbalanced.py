"""A bracket or a quotation mark of a paragraph is opened and not closed, or closed and not opened.

Why: the words behind 《 or （ are a title or a remark, and where these end cannot be told. In a bracket of responsible
bodies it hides who answers for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .whole import is_recognised
from .wording import quoted

CODE = "PS012"
NAME = "mark-unbalanced"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
落实《云汀市养老服务条例，新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("条例", "条例》")

# A title over lines of a page is one title, so that line breaks say nothing; how long a title may be.
_LONGEST = 150
_TITLE = re.compile("[《》]")
_QUOTE = re.compile("[“”]")


def check(plan: Plan) -> Iterator[Problem]:
    """Pair the marks; one within another of its kind (《关于印发《…》的通知》) is taken as meant."""
    if plan.document.tasks and not is_recognised(plan):
        found = (*_titles(plan.text), *_quotes(plan.text))
        yield from sorted(found, key=lambda problem: problem.span or Span(0, 0))


def _titles(text: str) -> Iterator[Problem]:
    waiting: list[int] = []
    for match in _TITLE.finditer(text):
        at = match.start()
        while waiting and at - waiting[0] > _LONGEST:
            yield _unclosed(text, waiting.pop(0))
        if match[0] == "《":
            waiting.append(at)
        elif waiting:
            waiting.pop()
        else:
            yield _unopened(text, at, "《")
    yield from (_unclosed(text, at) for at in waiting)


def _quotes(text: str) -> Iterator[Problem]:
    """Two opening marks in a row, or two closing ones.

    A law that is quoted over paragraphs opens each of them and closes the last: “（一）…… “（二）……。”
    """
    marks = [("”", 0), *((match[0], match.start()) for match in _QUOTE.finditer(text)), ("“", len(text))]
    for (first, start), (second, end) in pairwise(marks):
        if (
            first == second == "“"
            and not _opens_paragraph(text, start)
            and not (end < len(text) and _opens_paragraph(text, end))
        ):
            yield _unclosed(text, start)
        elif first == second == "”" and text[end - 1] not in "。；！？" and text[max(0, start - 1)] not in "。；！？":
            yield _unopened(text, end, "“")


def _opens_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\n\u3000 \t：:，,。"


def _unclosed(text: str, at: int) -> Problem:
    return Problem(f"{text[at]} is not closed: {quoted(text[at : at + 16])}", Span(at, at + 1))


def _unopened(text: str, at: int, opener: str) -> Problem:
    words = quoted(text[max(0, at - 12) : at + 1])
    return Problem(f"{text[at]} closes nothing: {words}; {opener} was expected before it", Span(at, at + 1))
