"""Find the frame: title, notice, signature and the plan's own body."""

from __future__ import annotations

from ..document.model import Document
from ..span import Span
from ..values.dates import first_date
from .frame_front import Front, read_front
from .frame_pieces import pieces
from .frame_plans import plans_something
from .frame_tail import Tail, read_tail
from .model import Frame


def find_frame(document: Document) -> Frame:
    """Tell the plan's own text from what stands around it."""
    lines = pieces(document)
    front = read_front(document, lines)
    tail = read_tail(document, lines, front.start, front.signed is not None)
    body = Span(front.start, max(front.start, tail.end)).trimmed(document.text)
    notice = Span(0, front.title.start) if front.prints and front.title and front.title.start <= body.start else None
    signed = front.signed or tail.signed
    day = first_date(document.folded, *signed) if signed else None
    return Frame(
        body=body,
        title=front.title,
        notice=notice,
        plans=plans_something(document, lines, front, body),
        written_on=day.value if day else None,
        lines=tuple(tail.lines),
        heading=front.heading,
        labels=tuple((label.field, label.value) for label in front.labels),
        number=front.number,
        recipients=front.recipients,
        signature=tuple(front.signature or tail.signature),
        signed=signed,
        contents=front.contents,
    )


__all__ = ["Front", "Tail", "find_frame"]
