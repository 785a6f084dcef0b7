"""A task has no time by which it is to be done, where the tasks beside it have one.

Why: a task without a time is never late. In a division of work each task has a 完成时限; the one without was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.task import Task
from .base import Level, Plan, Problem, Profile
from .tasks_beside import most_have, named
from .wording import place

CODE = "PT003"
NAME = "task-without-deadline"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan")
BAD = """云汀市养老服务重点任务分工方案
一、任务分工
序号	重点任务	牵头单位	完成时限
1	新建养老驿站12家	市民政局	2023年6月底前
2	改造家庭养老床位300张	市民政局	2023年9月底前
3	培训护理员200名	市人社局
4	修订养老服务补贴办法	市财政局	2023年10月底前
5	开展养老机构消防检查	市应急局	2023年12月底前
"""
GOOD = BAD.replace("市人社局\n", "市人社局\t2023年12月底前\n")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the tasks of each part, where most have a time of their own behind the text, as in a column of times."""
    ends = {deadline.id: deadline.span.start for deadline in plan.document.deadlines}
    behind = {t.id for t in plan.document.tasks if any(ends.get(name, 0) >= t.span.end for name in t.deadlines)}
    for task in most_have(plan.document.tasks, _has_time):
        if len(behind) * 2 < len(plan.document.tasks):
            return
        yield Problem(f"{named(task)} has no deadline; most tasks beside it have one", place(task.span))


def _has_time(task: Task) -> bool:
    return bool(task.deadlines)
