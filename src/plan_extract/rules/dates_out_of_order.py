"""The dates of a document contradict each other: published before it was written, or over before it begins.

Why: which of them counts decides from when a plan binds, and until when.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Plan, Problem, Profile

CODE = "PM006"
NAME = "dates-out-of-order"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """发文单位：云汀市民政局
成文日期：2024-05-20
发布日期：2024-03-20
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("2024-03-20", "2024-05-28")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the dates; a measure may take effect before it is written, but not end before that."""
    metadata = plan.document.metadata
    written, published, expires = metadata.written_on, metadata.published_on, metadata.expires_on
    if written and published and published < written:
        yield Problem(f"published on {published}, before it was written on {written}")
    begins = metadata.effective_on or written
    if expires and begins and expires < begins:
        yield Problem(f"expires on {expires}, before it begins on {begins}")
