"""A plan has no part on what holds it up: who organises it, with what money, and who checks.

Why: 国家级专项规划管理暂行办法 (发改规划〔2007〕794号) asks a plan for its safeguards (保障措施); without them nobody answers for the plan
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import pattern
from .base import Level, Plan, Problem, Profile
from .whole import is_whole_plan
from .wording import quoted

CODE = "PS008"
NAME = "safeguards-missing"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、指导思想
坚持以人为本，方便群众。
二、工作目标
到2025年，群众满意度达到95%。
三、主要任务
完善补贴制度，健全服务网络。
"""
GOOD = BAD + "四、保障措施\n加强组织领导，落实责任。\n"

_KINDS = ("规划", "方案", "计划")  # 要点, 措施 and 意见 often have none


@cache
def _organising() -> re.Pattern[str]:
    # 四、加强组织领导; 强化统筹协调和督促检查
    return re.compile(pattern("rule_words", "organising"))


def check(plan: Plan) -> Iterator[Problem]:
    """Of a whole plan, no outer heading is about safeguards, whatever its role was taken for."""
    document = plan.document
    wanted = is_whole_plan(plan) and document.metadata.document_type in _KINDS
    if not wanted or any(section.role == "safeguards" for section in document.sections):
        return
    if not any(section.level == 1 and _organising().search(section.title) for section in document.sections):
        yield Problem(f"{quoted(document.metadata.title or '')} has no part on safeguards (保障措施, 组织实施)")
