"""An annex is printed that the list of annexes does not name.

Why: the list behind the text says what belongs to the document (GB/T 9704—2012, 7.3.4). What it leaves out may have
been put in by mistake, and is lost when the document is passed on.
"""

from __future__ import annotations

from collections.abc import Iterator

from .annexes import annexes_named, annexes_printed
from .base import Level, Plan, Problem, Profile

CODE = "PS011"
NAME = "annex-unnamed"
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

附件2
养老驿站建设任务表
每年新建养老驿站4家。

附件3
养老驿站补贴办法
每家驿站补贴2万元。
"""
GOOD = BAD.partition("\n附件3")[0]


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the lines 附件1, 附件2 with the list 附件：1.… 2.… before them."""
    named = {number for number, _, _ in annexes_named(plan)}
    for number, span in annexes_printed(plan).items():
        if named and number not in named:
            yield Problem(f"附件{number} is printed, but the list of annexes ends with 附件{max(named)}", span)
