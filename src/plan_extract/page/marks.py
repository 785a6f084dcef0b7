"""Which characters of the text belong to which record, and how that is written: marks in marks.

Records overlap: an indicator stands in a task, a deadline in an indicator, a finding across two of them. Marks that
nest are elements that nest; one that crosses the end of another is written in two pieces.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..records.base import TextSpan
from ..records.plan import PlanDocument
from ..span import Span
from .notes import Note
from .shown import escaped

# The kinds, the outer first where two have the same characters: section, task, finding, indicator, action,
# words of responsibility, deadline, body, value.
KINDS = "stfiawduv"
_DEEPEST = 12  # marks on one character; records hold four or five, an edited file may claim more
_SHELF = 256


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that belong to a record: `key` is the record's on the page (`t0` the first task), `label` its id."""

    start: int
    end: int
    kind: str
    key: str
    label: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """By place; of two that begin together, the one that holds the other first."""
        return self.start, -self.end, KINDS.index(self.kind)


def marks_of(plan: PlanDocument, notes: Sequence[Note], size: int) -> list[Mark]:
    """Give the marks of all records and notes in a text of `size` characters, in order, each once."""
    found = {(*mark.order, mark.key): mark for mark in (*_marks(plan), *_noted(notes)) if mark.start < mark.end <= size}
    return [found[order] for order in sorted(found)]


def _marks(plan: PlanDocument) -> Iterator[Mark]:
    for n, section in enumerate(plan.sections):
        yield _mark(section.span, "s", f"s{n}")
    for n, task in enumerate(plan.tasks):
        yield _mark(task.span, "t", f"t{n}", task.id)
        yield from (_mark(action.span, "a", f"t{n}") for action in task.actions)
        yield from (_mark(assignment.span, "w", f"t{n}") for assignment in task.assignments)
    for n, indicator in enumerate(plan.indicators):
        yield _mark(indicator.span, "i", f"i{n}")
        for value in (indicator.baseline, *indicator.targets):
            if value is not None and value.span is not None:
                yield _mark(value.span, "v", f"i{n}")
    for n, deadline in enumerate(plan.deadlines):
        yield _mark(deadline.span, "d", f"d{n}")
    for n, unit in enumerate(plan.units):
        yield from (_mark(span, "u", f"u{n}") for span in unit.mentions)


def _noted(notes: Sequence[Note]) -> Iterator[Mark]:
    for n, note in enumerate(notes):
        if note.span is not None:
            yield Mark(*note.span, "f", f"f{n}")


def _mark(span: TextSpan, kind: str, key: str, label: str = "") -> Mark:
    return Mark(span.start, span.end, kind, key, label)


class Marker:
    """Writes pieces of a text as markup; the first piece of a record that is written gets the record's anchor."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self._text = text
        self._marks = tuple(marks)
        self._anchored: set[str] = set()
        self._shelves: dict[int, list[int]] = {}  # which marks there are in each stretch of the text
        for n, mark in enumerate(self._marks):
            for shelf in range(mark.start // _SHELF, (mark.end - 1) // _SHELF + 1):
                self._shelves.setdefault(shelf, []).append(n)

    def write(self, span: Span) -> Markup:
        """Write the characters of a span."""
        shelves = range(span.start // _SHELF, max(span.end - 1, span.start) // _SHELF + 1)
        numbers = sorted({n for shelf in shelves for n in self._shelves.get(shelf, ())})
        here = [mark for n in numbers if (mark := self._marks[n]).start < span.end and mark.end > span.start]
        return Markup("".join(self._pieces(span, here)))  # noqa: S704 - every piece of text in it is escaped

    def _pieces(self, whole: Span, marks: Sequence[Mark]) -> Iterator[str]:
        waiting = [(max(mark.start, whole.start), -min(mark.end, whole.end), n) for n, mark in enumerate(marks)]
        heapq.heapify(waiting)
        done, ends = whole.start, list[int]()
        while waiting:
            start, end, n = heapq.heappop(waiting)
            end = -end
            done = yield from self._close(ends, done, start)
            if ends and ends[-1] < end:  # crosses the end of the mark it stands in
                heapq.heappush(waiting, (ends[-1], -end, n))
                end = ends[-1]
            if len(ends) < _DEEPEST:
                yield escaped(self._text[done:start])
                yield self._opening(marks[n])
                ends.append(end)
                done = start
        done = yield from self._close(ends, done, whole.end)
        yield escaped(self._text[done : whole.end])

    def _close(self, ends: list[int], done: int, until: int) -> Generator[str, None, int]:
        """Close the marks that end before a place; gives how far the text is written."""
        while ends and ends[-1] <= until:
            end = ends.pop()
            yield escaped(self._text[done:end])
            yield "</mark>"
            done = end
        return done

    def _opening(self, mark: Mark) -> str:
        if mark.kind == "a":  # stands in its task
            return "<mark class=a>"
        if mark.kind in "vw" or mark.key in self._anchored:
            return f"<mark class={mark.kind} data-r={mark.key}>"
        self._anchored.add(mark.key)
        chip = f"<a class=chip href=#{mark.key}>{escaped(mark.label)}</a>" if mark.label else ""
        return f"{chip}<mark class={mark.kind} id=x-{mark.key}>"
