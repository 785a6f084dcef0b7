"""iCalendar: each deadline of a plan in a calendar, with its task and who answers for it (RFC 5545).

- 2025年底前 is a day, 2024年第三季度 a span of days, 自2023年起 its first day; none of them makes anybody busy.
- 每季度 repeats (RRULE) on the last day of each quarter, 每年3月底前 on 31 March, from the day of the document or the
  first year of the plan to its last year.
- What has no day (长期坚持, 春节前) is a to-do without a date.

The same plan gives the same bytes: no clock is read, DTSTAMP is the document's date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from ..document.fold import fold
from ..errors import UsageError
from ..printable import clean
from ..records.deadline import Deadline
from ..records.metadata import Metadata
from ..records.plan import PlanDocument
from ..records.task import Task
from ..tables.labels import column_label, view_label, word
from ..values.periods import month_end
from ..values.points import read_point
from .base import kept
from .words import ROLES, bodies

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

_PRODUCT = "-//plan-extract//plan-extract//ZH"
_DURATION = re.compile(r"P(\d{1,4})([DWMY])")
_DAY_OF_MONTH = re.compile(r"(?<!\d)(3[01]|[12]\d|0?[1-9])[日号]")  # 每月25日前
_ENDS = "。；\n"
_ENDING = re.compile(f"[{_ENDS}](?:[（(][^（）()\n]*[）)])?")  # with the bracket of bodies behind it
_LAST_YEAR = 9900  # so that the days that follow are in the calendar
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write a calendar of the deadlines, in their order."""
    from icalendar import Calendar, vText

    keys = kept(only)
    if keys is not None and "deadlines" not in keys:
        raise UsageError("ics is a calendar of the deadlines, which --only leaves out; add deadlines to it")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_text(plan.metadata.title or plan.source.name)))
    tasks = {task.id: task for task in plan.tasks}
    for deadline in plan.deadlines:
        _add(calendar, deadline, tasks.get(deadline.task or ""), plan)
    return bytes(calendar.to_ical())


def _add(calendar: Calendar, deadline: Deadline, task: Task | None, plan: PlanDocument) -> None:
    """Add a deadline as an event, or where it has no day, as a to-do."""
    from icalendar import Event, Todo

    when = _when(deadline, plan.metadata)
    entry: Event | Todo = Event() if when else Todo()
    entry.add("uid", f"{plan.source.sha256[:32]}-{deadline.id}@plan-extract")
    entry.add("dtstamp", _stamp(plan.metadata))
    for name, value in when.items():
        entry.add(name, value)
    entry.add("summary", _text(task.title if task else deadline.raw))
    entry.add("description", "\n".join(map(_text, _description(deadline, task, plan.metadata))))
    if when:
        entry.add("transp", "TRANSPARENT")
    calendar.add_component(entry)


def _when(deadline: Deadline, metadata: Metadata) -> dict[str, Any]:
    """The days of an event as its properties; nothing where none is known."""
    if deadline.recurrence:
        return _repeated(deadline, metadata)
    first, last = deadline.start or deadline.end, deadline.end or deadline.start
    if first is None or last is None:
        return {}
    days = {"dtstart": min(first, last)}
    return days if last == date.max else {**days, "dtend": last + timedelta(days=1)}


def _repeated(deadline: Deadline, metadata: Metadata) -> dict[str, Any]:
    """The first day and the rule of what recurs; nothing where it is not known when it begins."""
    duration = _DURATION.fullmatch(deadline.recurrence or "")
    period = metadata.plan_period
    begins = [day for day in (period and date(period.start, 1, 1), metadata.written_on or metadata.published_on) if day]
    if duration is None or not int(duration[1]) or not begins or max(begins).year > _LAST_YEAR:
        return {}
    count, unit, begin = int(duration[1]), duration[2], max(begins)
    first, rule = _days(fold(deadline.raw), count, unit, begin)
    if period:
        rule["until"] = date(period.end, 12, 31)
    return {} if period and first > rule["until"] else {"dtstart": first, "rrule": rule}


def _days(raw: str, count: int, unit: str, begin: date) -> tuple[date, dict[str, Any]]:
    """The first day on or after `begin`, and the rule: the day that is printed, else the last of each month or year.

    >>> _days("每年3月底前", 1, "Y", date(2021, 11, 8))
    (datetime.date(2022, 3, 31), {'freq': 'YEARLY', 'interval': 1, 'bymonth': 3, 'bymonthday': -1})
    """
    if unit in "DW":
        last = begin + timedelta(days=6 - begin.weekday()) if unit == "W" else begin
        return last, {"freq": "WEEKLY" if unit == "W" else "DAILY", "interval": count}
    if unit == "M":
        printed = _DAY_OF_MONTH.search(raw)
        day = int(printed[1]) if printed and int(printed[1]) < 31 else -1
        months = [date(begin.year + n // 12, n % 12 + 1, 1) for n in range(24) if (n + 1) % min(count, 12) == 0]
        first = next(day_in for month in months if (day_in := _day(month, day)) and day_in >= begin)
        return first, {"freq": "MONTHLY", "interval": count, "bymonthday": day}
    point = read_point(raw, raw.find("年") + 1, len(raw))
    month, day = point[0].end if point and point[0].end[0] else (12, 0)
    if not 0 < day < month_end(2023, month).day:
        day = -1
    years = (date(year, month, 1) for year in (begin.year, begin.year + 1))
    first = next(day_in for start in years if (day_in := _day(start, day)) and day_in >= begin)
    return first, {"freq": "YEARLY", "interval": count, "bymonth": month, "bymonthday": day}


def _day(month: date, day: int) -> date | None:
    """A day of a month, -1 its last; None where the month lacks it."""
    last = month_end(month.year, month.month)
    return last if day == -1 else last.replace(day=day) if day <= last.day else None


def _stamp(metadata: Metadata) -> datetime:
    day = metadata.written_on or metadata.published_on
    return datetime.combine(day, time(), UTC) if day else _NEVER


def _description(deadline: Deadline, task: Task | None, metadata: Metadata) -> list[str]:
    """Who and what, a line each: 完成时限：2023年底前; 牵头单位：市民政局."""
    said = {view_label("tasks", "when", "zh"): deadline.raw}
    if task:
        for role in ROLES:
            said[view_label("tasks", role, "zh")] = "、".join(bodies(task.assignments, role))
        said[column_label("tasks", "text", "zh")] = _sentence(deadline, task)
    title = f"《{metadata.title}》" if metadata.title else ""
    said[word("document", "zh")] = title + (metadata.document_number or "")
    return [f"{name}：{text}" for name, text in said.items() if text]


def _sentence(deadline: Deadline, task: Task) -> str:
    """The sentence of the task that holds the deadline; the whole text where it stands elsewhere (heading, table)."""
    start, end = (place - task.span.start for place in (deadline.span.start, deadline.span.end))
    if not 0 <= start <= end <= len(task.text):
        return task.text
    before, after = max(task.text.rfind(mark, 0, start) for mark in _ENDS), _ENDING.search(task.text, end)
    return task.text[before + 1 : after.end() if after else None].strip()


def _text(text: str) -> str:
    """Text without what a calendar may not hold or obeys: control characters, marks that turn the direction of text."""
    return "\n".join(map(clean, re.split(r"\r\n?|\n", text)))
