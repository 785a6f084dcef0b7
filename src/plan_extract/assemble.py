"""Findings and their links to records: ids are given here, from kind and order, never by chance.

What lies inside a record (spans, actions, targets) is given as fields and validated with it: there are a thousand of
them in a plan, and making each a record by itself takes half as long again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .extractors.base import Doubt, Findings, FoundBaseline, FoundDeadline, FoundIndicator, FoundTarget, FoundTask
from .link import Answer, Links
from .records.deadline import Deadline
from .records.diagnostic import Diagnostic
from .records.indicator import Indicator
from .records.plan import PlanDocument
from .records.section import Section
from .records.source import Source
from .records.task import Task
from .span import Span
from .structure.model import Heading, Reading
from .units import Fields, units
from .values.policies import cited


def assemble(reading: Reading, found: Findings, links: Links, *, keywords: bool = False) -> PlanDocument:
    """Turn what was found and linked into one PlanDocument; with `keywords` each task has its own."""
    make = _Records(reading, links, keywords=keywords)
    metadata = found.metadata
    doubts = [*found.doubts, *make.contradictions(found.indicators), *make.left_out()]
    doubts.sort(key=lambda doubt: (doubt.span or (0, 0), doubt.code))
    return PlanDocument(
        source=make.source(),
        metadata=metadata,
        sections=tuple(make.section(heading) for heading in reading.outline.sections),
        tasks=tuple(make.task(index, task) for index, task in enumerate(found.tasks)),
        indicators=tuple(make.indicator(index, indicator) for index, indicator in enumerate(found.indicators)),
        deadlines=tuple(make.deadline(index, deadline) for index, deadline in enumerate(found.deadlines)),
        units=tuple(units(links.answers, metadata, make.span)),
        diagnostics=tuple(make.diagnostic(doubt) for doubt in doubts),
    )


def _id(letter: str, index: int | None) -> str | None:
    return None if index is None else f"{letter}{index + 1:03}"


def _by_task(letter: str, holders: Sequence[int | None]) -> dict[int | None, tuple[str, ...]]:
    """The ids of what each task holds."""
    held: dict[int | None, list[str]] = {}
    for index, holder in enumerate(holders):
        held.setdefault(holder, []).append(f"{letter}{index + 1:03}")
    return {task: tuple(ids) for task, ids in held.items()}


def _keywords(text: str) -> tuple[str, ...]:
    from .values.keywords import keywords  # the cutter of words, which few runs ask for

    return keywords(text)


class _Records:
    def __init__(self, reading: Reading, links: Links, *, keywords: bool) -> None:
        self.with_keywords = keywords
        self.document = reading.document
        self.links = links
        self.deadlines = _by_task("D", links.deadlines)
        self.indicators = _by_task("I", links.indicators)
        self.same_as = {twin.prose: twin.table for twin in links.twins}

    def span(self, span: Span) -> Fields:
        """The fields of a span with its page and its cell, where the format has them."""
        if not (self.document.tables or self.document.page_starts):
            return {"start": span.start, "end": span.end}
        held = self.document.cell_at(span)
        place = held and {"table": held[0] + 1, "row": held[1].row + 1, "column": held[1].column + 1}
        return {"start": span.start, "end": span.end, "page": self.document.page_at(span.start), "cell": place}

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return span.of(self.document.text)

    def source(self) -> Source:
        """The file."""
        file = self.document.source
        return Source(
            name=file.name,
            media_type=file.media_type,
            encoding=file.encoding,
            sha256=file.sha256,
            chars=len(self.document.text),
            pages=file.pages,
        )

    def section(self, heading: Heading) -> Section:
        """A heading."""
        return Section(
            id=f"S{heading.index + 1:03}",
            level=heading.level,
            number=heading.number,
            title=heading.title,
            role=heading.role,
            parent=_id("S", heading.parent),
            span=self.span(heading.span),
        )

    def task(self, index: int, found: FoundTask) -> Task:
        """A task with its actions and answers."""
        text = self.document.text
        return Task(
            id=f"T{index + 1:03}",
            kind=found.kind,
            number=found.number,
            title=found.title,
            path=found.path,
            section=_id("S", found.section),
            text=self.quote(found.span),
            actions=tuple(
                {"verb": a.verb, "object": a.object, "text": a.span.of(text), "span": self.span(a.span)}
                for a in self.links.actions[index]
            ),
            assignments=tuple(self.assignment(answer) for answer in self.links.answers[index]),
            deadlines=self.deadlines.get(index, ()),
            indicators=self.indicators.get(index, ()),
            policies=cited("\n".join(self.quote(span) for span in found.reach)),
            keywords=_keywords(self.quote(found.span)) if self.with_keywords else (),
            span=self.span(found.span),
        )

    def assignment(self, answer: Answer) -> Fields:
        """Who answers."""
        found = answer.found
        return {
            "unit": found.unit,
            "role": found.role,
            "basis": answer.basis,
            "raw": self.quote(found.span),
            "span": self.span(found.span),
        }

    def indicator(self, index: int, found: FoundIndicator) -> Indicator:
        """A quantity with its targets."""
        baseline = found.baseline or self.links.baselines.get(index)
        return Indicator(
            id=f"I{index + 1:03}",
            source=found.source,
            number=found.number,
            name=found.name,
            unit=found.unit,
            category=found.category,
            nature=found.nature,
            baseline=baseline and self.baseline(baseline),
            targets=tuple(self.target(target) for target in found.targets),
            assignments=tuple(self.assignment(Answer(a, "explicit")) for a in found.assignments),
            task=_id("T", self.links.indicators[index]),
            same_as=_id("I", self.same_as.get(index)),
            span=self.span(found.span),
        )

    def contradictions(self, indicators: Sequence[FoundIndicator]) -> Iterator[Doubt]:
        """A sentence that states another target than the table for the same quantity and year."""
        for twin in self.links.twins:
            if twin.contradicts:
                said, row = indicators[twin.prose], indicators[twin.table]
                values = (self.quote(said.targets[0].span), *(self.quote(target.span) for target in row.targets))
                told = f"{values[0]} in {_id('I', twin.prose)}, {' and '.join(values[1:])} in {_id('I', twin.table)}"
                yield Doubt("indicator-contradiction", "warning", f"the target of {row.name} is {told}", said.span)

    def left_out(self) -> Iterator[Doubt]:
        """So many bodies for so many tasks that the rest of them was not given."""
        if self.links.unanswered is not None:
            message = "too many bodies for too many tasks: from here on tasks are given none"
            yield Doubt("assignments-left-out", "warning", message, self.links.unanswered)

    def baseline(self, found: FoundBaseline) -> Fields:
        """The value at the start."""
        return {
            "year": found.year,
            "value": found.value,
            "raw": self.quote(found.span),
            "basis": found.basis,
            "span": self.span(found.span),
        }

    def target(self, found: FoundTarget) -> Fields:
        """A value to be reached."""
        return {
            "year": found.year,
            "comparator": found.comparator,
            "value": found.value,
            "value_max": found.value_max,
            "raw": self.quote(found.span),
            "cumulative": found.cumulative,
            "span": self.span(found.span),
        }

    def deadline(self, index: int, found: FoundDeadline) -> Deadline:
        """When it is to be done."""
        return Deadline(
            id=f"D{index + 1:03}",
            raw=self.quote(found.span),
            kind=found.kind,
            start=found.start,
            end=found.end,
            recurrence=found.recurrence,
            precision=found.precision,
            task=_id("T", self.links.deadlines[index]),
            span=self.span(found.span),
        )

    def diagnostic(self, doubt: Doubt) -> Diagnostic:
        """What was doubted."""
        span = None if doubt.span is None else self.span(doubt.span)
        return Diagnostic(code=doubt.code, severity=doubt.severity, message=doubt.message, span=span)
