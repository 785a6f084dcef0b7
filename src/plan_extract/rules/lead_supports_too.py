"""A body both leads and supports the same task.

Why: 牵头 and 配合 are two duties. A body in both columns was meant once, and the other place was meant for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .tasks_beside import named
from .wording import place, quoted

CODE = "PT008"
NAME = "lead-supports-too"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）建设养老驿站。新建养老驿站12家。（牵头单位：市民政局；配合单位：市财政局、市民政局）
（二）改造养老床位。改造家庭养老床位300张。（牵头单位：市民政局；配合单位：市财政局）
"""
GOOD = BAD.replace("市财政局、市民政局", "市财政局、市住建局")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the bodies of each task."""
    for task in plan.document.tasks:
        leads = {answer.unit for answer in task.assignments if answer.role == "lead"}
        for answer in task.assignments:
            if answer.role == "support" and answer.unit in leads:
                yield Problem(
                    f"{quoted(answer.unit)} both leads (牵头) and supports (配合) {named(task)}", place(answer.span)
                )
