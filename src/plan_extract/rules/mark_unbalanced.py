"""A bracket or a quotation mark of a paragraph is opened and not closed, or closed and not opened.

Why: the words behind 《 or （ are a title or a remark, and where these end cannot be told. In a bracket of responsible
bodies it hides who answers for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
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

# A title over lines of a page is one title, so that line breaks say nothing; how long what stands between may be.
_LONGEST = {"《": 150, "“": 300}
_CLOSED_BY = {"》": "《", "”": "“"}
_MARK = re.compile("[《》“”]")


def check(plan: Plan) -> Iterator[Problem]:
    """Pair the marks; one within another of its kind (《关于印发《…》的通知》) is taken as meant."""
    if plan.document.tasks:
        yield from sorted(_problems(plan.text), key=lambda problem: problem.span or Span(0, 0))


def _problems(text: str) -> Iterator[Problem]:
    open_at: dict[str, list[int]] = {opener: [] for opener in _LONGEST}
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        opener = _CLOSED_BY.get(mark, mark)
        waiting = open_at[opener]
        while waiting and at - waiting[0] > _LONGEST[opener]:
            yield _unclosed(text, waiting.pop(0))
        if mark == opener:
            waiting.append(at)
        elif waiting:
            waiting.pop()
        else:
            words = quoted(text[max(0, at - 12) : at + 1])
            yield Problem(f"{mark} closes nothing: {words}; {opener} was expected before it", Span(at, at + 1))
    yield from (_unclosed(text, at) for waiting in open_at.values() for at in waiting)


def _unclosed(text: str, at: int) -> Problem:
    return Problem(f"{text[at]} is not closed: {quoted(text[at : at + 16])}", Span(at, at + 1))
