"""An official document with those addressed and an issuer has no date of writing (成文日期).

Why: the date tells when the document begins to bind, and which year “年底前” means (GB/T 9704—2012, 7.3.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import quoted

CODE = "PM005"
NAME = "date-missing"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发云汀市养老服务发展实施方案的通知
云政发〔2024〕12号
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("云汀市人民政府\n云汀市养老", "云汀市人民政府\n2024年5月20日\n云汀市养老")


# 2024年5月20日 or 一九九○年九月十八日 that ends a line, or stands near the end of the document
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|[一二][一二三四五六七八九〇○零O]{3})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
_TAIL = 400  # characters of a signature and what a page prints behind it


def check(plan: Plan) -> Iterator[Problem]:
    """Of a document with those addressed and an issuer, no date was found, and none stands where dates of writing do."""
    metadata = plan.document.metadata
    dated = metadata.written_on or metadata.published_on
    if metadata.title and metadata.recipients and metadata.issuers and not dated and not _signed(plan.text):
        yield Problem(f"{quoted(metadata.title)} has no date of writing (成文日期)")


def _signed(text: str) -> bool:
    return any(
        match.end() > len(text) - _TAIL or text[match.end() : match.end() + 1].isspace()
        for match in _DATE.finditer(text)
    )
