"""A share is to be more than 100 %.

Why: more than all of them cannot be covered, trained or treated. A gross rate (毛入学率) and a growth may exceed 100 %, a share
may not: a digit was mistyped, or the unit is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document.fold import fold
from ..lexicon import pattern
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI004"
NAME = "ratio-over-hundred"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	护理型床位占比	%	50	160
2	养老护理员培训合格率	%	80	95
"""
GOOD = BAD.replace("160", "60")


@cache
def _share() -> re.Pattern[str]:
    # 护理型床位占比, 社区覆盖率, 群众满意度
    return re.compile(pattern("rule_words", "shares") + "$")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at baselines and targets in per cent."""
    for indicator in plan.document.indicators:
        if fold(indicator.unit or "") != "%" or not _share().search(indicator.name):
            continue
        values = [(t.value_max or t.value, t.raw, t.span) for t in indicator.targets]
        if indicator.baseline:
            values.insert(0, (indicator.baseline.value, indicator.baseline.raw, indicator.baseline.span))
        for value, raw, span in values:
            if value is not None and value > 100:
                message = f"{quoted(indicator.name)} is {quoted(raw)} in %; a share is at most 100"
                yield Problem(message, place(span or indicator.span))
