"""A target lies on the wrong side of its baseline: a mortality that is to rise, a coverage that is to fall.

Why: nobody plans to get worse. Two cells were changed about, or a digit was mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import pattern
from ..records.indicator import Indicator, Target
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI003"
NAME = "target-against-direction"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”卫生健康发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	婴儿死亡率	‰	3.2	5.2
2	疫苗接种率	%	90	95
3	孕产妇死亡率	1/10万	9	8
"""
GOOD = BAD.replace("5.2", "2.5")


@cache
def _falling() -> re.Pattern[str]:
    # 婴儿死亡率, 城镇登记失业率, 单位GDP能耗
    return re.compile(pattern("rule_words", "to_fall") + "$")


@cache
def _rising() -> re.Pattern[str]:
    # 参保率, 绿化覆盖率, 就业人数
    return re.compile(pattern("rule_words", "to_rise") + "$")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare baseline and targets; 控制在…以内 and 不低于… are bounds, and may leave room."""
    for indicator in plan.document.indicators:
        wanted = (
            "to fall" if _falling().search(indicator.name) else "to rise" if _rising().search(indicator.name) else ""
        )
        worse = next((t for t in indicator.targets if wanted and _worse(indicator, t, falls=wanted == "to fall")), None)
        if worse and indicator.baseline:
            values = f"from {quoted(indicator.baseline.raw)} to {quoted(worse.raw)}"
            message = f"{quoted(indicator.name)} is expected {wanted}, and goes {values}"
            yield Problem(message, place(worse.span or indicator.span))


def _worse(indicator: Indicator, target: Target, *, falls: bool) -> bool:
    baseline = indicator.baseline.value if indicator.baseline else None
    if baseline is None or target.value is None or target.cumulative or target.comparator not in ("=", "~"):
        return False
    return target.value > baseline if falls else target.value < baseline
