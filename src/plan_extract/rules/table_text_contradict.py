"""Table and text give different targets for the same indicator and year.

Why: two numbers bind nobody: each side cites the one that suits it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.fold import fold
from ..records.indicator import Indicator
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI005"
NAME = "table-text-contradict"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、发展目标
到2025年，养老护理员培训合格率达到90%。
序号	指标	单位	2020年	2025年
1	护理型床位占比	%	50	60
2	养老护理员培训合格率	%	80	95
"""
GOOD = BAD.replace("90%", "95%")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the indicators of sentences with those of tables, by name, unit and year."""
    by_name: dict[tuple[str, str], Indicator] = {}
    for indicator in plan.document.indicators:
        if indicator.source == "table":
            by_name.setdefault(_key(indicator), indicator)
    for indicator in plan.document.indicators:
        row = by_name.get(_key(indicator)) if indicator.source == "prose" else None
        for target in indicator.targets if row else ():
            other = next((t for t in row.targets if t.year == target.year), None) if row else None
            numbers = (target.value, other.value) if other and target.year else (None, None)
            if other and None not in numbers and numbers[0] != numbers[1]:
                message = (
                    f"{quoted(indicator.name)} is {quoted(target.raw)} here and {quoted(other.raw)} in the table, "
                    f"both for {target.year}"
                )
                yield Problem(message, place(target.span or indicator.span))


def _key(indicator: Indicator) -> tuple[str, str]:
    return "".join(fold(indicator.name).split()), fold(indicator.unit or "")
