"""When a task is due in either plan; 2025年底前 and 到2025年 are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records.deadline import Deadline
from ..records.task import Task
from .model import DeadlineChange
from .pairs import likeness
from .words import key_of

_BEHIND = 24  # characters behind a deadline that say what is due
_LEAST = 0.3
_MOST = 10_000  # times that went times those that came


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline with the words behind it."""

    deadline: Deadline
    what: str


def deadline_changes(
    old: Task | None, new: Task | None, olds: Sequence[Deadline], news: Sequence[Deadline]
) -> tuple[DeadlineChange, ...]:
    """Give the deadlines of a task that came, went or were moved. A time that is told twice is told once."""
    before, after = _left(old, olds, news), _left(new, news, olds)
    moved = _moved(before, after)
    changes = [DeadlineChange(old=one.deadline, new=other.deadline) for one, other in moved]
    gone = [one for one in before if all(one is not pair[0] for pair in moved)]
    come = [one for one in after if all(one is not pair[1] for pair in moved)]
    changes += [DeadlineChange(old=one.deadline, new=None) for one in gone]
    return (*changes, *(DeadlineChange(old=None, new=one.deadline) for one in come))


def _left(task: Task | None, own: Sequence[Deadline], others: Sequence[Deadline]) -> list[_Due]:
    """The times that the other side has not, each once; 3月底 of no known year is 3月底 of any."""
    known = {key for other in others for key in _keys(other)}
    words = {clear: {key_of(d.raw) for d in others if bool(_days(d)) is clear} for clear in (True, False)}
    found: dict[object, _Due] = {}
    for deadline in own:
        same = key_of(deadline.raw) in words[not _days(deadline)]
        if not same and not known & set(_keys(deadline)):
            found.setdefault(_keys(deadline)[0], _Due(deadline, _what(task, deadline)))
    return list(found.values())


def _keys(deadline: Deadline) -> list[object]:
    """What makes a time the same: its days, or being due on one day, or its words where the days are not known."""
    if not _days(deadline):
        return [(deadline.kind, "" if deadline.kind == "ongoing" else key_of(deadline.raw))]
    keys: list[object] = [(deadline.kind, *_days(deadline))]
    return keys + [end for end in (_end_of_year(deadline),) if end is not None]


def _days(deadline: Deadline) -> tuple[object, ...]:
    """The days that a time means; none where they are not known (年底前 in a plan without a year)."""
    days = (deadline.start, deadline.end, deadline.recurrence)
    return days if any(days) else ()


def _end_of_year(deadline: Deadline) -> object:
    """The day on which what is due in a year (2023年) and by its end (2023年底前) is due; None for other times."""
    start, end = deadline.start, deadline.end
    in_year = deadline.kind == "by" or (deadline.kind == "during" and start and end and start.year == end.year)
    return end if in_year else None


def _what(task: Task | None, deadline: Deadline) -> str:
    """The words behind a deadline: 新建养老驿站12家 behind 2025年底前."""
    if task is None:
        return ""
    end = deadline.span.end - task.span.start
    return key_of(task.text[end : end + _BEHIND]) if 0 < end <= len(task.text) else ""


def _moved(before: Sequence[_Due], after: Sequence[_Due]) -> list[tuple[_Due, _Due]]:
    """Pair what went with what came: one with one; of several, those due for the same thing."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    if len(before) * len(after) > _MOST:
        return []
    scored = sorted(
        (-likeness(one.what, other.what), i, j) for i, one in enumerate(before) for j, other in enumerate(after)
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if -score >= _LEAST and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return [(before[i], after[j]) for i, j in sorted(pairs)]
