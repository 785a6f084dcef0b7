"""The year in the document number is not the year in which the document was written.

Why: numbers run by the year of signature (GB/T 9704—2012, 7.2.5). One of the two is wrong, or was left from a draft of last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import quoted

CODE = "PM003"
NAME = "number-year-differs"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发云汀市养老服务发展实施方案的通知
云政发〔2023〕12号
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
GOOD = BAD.replace("〔2023〕", "〔2024〕")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare number and date; what was numbered in December and signed in January is left alone."""
    metadata = plan.document.metadata
    match = re.search(r"〔(\d{4})〕", metadata.document_number or "")
    written = metadata.written_on
    if match is None or written is None or written.year == int(match[1]):
        return
    if written.year == int(match[1]) + 1 and written.month == 1:
        return
    yield Problem(f"{quoted(metadata.document_number or '')} has another year than its date, {written}")
