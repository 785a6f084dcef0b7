"""One body answers for tasks under two names.

Why: 市发改委 and 市发展改革委 are one office. Whoever sorts the tasks by body finds half of them under each name.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PU003"
NAME = "body-under-two-names"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """广州市人民政府关于印发广州市养老服务发展实施方案的通知
各区人民政府：
现将《广州市养老服务发展实施方案》印发给你们，请认真贯彻执行。
广州市人民政府
2024年5月20日
广州市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。（责任单位：市民政局、市发展改革委）
（二）改造养老床位。改造家庭养老床位300张。（责任单位：市民政局、市发改委）
"""
GOOD = BAD.replace("市发改委", "市发展改革委")


_LEVELS = "省市区县州旗"


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the names under which each body is mentioned, where its full name is known."""
    names = {answer.unit for task in plan.document.tasks for answer in task.assignments}
    for unit in plan.document.units if plan.text else ():
        told = {unit.name}
        for mention in unit.mentions if unit.canonical else ():
            name = place(mention).of(plan.text)
            if name in names and name not in told and not _same(unit.name, name):
                told.add(name)
                message = f"{quoted(name)} and {quoted(unit.name)} are one body, {unit.canonical}"
                yield Problem(message, place(mention))


def _same(first: str, second: str) -> bool:
    """In a list the level is printed once: 省委组织部、省民政厅、财政厅; 财政厅 and 省财政厅 are one name."""
    first, second = ("".join(name.split()) for name in (first, second))
    return first.endswith(second) or second.endswith(first) or first.lstrip(_LEVELS) == second.lstrip(_LEVELS)
