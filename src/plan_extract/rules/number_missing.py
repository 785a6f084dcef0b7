"""An official document with a head and a signature has no document number (发文字号).

Why: the number is what others cite (GB/T 9704—2012, 7.2.5). Without it the document cannot be told from another of the same title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .whole import is_whole_notice
from .wording import folded, quoted

CODE = "PM001"
NAME = "number-missing"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发云汀市养老服务发展实施方案的通知
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("的通知\n", "的通知\n云政发〔2024〕12号\n", 1)

_ANY_NUMBER = re.compile(r"[\[(]\s?(?:19|20)\d\d\s?[\])]\s?(?:第\s?)?\d{1,4}\s?号")


def check(plan: Plan) -> Iterator[Problem]:
    """Of a whole notice that prints a plan, no number stands before those addressed, nor anywhere near."""
    if not is_whole_notice(plan) or plan.document.metadata.document_number:
        return
    text = folded(plan.text)
    head = text[: _NEAR + len(plan.document.metadata.title or "")]
    if "印发" in head and not _ANY_NUMBER.search(head):
        yield Problem(f"{quoted(plan.document.metadata.title or '')} has no document number (发文字号)")


_NEAR = 400  # characters of a head with its title and those addressed
