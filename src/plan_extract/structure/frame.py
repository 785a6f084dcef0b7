"""Find the frame: title, notice, signature and the plan's own body."""

from __future__ import annotations

from collections.abc import Sequence

from ..document.model import Document
from ..lexicon import words
from ..span import Span
from ..values.dates import first_date
from ..values.plan_period import stated_period, titled_period
from .frame_contents import contents_span
from .frame_front import read_front
from .frame_pieces import Piece, pieces, squeeze
from .frame_plans import plans_something
from .frame_signs import bare_span, kind_of
from .frame_tail import read_tail
from .model import Frame


def find_frame(document: Document) -> Frame:
    """Tell the plan's own text from what stands around it."""
    lines = pieces(document)
    front = read_front(document, lines)
    heading = squeeze(front.heading.of(document.folded)) if front.heading else ""
    tail = read_tail(document, lines, front.start, front.signed is not None, heading)
    while front.start < len(document.text) and document.folded[front.start] in "》* \n":
        front.start += 1
    body = Span(front.start, max(front.start, tail.end)).trimmed(document.text)
    title = bare_span(document.folded, front.title) if front.title else None
    contents, inner = front.contents, list(tail.lines)
    if contents is None and (contents := _inner_contents(document, lines, body)):
        inner.append(contents)
    notice = Span(0, front.title.start) if front.prints and front.title and front.title.start <= body.start else None
    plans = plans_something(document, title, front.heading, body)
    signed = front.signed or tail.signed or front.dated
    day = first_date(document.folded, *signed) if signed else None
    return Frame(
        body=body,
        title=title,
        notice=notice,
        plans=plans,
        period=_period(document, title, body) if plans else None,
        written_on=day.value if day else None,
        lines=tuple(sorted(inner)),
        heading=bare_span(document.folded, front.heading) if front.heading else None,
        labels=tuple((label.field, label.value) for label in front.labels),
        number=front.number,
        recipients=front.recipients,
        signature=tuple(front.signature or tail.signature),
        signed=signed,
        contents=contents,
    )


def _inner_contents(document: Document, lines: Sequence[Piece], body: Span) -> Span | None:
    """The contents may stand behind the preface: they are then inside the body, yet none of it."""
    inside = [p for p in lines if p.span.start >= body.start][:120]
    at = next((i for i, p in enumerate(inside) if p.bare.startswith(("目录", "目次"))), None)
    return contents_span(document.folded, inside, at) if at is not None else None


def _period(document: Document, title: Span | None, body: Span) -> tuple[int, int] | None:
    name = squeeze(title.of(document.folded)) if title else ""
    named = titled_period(name, yearly=kind_of(name) in words("document_types", "plan"))
    return named or stated_period(document.folded, body.start, body.end)
