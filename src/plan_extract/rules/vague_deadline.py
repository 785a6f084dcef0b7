"""The only time of a task is one that nobody can hold it to: 适时出台, 尽快完成.

Why: 尽快 and 适时 sound like a promise and bind nobody. A task that ends (出台, 建成, 完成) can be given a month or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import pattern, words
from ..span import Span
from .base import Level, Plan, Problem, Profile
from .tasks_beside import named
from .wording import quoted

CODE = "PT004"
NAME = "vague-deadline"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("division-of-work", "action-plan", "five-year-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
（一）完善补贴制度。尽快出台养老服务补贴办法。
（二）建设养老驿站。2024年底前建成养老驿站12家。
"""
GOOD = BAD.replace("尽快", "2024年6月底前")


@cache
def _vague() -> re.Pattern[str]:
    # 适时出台, 尽快研究制定; not in a condition: 尽快完成的, 给予奖励
    verbs = pattern("rule_words", "finishing")
    return re.compile(rf"{pattern('rule_words', 'vague_times')}(?:研究|组织|全面|推动|开展|正式)?{verbs}")


@cache
def _helped() -> tuple[str, ...]:
    """What others are helped to is no promise of one's own: 支持项目尽快开工, 力争尽快投产."""
    return words("rule_words", "helping")


def check(plan: Plan) -> Iterator[Problem]:
    """Look for vague times in tasks that have no other."""
    for task in plan.document.tasks:
        match = None if task.deadlines else _vague().search(task.text)
        if match and any(word in task.text[max(0, match.start() - 8) : match.start()] for word in _helped()):
            continue
        if match:
            message = f"{quoted(match[0])} is the only time told for {named(task)}; a date or a period was expected"
            start = task.span.start + match.start()
            yield Problem(message, Span(start, start + len(match[0])))
