"""One point of the calendar as plans print it: 2025年, 2025年底, 2024年上半年, 第三季度, 6月底, 明年, 2023年6月13日.

Text is expected folded. The patterns are pieces for `values/times.py`; `read_point` turns one match into a Point.
"""

from __future__ import annotations

import re
from functools import cache

from .numbers import chinese_number
from .periods import Point, Precision

GAP = r"[ \n]?"  # PDF and Word files print a space (or break the line) between digits and 年
YEAR_DIGITS = r"(?<!\d)(?:19|20)\d\d"
_CHINESE_YEAR = r"[一二][〇零九][〇零一二三四五六七八九]{2}"  # 二〇三五年
_YEAR = rf"(?:(?P<year>{YEAR_DIGITS}|{_CHINESE_YEAR}){GAP}年度?|(?P<near>[今明后]年|本年度?|当年))"
_EDGE = r"(?:年?)(?P<edge>底(?![线层部数板图色座盘蕴气子])|末(?!端)|初(?![步中级次始期])|中(?=[,。、;)前]))"  # 底, 年底, 年初
_HALF = r"(?P<half>[上下])半年"
_QUARTER = r"(?P<till>前)?第?(?P<quarter>[一二三四1-4])季度"  # 第三季度, 前三季度
_MONTH = (
    r"(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))"
    rf"{GAP}月份?(?![龄均息嫂饼球季子])"  # 12月龄 is an age
)
_WITHIN_MONTH = (
    rf"{GAP}(?:(?P<rim>底|末|初(?![一二三四五六七八九十]))|(?P<ten>[上中下])旬"
    rf"|(?P<day>[12]\d|3[01]|0?[1-9])(?!\d){GAP}[日号])"
)
_PART = rf"(?:{_EDGE}|{_HALF}|{_QUARTER}|{_MONTH}(?:{_WITHIN_MONTH})?|(?P<this>本月)(?:底|末|[上中下]旬)?)"
# Without a year before it 年底 keeps its 年, and 上年末, 去年底 are past.
_ALONE = _PART.replace("(?:年?)", r"(?<![上去前往历半\d一二两三四五六七八九十几])年")

POINT = re.sub(r"\?P<\w+>", "?:", rf"{_YEAR}(?:{GAP}{_PART})?|{_ALONE}")

_SHIFTS = {"今": 0, "本": 0, "明": 1, "后": 2}
_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
_EDGES: dict[str, tuple[Precision, tuple[int, int], tuple[int, int]]] = {
    "底": ("year", (12, 1), (12, 0)),
    "末": ("year", (12, 1), (12, 0)),
    "初": ("month", (1, 1), (1, 0)),
    "中": ("half", (6, 1), (6, 0)),
}


@cache
def _point() -> re.Pattern[str]:
    # Python wants each group name once: the part that stands alone gets its own copy, named with a final 0.
    alone = re.sub(r"\?P<(\w+)>", r"?P<\g<1>0>", _ALONE)
    return re.compile(rf"{_YEAR}(?:{GAP}{_PART})?|{alone}")


def read_point(folded: str, start: int, end: int) -> tuple[Point, int] | None:
    """Read one point of the calendar that begins at `start`, and where it ends.

    当年 alone is the year of an event, not of the plan, and no point.

    >>> read_point("2023年6月底前", 0, 9)
    (Point(precision='month', begin=(6, 1), end=(6, 0), year=2023, shift=None), 8)
    """
    match = _point().match(folded, start, end)
    if match is None or (match["near"] == "当年" and match["edge"] is None):
        return None
    found = {name.rstrip("0"): value for name, value in match.groupdict().items() if value is not None}
    precision, first, last = _part(found)
    shift = _SHIFTS.get((found.get("near") or " ")[0])
    return Point(precision, first, last, _whole(found.get("year")), shift), match.end()


def _whole(printed: str | None) -> int | None:
    """2025, 二〇二五, 三."""
    if printed is None:
        return None
    return int(printed) if printed.isascii() else chinese_number(printed)


def _part(found: dict[str, str]) -> tuple[Precision, tuple[int, int], tuple[int, int]]:
    """What of the year is meant: precision, first and last (month, day)."""
    if "month" in found:
        return _month(_whole(found["month"]) or 1, found)
    if "quarter" in found:
        last = 3 * (_whole(found["quarter"]) or 1)
        return "quarter", (1 if "till" in found else last - 2, 1), (last, 0)
    if "half" in found:
        return ("half", (1, 1), (6, 0)) if found["half"] == "上" else ("half", (7, 1), (12, 0))
    if "edge" in found:
        return _EDGES[found["edge"]]
    if "this" in found:
        return "month", (0, 0), (0, 0)
    return "year", (1, 1), (12, 0)


def _month(month: int, found: dict[str, str]) -> tuple[Precision, tuple[int, int], tuple[int, int]]:
    """6月, 6月初 (to the 10th), 6月中旬, 6月13日."""
    if "day" in found:
        return "day", (month, int(found["day"])), (month, int(found["day"]))
    if "ten" in found:
        first, last = _TENS[found["ten"]]
        return "month", (month, first), (month, last)
    return "month", (month, 1), (month, 10 if found.get("rim") == "初" else 0)
