"""Deadlines on a line of time: each distinct time once, with all that is due then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..records.deadline import Deadline
from ..records.plan import PlanDocument
from .tasks import date_of

_LEFT, _RIGHT, _WIDTH = 148, 44, 640  # of the drawing, in its own units: room for what is printed, and for counts
_TOP, _STEP = 30, 24
_MOST_YEARS = 10  # that are written over the line


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline and the task that it governs, as key and title."""

    key: str
    raw: str
    task: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Moment:
    """All deadlines of one time: `x` and `x2` are its ends in the drawing, None where it has no date."""

    key: str
    raw: str
    date: str
    kind: str
    due: tuple[Due, ...]
    x: float | None
    x2: float | None
    y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments with a date, then those without; `years` are the years that are written, each with its place."""

    moments: tuple[Moment, ...]
    years: tuple[tuple[int, float], ...]
    first: int
    last: int
    height: int
    width: int = _WIDTH
    left: int = _LEFT
    right: int = _WIDTH - _RIGHT

    @property
    def dated(self) -> tuple[Moment, ...]:
        """Those that are drawn."""
        return tuple(moment for moment in self.moments if moment.x2 is not None)


def timeline_of(plan: PlanDocument) -> Timeline:
    """Group the deadlines of a plan by their time, in order of time."""
    groups: dict[tuple[str, date | None, date | None, str | None], list[tuple[int, Deadline]]] = {}
    for n, one in enumerate(plan.deadlines):
        groups.setdefault((one.kind, one.start, one.end, one.recurrence), []).append((n, one))
    order = sorted(groups.values(), key=lambda group: _when(group[0][1]))
    days = [day for one in plan.deadlines for day in (one.start, one.end) if day]
    first, last = (min(days).year, max(days).year) if days else (0, 0)
    tasks = {task.id: (f"t{n}", task.title) for n, task in enumerate(plan.tasks)}
    moments = tuple(_moment(number, group, tasks, first, last) for number, group in enumerate(order))
    drawn = sum(moment.x2 is not None for moment in moments)
    return Timeline(moments, tuple(_years(first, last)) if days else (), first, last, _TOP + drawn * _STEP + 6)


def _when(deadline: Deadline) -> tuple[date, date, str, str]:
    day = deadline.end or deadline.start or date.max
    return day, deadline.start or day, deadline.kind, deadline.recurrence or ""


def _moment(
    number: int, group: Sequence[tuple[int, Deadline]], tasks: dict[str, tuple[str, str]], first: int, last: int
) -> Moment:
    one = group[0][1]
    ends = [_place(day, first, last) for day in (one.start, one.end) if day]
    if one.kind == "from" and ends:
        ends.append(float(_WIDTH - _RIGHT))
    due = tuple(Due(f"d{n}", d.raw, tasks.get(d.task or "")) for n, d in group)
    return Moment(
        key=f"m{number}",
        raw=one.raw,
        date=date_of(one),
        kind=one.kind if ends or one.kind in ("recurring", "ongoing") else "unclear",
        due=due,
        x=ends[0] if len(ends) > 1 else None,
        x2=ends[-1] if ends else None,
        y=_TOP + number * _STEP + _STEP // 2,
    )


def _place(day: date, first: int, last: int) -> float:
    """Where a day stands in the drawing."""
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (day.toordinal() - start) / (end - start), 1)


def _years(first: int, last: int) -> list[tuple[int, float]]:
    step = -(-(last - first + 1) // _MOST_YEARS)
    return [(year, _place(date(year, 1, 1), first, last)) for year in range(first, last + 1, step)]
