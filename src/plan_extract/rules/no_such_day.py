"""A day that no calendar has: 2月30日, 6月31日, 13月.

Why: a digit is wrong, and nobody can tell which. Whoever reads 6月31日 as the end of June and whoever reads it as July 1 both may
be right.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .whole import is_recognised
from .wording import folded, quoted

CODE = "PD005"
NAME = "no-such-day"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。2024年6月31日前新建养老驿站12家。
（二）改造养老床位。2024年9月30日前改造家庭养老床位300张。
"""
GOOD = BAD.replace("6月31日", "6月30日")

# 6月31日, 2月30日, 13月; and the year before it. Not 12个月, nor what has a point before it (3.12月)
_MONTH = re.compile(r"月(?:份)?(?:(\d{1,2})日)?(?!\d)")
_BEFORE = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)年)?(?<![\d.])(\d{1,2})$")
_LONGEST = 8  # characters of a year and a month
_LEAP_YEAR = 2024  # without a year February may have 29 days


def check(plan: Plan) -> Iterator[Problem]:
    """Look at every date of the text."""
    text = "" if is_recognised(plan) else folded(plan.text)
    for match in _MONTH.finditer(text):
        start = max(0, match.start() - _LONGEST)
        before = _BEFORE.search(text[start : match.start()])
        if before is None or (before[1] is None and match[1] is None):
            continue
        if not _is_day(int(before[1] or _LEAP_YEAR), int(before[2]), int(match[1] or 1)):
            span = Span(start + before.start(), match.end())
            yield Problem(f"{quoted(span.of(plan.text))} is no day of any calendar", span)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
