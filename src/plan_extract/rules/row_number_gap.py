"""The numbers of a table of indicators (序号) leave one out or have one twice.

Why: a row was taken out or put in without setting the numbers again, and “指标7” means another row than before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..records.indicator import Indicator
from .base import Level, Plan, Problem, Profile
from .indicator_tables import number_of, tables
from .wording import folded, place, quoted

CODE = "PI007"
NAME = "row-number-gap"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	养老床位	张	1200	2000
2	养老驿站	家	20	60
4	养老护理员	人	300	600
"""
GOOD = BAD.replace("4\t养老护理员", "3\t养老护理员")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare 序号 row by row; a number that stands between two rows belongs to a row that is no indicator."""
    if not plan.text:
        return
    for table in tables(plan.document):
        for before, after in pairwise(table):
            first, second = number_of(before), number_of(after)
            if first is None or second is None or second == first + 1 or first - second > 1 or second - first > 3:
                continue
            if second > first and _stands_between(plan, before, after, first + 1):
                continue
            if second == first and before.name.partition("：")[0] == after.name.partition("：")[0]:
                continue
            expected = f"{first + 1} was expected"
            yield Problem(f"{quoted(after.name)} has 序号 {second} behind {first}; {expected}", place(after.span))


def _stands_between(plan: Plan, before: Indicator, after: Indicator, number: int) -> bool:
    between = folded(plan.text)[before.span.start : after.span.start]
    return re.search(rf"(?<![\d.]){number}(?![\d.])", between) is not None
