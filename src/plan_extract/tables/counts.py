"""A plan in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ..records.plan import PlanDocument


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a plan; `owned` are tasks with at least one body, `dated` those with a deadline."""

    file: str
    title: str | None
    tasks: int
    owned: int
    dated: int
    indicators: int
    assignments: int
    deadlines: int
    bodies: int


def counts(plan: PlanDocument, file: str) -> Counts:
    """Count the records of a plan; assignments are those of tasks and of indicators."""
    return Counts(
        file=file,
        title=plan.metadata.title,
        tasks=len(plan.tasks),
        owned=sum(bool(task.assignments) for task in plan.tasks),
        dated=sum(bool(task.deadlines) for task in plan.tasks),
        indicators=len(plan.indicators),
        assignments=sum(len(task.assignments) for task in plan.tasks)
        + sum(len(indicator.assignments) for indicator in plan.indicators),
        deadlines=len(plan.deadlines),
        bodies=len(plan.units),
    )


def share(part: int, whole: int) -> float | None:
    """The share of a part, rounded to a thousandth; None of nothing.

    >>> share(2, 3), share(0, 0)
    (0.667, None)
    """
    return round(part / whole, 3) if whole else None
