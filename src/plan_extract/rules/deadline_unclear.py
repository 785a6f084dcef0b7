"""A time cannot be told: no year stands by it, and none in its heading or in the document's date.

Why: “6月底前” in a plan without a date is every June and none. A deadline that cannot be put on a calendar is not followed up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.fold import fold
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PD004"
NAME = "deadline-unclear"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。6月底前新建养老驿站12家。
（二）改造养老床位。改造家庭养老床位300张。
"""
GOOD = BAD.replace("6月底前", "2024年6月底前")

_MONTH = re.compile(r"(?<![年\d])\d{1,2}月")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the months and days to do something by; 年内 and a festival leave the year open on purpose."""
    if plan.document.metadata.written_on:
        return
    for deadline in plan.document.deadlines:
        if deadline.kind == "by" and deadline.end is None and _MONTH.search(fold(deadline.raw)):
            message = f"the year of {quoted(deadline.raw)} cannot be known; it was expected beside it or in the head"
            yield Problem(message, place(deadline.span))
