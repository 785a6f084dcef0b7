"""Which indicator of the old plan is which of the new, and what became of its values.

The very same quantity only: 城镇登记失业率 and 城镇调查失业率 are alike in letters, and two quantities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document.fold import fold
from ..records.indicator import Indicator
from ..records.plan import PlanDocument
from ..values.quantity_names import quantity_key, same_unit
from .amounts import amount_key, same_baseline, scaled, target_changes
from .bodies import Bodies, owner_changes
from .model import BaselineChange, IndicatorChange, IndicatorSide
from .pairs import likeness

_ALIKE = 0.6  # of two names in one task, or with one value, that are one name reworded
_MOST = 100  # indicators of one name that are still held against each other
_MOST_LEFT = 500  # indicators with a name of their own, likewise


@dataclass(frozen=True, slots=True)
class _One:
    """An indicator with what it is known by: `task` is the pair of tasks that it stands in, if any."""

    index: int
    indicator: Indicator
    task: int | None
    key: str
    says_enough: bool
    unit: str | None
    values: tuple[object, ...]
    category: tuple[str, ...]

    @property
    def whole(self) -> object:
        """What is equal where nothing at all has changed."""
        return self.task, self.indicator.source, self.key, self.unit, self.values, self.category


_Pairs = list[tuple[_One, _One]]


def own_indicators(plan: PlanDocument) -> list[Indicator]:
    """The indicators of a plan, without sentences that repeat a row of its table."""
    return [indicator for indicator in plan.indicators if indicator.same_as is None]


def indicator_changes(
    old: PlanDocument, new: PlanDocument, tasks: Mapping[str, str], olds: Bodies, news: Bodies
) -> tuple[IndicatorChange, ...]:
    """Give the indicators that came, went or have other values; `tasks` maps ids of old tasks to those of new ones."""
    pair_of = {task: number for number, task in enumerate(tasks)}
    pair_of_new = {tasks[task]: number for task, number in pair_of.items()}
    before = [_one(n, i, pair_of.get(i.task or "")) for n, i in enumerate(own_indicators(old))]
    after = [_one(n, i, pair_of_new.get(i.task or "")) for n, i in enumerate(own_indicators(new))]
    pairs = _pairs(before, after)
    of_new = {other.index: one for one, other in pairs}
    paired = {one.index for one, _ in pairs}
    told = (_told(of_new.get(one.index), one, olds, news) for one in after)
    gone = (_told(one, None, olds, news) for one in before if one.index not in paired)
    return tuple(change for change in (*told, *gone) if change is not None)


def _one(index: int, indicator: Indicator, task: int | None) -> _One:
    return _One(
        index=index,
        indicator=indicator,
        task=task,
        key=_key(indicator.name),
        says_enough=bool(quantity_key(indicator.name)),
        unit=scaled(indicator.unit)[1],
        values=tuple(sorted(repr(amount_key(target, indicator.unit)) for target in indicator.targets)),
        category=tuple(map(_key, indicator.category)),
    )


def _key(name: str) -> str:
    return quantity_key(name) or "".join(fold(name).split())


def _pairs(before: Sequence[_One], after: Sequence[_One]) -> _Pairs:
    """What is the same, then by name; then names reworded, where the task or the value says that they are one."""
    found = _same(before, after)
    old, new = _left(before, after, found)
    named: dict[str, tuple[list[_One], list[_One]]] = defaultdict(lambda: ([], []))
    for side, ones in enumerate((old, new)):
        for one in ones:
            named[one.key][side].append(one)
    for olds, news in named.values():
        alone = len(olds) == len(news) == 1
        found += _best((_by_name(a, b, alone=alone), a, b) for a in olds[:_MOST] for b in news[:_MOST])
    old, new = _left(before, after, found)
    return found + _best((_by_wording(a, b), a, b) for a in old[:_MOST_LEFT] for b in new[:_MOST_LEFT])


def _same(before: Sequence[_One], after: Sequence[_One]) -> _Pairs:
    """Indicators that are the same in one task; of several, in order."""
    waiting: dict[object, list[_One]] = defaultdict(list)
    for one in reversed(after):
        waiting[one.whole].append(one)
    return [(one, waiting[one.whole].pop()) for one in before if waiting.get(one.whole)]


def _left(before: Sequence[_One], after: Sequence[_One], found: _Pairs) -> tuple[list[_One], list[_One]]:
    old, new = {one.index for one, _ in found}, {other.index for _, other in found}
    return [one for one in before if one.index not in old], [one for one in after if one.index not in new]


def _best(scored: Iterator[tuple[tuple[float, ...] | None, _One, _One]]) -> _Pairs:
    """Each at most once, the best first; of equal ones, in order."""
    found: _Pairs = []
    taken_old, taken_new = set[int](), set[int]()
    fitting = [(score, old, new) for score, old, new in scored if score is not None]
    for _, old, new in sorted(fitting, key=lambda one: (tuple(-s for s in one[0]), one[1].index, one[2].index)):
        if old.index not in taken_old and new.index not in taken_new:
            taken_old.add(old.index)
            taken_new.add(new.index)
            found.append((old, new))
    return found


def _by_name(old: _One, new: _One, *, alone: bool) -> tuple[float, ...] | None:
    """How well two of one name fit; sentences of different tasks only where the name stands once in either plan."""
    in_task = old.task is not None and old.task == new.task
    tables = old.indicator.source == new.indicator.source == "table"
    units = _units_agree(old, new)
    if not (units or tables) or not (in_task or tables or (alone and old.says_enough)):
        return None
    return (float(units), float(in_task), float(old.values == new.values), float(old.category == new.category))


def _by_wording(old: _One, new: _One) -> tuple[float, ...] | None:
    """How well two of different names fit: one unit, and one task or all of one row's values."""
    in_task = old.task is not None and old.task == new.task
    tables = old.indicator.source == new.indicator.source == "table"
    one, other = old.indicator, new.indicator
    based = one.baseline is not None and other.baseline is not None and same_baseline(one, other)
    if not (in_task or (tables and based and old.values == new.values)) or not _units_agree(old, new):
        return None
    alike = likeness(old.key, new.key)
    return (alike,) if alike >= _ALIKE else None


def _units_agree(old: _One, new: _One) -> bool:
    return old.unit is new.unit is None or same_unit(old.unit, new.unit)


def _told(old: _One | None, new: _One | None, olds: Bodies, news: Bodies) -> IndicatorChange | None:
    """What became of an indicator; None where nothing is to be told."""
    if old is None or new is None:
        return _alone(old, new, olds, news)
    one, other = old.indicator, new.indicator
    same_base = same_baseline(one, other)
    change = IndicatorChange(
        change="changed",
        old=_side(one),
        new=_side(other),
        renamed=old.key != new.key,
        unit=not _units_agree(old, new),
        nature=one.nature is not None and other.nature is not None and one.nature != other.nature,
        baseline=None if same_base else BaselineChange(old=one.baseline, new=other.baseline),
        targets=target_changes(one, other),
        owners=owner_changes(one.assignments, other.assignments, olds, news),
    )
    told = (change.renamed, change.unit, change.nature, change.baseline, change.targets, change.owners)
    return change if any(told) else None


def _alone(old: _One | None, new: _One | None, olds: Bodies, news: Bodies) -> IndicatorChange:
    one, other = old.indicator if old else None, new.indicator if new else None
    base = BaselineChange(old=one and one.baseline, new=other and other.baseline)
    return IndicatorChange(
        change="dropped" if new is None else "added",
        old=one and _side(one),
        new=other and _side(other),
        baseline=base if base.old or base.new else None,
        targets=target_changes(one, other),
        owners=owner_changes(one.assignments if one else (), other.assignments if other else (), olds, news),
    )


def _side(indicator: Indicator) -> IndicatorSide:
    return IndicatorSide(
        id=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        source=indicator.source,
        nature=indicator.nature,
        task=indicator.task,
    )
