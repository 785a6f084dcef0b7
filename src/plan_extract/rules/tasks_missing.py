"""A plan has no part on what is to be done.

Why: the tasks are what a plan is for. Without them nobody can be held to anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .whole import is_whole_plan
from .wording import quoted

CODE = "PS007"
NAME = "tasks-missing"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、发展基础
全市养老服务体系初步形成。
二、指导思想
坚持以人为本，方便群众。
三、工作目标
到2025年，群众满意度达到95%。
四、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("三、工作目标", "三、主要任务")


def check(plan: Plan) -> Iterator[Problem]:
    """Of a whole plan, no heading is about tasks, and no task was found but safeguards."""
    document = plan.document
    if not is_whole_plan(plan) or any(section.role == "tasks" for section in document.sections):
        return
    if not any(task.kind == "task" for task in document.tasks):
        yield Problem(f"{quoted(document.metadata.title or '')} has no part on tasks (主要任务, 重点任务)")
