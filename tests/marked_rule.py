"""A rule for the tests of all that stands around rules: it finds every 〓, and a text without a 。"""

from __future__ import annotations

from collections.abc import Iterator

from plan_extract.rules.base import Level, Plan, Problem, Profile
from plan_extract.span import Span

CODE = "PT999"
NAME = "marked"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD, GOOD = "〓。", "。"


def check(plan: Plan) -> Iterator[Problem]:
    """Each mark with the three characters behind it; of a plan file without its source, each task."""
    if not plan.text:
        for task in plan.document.tasks:
            yield Problem(f"task {task.title}", Span(task.span.start, task.span.end))
        return
    if "。" not in plan.text:
        yield Problem("no full stop")
    for start in (i for i, char in enumerate(plan.text) if char == "〓"):
        yield Problem(f"a mark before {plan.text[start + 1 : start + 4]}", Span(start, start + 4))
