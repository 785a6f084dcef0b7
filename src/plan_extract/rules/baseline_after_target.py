"""The base year of an indicator is not before the year of its target.

Why: what is to be reached cannot be measured against what comes later. Two heads of columns were mistyped or changed about.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI009"
NAME = "baseline-after-target"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2026年基期值	2025年目标值
1	养老床位	张	1200	2000
2	养老驿站	家	20	60
"""
GOOD = BAD.replace("2026年", "2020年")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the years of each indicator; of a table that has it everywhere the first row is told."""
    told: set[tuple[int, int]] = set()
    for indicator in plan.document.indicators:
        base = indicator.baseline.year if indicator.baseline and indicator.baseline.basis == "table" else None
        years = [target.year for target in indicator.targets if target.year]
        if base is None or not years or base < max(years) or (base, max(years)) in told:
            continue
        told.add((base, max(years)))
        message = f"{quoted(indicator.name)} has its baseline in {base} and its last target in {max(years)}"
        yield Problem(message, place(indicator.span))
