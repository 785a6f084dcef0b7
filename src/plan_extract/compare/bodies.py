"""Who answers for a task in either plan: one body is one, however it is written.

市民政局 in a plan of Guangzhou is 广州市民政局, 市发改委 is 市发展改革委, and 卫生计生委 of 2017 is 卫生健康委 of 2021.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..document.fold import fold
from ..records.metadata import Jurisdiction
from ..records.plan import PlanDocument
from ..records.task import Assignment, AssignmentRole
from ..units import document_date
from ..values.canonical import canonical, level_of
from ..values.jurisdiction import place_by_form
from ..values.offices import full_name
from .model import OwnerChange

_STRONGEST: tuple[AssignmentRole, ...] = ("lead", "responsible", "support")
_SHORTEST = 3
_MOST = 10_000  # bodies that went times bodies that came


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a plan as they are written: each with what it is known by in both plans, and its full name."""

    keys: Mapping[str, str]
    canonical: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Held:
    """A body with its role."""

    unit: str
    role: AssignmentRole


def bodies_of(plan: PlanDocument, other: PlanDocument) -> Bodies:
    """Name the bodies of a plan; a draft that does not tell whose it is borrows the place of the other plan."""
    place = _place(plan) or _place(other)
    dates = [day for day in (document_date(plan.metadata), document_date(other.metadata)) if day]
    full = {name: unit.canonical for unit in plan.units for name in (unit.name, *unit.also)}
    names = [answer.unit for task in plan.tasks for answer in task.assignments]
    names += [answer.unit for indicator in plan.indicators for answer in indicator.assignments]
    on = max(dates, default=None)
    keys = {name: _key(name, full.get(name), place, on) for name in dict.fromkeys(names)}
    return Bodies(keys, full)


def _place(plan: PlanDocument) -> Jurisdiction | None:
    return plan.metadata.jurisdiction or place_by_form(plan.metadata.issuers)


def _key(name: str, known: str | None, place: Jurisdiction | None, on: date | None) -> str:
    """The full name at the later plan's date; where none is known, the name with its place as a bare level."""
    bare = _bare(name, place)
    return canonical(known or name, place, on) or canonical(bare, place, on) or known or _in_full(bare)


def _bare(name: str, place: Jurisdiction | None) -> str:
    """云汀市城管委 in a plan of 云汀市 is 市城管委."""
    name = "".join(fold(name).split()).replace("人民政府", "政府")
    for own in (place.county, place.city, place.province) if place else ():
        if own and name.startswith(own):
            return own[-1] + name.removeprefix(own)
    return name


def _in_full(name: str) -> str:
    """市发改委 is 市发展和改革委员会, wherever it is."""
    level = level_of(name) or ""
    office = name.removeprefix(level)
    return level + (full_name("local", office, None) or office)


def owner_changes(
    old: Sequence[Assignment], new: Sequence[Assignment], olds: Bodies, news: Bodies
) -> tuple[OwnerChange, ...]:
    """Give the bodies that came, went or have another role; their order says nothing."""
    before, after = _roles(old, olds), _roles(new, news)
    gone, come = [key for key in before if key not in after], [key for key in after if key not in before]
    for key in gone if len(gone) * len(come) <= _MOST else ():
        if same := _spelt_short(key, before[key].role, [other for other in come if other not in before], after):
            before[same] = before.pop(key)
    return tuple(_changes(before, after, olds, news))


def _changes(
    before: Mapping[str, _Held], after: Mapping[str, _Held], olds: Bodies, news: Bodies
) -> Iterator[OwnerChange]:
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if (was and was.role) != (now and now.role):
            unit = now.unit if now else was.unit if was else key
            yield OwnerChange(
                unit=unit,
                canonical=news.canonical.get(unit) if now else olds.canonical.get(unit),
                old=was.role if was else None,
                new=now.role if now else None,
            )


def _roles(answers: Sequence[Assignment], bodies: Bodies) -> dict[str, _Held]:
    """Each body once, with the strongest of its roles."""
    held: dict[str, _Held] = {}
    for answer in sorted(answers, key=lambda answer: _STRONGEST.index(answer.role)):
        held.setdefault(bodies.keys.get(answer.unit, answer.unit), _Held(answer.unit, answer.role))
    return held


def _spelt_short(key: str, role: AssignmentRole, others: Sequence[str], held: Mapping[str, _Held]) -> str | None:
    """The one body of the same role whose name ends as this does, where one of them leaves its place out: 财政局, 市财政局."""
    fitting = [other for other in others if held[other].role == role and _ends_as(*sorted((key, other), key=len))]
    return fitting[0] if len(fitting) == 1 else None


def _ends_as(short: str, long: str) -> bool:
    return len(short) >= _SHORTEST and level_of(short) is None and long.endswith(short)
