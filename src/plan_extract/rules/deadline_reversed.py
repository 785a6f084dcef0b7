"""A period ends before it starts: 2025—2023年.

Why: nothing can be done in it. The years were changed about, or one is mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .whole import is_recognised
from .wording import folded, quoted

CODE = "PD003"
NAME = "deadline-reversed"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案
一、实施步骤
（一）部署启动阶段（2024年3月—2024年1月）。制定工作计划，明确建设清单。
（二）全面推进阶段（2024年4月—2024年12月）。新建养老驿站12家。
"""
GOOD = BAD.replace("2024年3月—2024年1月", "2024年1月—2024年3月")

# 2024年3月—2025年1月, 2025-2023年; the first year is printed, the second may be left out
_PERIOD = re.compile(
    r"((?:19|20)\d\d)(?<![\d.]\d{4})年?(?:(\d{1,2})月)?(?:(\d{1,2})日)?\s?(?:-{1,2}|~|至|到)\s?((?:19|20)\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?"
)


def check(plan: Plan) -> Iterator[Problem]:
    """Look at every period that is printed with both years; what is not printed is not compared."""
    text = folded(plan.text) if plan.document.tasks and not is_recognised(plan) else ""
    for match in _PERIOD.finditer(text):
        first, second = (tuple(map(int, filter(None, match.groups()[at : at + 3]))) for at in (0, 3))
        shared = min(len(first), len(second))
        if second[:shared] < first[:shared]:
            raw = plan.text[match.start() : match.end()]
            yield Problem(f"{quoted(raw)} ends before it starts", Span(match.start(), match.end()))
