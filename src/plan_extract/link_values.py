"""Pair values told twice: the present value in the text with the indicator of a table, a target in both.

Precision before recall: the very same quantity, the same unit, one value only; what leaves a doubt is not paired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from . import lexicon
from .extractors.base import FoundBaseline, FoundIndicator, FoundPresentValue
from .values.quantity_names import quantity_key, same_unit


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
    found: dict[int, FoundBaseline] = {}
    for index, (key, indicator) in enumerate(zip(keys, indicators, strict=True)):
        if key in told and indicator.baseline is None and keys.count(key) == 1:
            fitting = [value for value in told[key] if _is_of(value, indicator)]
            if one := _latest(fitting):
                found[index] = FoundBaseline(one.year, one.value, one.span, basis="text")
    return found


def _is_of(value: FoundPresentValue, indicator: FoundIndicator) -> bool:
    """Same unit, a year before that of any target, and no verb of adding (新建) that the indicator's name has not."""
    flows = _flow().findall(value.words)
    years = [target.year for target in indicator.targets if target.year is not None]
    return (
        same_unit(value.unit, indicator.unit)
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


@cache
def _flow() -> re.Pattern[str]:
    return re.compile(lexicon.pattern("present_words", "flow"))
