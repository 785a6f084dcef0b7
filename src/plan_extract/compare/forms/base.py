"""What forms share: how they look, and what they say of values, times and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol, get_args

from ...records.deadline import Deadline
from ...records.indicator import Baseline, Nature, Target
from ...records.task import AssignmentRole
from ...tables.amounts import amount, dated
from ...tables.labels import Language, said, value_label
from ..model import Comparison, Counts, OwnerChange

_VALUES = {"role": get_args(AssignmentRole), "nature": get_args(Nature)}


@dataclass(frozen=True, slots=True)
class Look:
    """How a form looks: colours and width (columns; None is as wide as it comes) are for text alone."""

    lang: Language = "zh"
    colour: bool = False
    width: int | None = None
    whole: bool = False


class Form(Protocol):
    """A form turns a comparison into the bytes of a file; the same comparison and look give the same bytes."""

    def __call__(self, comparison: Comparison, look: Look) -> bytes:
        """Write."""
        ...


@cache
def labels(lang: Language) -> Mapping[str, str]:
    """Give every label in a language, by name; roles and natures by their value.

    >>> labels("zh")["reworded"], labels("en")["reworded"], labels("zh")["lead"]
    ('改写', 'reworded', '牵头')
    """
    values = {value: value_label(field, value, lang) for field, known in _VALUES.items() for value in known}
    return {**said("comparison_labels", "labels", lang), **values}


def target_told(target: Target | None, say: Mapping[str, str]) -> str:
    """A target with its sign and year.

    >>> target_told(Target(year=2025, comparator=">=", value=12.0, raw="12家以上"), labels("en"))
    '≥ 12 (2025)'
    """
    if target is None:
        return say["none"]
    return dated(amount(target) + (f" {say['cumulative']}" if target.cumulative else ""), target.year)


def baseline_told(baseline: Baseline | None, say: Mapping[str, str]) -> str:
    """A value at the start with its year."""
    return say["none"] if baseline is None else dated(baseline.raw, baseline.year)


def due_told(deadline: Deadline | None, say: Mapping[str, str]) -> str:
    """A deadline as printed, with the days that it means."""
    if deadline is None:
        return say["none"]
    days = [day.isoformat() for day in (deadline.start, deadline.end) if day]
    meant = deadline.recurrence or " … ".join(days)
    return f"{deadline.raw} ({meant})" if meant else deadline.raw


def owners_told(owners: Iterable[OwnerChange], say: Mapping[str, str]) -> list[tuple[str, str]]:
    """The bodies of each change together, with the sign of what it is: `+` came, `-` went, `~` another role."""
    together: dict[tuple[str, str], list[str]] = {}
    for owner in owners:
        roles = [say[role] for role in (owner.old, owner.new) if role]
        sign = "~" if owner.old and owner.new else "+" if owner.new else "-"
        together.setdefault((sign, " → ".join(roles)), []).append(owner.unit)
    return [(sign, f"{say['between'].join(units)} ({roles})") for (sign, roles), units in together.items()]


def counts_told(comparison: Comparison, say: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How many of each kind that was looked for: `Tasks`, `12 → 13: added 2, dropped 1`."""
    counts, old, new = comparison.counts, comparison.old, comparison.new
    if "tasks" in comparison.only:
        told = _numbers(counts, "tasks", ("added", "dropped", "reworded", "moved", "same"), say)
        yield say["tasks"], f"{old.tasks} → {new.tasks}: {told}"
    for kind in ("owners", "deadlines"):
        if kind in comparison.only:
            yield say[f"{kind}_changed"], str(getattr(counts, f"{kind}_changed"))
    if "indicators" in comparison.only:
        told = _numbers(counts, "indicators", ("added", "dropped", "changed", "same"), say)
        yield say["indicators"], f"{old.indicators} → {new.indicators}: {told}"


def _numbers(counts: Counts, of: str, kinds: tuple[str, ...], say: Mapping[str, str]) -> str:
    """Give `added 2, dropped 1`; of zero nothing is said."""
    numbers = {kind: getattr(counts, f"{of}_{kind}") for kind in kinds}
    return say["comma"].join(f"{say[kind]} {number}" for kind, number in numbers.items() if number) or say["none"]
