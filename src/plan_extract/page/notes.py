"""What is to be said beside the text: findings of `validate`, and what the records themselves doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..records.plan import PlanDocument
from ..span import Span


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on some characters of the text, or on the whole of it (None)."""

    code: str
    level: Literal["error", "warning", "info"]
    message: str
    span: Span | None = None


def with_doubts(notes: Sequence[Note], plan: PlanDocument) -> tuple[Note, ...]:
    """Give the notes and the plan's diagnostics, in order of place; those on the whole document come first.

    A diagnostic on the very characters of a note says the same in other words, and is left out.
    """
    told = {note.span for note in notes if note.span is not None}
    doubts = (
        Note(d.code, d.severity, d.message, Span(d.span.start, d.span.end) if d.span else None)
        for d in plan.diagnostics
    )
    kept = (doubt for doubt in doubts if doubt.span not in told)
    return tuple(sorted((*notes, *kept), key=lambda note: (note.span or (-1, -1), note.code, note.message)))
