"""A deadline lies before the day the document was written.

Why: what was to be done before the plan was issued is either done, and no task, or late from the first day. Often the year
was left from an earlier draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .wording import folded, quoted

CODE = "PD001"
NAME = "deadline-past-at-issue"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发云汀市养老服务发展实施方案的通知
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。2023年12月底前新建养老驿站12家。
（二）改造养老床位。2024年12月底前改造家庭养老床位300张。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("2023年12月", "2024年9月")

# 2023年12月底前, 2023年6月30日前, 2023年底前
_BY = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日|底|末|份)?(?:以)?前(?=[^。;,]{0,40})")
_TOLD_OF_OTHERS = re.compile(
    r"[^。;,]{0,30}的|[^。;]{0,20}已|[^。;,]{0,8}(?:出生|参加工作|取得|办理|入库|登记|购买|毕业)"
    "|[^。]{0,120}(?:给予|补贴|补助|奖励|享受|减免)"
)


def check(plan: Plan) -> Iterator[Problem]:
    """Look in the texts of tasks; what was built 2019年底前 and is to be renewed (…的) is no deadline."""
    written = plan.document.metadata.written_on
    if written is None or not plan.text:
        return
    text = folded(plan.text)
    for task in plan.document.tasks:
        for match in _BY.finditer(text, task.span.start, task.span.end):
            year, month, day = (int(group) if group else None for group in match.groups())
            end = (year or 0, month or 12, day or 31)
            if end < (written.year, written.month, written.day) and not _TOLD_OF_OTHERS.match(text, match.end()):
                raw = plan.text[match.start() : match.end()]
                message = f"{quoted(raw)} was over when the document was written, on {written}"
                yield Problem(message, Span(match.start(), match.end()))
