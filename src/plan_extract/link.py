"""Join what was found: deadlines to tasks, bodies to tasks, prose indicators to tasks. Ids are given here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from .document.model import Document
from .extractors.base import Doubt, FoundAction, FoundAssignment, FoundDeadline, FoundIndicator, FoundTask
from .records.base import TextSpan
from .records.deadline import Deadline
from .records.diagnostic import Diagnostic
from .records.indicator import Baseline, Indicator, Target
from .records.plan import PlanDocument
from .records.section import Section
from .records.source import Source
from .records.task import Action, Assignment, Task
from .records.unit import Unit, UnitTasks
from .span import Span
from .structure.model import Outline, Reading


def link(reading: Reading, found: Mapping[str, Any], doubts: Sequence[Doubt]) -> PlanDocument:
    """Turn what the extractors found into one PlanDocument."""
    return _Linker(reading, found, doubts).run()


class _Places:
    """Which task holds a span: the last one whose reach holds it, so that an inner task wins over an outer."""

    def __init__(self, tasks: Sequence[FoundTask]) -> None:
        self._reaches = sorted((reach, index) for index, task in enumerate(tasks) for reach in task.reach)
        self._starts = [reach.start for reach, _ in self._reaches]

    def holder(self, span: Span) -> int | None:
        """Give the index of the task that holds the span, or None."""
        return next(iter(self.holders(span)), None)

    def holders(self, span: Span) -> list[int]:
        """Give every task that holds it: several share a merged cell."""
        at = bisect_right(self._starts, span.start)
        for i in range(at - 1, max(-1, at - 60), -1):
            if self._reaches[i][0].holds(span):
                reach = self._reaches[i][0]
                return [index for other, index in self._reaches[max(0, i - 60) : i + 1] if other == reach]
        return []


class _Linker:
    def __init__(self, reading: Reading, found: Mapping[str, Any], doubts: Sequence[Doubt]) -> None:
        self.document: Document = reading.document
        self.outline: Outline = reading.outline
        self.metadata = found["metadata"]
        self.tasks: Sequence[FoundTask] = found["tasks"]
        self.actions: Sequence[FoundAction] = found["actions"]
        self.assignments: Sequence[FoundAssignment] = found["assignments"]
        self.deadlines: Sequence[FoundDeadline] = found["deadlines"]
        self.indicators: Sequence[FoundIndicator] = sorted(
            (*found["table_indicators"], *found["prose_indicators"]), key=lambda i: i.span
        )
        self.doubts = doubts
        self.places = _Places(self.tasks)

    def run(self) -> PlanDocument:
        """Link in order: deadlines and indicators first, since tasks name them."""
        deadline_tasks = [self.places.holder(d.span) for d in self.deadlines]
        indicator_tasks = [self.places.holder(i.span) if i.source == "prose" else None for i in self.indicators]
        answers = self._answers()
        return PlanDocument(
            source=self._source(),
            metadata=self.metadata,
            sections=tuple(self._sections()),
            tasks=tuple(self._tasks(answers, deadline_tasks, indicator_tasks)),
            indicators=tuple(self._indicator(n, i, t) for n, (i, t) in enumerate(zip(self.indicators, indicator_tasks, strict=True))),
            deadlines=tuple(self._deadline(n, d, t) for n, (d, t) in enumerate(zip(self.deadlines, deadline_tasks, strict=True))),
            units=tuple(self._units(answers)),
            diagnostics=tuple(self._diagnostic(d) for d in sorted(self.doubts, key=lambda d: (d.span or Span(0, 0), d.code))),
        )

    def _source(self) -> Source:
        file, document = self.document.source, self.document
        return Source(
            name=file.name, media_type=file.media_type, encoding=file.encoding, sha256=file.sha256,
            chars=len(document.text), pages=file.pages,
        )  # fmt: skip

    def _span(self, span: Span) -> TextSpan:
        return TextSpan(start=span.start, end=span.end, page=self.document.page_at(span.start))

    def _quote(self, span: Span) -> str:
        return span.of(self.document.text)

    def _sections(self) -> list[Section]:
        return [
            Section(
                id=f"S{s.index + 1:03}", level=s.level, number=s.number, title=s.title, role=s.role,
                parent=None if s.parent is None else f"S{s.parent + 1:03}", span=self._span(s.span),
            )
            for s in self.outline.sections
        ]  # fmt: skip

    def _answers(self) -> list[list[tuple[FoundAssignment, str]]]:
        """The assignments of each task with their basis, one for each body and role."""
        answers: list[list[tuple[FoundAssignment, str]]] = [[] for _ in self.tasks]
        for found in self.assignments:
            if found.scope == "here":
                for task in self.places.holders(found.span):
                    answers[task].append((found, "explicit"))
        for found in self.assignments:
            if found.scope != "here":
                for task in self._in_section(found.scope):
                    explicit = any(a.span == found.span for a, _ in answers[task])
                    if not explicit:
                        answers[task].append((found, "inherited"))
        return [_merged(a) for a in answers]

    def _in_section(self, scope: int) -> list[int]:
        if scope == -1:
            return list(range(len(self.tasks)))
        section = self.outline.sections[scope]
        whole = Span(section.span.start, section.end)
        return [i for i, task in enumerate(self.tasks) if whole.holds(task.span)]

    def _tasks(self, answers, deadline_tasks, indicator_tasks) -> list[Task]:  # type: ignore[no-untyped-def]
        actions: list[list[FoundAction]] = [[] for _ in self.tasks]
        for action in self.actions:
            holder = self.places.holder(action.span)
            if holder is not None and self.tasks[holder].span.holds(action.span):
                actions[holder].append(action)
        deadlines = _by_task(deadline_tasks, "D", len(self.tasks))
        indicators = _by_task(indicator_tasks, "I", len(self.tasks))
        return [
            Task(
                id=f"T{i + 1:03}", kind=t.kind, number=t.number, title=t.title, path=t.path,
                section=None if t.section is None else f"S{t.section + 1:03}", text=self._quote(t.span),
                actions=tuple(
                    Action(verb=a.verb, object=a.object, text=self._quote(a.span), span=self._span(a.span)) for a in actions[i]
                ),
                assignments=tuple(self._assignment(a, basis) for a, basis in answers[i]),
                deadlines=deadlines[i], indicators=indicators[i], span=self._span(t.span),
            )
            for i, t in enumerate(self.tasks)
        ]  # fmt: skip

    def _assignment(self, found: FoundAssignment, basis: Any) -> Assignment:
        return Assignment(
            unit=found.unit, role=found.role, basis=basis, raw=self._quote(found.span), span=self._span(found.span)
        )

    def _indicator(self, n: int, found: FoundIndicator, task: int | None) -> Indicator:
        baseline = found.baseline and Baseline(
            year=found.baseline.year, value=found.baseline.value, raw=self._quote(found.baseline.span),
            span=self._span(found.baseline.span),
        )  # fmt: skip
        return Indicator(
            id=f"I{n + 1:03}", source=found.source, number=found.number, name=found.name, unit=found.unit,
            category=found.category, nature=found.nature, baseline=baseline,
            targets=tuple(
                Target(
                    year=t.year, comparator=t.comparator, value=t.value, value_max=t.value_max,
                    raw=self._quote(t.span), cumulative=t.cumulative, span=self._span(t.span),
                )
                for t in found.targets
            ),
            assignments=tuple(self._assignment(a, "explicit") for a in found.assignments),
            task=None if task is None else f"T{task + 1:03}", span=self._span(found.span),
        )  # fmt: skip

    def _deadline(self, n: int, found: FoundDeadline, task: int | None) -> Deadline:
        return Deadline(
            id=f"D{n + 1:03}", raw=self._quote(found.span), kind=found.kind, start=found.start, end=found.end,
            recurrence=found.recurrence, precision=found.precision, task=None if task is None else f"T{task + 1:03}",
            span=self._span(found.span),
        )  # fmt: skip

    def _units(self, answers: list[list[tuple[FoundAssignment, str]]]) -> list[Unit]:
        named: dict[str, dict[str, dict[Any, None]]] = {}
        for i, task_answers in enumerate(answers):
            for found, _ in task_answers:
                unit = named.setdefault(found.unit, {"mentions": {}, "lead": {}, "responsible": {}, "support": {}})
                unit["mentions"][found.mention] = None
                unit[found.role][f"T{i + 1:03}"] = None
        return [
            Unit(
                id=f"U{n + 1:03}", name=name, canonical=None,
                mentions=tuple(self._span(m) for m in sorted(unit["mentions"])),
                tasks=UnitTasks(lead=tuple(unit["lead"]), responsible=tuple(unit["responsible"]), support=tuple(unit["support"])),
            )
            for n, (name, unit) in enumerate(named.items())
        ]  # fmt: skip

    def _diagnostic(self, doubt: Doubt) -> Diagnostic:
        span = None if doubt.span is None else self._span(doubt.span)
        return Diagnostic(code=doubt.code, severity=doubt.severity, message=doubt.message, span=span)


def _merged(answers: list[tuple[FoundAssignment, str]]) -> list[tuple[FoundAssignment, str]]:
    """One record for each body and role; a body that leads answers once, as lead."""
    leads = {found.unit for found, _ in answers if found.role == "lead"}
    kept: dict[tuple[str, str], tuple[FoundAssignment, str]] = {}
    for found, basis in answers:
        if found.role == "responsible" and found.unit in leads:
            continue
        kept.setdefault((found.unit, found.role), (found, basis))
    return list(kept.values())


def _by_task(tasks: Sequence[int | None], letter: str, count: int) -> list[tuple[str, ...]]:
    lists: list[list[str]] = [[] for _ in range(count)]
    for n, task in enumerate(tasks):
        if task is not None:
            lists[task].append(f"{letter}{n + 1:03}")
    return [tuple(ids) for ids in lists]
