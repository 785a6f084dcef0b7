"""A binding indicator (约束性) has words for a target, and no number.

Why: a binding target is what a government answers for; “持续提升” cannot be failed.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PI008"
NAME = "binding-without-number"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市“十四五”养老服务发展规划
一、主要指标
序号	指标	单位	2020年	2025年	属性
1	养老床位	张	1200	2000	约束性
2	群众满意度	%	90	持续提升	约束性
3	养老护理员	人	300	600	预期性
"""
GOOD = BAD.replace("持续提升", "95")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the last target of each binding indicator; 完成上级下达任务 is a number that another plan holds."""
    for indicator in plan.document.indicators:
        if indicator.nature != "binding" or not indicator.targets:
            continue
        target = indicator.targets[-1]
        told = any(char.isdecimal() for char in target.raw)
        if (
            target.value is None
            and not told
            and not any(word in target.raw for word in ("下达", "上级", "国家", "省", "市"))
        ):
            message = f"{quoted(indicator.name)} is binding (约束性), and its target is {quoted(target.raw)}, no number"
            yield Problem(message, place(target.span or indicator.span))
