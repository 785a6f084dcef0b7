"""The tasks of a part beside each other: what most of them have, and one lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from ..records.task import Task
from .headings import style
from .wording import quoted

_LEAST = 4  # tasks in a part, for most of them to mean something


def most_have(tasks: Iterable[Task], has: Callable[[Task], bool]) -> Iterator[Task]:
    """Give the tasks that lack what three in four of their part have; safeguards are left out.

    A part are the tasks of one path whose numbers have one form. A task that a list of another form follows (（十一）…：
    1.…… 2.……) may have it at the end of that list.
    """
    tasks = tuple(tasks)
    parts: dict[tuple[tuple[str, ...], str], list[Task]] = {}
    opening: set[str] = set()
    for task, following in zip_longest(tasks, tasks[1:]):
        if task.kind == "task":
            parts.setdefault(_part(task), []).append(task)
            if following and following.path[: len(task.path)] == task.path and _part(following) != _part(task):
                opening.add(task.id)
    for part in parts.values():
        lacking = [task for task in part if not has(task)]
        if len(part) >= _LEAST and len(lacking) * 4 <= len(part):
            yield from (task for task in lacking if task.id not in opening)


def _part(task: Task) -> tuple[tuple[str, ...], str]:
    return task.path, style(task.number or "")


def named(task: Task) -> str:
    """A task as messages quote it."""
    return quoted(f"{task.number} {task.title}" if task.number else task.title)
