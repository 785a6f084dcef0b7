"""What a record says in a few words, for the formats that people read."""

from __future__ import annotations

from collections.abc import Sequence

from ..records.deadline import Deadline
from ..records.indicator import Indicator, Target
from ..records.plan import PlanDocument
from ..records.task import Assignment, AssignmentRole, Task
from ..tables.amounts import amount, dated

ROLES: tuple[AssignmentRole, ...] = ("lead", "responsible", "support")


def bodies(assignments: Sequence[Assignment], role: AssignmentRole) -> tuple[str, ...]:
    """The bodies that have a role, each once: 市民政局牵头 gives 市民政局 for `lead`."""
    return tuple(dict.fromkeys(each.unit for each in assignments if each.role == role))


def times(task: Task, deadlines: dict[str, Deadline]) -> tuple[str, ...]:
    """When a task is to be done, as printed: 2025年底前."""
    found = (deadlines[name].raw for name in task.deadlines if name in deadlines)
    return tuple(dict.fromkeys(found))


def target(value: Target) -> str:
    """A target with its sign and year: ≥46（2025年）; words (持续提升, 三分之一) as printed."""
    return dated(amount(value, language="zh"), value.year, "zh")


def baseline(indicator: Indicator) -> str:
    """The value at the start with its year: 41.2（2020年）."""
    found = indicator.baseline
    return "" if found is None else dated(found.raw, found.year, "zh")


def titles(plan: PlanDocument) -> dict[str, str]:
    """Titles of tasks and names of indicators by id."""
    return {**{task.id: task.title for task in plan.tasks}, **{each.id: each.name for each in plan.indicators}}
