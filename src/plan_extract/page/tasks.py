"""The list of tasks: who, when and what, and the words by which they are filtered."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from ..records.deadline import Deadline
from ..records.plan import PlanDocument
from ..records.task import AssignmentRole, Task
from ..tables.amounts import amount

ROLES: tuple[AssignmentRole, ...] = ("lead", "responsible", "support")


@dataclass(frozen=True, slots=True)
class Who:
    """The bodies that answer for a task in one role: name, and key on the page (empty where no unit is known)."""

    role: AssignmentRole
    inherited: bool
    bodies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class When:
    """A deadline of a task: as printed, and as a date where that is known and says more."""

    key: str
    raw: str
    date: str


@dataclass(frozen=True, slots=True)
class What:
    """A number that a task is to reach."""

    key: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as the list shows it; `times` are what it is filtered by."""

    key: str
    id: str
    number: str
    title: str
    path: tuple[str, ...]
    safeguard: bool
    who: tuple[Who, ...]
    when: tuple[When, ...]
    what: tuple[What, ...]
    times: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A body or a time to filter by, and how many tasks have it."""

    value: str
    name: str
    tasks: int


def task_rows(plan: PlanDocument) -> tuple[TaskRow, ...]:
    """Give every task, in order."""
    keys = {(task, role, name): f"u{n}" for n, unit in enumerate(plan.units) for role in ROLES
            for task in getattr(unit.tasks, role) for name in (unit.name, *unit.also)}  # fmt: skip
    deadlines = {deadline.id: (n, deadline) for n, deadline in enumerate(plan.deadlines)}
    indicators = {indicator.id: (n, indicator) for n, indicator in enumerate(plan.indicators)}
    rows = []
    for n, task in enumerate(plan.tasks):
        who = _who(task, keys)
        times = [deadlines[d] for d in task.deadlines if d in deadlines]
        found = [indicators[i] for i in task.indicators if i in indicators]
        rows.append(
            TaskRow(
                key=f"t{n}",
                id=task.id,
                number=task.number or "",
                title=task.title,
                path=task.path,
                safeguard=task.kind == "safeguard",
                who=who,
                when=tuple(_when(f"d{m}", d) for m, d in times),
                what=tuple(What(f"i{m}", i.name, " / ".join(amount(t, i.unit) for t in i.targets)) for m, i in found),
                times=" ".join(dict.fromkeys(time_of(d) for _, d in times)) or "none",
            )
        )
    return tuple(rows)


def _when(key: str, deadline: Deadline) -> When:
    date = date_of(deadline)
    return When(key, deadline.raw, "" if deadline.raw in (date, f"{date}年") else date)


def _who(task: Task, keys: Mapping[tuple[str, AssignmentRole, str], str]) -> tuple[Who, ...]:
    """Each body once in a role, those that lead first; what is said for a whole section apart."""
    found: dict[tuple[AssignmentRole, bool], dict[str, str]] = {}
    for one in sorted(task.assignments, key=lambda one: (ROLES.index(one.role), one.basis)):
        key = keys.get((task.id, one.role, one.unit), "")
        found.setdefault((one.role, one.basis == "inherited"), {})[one.unit] = key
    return tuple(Who(role, inherited, tuple(bodies.items())) for (role, inherited), bodies in found.items())


def body_choices(plan: PlanDocument) -> tuple[Choice, ...]:
    """Give the bodies, those with most tasks first."""
    choices = (
        Choice(f"u{n}", unit.name, len({t for role in ROLES for t in getattr(unit.tasks, role)}))
        for n, unit in enumerate(plan.units)
    )
    return tuple(sorted(choices, key=lambda choice: -choice.tasks))


def time_choices(rows: tuple[TaskRow, ...], labels: Mapping[str, str]) -> tuple[Choice, ...]:
    """Give the years of the deadlines, and the kinds that have none."""
    counts: dict[str, int] = {}
    for row in rows:
        for value in row.times.split():
            counts[value] = counts.get(value, 0) + 1
    names = {kind: labels[kind] for kind in ("recurring", "ongoing", "unclear")} | {"none": labels["no_deadline"]}
    last = [*names]
    order = sorted(counts, key=lambda value: (last.index(value) if value in last else -1, value))
    return tuple(Choice(value, names.get(value) or labels["year"].format(value), counts[value]) for value in order)


def time_of(deadline: Deadline) -> str:
    """The year that a deadline ends in (of `from`, begins), or its kind."""
    day = deadline.end or deadline.start
    if deadline.kind in ("recurring", "ongoing"):
        return deadline.kind
    return str(day.year) if day else "unclear"


def date_of(deadline: Deadline) -> str:
    """A deadline as dates, short where it is of whole years or months.

    2023年6月底前 is 2023-06-30, 2021—2025年 2021–2025, 2023年5—6月 2023-05–2023-06, 自2023年起 2023-01-01–, 每季度 P3M.
    """
    first, last = deadline.start, deadline.end
    if first and last and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        year = (first.month, last.month) == (1, 12)
        begins, ends = (f"{first:%Y}", f"{last:%Y}") if year else (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return begins if begins == ends else f"{begins}–{ends}"
    if first:
        return f"{first}–{last}" if last else f"{first}–"
    return str(last) if last else deadline.recurrence or ""
