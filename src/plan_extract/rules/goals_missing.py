"""A plan of several years says nowhere what is to be reached: no part on goals, no indicators.

Why: a plan without goals cannot be evaluated at its end; 国家级专项规划管理暂行办法 (发改规划〔2007〕794号) asks a plan for
its goals, tasks and safeguards.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .whole import is_whole_plan
from .wording import folded, quoted

CODE = "PS006"
NAME = "goals-missing"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan",)
BAD = """云汀市养老服务发展“十四五”规划
一、发展基础
全市养老服务体系初步形成。
二、指导思想
坚持以人为本，方便群众。
三、主要任务
完善补贴制度，健全服务网络。
四、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("指导思想", "发展目标").replace("坚持", "到2025年，坚持")


def check(plan: Plan) -> Iterator[Problem]:
    """Goals are told by a heading, or by 目标 anywhere in the text, or by a table of indicators."""
    document = plan.document
    if not is_whole_plan(plan) or "目标" in folded(plan.text):
        return
    if any(indicator.source == "table" for indicator in document.indicators):
        return
    if not any(section.role == "goals" for section in document.sections):
        yield Problem(f"{quoted(document.metadata.title or '')} has no part on goals (发展目标) and no indicators")
