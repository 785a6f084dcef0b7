"""An indicator has no target for a year that the others of its table have one for.

Why: nobody can say in that year whether the plan is kept. An empty cell may mean “the same”, “not yet known” or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .indicator_tables import tables
from .wording import listed, place, quoted

CODE = "PI002"
NAME = "target-missing"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2023年	2025年
1	养老床位	张	1200	1600	2000
2	养老驿站	家	20	40	60
3	养老护理员	人	300		600
4	家庭养老床位	张	100	200	400
"""
GOOD = BAD.replace("300\t\t", "300\t450\t")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the years of each row with those that three rows in four have."""
    for table in tables(plan.document):
        counts = Counter(year for row in table for year in {target.year for target in row.targets})
        usual = {year for year, count in counts.items() if year and count * 4 >= len(table) * 3}
        for row in table if len(table) > 3 else ():
            lacking = sorted(year for year in usual - {target.year for target in row.targets} if year)
            if lacking:
                years = listed([str(year) for year in lacking])
                yield Problem(f"{quoted(row.name)} has no target for {years}; the other rows have one", place(row.span))
