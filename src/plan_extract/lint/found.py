"""Findings on their way: where each stands is looked for only after all are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..records.plan import PlanDocument
from ..rules.base import Finding
from ..rules.plan_file import Way
from ..span import Span

# What a record is known by, the most telling first: the place of a finding on it in a plan file.
_TELLING = ("raw", "title", "name", "unit", "text")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and its place in a plan file where it is about the file itself."""

    finding: Finding
    way: Way | None = None
    line: int | None = None
    at_key: bool = False
    quote: str = ""


def way_to(data: Any, span: Span) -> Way | None:  # noqa: ANN401
    """Give the way to the record of a plan file that has the span, or else to the smallest that holds it."""
    best: tuple[int, int, Way] | None = None
    for order, (way, other) in enumerate(_spans(data, ())):
        if other.holds(span) and (best is None or (other.end - other.start, order) < best[:2]):
            best = other.end - other.start, order, way
    return _telling(data, best[2]) if best else None


def _spans(data: Any, way: Way) -> Iterator[tuple[Way, Span]]:  # noqa: ANN401
    if isinstance(data, list):
        for number, value in enumerate(data):
            yield from _spans(value, (*way, number))
    elif isinstance(data, dict):
        span = data.get("span")
        if isinstance(span, dict):
            yield way, Span(int(span["start"]), int(span["end"]))  # a person may have put numbers in quotes
        for key, value in data.items():
            if key != "span" and isinstance(value, dict | list):
                yield from _spans(value, (*way, key))


def at(data: Any, way: Way) -> Any:  # noqa: ANN401
    """Give the value that a way leads to; None where it leads nowhere."""
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _telling(data: Any, way: Way) -> Way:  # noqa: ANN401
    record = at(data, way)
    return next(((*way, key) for key in _TELLING if isinstance(record.get(key), str)), way)


def record_spans(plan: PlanDocument, identity: str) -> tuple[Span, ...]:
    """Give the ranges of a record, by its id: of a task, its text and its heading."""
    headings = {section.id: section.span for section in plan.sections}
    for task in plan.tasks:
        if task.id == identity:
            heading = headings.get(task.section or "")
            return tuple(Span(s.start, s.end) for s in (task.span, heading) if s is not None)
    for unit in plan.units:
        if unit.id == identity:
            return tuple(Span(s.start, s.end) for s in unit.mentions)
    spans = [(s.id, s.span) for s in plan.sections] + [(i.id, i.span) for i in plan.indicators]
    spans += [(d.id, d.span) for d in plan.deadlines]
    return tuple(Span(span.start, span.end) for known, span in spans if known == identity)
