"""Tasks: the smallest headed units that commit."""

from __future__ import annotations

from ..span import Span
from ..structure.model import Heading, Reading
from .base import Doubt, FoundTask


def extract(reading: Reading) -> tuple[tuple[FoundTask, ...], tuple[Doubt, ...]]:
    """Give every task of the document, in order."""
    if not reading.frame.plans:
        return (), ()
    tasks = [_headed(reading, s) for s in reading.outline.sections if s.leaf and s.role in ("tasks", "safeguards")]
    return tuple(tasks), ()


def _headed(reading: Reading, section: Heading) -> FoundTask:
    span = section.body if section.body.end > section.body.start else section.span
    return FoundTask(
        kind="safeguard" if section.role == "safeguards" else "task",
        number=section.number,
        title=section.title,
        path=reading.outline.path(section.parent),
        section=section.index,
        span=span,
        reach=(Span(section.span.start, max(section.end, section.span.end)),),
    )
