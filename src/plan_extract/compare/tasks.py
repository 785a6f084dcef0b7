"""What became of each task: its words, its section, who answers for it, when it is due."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document.fold import fold
from ..records.deadline import Deadline
from ..records.plan import PlanDocument
from ..records.task import Task
from .bodies import Bodies, owner_changes
from .deadlines import deadline_changes
from .model import Kind, Rewording, TaskChange, TaskSide
from .pairs import Pair, Wording, likeness, pairs
from .words import key_of, rewording

_Path = tuple[str, ...]
_REWORDED = 0.6  # of two titles of sections that are one
_LINE_END = re.compile(r"[。；;. ]*(?:\n|$)")
_OPEN = tuple("（(【〔[［")


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of one plan with what is compared of them: texts without the brackets that name the bodies."""

    tasks: Sequence[Task]
    texts: Sequence[str]
    deadlines: Sequence[Sequence[Deadline]]
    bodies: Bodies

    def wordings(self) -> list[Wording]:
        """What the tasks are told apart by."""
        return [_wording(task, text) for task, text in zip(self.tasks, self.texts, strict=True)]


def tasks_of(plan: PlanDocument, bodies: Bodies) -> Tasks:
    """Make the tasks of a plan ready."""
    due = {deadline.id: deadline for deadline in plan.deadlines}
    return Tasks(
        tasks=plan.tasks,
        texts=[_text(task) for task in plan.tasks],
        deadlines=[[due[one] for one in task.deadlines if one in due] for task in plan.tasks],
        bodies=bodies,
    )


def task_pairs(old: Tasks, new: Tasks) -> list[Pair]:
    """Which task is which."""
    return pairs(old.wordings(), new.wordings())


def task_changes(old: Tasks, new: Tasks, found: Sequence[Pair], only: Collection[Kind]) -> Iterator[TaskChange]:
    """Tell of each task, in the order of the new plan, then of those dropped; `only` names the kinds to look for."""
    moved = _moved(old.tasks, new.tasks, found) if "tasks" in only else set()
    of_new = {pair.new: pair for pair in found}
    for index in range(len(new.tasks)):
        if pair := of_new.get(index):
            yield from _changed(old, new, pair, only, moved=pair.new in moved)
        elif "tasks" in only:
            yield _alone(None, new, index)
    paired = {pair.old for pair in found}
    for index in range(len(old.tasks)):
        if index not in paired and "tasks" in only:
            yield _alone(old, None, index)


def _changed(old: Tasks, new: Tasks, pair: Pair, only: Collection[Kind], *, moved: bool) -> Iterator[TaskChange]:
    one, other = old.tasks[pair.old], new.tasks[pair.new]
    title, text = _rewordings(old, new, pair) if "tasks" in only else (None, None)
    owners = owner_changes(one.assignments, other.assignments, old.bodies, new.bodies) if "owners" in only else ()
    due = deadline_changes(one, other, old.deadlines[pair.old], new.deadlines[pair.new]) if "deadlines" in only else ()
    if title or text or moved or owners or due:
        yield TaskChange(
            change="changed",
            old=_side(one),
            new=_side(other),
            alike=pair.alike,
            title=title,
            text=text,
            moved=moved,
            owners=owners,
            deadlines=due,
        )


def _alone(old: Tasks | None, new: Tasks | None, index: int) -> TaskChange:
    """A task that stands in one of the plans only, with all that it says of bodies and times."""
    one, other = old.tasks[index] if old else None, new.tasks[index] if new else None
    nobody = Bodies({}, {})
    return TaskChange(
        change="dropped" if new is None else "added",
        old=one and _side(one),
        new=other and _side(other),
        owners=owner_changes(
            one.assignments if one else (),
            other.assignments if other else (),
            old.bodies if old else nobody,
            new.bodies if new else nobody,
        ),
        deadlines=deadline_changes(
            one, other, old.deadlines[index] if old else (), new.deadlines[index] if new else ()
        ),
    )


def _side(task: Task) -> TaskSide:
    return TaskSide(id=task.id, number=task.number, title=task.title, path=task.path)


def _wording(task: Task, text: str) -> Wording:
    title, words = key_of(task.title), key_of(text)
    return Wording(title, words if words.startswith(title) else title + words)


def _rewordings(old: Tasks, new: Tasks, pair: Pair) -> tuple[Rewording | None, Rewording | None]:
    """What became of title and text; a title that is only the text's beginning is told with the text, or as missing."""
    one, other = old.tasks[pair.old], new.tasks[pair.new]
    text, now = old.texts[pair.old], new.texts[pair.new]
    if all(key_of(words) == key_of(task.title) for words, task in ((text, one), (now, other))):
        return rewording(one.title, other.title), None
    title, name = _heading(one, text), _heading(other, now)
    return rewording(title, name) if title or name else None, rewording(text, now)


def _heading(task: Task, text: str) -> str:
    """The title of a task, where it is more than the beginning of its text."""
    return "" if key_of(text).startswith(key_of(task.title)) else task.title


def _text(task: Task) -> str:
    """The text without the brackets and lines that only name bodies (（市民政局牵头，市财政局配合）), which are compared apart.

    Of a task that is all heading, the heading.
    """
    text, end = [], 0
    spans = {(a.span.start - task.span.start, a.raw) for a in task.assignments if a.basis == "explicit"}
    for start, raw in sorted(spans):
        if start >= end and task.text.startswith(raw, start) and _names_only(task.text, start, raw):
            text.append(task.text[end:start])
            end = start + len(raw)
    rest = "".join((*text, task.text[end:]))
    return rest if key_of(rest) else task.title


def _names_only(text: str, start: int, raw: str) -> bool:
    """In brackets, or a line of its own that begins with its label: 责任单位：市民政局."""
    if raw.startswith(_OPEN):
        return True
    alone = (start == 0 or text[start - 1] == "\n") and _LINE_END.match(text, start + len(raw))
    return bool(alone) and ":" in fold(raw[:8])


def _moved(olds: Sequence[Task], news: Sequence[Task], found: Sequence[Pair]) -> set[int]:
    """The new tasks that stand in another section; one that has only another title, or came or went, moves nothing."""
    before, after = [_path(task) for task in olds], [_path(task) for task in news]
    still, known = set(after), set(before)
    votes: dict[_Path, Counter[_Path]] = {}
    for pair in found:
        votes.setdefault(before[pair.old], Counter())[after[pair.new]] += 1
    became = {path: _renamed(path, votes[path], still, known) for path in votes}
    ways = ((pair.new, before[pair.old], after[pair.new]) for pair in found)
    return {new for new, old_way, way in ways if old_way and way and way not in (old_way, became[old_way])}


def _renamed(path: _Path, votes: Mapping[_Path, int], still: Collection[_Path], known: Collection[_Path]) -> _Path:
    """What a section is called now, unless it still stands: the one with its name reworded, else with most of its tasks."""
    if path in still:
        return path
    name = "".join(path)
    alike = {way: likeness(name, "".join(way)) for way in votes if way not in known}
    return max(alike, key=lambda way: (alike[way] >= _REWORDED, votes[way], alike[way], way), default=path)


def _path(task: Task) -> _Path:
    return tuple(key_of(title) for title in task.path)
