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

# 2024年6月31日, 2月30日, 2024年13月; not 12个月, nor what goes on before the digits (3.12月)
_DAY = re.compile(r"(?<![\d.])(?:((?:19|20)\d\d)年)?(\d{1,2})月(?:份)?(?:(\d{1,2})日)?(?![\d])")
_LEAP_YEAR = 2024  # without a year February may have 29 days


def check(plan: Plan) -> Iterator[Problem]:
    """Look at every date of the text."""
    text = folded(plan.text)
    for match in _DAY.finditer(text) if "月" in text else ():
        year, month, day = (int(group) if group else None for group in match.groups())
        if month is None or (year is None and day is None):
            continue
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]):
            raw = plan.text[match.start() : match.end()]
            yield Problem(f"{quoted(raw)} is no day of any calendar", Span(match.start(), match.end()))
