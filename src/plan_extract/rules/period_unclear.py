"""A plan of several years (规划) says nowhere which years it covers.

Why: without its years nobody knows when it is over and is to be evaluated, nor which year its targets are for.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .whole import is_whole_plan
from .wording import quoted

CODE = "PM007"
NAME = "period-unclear"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan",)
BAD = """云汀市养老服务发展规划
一、发展基础
全市养老服务体系初步形成。
二、发展目标
养老服务体系更加完善。
三、主要任务
完善补贴制度，健全服务网络。
四、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("发展规划", "发展规划（2021—2025年）")


def check(plan: Plan) -> Iterator[Problem]:
    """Of a whole plan, neither title nor text tells the years."""
    metadata = plan.document.metadata
    if metadata.document_type == "规划" and metadata.plan_period is None and is_whole_plan(plan):
        yield Problem(f"{quoted(metadata.title or '')} does not tell its years, as in （2021—2025年） or “十四五”")
