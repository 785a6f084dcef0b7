"""A task is so long that nobody can keep it in mind: more than 1,200 characters under one heading.

Why: the heading is what is given to a body and followed up. Where a page stands below it, it holds several tasks, and
some of them are lost; headings of the next level would tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .tasks_beside import named
from .wording import place

CODE = "PT007"
NAME = "task-very-long"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan", "five-year-plan")

LONGEST = 1200
_OPENING = "云汀市养老服务发展实施方案（2023—2025年）\n一、主要任务\n（一）建设养老驿站。"
_SENTENCE = "在老旧小区新建社区养老服务驿站，为周边老年人提供助餐、助洁、助医等服务，方便群众。\n"
BAD = _OPENING + _SENTENCE * 40
GOOD = _OPENING + _SENTENCE


def check(plan: Plan) -> Iterator[Problem]:
    """Count the characters of each task."""
    for task in plan.document.tasks:
        boxed = task.number is not None and task.number.startswith("专栏")  # a box is a list of its own
        if not boxed and (length := len("".join(task.text.split()))) > LONGEST:
            message = f"{named(task)} has {length:,} characters; more than {LONGEST:,} hold several tasks"
            yield Problem(message, place(task.span))
