"""Two headings of the same part have the same title.

Why: a part was copied and not renamed, or its text was joined from two drafts. Readers cannot tell the two apart, and a
task list made from the plan holds one title twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.section import Section
from .base import Level, Plan, Problem, Profile
from .headings import named, runs
from .wording import place

CODE = "PS009"
NAME = "duplicate-heading"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、重点任务
（一）完善设施网络。新建养老驿站12家。
（二）完善设施网络。改造养老床位300张。
"""
GOOD = BAD.replace("（二）完善设施网络", "（二）改造床位")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the titles of each run of headings; a list that starts anew may say the same again."""
    for run in runs(plan.document):
        seen: dict[str, Section] = {}
        last = 0
        for value, section in run:
            if value <= last:
                seen.clear()
            last = value
            title = "".join(section.title.split())
            first = seen.setdefault(title, section)
            if first is not section:
                yield Problem(f"{named(section)} has the title of {named(first)}", place(section.span))
