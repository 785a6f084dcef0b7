"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .model import LEVELS, Told


def statistics(told: Iterable[Told]) -> list[tuple[int, str, str, str]]:
    """Give count, code, name and level of each rule that found something, the most frequent first."""
    counts = Counter((one.finding.code, one.finding.name, one.finding.level) for one in told)
    rows = [(count, *key) for key, count in counts.items()]
    return sorted(rows, key=lambda row: (-row[0], row[1]))


def tally(told: Iterable[Told]) -> str:
    """Say how many findings there are: `3 findings (2 errors, 1 warning)`."""
    counts = Counter(one.finding.level for one in told)
    total = counts.total()
    parts = [f"{counts[level]} {level}{'s' if counts[level] > 1 and level != 'info' else ''}" for level in LEVELS]
    named = ", ".join(part for part, level in zip(parts, LEVELS, strict=True) if counts[level])
    return f"{total} finding{'' if total == 1 else 's'}" + (f" ({named})" if total else "")
