"""A table has the same indicator twice.

Why: a row was copied and not changed, or two rows were meant to tell apart what their names do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.indicator import Indicator
from .base import Level, Plan, Problem, Profile
from .indicator_tables import tables
from .wording import place, quoted

CODE = "PI006"
NAME = "repeated-indicator"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	养老床位	张	1200	2000
2	养老驿站	家	20	60
3	养老床位	张	300	600
"""
GOOD = BAD.replace("3\t养老床位", "3\t家庭养老床位")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the names within a table; the same name in another group, or by another unit, is another indicator."""
    for table in tables(plan.document):
        seen: dict[tuple[str, str | None, tuple[str, ...]], Indicator] = {}
        for row in table:
            first = seen.setdefault((row.name, row.unit, row.category), row)
            if first is not row:
                number = f" (序号 {first.number})" if first.number else ""
                yield Problem(f"{quoted(row.name)} stands in the table already{number}", place(row.span))
