"""Several bodies answer for a task and none leads, where the tasks beside it say who leads.

Why: what three bodies answer for together each leaves to the others. 按职责分工负责 says that it is meant so, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.task import Task
from .base import Level, Plan, Problem, Profile
from .tasks_beside import most_have, named
from .wording import listed, place

CODE = "PT002"
NAME = "no-lead-among-several"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）建设养老驿站。新建养老驿站12家。（市民政局牵头，市财政局配合）
（二）改造养老床位。改造家庭养老床位300张。（市民政局牵头，市财政局配合）
（三）培训护理人员。开展护理员职业技能培训。（市人社局、市民政局负责）
（四）完善补贴制度。修订养老服务补贴办法。（市财政局牵头，市民政局配合）
（五）强化安全监管。开展养老机构消防安全检查。（市应急局牵头，市民政局配合）
"""
GOOD = BAD.replace("（市人社局、市民政局负责）", "（市人社局牵头，市民政局配合）")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the tasks of each part that several bodies answer for."""
    shared = [task for task in plan.document.tasks if len(_own(task)) > 1]
    for task in most_have(shared, _is_led):
        message = f"none of {listed(_own(task)[:4])} leads (牵头) {named(task)}; the tasks beside it name a lead"
        yield Problem(message, place(task.assignments[0].span))


def _own(task: Task) -> list[str]:
    """The bodies of a task, each once; 各地区、各部门 are nobody in particular, and none of them could lead."""
    return list(dict.fromkeys(answer.unit for answer in task.assignments if not answer.unit.startswith("各")))


def _is_led(task: Task) -> bool:
    told = task.text + "".join(answer.raw for answer in task.assignments)
    return any(answer.role == "lead" for answer in task.assignments) or "分工" in told or "分别" in told
