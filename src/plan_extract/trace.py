"""Why each record is there: which rule read which characters. Kept apart from the records, for `--explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .extractors.base import Findings, FoundAssignment, FoundIndicator, FoundPresentValue
from .link import Answer, Links
from .records.plan import PlanDocument
from .span import Span


class Step(NamedTuple):
    """One thing that was read: what it is, the rule that read it (its extractor first), and the characters.

    A link joins what was read elsewhere and has no characters of its own.
    """

    what: str
    rule: str
    span: Span | None = None


class Trace(NamedTuple):
    """The plan, its text, and for each id the steps that made the record, the record itself first.

    Assignments, which have no ids of their own, are A001, A002 … in order of tasks, then of table indicators.
    """

    plan: PlanDocument
    text: str
    steps: Mapping[str, tuple[Step, ...]]


def trace(plan: PlanDocument, text: str, found: Findings, links: Links) -> Trace:
    """Tell for every task, assignment, indicator, deadline and unit how it came about."""
    answers = _answers(found, links)
    steps: dict[str, tuple[Step, ...]] = {}
    for deadline, read in zip(plan.deadlines, found.deadlines, strict=True):
        what = f"{deadline.id} deadline, {deadline.kind}: {deadline.raw}"
        steps[deadline.id] = (Step(what, f"deadlines: {read.why}", read.span), *_holder(deadline.task))
    for index, indicator in enumerate(plan.indicators):
        steps[indicator.id] = tuple(_indicator(plan, found, links, index))
    for index, task in enumerate(plan.tasks):
        own = Step(f"{task.id} {task.kind}: {task.title}", f"tasks: {found.tasks[index].why}", found.tasks[index].span)
        held = [steps[id_][0] for id_ in (*task.deadlines, *task.indicators)]
        steps[task.id] = (own, *(_answer(id_, a) for id_, holder, a in answers if holder == index), *held)
    for id_, holder, answer in answers:
        steps[id_] = (
            _answer(id_, answer),
            *_holder(None if holder is None else f"T{holder + 1:03}", answer),
        )
    for unit in plan.units:
        mentions = {(mention.start, mention.end) for mention in unit.mentions}
        named = [steps[id_][0] for id_, _, answer in answers if answer.found.mention in mentions]
        steps[unit.id] = tuple(named)
    return Trace(plan, text, steps)


def _answers(found: Findings, links: Links) -> list[tuple[str, int | None, Answer]]:
    """Every answer with its id and the index of its task (None for those of an indicator's row)."""
    of_tasks = [(index, answer) for index, answers in enumerate(links.answers) for answer in answers]
    of_rows = [(None, Answer(a, "explicit")) for indicator in found.indicators for a in indicator.assignments]
    return [(f"A{n:03}", holder, answer) for n, (holder, answer) in enumerate((*of_tasks, *of_rows), start=1)]


def _answer(id_: str, answer: Answer) -> Step:
    read: FoundAssignment = answer.found
    return Step(f"{id_} {read.role}, {answer.basis}: {read.unit}", f"assignments: {read.why}", read.mention)


def _holder(task: str | None, answer: Answer | None = None) -> Sequence[Step]:
    if task is None:
        return ()
    inherited = answer is not None and answer.basis == "inherited"
    why = (
        "said once for several tasks, of which this is one" if inherited else "the task's heading, text or row holds it"
    )
    return (Step(f"of {task}", f"link: {why}"),)


def _indicator(plan: PlanDocument, found: Findings, links: Links, index: int) -> Iterator[Step]:
    """The row or clause, each target, the baseline, and the row that says the same."""
    record, read = plan.indicators[index], found.indicators[index]
    rule = f"{read.source}_indicators: {read.why}"
    yield Step(f"{record.id} indicator, {read.source}: {read.name}", rule, read.span)
    for target in read.targets:
        value = "words" if target.value is None else f"{target.comparator} {target.value:g}"
        yield Step(f"target: {value}, {target.year or 'no year'}", f"{read.source}_indicators", target.span)
    if baseline := read.baseline or links.baselines.get(index):
        rule = "table_indicators: base-year column" if baseline.basis == "table" else _told(found, baseline.span)
        yield Step(f"baseline: {baseline.value}, {baseline.year or 'no year'}, {baseline.basis}", rule, baseline.span)
    if record.same_as:
        yield Step(
            f"same_as {record.same_as}", "link_values: same name, unit and value", _row(plan, found, record.same_as)
        )
    yield from _holder(record.task)


def _told(found: Findings, span: Span) -> str:
    value: FoundPresentValue = next(value for value in found.present_values if value.span == span)
    return f"present_values: the text says how {value.names[-1]} stands"


def _row(plan: PlanDocument, found: Findings, id_: str) -> Span:
    row: FoundIndicator = next(f for r, f in zip(plan.indicators, found.indicators, strict=True) if r.id == id_)
    return row.span
