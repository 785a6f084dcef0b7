"""The bodies that answer for tasks, each once: what is written in three ways and has one full name is one unit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from .link import Answer
from .records.metadata import Metadata
from .records.unit import Unit, UnitTasks
from .span import Span
from .values.canonical import canonical, level_of
from .values.jurisdiction import place_by_form

Fields = dict[str, Any]  # of a record that is validated with the one around it
_Held = list[tuple[int, Answer]]  # the tasks that a body answers for


def units(answers: Sequence[Sequence[Answer]], metadata: Metadata, place: Callable[[Span], Fields]) -> Iterator[Unit]:
    """Give each body named by an assignment, in order of its first task; `place` gives the fields of a span."""
    held: dict[str, _Held] = {}
    for task, answers_of in enumerate(answers):
        for answer in answers_of:
            held.setdefault(answer.found.unit, []).append((task, answer))
    full = _full_names(held, metadata)
    same: dict[str, list[str]] = {}
    for name in held:
        same.setdefault(full[name] or name, []).append(name)
    for index, names in enumerate(same.values()):
        together = [one for name in names for one in held[name]]
        yield Unit(
            id=f"U{index + 1:03}",
            name=names[0],
            canonical=full[names[0]],
            also=tuple(names[1:]),
            mentions=tuple(place(mention) for mention in sorted({answer.found.mention for _, answer in together})),
            tasks=UnitTasks(
                lead=_of_role(together, "lead"),
                responsible=_of_role(together, "responsible"),
                support=_of_role(together, "support"),
            ),
        )


def document_date(metadata: Metadata) -> date | None:
    """When a document was written, as far as it tells: its dates, else the year of its number, else its period's first."""
    day = metadata.written_on or metadata.published_on or metadata.effective_on
    if day:
        return day
    year = re.search(r"〔((?:19|20)\d\d)〕", metadata.document_number or "")
    start = int(year[1]) if year else metadata.plan_period and metadata.plan_period.start
    return date(start, 7, 1) if start else None


def _full_names(held: dict[str, _Held], metadata: Metadata) -> dict[str, str | None]:
    """The full name of each body; all places where it is named must agree on it."""
    on, place = document_date(metadata), metadata.jurisdiction or place_by_form(metadata.issuers)
    levels = _Levels(answer for answers in held.values() for _, answer in answers)
    full: dict[str, str | None] = {}
    for name, answers in held.items():
        found = {canonical(name, place, on, level) for level in {levels.before(answer) for _, answer in answers}}
        known = found - {None}
        full[name] = known.pop() if len(known) == 1 else None
    return full


class _Levels:
    """The level that a list leaves out: 市 of 财政局 in 市教委、财政局, from the nearest body before that tells it."""

    def __init__(self, answers: Iterator[Answer]) -> None:
        found = {(answer.found.span, answer.found.mention.start): level_of(answer.found.unit) for answer in answers}
        self._starts: dict[Span, list[int]] = {}
        for span, start in sorted(key for key, level in found.items() if level):
            self._starts.setdefault(span, []).append(start)
        self._level = found

    def before(self, answer: Answer) -> str | None:
        """Give the level told before a body in its list, if any."""
        starts = self._starts.get(answer.found.span, [])
        at = bisect_left(starts, answer.found.mention.start)
        return self._level[answer.found.span, starts[at - 1]] if at else None


def _of_role(answers: _Held, role: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(f"T{task + 1:03}" for task, answer in sorted(answers, key=_task) if answer.found.role == role)
    )


def _task(one: tuple[int, Answer]) -> int:
    return one[0]
