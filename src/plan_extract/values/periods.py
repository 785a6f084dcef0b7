"""Points and periods of the calendar: 2025年底, 2024年第三季度, the “十四五” years, three years from a day.

Nothing here reads text beyond a plan's ordinal; `values/times.py` finds the words and builds these values.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "quarter", "half", "year", "period"]

# 一五 was 1953 to 1957, 二五 1958 to 1962; after three years of adjustment 三五 began in 1966, and so on without a gap.
_PLAN_ORDINALS = (
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
)  # fmt: skip


def plan_years(ordinal: str) -> tuple[int, int] | None:
    """First and last year of a five-year plan, or None for an ordinal that no plan has.

    >>> plan_years("十四"), plan_years("十"), plan_years("二"), plan_years("百")
    ((2021, 2025), (2001, 2005), (1958, 1962), None)
    """
    if ordinal not in _PLAN_ORDINALS:
        return None
    number = _PLAN_ORDINALS.index(ordinal) + 1
    first = 1948 + 5 * number if number < 3 else 1951 + 5 * number
    return first, first + 4


def month_end(year: int, month: int) -> date:
    """Give the last day of a month: 2024-02-29 for February of 2024."""
    return date(year, month, monthrange(year, month)[1])


def later(day: date, count: int, unit: str) -> date | None:
    """The day that lies `count` years (年), months (月), weeks (周) or days (日, 天) after `day`, or None past year 9999.

    >>> later(date(2023, 6, 13), 3, "年"), later(date(2021, 12, 31), 2, "月")
    (datetime.date(2026, 6, 13), datetime.date(2022, 2, 28))
    """
    if unit in ("日", "天", "周"):
        step = count * (7 if unit == "周" else 1)
        return date.fromordinal(day.toordinal() + step) if day.toordinal() + step <= date.max.toordinal() else None
    months = day.month - 1 + count * (12 if unit == "年" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year <= date.max.year else None


class Point(NamedTuple):
    """A day, month, quarter, half or year as printed; `year` is None where none is printed.

    `shift` counts from the year (0 本年, 1 明年) or, with precision month and no months told, from the month (本月)
    in which the document was written. `begin` and `end` are (month, day) within the year, day 0 being the month's last.
    """

    precision: Precision
    begin: tuple[int, int] = (1, 1)
    end: tuple[int, int] = (12, 0)
    year: int | None = None
    shift: int | None = None

    def start_in(self, year: int) -> date | None:
        """First day meant, None where the calendar lacks it (2月30日)."""
        return _day(year, *self.begin)

    def end_in(self, year: int) -> date | None:
        """Last day meant: 上半年 is 06-30, 6月 the 30th, 上旬 the 10th."""
        return _day(year, *self.end)


def _day(year: int, month: int, day: int) -> date | None:
    last = month_end(year, month)
    return last if day == 0 else date(year, month, day) if day <= last.day else None
