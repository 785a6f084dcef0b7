"""Join what was found: deadlines, bodies, actions and prose indicators to their tasks.

Extractors do not read each other; here, and only here, what they found meets. A thing belongs to the task whose
reach holds it: heading and text, or every cell of a table row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .extractors.base import Findings, FoundAction, FoundAssignment, FoundBaseline, FoundTask
from .link_values import Twin, baselines, twins
from .records.task import Basis
from .span import Span
from .structure.model import Outline, Reading

_FEWEST_ANSWERS = 10_000  # are given however short the text
_DEEPEST = 60  # reaches that may begin before a span and still hold it: sections nest, rows share merged cells


class Answer(NamedTuple):
    """A body that answers for a task, and whether the task itself says so."""

    found: FoundAssignment
    basis: Basis


class Links(NamedTuple):
    """For each deadline and indicator the index of its task, or None; for each task its actions and answers.

    `baselines` are those that the text tells, by the index of their table indicator; `twins` the targets said twice;
    `unanswered` is the first assignment that was left out for there being too many.
    """

    deadlines: tuple[int | None, ...]
    indicators: tuple[int | None, ...]
    actions: tuple[tuple[FoundAction, ...], ...]
    answers: tuple[tuple[Answer, ...], ...]
    baselines: Mapping[int, FoundBaseline]
    twins: tuple[Twin, ...]
    unanswered: Span | None = None


def link(reading: Reading, found: Findings) -> Links:
    """Tell which task each deadline, prose indicator, action and assignment belongs to."""
    places = _Places(found.tasks)
    most = max(_FEWEST_ANSWERS, len(reading.document.text) // 2)
    answers, unanswered = _answers(places, reading.outline, found, most)
    return Links(
        deadlines=tuple(places.holder(d.span) for d in found.deadlines),
        indicators=tuple(places.holder(i.span) if i.source == "prose" else None for i in found.indicators),
        actions=_actions(places, found),
        answers=answers,
        baselines=baselines(found.indicators, found.present_values),
        twins=twins(found.indicators, reading.document.folded),
        unanswered=unanswered,
    )


class _Places:
    """Which task holds a span: the last one whose reach holds it, so that an inner task wins over an outer."""

    def __init__(self, tasks: Sequence[FoundTask]) -> None:
        self.tasks = tasks
        self._order = sorted(range(len(tasks)), key=lambda task: tasks[task].span.start)
        self._begins = [tasks[task].span.start for task in self._order]
        self._reaches = sorted((reach, index) for index, task in enumerate(tasks) for reach in task.reach)
        self._starts = [reach.start for reach, _ in self._reaches]

    def holder(self, span: Span) -> int | None:
        """Give the index of the task that holds the span, or None."""
        inner = self._inner(span)
        return None if inner is None else self._reaches[self._first(inner)][1]

    def holders(self, span: Span) -> list[int]:
        """Give every task that holds it, in order: several rows share a merged cell."""
        inner = self._inner(span)
        return [] if inner is None else [index for _, index in self._reaches[self._first(inner) : inner + 1]]

    def _inner(self, span: Span) -> int | None:
        """The last of the innermost reaches that hold the span; all of them begin before it."""
        at = bisect_right(self._starts, span.start)
        for last in range(at - 1, max(-1, at - 1 - _DEEPEST), -1):
            if span.end <= self._reaches[last][0].end:
                return last
        return None

    def _first(self, last: int) -> int:
        """The first of the reaches that are the very same as one of them."""
        reach = self._reaches[last][0]
        alone = last == 0 or self._reaches[last - 1][0] != reach
        return last if alone else bisect_left(self._reaches, (reach, 0), hi=last)

    def begun(self, start: int, end: int | None) -> list[int]:
        """Give the tasks that begin in a stretch of text, in order."""
        last = None if end is None else bisect_right(self._begins, end)
        return sorted(self._order[bisect_left(self._begins, start) : last])


def _actions(places: _Places, found: Findings) -> tuple[tuple[FoundAction, ...], ...]:
    """An action is part of the task whose text holds its clause; the heading repeats and is none."""
    actions: list[list[FoundAction]] = [[] for _ in found.tasks]
    for action in found.actions:
        holder = places.holder(action.span)
        if holder is not None and found.tasks[holder].span.holds(action.span):
            actions[holder].append(action)
    return tuple(map(tuple, actions))


def _answers(
    places: _Places, outline: Outline, found: Findings, most: int
) -> tuple[tuple[tuple[Answer, ...], ...], Span | None]:
    """Bodies named in a task's own reach are explicit; what is said once for a section each of its tasks inherits.

    No more than `most` are given in all, however many bodies are said once for however many tasks: the plans counted
    have at most one for fifty characters. Where there are more, the place of the first that is left out is told.
    """
    answers: list[list[Answer]] = [[] for _ in found.tasks]
    beyond = None
    for assignment in found.assignments:
        own = places.holders(assignment.span)
        held = frozenset(own)
        heirs = [task for task in _heirs(places, outline, assignment, within=bool(own)) if task not in held]
        given: list[tuple[int, Basis]] = [
            *((task, "explicit") for task in own),
            *((task, "inherited") for task in heirs),
        ]
        for task, basis in given[:most]:
            answers[task].append(Answer(assignment, basis))
        if len(given) > most:
            beyond = assignment.span
            break
        most -= len(given)
    return tuple(map(_once, answers)), beyond


def _heirs(places: _Places, outline: Outline, assignment: FoundAssignment, *, within: bool) -> Sequence[int]:
    """The tasks that inherit: none where a task of the very section holds the words itself (`within`)."""
    scope, tasks = assignment.scope, places.tasks
    if scope == "here":
        return ()
    if scope == "after":
        later = places.begun(assignment.span.end + 1, None)
        return [task for task in later if tasks[task].kind == "task"]
    if isinstance(scope, Span):
        return places.holders(scope)
    if scope == -1:
        return range(len(tasks))
    section = outline.sections[scope]
    whole = Span(section.span.start, section.end)
    if within and whole.holds(assignment.span):
        return ()
    return [task for task in places.begun(*whole) if whole.holds(tasks[task].span)]


def _once(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """One answer for each body and role; a body that leads and is also responsible leads (records.md, assignments)."""
    leads = {answer.found.unit for answer in answers if answer.found.role == "lead"}
    kept: dict[tuple[str, str], Answer] = {}
    for answer in sorted(answers, key=lambda a: a.basis):
        if answer.found.role != "responsible" or answer.found.unit not in leads:
            kept.setdefault((answer.found.unit, answer.found.role), answer)
    return tuple(kept.values())
