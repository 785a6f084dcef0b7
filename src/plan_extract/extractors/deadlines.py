"""Deadlines: every expression that says when something is to be done (到2025年, 2023年6月底前, 每季度, 三年内)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from .. import lexicon
from ..span import Span
from ..structure.model import Grid, Paragraph, Reading
from ..values.periods import Point, later, month_end
from ..values.time_sense import is_deadline
from ..values.times import TimeExpression, times
from .base import Doubt, FoundDeadline

_UNKNOWN = "deadline-year-unknown"


def extract(reading: Reading) -> tuple[tuple[FoundDeadline, ...], tuple[Doubt, ...]]:
    """Give every deadline of the document, in order, and a doubt for each whose date cannot be known."""
    found: list[FoundDeadline] = []
    doubts: list[Doubt] = []
    context = _Context.of(reading)
    heads, columns = _cells(reading)
    for paragraph in reading.commits:
        if paragraph.span in heads:
            continue
        for time, deadline in _deadlines(reading, context, paragraph, paragraph.span in columns):
            found.append(deadline)
            if time.form in ("calendar", "plan", "lasting", "term") and not (deadline.start or deadline.end):
                printed = deadline.span.of(reading.document.text)
                doubts.append(Doubt(_UNKNOWN, "warning", f"the year of {printed} cannot be known", deadline.span))
    return tuple(found), tuple(doubts)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the document tells of its own time."""

    written_on: date | None
    period: tuple[int, int] | None
    title_year: int | None

    @classmethod
    def of(cls, reading: Reading) -> _Context:
        """The day of writing, the plan's period, and a single year in its title (2024年工作要点)."""
        frame, folded = reading.frame, reading.document.folded
        title = frame.title.of(folded) if frame.title else ""
        years = _YEAR.findall(title)
        return cls(frame.written_on, frame.period, int(years[0]) if len(set(years)) == 1 else None)

    @property
    def now(self) -> int | None:
        """The year before which everything is past."""
        starts = [year for year in (self.written_on and self.written_on.year, self.title_year, self.period and self.period[0]) if year]
        return min(starts) if starts else None


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年")


def _deadlines(
    reading: Reading, context: _Context, paragraph: Paragraph, column: bool
) -> Iterator[tuple[TimeExpression, FoundDeadline]]:
    folded = reading.document.folded
    heading = _heading_year(reading, paragraph)
    said: int | None = None
    for time in times(folded, paragraph.span):
        printed = time.last.year if time.last else None
        governing = said or heading or context.title_year or (context.written_on.year if context.written_on else None)
        if not column and _alone(folded, time, paragraph):
            continue
        if not column and not is_deadline(folded, time, paragraph.span):
            continue
        start, end = _resolve(time, context, governing)
        if not column and paragraph.kind != "heading" and _is_past(time, context, start, end):
            continue
        said = printed or said
        yield time, _found(time, start, end)
    yield from _ongoing(folded, paragraph.span, column)


def _alone(folded: str, time: TimeExpression, paragraph: Paragraph) -> bool:
    """A day that is a paragraph of its own stands under a signature."""
    whole = paragraph.span.trimmed(folded)
    return paragraph.kind == "text" and time.precision == "day" and whole == time.span


def _found(time: TimeExpression, start: date | None, end: date | None) -> FoundDeadline:
    return FoundDeadline(time.kind, start, end, time.recurrence, time.precision, time.span)


def _resolve(time: TimeExpression, context: _Context, governing: int | None) -> tuple[date | None, date | None]:
    """First and last day meant, each None where it cannot be known or is not meant."""
    if time.form == "lasting":
        return _lasting(time, context)
    if time.form == "term" and context.period:
        start, end = date(context.period[0], 1, 1), date(context.period[1], 12, 31)
        return (None, end) if time.kind == "by" else (start, end)
    if time.last is None:
        return None, None
    first, last = time.first, time.last
    end_year = _year_of(last, context, (first.year if first else None) or governing)
    start_year = _year_of(first, context, governing) if first else None
    if first and first.year is None and last.year is not None:
        start_year = last.year
    if first is None or time.kind == "by":
        return None, _end(last, end_year, context)
    start = first.start_in(start_year) if start_year and first.begin[0] else None
    return (start, None) if time.kind == "from" else (start, _end(last, end_year, context))


def _end(point: Point, year: int | None, context: _Context) -> date | None:
    if point.end == (0, 0):
        return month_end(context.written_on.year, context.written_on.month) if context.written_on else None
    return point.end_in(year) if year else None


def _year_of(point: Point, context: _Context, governing: int | None) -> int | None:
    if point.year is not None:
        return point.year
    if point.shift is not None:
        base = context.written_on.year if context.written_on else context.title_year
        return base + point.shift if base else None
    return governing


def _lasting(time: TimeExpression, context: _Context) -> tuple[date | None, date | None]:
    """三年内 counts from the day of writing; 今后五年 in a five-year plan is the plan's period."""
    count, unit = time.lasting or (0, "年")
    if time.kind == "during" and unit == "年" and context.period and context.period[1] - context.period[0] + 1 == count:
        return date(context.period[0], 1, 1), date(context.period[1], 12, 31)
    if context.written_on is None:
        return None, None
    end = later(context.written_on, count, unit)
    return (context.written_on if time.kind == "during" else None), end


def _is_past(time: TimeExpression, context: _Context, start: date | None, end: date | None) -> bool:
    """Tell whether a printed year lies before the document was written: 2014年12月31日前 in a plan of 2024."""
    if time.form not in ("calendar", "plan") or time.last is None:
        return False
    if time.last.year is None:
        return False
    day = end or start
    if day is None or context.now is None:
        return False
    if day.year < context.now:
        return True
    return bool(context.written_on and end and end < context.written_on)


def _heading_year(reading: Reading, paragraph: Paragraph) -> int | None:
    """The year that the nearest heading around a paragraph names, if any: 2024年重点任务."""
    index = paragraph.section
    while index is not None:
        section = reading.outline.sections[index]
        years = _YEAR.findall(section.span.of(reading.document.folded))
        if years:
            return int(years[-1])
        index = section.parent
    return None


def _cells(reading: Reading) -> tuple[set[Span], set[Span]]:
    """The cells of column heads, and the cells of columns of deadlines."""
    heads: set[Span] = set()
    columns: set[Span] = set()
    for grid in reading.grids:
        heads.update(cell.span for row in grid.rows[: grid.head] for cell in row if cell)
        if grid.caption:
            heads.add(grid.caption)
        for column in _deadline_columns(reading, grid):
            columns.update(cell.span for row in grid.rows[grid.head :] if (cell := row[column]))
    return heads, columns - heads


def _deadline_columns(reading: Reading, grid: Grid) -> Iterator[int]:
    words = lexicon.words("time_words", "column_heads")
    for column in range(len(grid.rows[0]) if grid.rows else 0):
        texts = [cell.text(reading.document) for row in grid.rows[: grid.head] if (cell := row[column])]
        if any(text in words or text.endswith(("时限", "期限", "时间")) for text in texts):
            yield column


@cache
def _ongoing_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.pattern("time_words", "ongoing")
    return re.compile(rf"(?<=[(,;。:、]){words}(?=[),;。])"), re.compile(rf"{words}(?=[,;。、)]|$)")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(lexicon.pattern("time_words", "bodies"))


def _ongoing(folded: str, span: Span, column: bool) -> Iterator[tuple[TimeExpression, FoundDeadline]]:
    """长期坚持 in a column of deadlines or in a bracket of bodies and times."""
    in_bracket, in_column = _ongoing_patterns()
    for match in (in_column if column else in_bracket).finditer(folded, span.start, span.end):
        if column or _in_bodies(folded, span, match.start()):
            time = TimeExpression(Span(*match.span()), "term", "by", None)
            yield time, FoundDeadline("ongoing", None, None, None, None, Span(*match.span()))


def _in_bodies(folded: str, span: Span, at: int) -> bool:
    opened = folded.rfind("(", max(span.start, at - 200), at)
    if opened < 0 or folded.find(")", opened, at) >= 0:
        return False
    return bool(_bodies().search(folded, opened, at))
