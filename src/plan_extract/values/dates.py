"""Dates of the calendar as documents print them: 2023年6月13日, 2023-06-13, 二○○七年十一月二十二日.

Text is expected folded (`○` is `〇`, full-width digits are plain). A day is read, never a month or a year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ..span import Span
from .numbers import chinese_number

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_GAP = r" {0,4}"  # 2026 年 3 月 26 日: up to four spaces stand in a gap
_DAY = r"(?P<d>[0-3]?\d)(?!\d)"
_MONTH = r"(?P<m>[01]?\d)"
# 2023年6月13日; the year's mark misprinted (2026月3月26日) is read too, `exact` is then False.
_MARKED = rf"(?<!\d){_YEAR}{_GAP}(?P<mark>[年月]){_GAP}{_MONTH}{_GAP}月{_GAP}{_DAY}{_GAP}[日号]"
# 2023-06-13, 2023/6/13, 2023.6.13; a clock may be glued behind it (2022-12-1423:05): then two digits are the day.
_PLAIN = r"(?<![\d.-])(?P<y>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>[01]?\d)(?P=mark)(?P<d>[0-3]\d(?=\d\d:)|[0-3]?\d(?!\d))"
_CN_YEAR = r"(?P<y>[一二][〇零O0o一二三四五六七八九]{3})"
# 二〇〇七年十一月二十二日
_CHINESE = (
    rf"{_CN_YEAR}{_GAP}(?P<mark>年){_GAP}(?P<m>[一二三四五六七八九十]{{1,2}}){_GAP}月{_GAP}"
    rf"(?P<d>[一二三四五六七八九十]{{1,3}}){_GAP}日"
)


class PrintedDate(NamedTuple):
    """A date and the characters it was read from; `exact` is False where a mark is misprinted."""

    value: date
    span: Span
    exact: bool = True


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in (_MARKED, _PLAIN, _CHINESE))


def dates(folded: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Give every date of a stretch of folded text, in order; a day that the calendar lacks (2月30日) is passed over.

    >>> [d.value.isoformat() for d in dates("自2023年6月13日起，至2025/12/31止")]
    ['2023-06-13', '2025-12-31']
    """
    stop = len(folded) if end is None else end
    found = [printed for pattern in _patterns() for m in pattern.finditer(folded, start, stop) if (printed := _read(m))]
    yield from sorted(found, key=lambda d: d.span)


def first_date(folded: str, start: int = 0, end: int | None = None) -> PrintedDate | None:
    """Give the first date of a stretch of folded text, or None.

    >>> first_date("二〇〇七年十一月二十二日").value.isoformat()
    '2007-11-22'
    """
    return next(dates(folded, start, end), None)


def whole_date(folded: str, span: Span) -> PrintedDate | None:
    """Give the date that a line consists of, brackets and white space around it left out; None where more stands there.

    >>> whole_date("（2025年1月1日）".translate({0xFF08: "(", 0xFF09: ")"}), Span(0, 11)).value.isoformat()
    '2025-01-01'
    """
    if span.end - span.start > 40:
        return None
    found = first_date(folded, span.start, span.end)
    if found is None:
        return None
    rest = folded[span.start : found.span.start] + folded[found.span.end : span.end]
    return None if rest.strip(" ()[]。.\t\n") else found


def _read(match: re.Match[str]) -> PrintedDate | None:
    year, month, day = (_whole(match[name]) for name in ("y", "m", "d"))
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return PrintedDate(value, Span(*match.span()), match["mark"] != "月")


def _whole(printed: str) -> int:
    if printed.isascii() and printed.isdigit():
        return int(printed)
    return chinese_number(re.sub("[O0o]", "〇", printed)) or 0
