"""Whether two amounts are one: 2.5万户 is 25000户, ≥46 is 46以上; a target of words is compared by its words."""

from __future__ import annotations

from ..document.fold import fold
from ..records.indicator import Indicator, Target
from .model import TargetChange
from .words import key_of

_MOST = 100  # targets of one indicator that are held against each other
_SCALES = {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}


def scaled(unit: str | None) -> tuple[float, str | None]:
    """Take a unit apart into factor and unit.

    >>> scaled("万户"), scaled("亿元"), scaled("千米"), scaled("%"), scaled("万")
    ((10000.0, '户'), (100000000.0, '元'), (1.0, '千米'), (1.0, '%'), (1.0, '万'))
    """
    if unit is None:
        return 1.0, None
    unit = "".join(fold(unit).split())
    for scale in sorted(_SCALES, key=len, reverse=True):
        rest = unit.removeprefix(scale)
        if rest and rest != unit and not rest.startswith(("米", "克", "瓦", "伏", "卡", "帕", "/", "分")):
            return _SCALES[scale], rest
    return 1.0, unit


def amount_key(target: Target, unit: str | None) -> object:
    """What makes an amount the same, whatever its year."""
    if target.value is None:
        return key_of(target.raw)
    factor = scaled(unit)[0]
    top = None if target.value_max is None else _rounded(target.value_max * factor)
    return target.comparator, _rounded(target.value * factor), top, target.cumulative


def _rounded(value: float) -> str:
    return f"{value:.12g}"


def same_baseline(old: Indicator, new: Indicator) -> bool:
    """Tell whether both begin at the same value; one that only a sentence tells, or only one of two tables, is no change."""
    one, other = old.baseline, new.baseline
    if one is None or other is None:
        return True
    if one.value is None or other.value is None:
        return (one.year, key_of(one.raw)) == (other.year, key_of(other.raw))
    values = [_rounded(b.value * scaled(i.unit)[0]) for b, i in ((one, old), (other, new)) if b.value is not None]
    return one.year == other.year and values[0] == values[1]


def target_changes(old: Indicator | None, new: Indicator | None) -> tuple[TargetChange, ...]:
    """Give the targets that came, went or are others.

    Those of one year answer to each other, then those left in order from the last: 2020 of the one plan to 2025 of the
    other. A sum of years (累计) answers to a sum.
    """
    before = sorted(old.targets if old else (), key=_year, reverse=True)
    after = sorted(new.targets if new else (), key=_year, reverse=True)
    pairs: list[tuple[Target | None, Target | None]] = []
    for fit in (_of_one_year, _of_one_kind, _any):
        for target in tuple(before[:_MOST]):
            other = next((one for one in after[:_MOST] if fit(target, one)), None)
            if other is not None:
                pairs.append((target, other))
                before.remove(target)
                after.remove(other)
    pairs += [(target, None) for target in before] + [(None, target) for target in after]
    changed = [pair for pair in pairs if not _same(*pair, old, new)]
    changed.sort(key=lambda pair: _year(pair[1] or pair[0]))
    return tuple(TargetChange(old=one, new=other) for one, other in changed)


def _of_one_year(one: Target, other: Target) -> bool:
    return one.year == other.year and one.cumulative == other.cumulative


def _of_one_kind(one: Target, other: Target) -> bool:
    return one.cumulative == other.cumulative


def _any(one: Target, other: Target) -> bool:  # noqa: ARG001
    return True


def _year(target: Target | None) -> int:
    return (target and target.year) or 0


def _same(one: Target | None, other: Target | None, old: Indicator | None, new: Indicator | None) -> bool:
    """The same amount; a year that one of the two does not tell (in a sentence) is no change."""
    if one is None or other is None:
        return False
    years = one.year == other.year or None in (one.year, other.year)
    return years and amount_key(one, old.unit if old else None) == amount_key(other, new.unit if new else None)
