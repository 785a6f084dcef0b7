"""Nobody answers for a task, where the tasks beside it say who does.

Why: what nobody is named for is done by nobody, and cannot be followed up. Where most tasks of a part name a body, the
one that names none was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records.task import Task
from .base import Level, Plan, Problem, Profile
from .tasks_beside import most_have, named
from .wording import place

CODE = "PT001"
NAME = "task-without-owner"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）建设养老驿站。新建养老驿站12家。（责任单位：市民政局）
（二）改造养老床位。改造家庭养老床位300张。（责任单位：市民政局）
（三）培训护理人员。开展护理员职业技能培训。
（四）完善补贴制度。修订养老服务补贴办法。（责任单位：市财政局）
（五）强化安全监管。开展养老机构消防安全检查。（责任单位：市应急局）
"""
GOOD = BAD.replace("技能培训。", "技能培训。（责任单位：市人社局）")

_OF_ITSELF = re.compile(r"起(?:正式)?(?:施行|实施|执行)|有效期")  # 本方案自印发之日起施行 gives nobody anything to do


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the tasks of each part, where the plan names bodies task by task."""
    closed = sum(map(_closes_with_bodies, plan.document.tasks))
    if closed * 2 < len(plan.document.tasks):
        return
    for task in most_have(plan.document.tasks, _is_answered_for):
        yield Problem(f"nobody answers for {named(task)}; most tasks beside it name a body", place(task.span))


def _is_answered_for(task: Task) -> bool:
    return bool(task.assignments) or _OF_ITSELF.search(task.text) is not None


def _closes_with_bodies(task: Task) -> bool:
    """The bodies stand behind the text, in a bracket or in a column; not only somewhere in a sentence."""
    return any(a.span.end >= task.span.end - 1 or a.raw.endswith((")", "）", "〕", "]")) for a in task.assignments)
