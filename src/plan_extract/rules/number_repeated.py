"""Two headings in a row have the same number: （二） is followed by （二）.

Why: a part was put in without setting the numbers again. A reference to （二） then means two things, and a task list
made from the plan holds the same number twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .headings import named, neighbours, starts_anew_between
from .wording import place

CODE = "PS002"
NAME = "number-repeated"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、总体要求
坚持以人为本，方便群众。
二、重点任务
新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("二、保", "三、保")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare each number with the one before it."""
    for (before, first), (after, second) in neighbours(plan.document):
        # a list that starts anew at 1 is a list of its own
        if before == after and after > 1 and not starts_anew_between(plan, first, second):
            yield Problem(f"{named(second)} has the number of {named(first)}", place(second.span))
