"""An official document with those addressed says nowhere who issues it.

Why: a document binds by who issues it (GB/T 9704—2012, 7.2.4, 7.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile
from .wording import quoted

CODE = "PM004"
NAME = "issuer-missing"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """关于印发云汀市养老服务发展实施方案的通知
云政发〔2024〕12号
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("\n2024年", "\n云汀市人民政府\n2024年")


def check(plan: Plan) -> Iterator[Problem]:
    """Of a document with those addressed and a date, no issuer was found in title, head or signature."""
    metadata = plan.document.metadata
    if metadata.title and metadata.recipients and metadata.written_on and not metadata.issuers:
        yield Problem(f"{quoted(metadata.title)} has those it is addressed to and a date, and no issuer (发文机关)")
