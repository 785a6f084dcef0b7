"""A task is to be done after the years that the plan covers.

Why: when the plan ends nobody looks after it any more. What reaches further belongs to the outlook (展望), or the year is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.fold import fold
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PD002"
NAME = "deadline-outside-period"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、发展目标
到2025年，养老服务体系更加完善。
二、主要任务
（一）建设养老驿站。2027年底前新建养老驿站12家。
（二）改造养老床位。2024年底前改造家庭养老床位300张。
"""
GOOD = BAD.replace("2027年", "2023年")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the deadlines of tasks; goals and the outlook year may lie further off, and 2030 and 2035 are the nation's."""
    metadata = plan.document.metadata
    period = metadata.plan_period
    if period is None:
        return
    for deadline in plan.document.deadlines:
        year = deadline.end.year if deadline.end else 0
        if deadline.task is None or deadline.kind != "by" or year <= period.end or year % 5 == 0:
            continue
        if year != metadata.outlook_year and str(year) in fold(deadline.raw):
            message = f"{quoted(deadline.raw)} lies outside the plan's years, {period.start} to {period.end}"
            yield Problem(message, place(deadline.span))
