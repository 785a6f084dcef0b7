"""Pair values told twice: the present value in the text with the indicator of a table, a target in both.

Precision before recall: the very same quantity, the same unit, one value only; what leaves a doubt is not paired.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from . import lexicon
from .extractors.base import FoundBaseline, FoundIndicator, FoundPresentValue, FoundTarget
from .values.quantity_names import quantity_key, same_unit

_BUILT = ("建成", "新建", "建设")
_OF_A_PART = re.compile(
    r"其中|(?:每个?|各)[省市区县州镇乡村]|[省市区县镇乡]{1,3}(?:各|均)"
)  # 其中, 每个街道: not the whole


class Twin(NamedTuple):
    """A sentence that states the target of a table's row, both by index, and whether it contradicts the row."""

    prose: int
    table: int
    contradicts: bool


def baselines(indicators: Sequence[FoundIndicator], present: Sequence[FoundPresentValue]) -> dict[int, FoundBaseline]:
    """Give the baseline that the text tells for each table indicator that has none, by its index.

    Two indicators of one name (a quantity and a part of it under another group) get none; nor does one for which the
    text tells two values of one year.
    """
    told: dict[str, list[FoundPresentValue]] = {}
    for value in present:
        for key in {quantity_key(name) for name in value.names} - {""}:
            told.setdefault(key, []).append(value)
    keys = [quantity_key(i.name) if told and i.source == "table" else "" for i in indicators]
    counts = Counter(keys)
    found: dict[int, FoundBaseline] = {}
    for index, (key, indicator) in enumerate(zip(keys, indicators, strict=True)):
        if key in told and indicator.baseline is None and counts[key] == 1:
            fitting = [value for value in told[key] if _is_of(value, indicator)]
            if one := _latest(fitting):
                found[index] = FoundBaseline(one.year, one.value, one.span, basis="text")
    return found


def _is_of(value: FoundPresentValue, indicator: FoundIndicator) -> bool:
    """Same unit, a year before any target's, no verb of adding (新建) that the indicator's name has not, no sum of years."""
    flows = _flow().findall(value.words)
    years = [target.year for target in indicator.targets if target.year is not None]
    return (
        same_unit(value.unit, indicator.unit)
        and not any(target.cumulative for target in indicator.targets)
        and all(flow in indicator.name for flow in flows)
        and (value.year is None or all(value.year < year for year in years))
    )


def _latest(values: Sequence[FoundPresentValue]) -> FoundPresentValue | None:
    """The value of the last year told; None where two values are told for it."""
    if not values:
        return None
    last = max((value.year or 0 for value in values), default=0)
    of_last = [value for value in values if (value.year or last) == last]
    return of_last[0] if len({value.value for value in of_last}) == 1 else None


def twins(indicators: Sequence[FoundIndicator], folded: str) -> tuple[Twin, ...]:
    """Pair each prose indicator with the table's row that states the same target.

    The same year and another value is a contradiction (table >= 18, text 新建16个), unless another sentence agrees with
    the row, or the sentence speaks of a part (其中, 每个街道): then it is no twin at all.
    """
    rows: dict[str, list[int]] = {}
    for index, indicator in enumerate(indicators):
        if indicator.source == "table":
            for key in _keys_of_row(indicator.name):
                rows.setdefault(key, []).append(index)
    found = list(_twins(indicators, rows, folded)) if rows else []
    agreed = {twin.table for twin in found if not twin.contradicts}
    return tuple(twin for twin in found if not (twin.contradicts and twin.table in agreed))


def _keys_of_row(name: str) -> set[str]:
    """The key of a row's name, whole and without the verb it begins with: 新建养老床位数."""
    bare = _flow().sub("", name, count=1) if _flow().match(name) else name
    return {quantity_key(name), quantity_key(bare)} - {""}


def _twins(indicators: Sequence[FoundIndicator], rows: dict[str, list[int]], folded: str) -> Iterator[Twin]:
    for index, prose in enumerate(indicators):
        named = rows.get(quantity_key(prose.name), ()) if prose.source == "prose" else ()
        if len(named) != 1 or not same_unit(prose.unit, indicators[named[0]].unit):
            continue
        table, target = indicators[named[0]], prose.targets[0]
        if not _same_deed(folded[prose.span.start : target.span.start], prose.name, table.name):
            continue
        agrees = _agrees(target, table.targets)
        part = _OF_A_PART.search(folded, max(0, prose.span.start - 12), prose.span.end) is not None
        if agrees or (agrees is False and not part):
            yield Twin(index, named[0], contradicts=not agrees)


def _same_deed(words: str, name: str, row: str) -> bool:
    """新增5000张床位 is no target of 床位数, but of 新增床位数; 新建18个 is one of 建成…数量."""
    said = {word for word in _flow().findall(words) if word not in name}
    known = set(_flow().findall(row))
    if row.startswith(_BUILT):
        said, known = said - {"新建", "改建", "扩建", "改扩建"}, known - {"新建"}
    return said <= known <= said | set(_flow().findall(name))


def _agrees(said: FoundTarget, targets: Sequence[FoundTarget]) -> bool | None:
    """Whether a target said in a sentence is one of the row's: the same value.

    False where it contradicts that of the same year, None where neither can be told (20 where the row wants >= 18).
    """
    if said.year is None:
        return True if any(_same_value(said, target) for target in targets) else None
    of_year = [t for t in targets if t.year == said.year and t.value is not None and t.cumulative == said.cumulative]
    if any(_same_value(said, target) for target in of_year):
        return True
    return False if [_fits(said, target) for target in of_year] == [False] else None


def _same_value(one: FoundTarget, other: FoundTarget) -> bool:
    return one.value is not None and (one.value, one.value_max) == (other.value, other.value_max)


def _fits(said: FoundTarget, row: FoundTarget) -> bool | None:
    """Whether two targets can both be meant; None where that cannot be told (about 20, at most 10 and at least 8)."""
    if said.value is None or row.value is None:
        return None
    if "~" in (said.comparator, row.comparator):
        return None
    if said.comparator == row.comparator:
        return False
    for exact, bound in ((said, row), (row, said)):
        if exact.comparator == "=" and exact.value is not None:
            return _holds(bound, exact.value)
    return None


def _holds(bound: FoundTarget, value: float) -> bool:
    low, high = bound.value or 0.0, bound.value_max
    match bound.comparator:
        case ">=" | ">":
            return value >= low
        case "<=" | "<":
            return value <= low
        case _:
            return high is not None and low <= value <= high


@cache
def _flow() -> re.Pattern[str]:
    return re.compile(lexicon.pattern("present_words", "flow"))
