"""The list of annexes names one that is not there, though others of the list are.

Why: an annex is part of the document (GB/T 9704—2012, 7.3.4). A task table that is named and not printed binds nobody.
Where none of the annexes stands in the text, they are taken to be files of their own, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from .annexes import annexes_named, annexes_printed
from .base import Level, Plan, Problem, Profile
from .wording import quoted

CODE = "PS010"
NAME = "annex-absent"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、主要任务
新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。

附件：1.养老驿站建设标准
      2.养老驿站建设任务表

附件1
养老驿站建设标准
每家驿站的面积不小于100平方米。
"""
GOOD = BAD + "\n附件2\n养老驿站建设任务表\n每年新建养老驿站4家。\n"


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the list 附件：1.… 2.… with the lines 附件1, 附件2 that stand behind it."""
    printed = set(annexes_printed(plan))
    for number, title, span in annexes_named(plan):
        if printed and number not in printed:
            message = f"附件{number} {quoted(title)} is named in the list of annexes and not printed, though others are"
            yield Problem(message, span)
