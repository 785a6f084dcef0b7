"""A heading has a smaller number than the one before it: 四、 is followed by 三、.

Why: parts were moved without setting their numbers again. References by number lead to the wrong part.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .headings import named, neighbours, starts_anew_between
from .wording import place

CODE = "PS003"
NAME = "number-backwards"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、总体要求
坚持以人为本，方便群众。
三、重点任务
新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("三、", "二、").replace("二、保", "三、保")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare each number with the one before it."""
    for (before, first), (after, second) in neighbours(plan.document):
        # a list that starts anew at 1 is a list of its own
        if 1 < after < before and not starts_anew_between(plan, first, second):
            yield Problem(f"{named(second)} follows {named(first)}: its number is smaller", place(second.span))
