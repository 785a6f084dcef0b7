"""Targets and baselines as people write them, and how far it is from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from ..records.indicator import Indicator, Target
from ..records.plan import PlanDocument
from ..records.task import Assignment
from ..tables.amounts import amount

_TRACK = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The way from baseline to target, in hundredths of the longer of the two; `told` says how long it is."""

    base: float
    target: float
    told: str

    @property
    def left(self) -> float:
        """Where the way begins."""
        return min(self.base, self.target)

    @property
    def width(self) -> float:
        """How long it is."""
        return round(abs(self.target - self.base), 2)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as the table shows it: baseline and targets each with its year."""

    key: str
    name: str
    unit: str
    category: tuple[str, ...]
    nature: str
    baseline: tuple[str, str] | None
    targets: tuple[tuple[str, str], ...]
    bar: Bar | None
    task: tuple[str, str] | None
    bodies: tuple[Assignment, ...]


def indicator_rows(plan: PlanDocument, labels: Mapping[str, str]) -> tuple[IndicatorRow, ...]:
    """Give every indicator, in order."""
    tasks = {task.id: (f"t{n}", task.title) for n, task in enumerate(plan.tasks)}
    return tuple(
        IndicatorRow(
            key=f"i{n}",
            name=one.name,
            unit=one.unit or "",
            category=one.category,
            nature=one.nature or "",
            baseline=(one.baseline.raw, _year(one.baseline.year)) if one.baseline else None,
            targets=tuple((_told(target, labels), _year(target.year)) for target in one.targets),
            bar=bar_of(one, labels["points"]),
            task=tasks.get(one.task or ""),
            bodies=one.assignments,
        )
        for n, one in enumerate(plan.indicators)
    )


def _year(year: int | None) -> str:
    return "" if year is None else str(year)


def _told(target: Target, labels: Mapping[str, str]) -> str:
    return " ".join((amount(target), labels["cumulative"])) if target.cumulative else amount(target)


def bar_of(indicator: Indicator, points: str) -> Bar | None:
    """Give the way from the baseline to the last target that is a number; None where either is none or below zero."""
    base = indicator.baseline.value if indicator.baseline else None
    target = next((t.value for t in reversed(indicator.targets) if t.value is not None), None)
    if base is None or target is None or min(base, target) < 0 or not 0 < max(base, target) < float("inf"):
        return None
    most = max(base, target)
    return Bar(
        round(_TRACK * base / most, 2), round(_TRACK * target / most, 2), _distance(base, target, indicator, points)
    )


def _distance(base: float, target: float, indicator: Indicator, points: str) -> str:
    """How much more or less: of a share in points, else in per cent of the baseline."""
    if target == base:
        return "±0"
    sign = "+" if target > base else "−"
    way = abs(target - base)
    if (indicator.unit or "") in ("%", "％", "‰"):
        return f"{sign}{way:.4g} {points}"
    return f"{sign}{100 * way / base:.3g}%" if base and isfinite(way / base) else f"{sign}{way:.6g}"
