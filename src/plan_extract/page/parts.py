"""The text that the records themselves hold, each piece at its place: for a plan whose document is not at hand."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.model import Block, Document, SourceFile
from ..records.plan import PlanDocument
from ..records.section import Section
from ..span import Span

_GAP = "\n"
_LONGEST = 5_000_000  # characters; an edited file may claim any place


def known_text(plan: PlanDocument) -> Document:
    """Give a document with the headings, the texts of tasks, and what deadlines and targets print; gaps between them."""
    pieces = [(at, text) for at, text in _pieces(plan) if at + len(text) <= _LONGEST]
    chars = [_GAP] * max((at + len(text) for at, text in pieces), default=0)
    for at, text in pieces:
        chars[at : at + len(text)] = text
    text = "".join(chars)
    source = plan.source
    file = SourceFile(source.name, source.media_type, source.encoding, source.sha256, source.pages)
    return Document(file, text, tuple(_blocks(text)))


def _pieces(plan: PlanDocument) -> Iterator[tuple[int, str]]:
    """Each known piece with its place, those that hold others last."""
    for indicator in plan.indicators:
        for value in (indicator.baseline, *indicator.targets):
            if value is not None and value.span is not None:
                yield value.span.start, value.raw
    yield from ((deadline.span.start, deadline.raw) for deadline in plan.deadlines)
    for task in plan.tasks:
        yield from ((assignment.span.start, assignment.raw) for assignment in task.assignments)
        yield task.span.start, task.text
    yield from ((section.span.start, _heading(section)) for section in plan.sections)


def _heading(section: Section) -> str:
    """Number and title, as long as the heading was: 一、总体要求 is 一　总体要求."""
    length = section.span.end - section.span.start
    space = length - len(section.number or "") - len(section.title)
    return f"{section.number or ''}{'　' * min(space, 4)}{section.title}" if 0 <= space <= 4 else section.title[:length]


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for line in text.split(_GAP):
        if line.strip():
            yield Block(Span(at, at + len(line)))
        at += len(line) + 1
