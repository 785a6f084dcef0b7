"""Spans of time that are counted, and cycles: 三年内, 今后五年, 用3-5年时间, 每年, 每季度, 每年3月底前."""

from __future__ import annotations

import re
from functools import cache

from ..span import Span
from .numbers import chinese_number
from .periods import Precision
from .points import GAP, read_point
from .time_expression import Hit, Kind, TimeExpression

COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
TO = rf"{GAP}(?:--?|~~?|至|到){GAP}"  # 2021-2025, 6月至9月
COUNTS = rf"{COUNT}(?:{TO}{COUNT})?"  # 三, 两至三, 3-5

# 2025年底前, 自2024年1月1日起, 2024年10月14日(含)前; 前期, 前三, 起步, 后续 and the like are other words.
_SUFFIX = (
    r"(?:\(含\))?(?:之前|以前|前后|前(?![期三四五一二两十述沿往提景列端置瞻\d])|期间|以内|之内|内(?![部容外陆需生涵蒙河])"
    r"|起(?![步草点到来诉义伏止])|开始|以后|之后|以後|之後|[后後](?![续期勤备方台])|以来|为止|止)"
)

_UNITS: dict[str, Precision] = {"年": "year", "月": "month", "周": "day", "天": "day", "日": "day"}
# Longer words first: 每半年 is no 每年.
_CYCLES: dict[str, tuple[str, int, Precision | None]] = {
    "学年": ("P{}Y", 1, "year"),
    "学期": ("P{}M", 6, "half"),
    "半年": ("P{}M", 6, "half"),
    "季": ("P{}M", 3, "quarter"),
    "年": ("P{}Y", 1, "year"),
    "月": ("P{}M", 1, "month"),
    "周": ("P{}W", 1, None),
    "旬": ("P{}D", 10, None),
    "日": ("P{}D", 1, None),
    "天": ("P{}D", 1, None),
}
_JOINING = re.compile(r"[于在的 ]{0,3}")
_CYCLE_TAIL = re.compile(r"(?:年?[底末初]|[上中下]旬|\d{1,2}[日号])(?:之?前|以前)?")  # 每月底前, 每季度末, 每月10日前
_SEASONS = re.compile(rf"\d\d?{TO}\d\d?月(?:[和、]\d\d?{TO}\d\d?月)?")  # 每年3-6月和9-12月
_RANGE = re.compile(rf"{TO}|[、和及]")
_ONE_COUNT = re.compile(COUNT)


@cache
def suffix_pattern() -> re.Pattern[str]:
    """The words after a time that belong to it."""
    return re.compile(_SUFFIX)


def longest(printed: str) -> int:
    """The longer count of 两至三年, 3-5年; 1 where none is printed.

    >>> longest("两至三年内"), longest("每3-5年"), longest("每年")
    (3, 5, 1)
    """
    counts = _ONE_COUNT.findall(printed)
    return max((int(c) if c.isascii() else chinese_number(c) or 0 for c in counts), default=1)


def lasting(hit: Hit) -> TimeExpression:
    """三年内, 今后五年 (during), 未来三年内 (by again), 用三年时间."""
    unit = next((unit for unit in _UNITS if unit in hit.printed), "年")
    end = hit.match.end()
    inside = hit.form == "ahead" and hit.folded.startswith(("内", "之内", "以内"), end)
    if inside:
        end = hit.folded.index("内", end) + 1
    kind: Kind = "during" if hit.form == "ahead" and not inside else "by"
    precision = "period" if kind == "during" else _UNITS[unit]
    span = Span(hit.span.start, end)
    return TimeExpression(span, "lasting", kind, precision, lasting=(longest(hit.printed), unit), suffix=hit.form)


def recurring(hit: Hit) -> TimeExpression:
    """每年, 每半年, 每3-5年 (the longer), 每年3月底前."""
    word = next(word for word in _CYCLES if word in hit.printed)
    duration, times, precision = _CYCLES[word]
    end = _within_cycle(hit, word)
    recurrence = duration.format(longest(hit.printed) * times)
    span, suffix = Span(hit.span.start, end), hit.form if hit.form == "round" else ""
    return TimeExpression(span, "recurring", "recurring", precision, recurrence=recurrence, suffix=suffix)


def _within_cycle(hit: Hit, word: str) -> int:
    """Where the time within the cycle ends: 每年3月底前, 每年3-6月, 每月10日前."""
    folded, last, end = hit.folded, hit.within.end, hit.match.end()
    joined = _JOINING.match(folded, end, last)
    at = joined.end() if joined else end
    if word == "年":
        seasons = _SEASONS.match(folded, at, last)
        point = None if seasons else read_point(folded, at, last)
        if seasons:
            return seasons.end()
        if point and point[0].year is None:
            return _last_point(hit, point[1])
    tail = _CYCLE_TAIL.match(folded, end, last) if word in ("年", "季", "月") else None
    return tail.end() if tail else end


def _last_point(hit: Hit, end: int) -> int:
    """Where the last of several points ends: 每年6月底、12月底前, 每年4月1日至6月20日."""
    for _ in range(12):
        to = _RANGE.match(hit.folded, end, hit.within.end)
        more = read_point(hit.folded, to.end(), hit.within.end) if to else None
        if more is None or more[0].year is not None:
            break
        end = more[1]
    suffix = suffix_pattern().match(hit.folded, end, hit.within.end)
    return suffix.end() if suffix else end
