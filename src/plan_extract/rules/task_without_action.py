"""A task says of nothing that it is to be done: its text has no clause that commits.

Why: a paragraph that only praises or describes gives nobody anything to do, and nothing can be checked at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import pattern, words
from ..records.task import Task
from .base import Level, Plan, Problem, Profile
from .tasks_beside import named
from .wording import place

CODE = "PT006"
NAME = "task-without-action"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan", "five-year-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）养老驿站。老年人家门口的场所，群众喜爱，口碑很好，人气也旺。
（二）护理人员。开展护理员职业技能培训。
"""
GOOD = BAD.replace("老年人家门口的场所，群众喜爱，口碑很好，人气也旺", "新建社区养老服务驿站12家")


_WORK = ("govern", "build", "arrange", "raise", "lower", "carry_out", "study", "tell", "keep", "bring", "give", "head")
_BODIES = re.compile(r"[(（〔\[][^()（）]{1,200}[)）〕\]]\s?。?$")
_SHORTEST = 20  # a bracket of bodies alone stands below a heading that says all


@cache
def _commits() -> re.Pattern[str]:
    # 要, 应, 不得 and 给予 bind as well; a verb of work that no clause was made of may still commit somebody
    verbs = pattern("action_verbs", *_WORK)
    return re.compile(f"{pattern('rule_words', 'binding')}|{verbs}")


def check(plan: Plan) -> Iterator[Problem]:
    """A heading that opens with what is to be done (完善补贴标准), a number and a rule (应当, 不得) say enough."""
    doing = words("section_roles", "doing")
    for task in plan.document.tasks:
        told = task.actions or task.indicators or task.deadlines or task.kind == "safeguard"
        if told or len(task.text) < _SHORTEST or task.title.startswith(doing) or _is_item(task):
            continue
        if not _commits().search(task.title + _BODIES.sub("", task.text)):
            yield Problem(f"{named(task)} tells nothing to do: no clause of it commits anybody", place(task.span))


def _is_item(task: Task) -> bool:
    """An item of a list without a heading of its own, or one that sets amounts, may be part of any sentence."""
    return task.text.startswith(task.title) or any(char.isdecimal() for char in task.text)
