"""An indicator has a number and no unit, though the indicators of its table have units.

Why: 2.6 may be square metres, per cent or thousands. Two readers who take it for different things measure different goals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.fold import fold
from ..records.indicator import Indicator
from .base import Level, Plan, Problem, Profile
from .indicator_tables import tables
from .wording import place, quoted

CODE = "PI001"
NAME = "unit-missing"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	养老床位	张	1200	2000
2	养老驿站	家	20	60
3	养老护理员		300	600
4	家庭养老床位	张	100	400
"""
GOOD = BAD.replace("护理员\t\t", "护理员\t人\t")

_UNITLESS = ("指数", "系数", "得分", "评分", "排名", "位次", "倍数", "比", "率", "级", "水平", "值", "度")

_BARE = re.compile(r"[^\d万亿%]{0,4}\d{1,12}(?:\.\d{1,6})?[^\d万亿%\u4e00-\u9fff]{0,2}(?:左右|以上|以下|以内)?")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at each table; an index or a rank has no unit, and a target may print its own (2.6万张)."""
    for table in tables(plan.document):
        lacking = [indicator for indicator in table if _lacks_unit(indicator)]
        with_unit = sum(indicator.unit is not None for indicator in table)
        if lacking and with_unit * 4 >= len(table) * 3:
            for indicator in lacking:
                yield Problem(f"{quoted(indicator.name)} has no unit; the other rows have one", place(indicator.span))


def _lacks_unit(indicator: Indicator) -> bool:
    numbers = [target for target in indicator.targets if target.value is not None]
    bare = all(_BARE.fullmatch(fold(target.raw)) for target in numbers)
    return not fold(indicator.unit or "").strip("-") and bool(numbers) and bare and not _is_bare_number(indicator.name)


def _is_bare_number(name: str) -> bool:
    """城市生物多样性指数（鸟类） has no unit by its nature."""
    return fold(name).partition("(")[0].endswith(_UNITLESS)
