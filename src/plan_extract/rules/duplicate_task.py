"""Two tasks of the same part say the same, word for word.

Why: a row or a paragraph was copied and not changed. The same work is then counted twice, or the work that should stand
there is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records.task import Task
from .base import Level, Plan, Problem, Profile
from .tasks_beside import named
from .wording import place

CODE = "PT005"
NAME = "duplicate-task"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan", "five-year-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）建设养老驿站。在老旧小区新建社区养老服务驿站12家。
（二）改造养老床位。在老旧小区新建社区养老服务驿站12家。
"""
GOOD = BAD.replace("床位。在老旧小区新建社区养老服务驿站12家", "床位。为困难老年人改造家庭养老床位300张")

_BODIES = re.compile(r"[(（〔\[][^()（）〔〕]{1,200}[)）〕\]]$")  # two tasks may well have the same bodies
_SHORTEST = 12  # 加强组织领导 may well stand twice


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the texts of each part, without white space; a table of duties may well repeat the plan's own words."""
    seen: dict[tuple[tuple[str, ...], str], Task] = {}
    for task in plan.document.tasks:
        text = _BODIES.sub("", "".join(task.text.split()))
        first = seen.setdefault((task.path, text), task)
        if first is not task and len(text) >= _SHORTEST and text[0] not in "(（〔[" and first.span != task.span:
            yield Problem(f"{named(task)} has the very text of {named(first)}", place(task.span))
