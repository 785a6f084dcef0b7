"""The bounds of a target are the wrong way round: 30-20项.

Why: no number is at least 30 and at most 20. A digit is wrong, or the two were changed about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.fold import fold
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI010"
NAME = "range-reversed"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年
1	养老床位	张	1200	2000
2	养老驿站	家	20	60-40
"""
GOOD = BAD.replace("60-40", "40-60")


# 60-40, 3～5, 200至300套; no date and no code: the numbers alone, and what counts them
_RANGE = re.compile(r"[^\d.]{0,2}(\d{1,9}(?:\.\d{1,4})?)[^\d年月.]{0,2}[-~至](\d{1,9}(?:\.\d{1,4})?)[^\d.]{0,6}")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the bounds of each target as printed."""
    for indicator in plan.document.indicators:
        for target in indicator.targets:
            match = _RANGE.fullmatch(fold(target.raw))
            if match and float(match[2]) < float(match[1]):
                message = f"{quoted(target.raw)} of {quoted(indicator.name)} ends below where it begins"
                yield Problem(message, place(target.span or indicator.span))
