"""Deadlines: every expression that says when something is to be done (到2025年, 2023年6月底前, 每季度, 三年内)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..span import Span
from ..structure.model import Grid, Paragraph, Reading
from ..values.periods import Point, later, month_end
from ..values.time_expression import TimeExpression
from ..values.time_sense import is_deadline
from .base import Doubt, FoundDeadline

_UNKNOWN = "deadline-year-unknown"
_PART_ENDS = frozenset("(,;。:、")
_DATED = ("calendar", "plan", "lasting", "term")  # festivals and cycles have no dates to be known
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年(?!远景|中央)")


def extract(reading: Reading) -> tuple[tuple[FoundDeadline, ...], tuple[Doubt, ...]]:
    """Give every deadline of the document, in order, and a doubt for each whose date cannot be known."""
    found: list[FoundDeadline] = []
    doubts: list[Doubt] = []
    calendar = _Calendar.of(reading)
    cells = _Cells.of(reading)
    ongoing = [match.start() for match in _ongoing_words().finditer(reading.document.folded)]
    for paragraph in reading.commits:
        said = bisect_left(ongoing, paragraph.span.start) < bisect_left(ongoing, paragraph.span.end)
        if paragraph.span in cells.heads or not (said or reading.times(paragraph.span)):
            continue
        for form, deadline in sorted(_deadlines(reading, calendar, paragraph, cells), key=lambda d: d[1].span):
            found.append(deadline)
            if form in _DATED and not (deadline.start or deadline.end):
                printed = deadline.span.of(reading.document.text)
                doubts.append(Doubt(_UNKNOWN, "warning", f"the year of {printed} cannot be known", deadline.span))
    return tuple(found), tuple(doubts)


class _Calendar(NamedTuple):
    """What the document tells of its own time: the day of writing, the plan's years, the one year of its title."""

    written_on: date | None
    period: tuple[int, int] | None
    title_year: int | None

    @classmethod
    def of(cls, reading: Reading) -> _Calendar:
        """Read it from the frame: 2024年工作要点 has one year in its title, 规划（2021—2025年） has none."""
        frame = reading.frame
        years = set(_YEAR.findall(frame.title.of(reading.document.folded))) if frame.title else set()
        one = len(years) == 1 and (frame.period is None or frame.period[0] == frame.period[1])
        return cls(frame.written_on, frame.period, int(years.pop()) if one else None)

    @property
    def now(self) -> int | None:
        """The year before which everything is past."""
        written = self.written_on.year if self.written_on else None
        return min((y for y in (written, self.title_year, self.period and self.period[0]) if y), default=None)

    def year_of(self, point: Point, governing: int | None) -> int | None:
        """The year of a point: its own, one counted from the year of writing (明年), or the governing one."""
        if point.year is not None or point.shift is None:
            return point.year or governing
        base = self.written_on.year if self.written_on else self.title_year
        return base + point.shift if base else None

    def end(self, point: Point, year: int | None) -> date | None:
        """Last day meant; 本月底 is that of the month of writing."""
        if point.end == (0, 0):
            return month_end(self.written_on.year, self.written_on.month) if self.written_on else None
        return point.end_in(year) if year else None

    def lasting(self, time: TimeExpression) -> tuple[date | None, date | None]:
        """三年内 counts from the day of writing; 今后五年 in a five-year plan is the plan's period."""
        count, unit = time.lasting or (0, "年")
        if time.kind == "during" and unit == "年" and self.period and self.period[1] - self.period[0] + 1 == count:
            return date(self.period[0], 1, 1), date(self.period[1], 12, 31)
        if self.written_on is None:
            return None, None
        return (self.written_on if time.kind == "during" else None), later(self.written_on, count, unit)

    def days(self, time: TimeExpression, governing: int | None) -> tuple[date | None, date | None]:
        """First and last day meant, each None where it is not meant or cannot be known."""
        if time.form == "lasting":
            return self.lasting(time)
        if time.form == "term" and self.period:
            return (date(self.period[0], 1, 1) if time.kind == "during" else None), date(self.period[1], 12, 31)
        first, last = time.first, time.last
        if last is None:
            return None, None
        if first is None or time.kind == "by":
            return None, self.end(last, self.year_of(last, governing))
        year = self.year_of(first, last.year or governing)
        start = first.start_in(year) if year and first.begin[0] else None
        return start, None if time.kind == "from" else self.end(last, self.year_of(last, first.year or year))

    def is_past(self, time: TimeExpression, start: date | None, end: date | None) -> bool:
        """Tell whether a printed year lies before the document was written: 2014年12月31日前 in a plan of 2024."""
        day = end or start
        if time.last is None or time.last.year is None or day is None or self.now is None:
            return False
        return day.year < self.now or bool(self.written_on and end and end < self.written_on)


class _Cells(NamedTuple):
    """Cells that are read otherwise.

    Cells of column heads hold no deadlines, cells of columns of deadlines nothing else; `completions` are those among
    them that say when something is completed.
    """

    heads: frozenset[Span]
    deadlines: frozenset[Span]
    completions: frozenset[Span]

    @classmethod
    def of(cls, reading: Reading) -> _Cells:
        """Sort the cells of all tables by the heads of their columns."""
        heads: set[Span] = set()
        columns: dict[Span, bool] = {}
        for grid in reading.grids:
            heads.update(cell.span for row in grid.rows[: grid.head] for cell in row if cell)
            heads.update([grid.caption] if grid.caption else [])
            for column, completes in _deadline_columns(reading, grid):
                columns.update({cell.span: completes for row in grid.rows[grid.head :] if (cell := row[column])})
        told = frozenset(columns) - heads
        return cls(frozenset(heads), told, frozenset(span for span in told if columns[span]))


def _deadline_columns(reading: Reading, grid: Grid) -> Iterator[tuple[int, bool]]:
    """The columns headed 完成时限, 时间安排 and the like, and whether the head speaks of completion."""
    words = lexicon.words("time_words", "column_heads")
    for column in range(len(grid.rows[0]) if grid.rows else 0):
        texts = [cell.text(reading.document) for row in grid.rows[: grid.head] if (cell := row[column])]
        told = [text for text in texts if text in words or text.endswith(("时限", "期限", "完成时间"))]
        if told:
            yield column, any("完成" in text or "限" in text for text in told)


def _deadlines(
    reading: Reading, calendar: _Calendar, paragraph: Paragraph, cells: _Cells
) -> Iterator[tuple[str, FoundDeadline]]:
    """The deadlines of one paragraph or cell.

    A missing year is that of the sentence, the headings, the title or the day of writing, in this order.
    """
    folded, within = reading.document.folded, paragraph.span
    column, heading = within in cells.deadlines, paragraph.kind == "heading"
    year: int | None = None
    past = -1
    for time in reading.times(within):
        if not column and (_signed(folded, time, paragraph) or not is_deadline(folded, time, within, heading)):
            continue
        if time.last and time.last.year is None and past >= 0 and _same_sentence(folded, past, time.span.start):
            continue  # 2022年全市新建5所，全年培训300人
        if year is None and time.last and time.last.year is None:
            year = _heading_year(reading, paragraph) or calendar.title_year
        if within in cells.completions or _COMPLETION.search(
            folded[max(within.start, time.span.start - 8) : time.span.start]
        ):
            time = _completed(time)
        start, end = calendar.days(time, year or (calendar.written_on.year if calendar.written_on else None))
        if column or heading or not calendar.is_past(time, start, end):
            year = (time.last.year if time.last else None) or year
            why = _why(time, "cell of a column of deadlines" if column else "heading" if heading else "running text")
            yield time.form, FoundDeadline(time.kind, start, end, time.recurrence, time.precision, time.span, why)
            past = -1
        else:
            past = time.span.end
    yield from (("ongoing", deadline) for deadline in _ongoing(folded, within, column))


_FORMS = {
    "calendar": "calendar time",
    "plan": "five-year period",
    "lasting": "stretch of time counted from the day of writing",
    "recurring": "cycle",
    "festival": "festival, which has no date",
    "term": "the plan's own term",
}


def _why(time: TimeExpression, place: str) -> str:
    """Say which words made it a deadline: calendar time with 到 … 底前 means by; running text."""
    words = [word for word in dict.fromkeys((time.prefix, time.suffix)) if word]
    framed = f" with {' … '.join(words)}" if words else ""
    return f"{_FORMS[time.form]}{framed} means {time.kind}; {place}"


def _same_sentence(folded: str, start: int, end: int) -> bool:
    return end - start < 200 and folded.find("。", start, end) < 0


_COMPLETION = re.compile(
    r"(?:(?:时限|完成时间|期限|时间节点):|(?:截止时间|截止日期|暂定)[为:]) ?$"
)  # 完成时限：2025年6月


def _completed(time: TimeExpression) -> TimeExpression:
    """A day or month by which something is completed; a bare year stays `during`."""
    if time.kind == "during" and time.first is time.last and time.precision in ("day", "month"):
        return time._replace(kind="by")
    return time


def _signed(folded: str, time: TimeExpression, paragraph: Paragraph) -> bool:
    """A day that is a paragraph of its own stands under a signature."""
    if paragraph.kind != "text" or time.precision != "day" or paragraph.span.end - paragraph.span.start > 40:
        return False
    return paragraph.span.trimmed(folded) == time.span


def _heading_year(reading: Reading, paragraph: Paragraph) -> int | None:
    """The year that the nearest heading around a paragraph names, if any: （二）试点阶段（2023年6月—12月）."""
    index = paragraph.section
    while index is not None:
        section = reading.outline.sections[index]
        years = _YEAR.findall(section.span.of(reading.document.folded))
        if years:
            return int(years[-1])
        index = section.parent
    return None


@cache
def _ongoing_words() -> re.Pattern[str]:
    return re.compile(lexicon.pattern("time_words", "ongoing"))


@cache
def _ongoing_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words, heads = lexicon.pattern("time_words", "ongoing"), lexicon.pattern("time_words", "column_heads")
    # (市教育局,长期坚持) in a bracket; 5月底前完成,并持续推进 in a column
    ended = r"(?=[,;。、)\s]|$)"
    return (
        re.compile(rf"{words}(?=[),;。])"),
        re.compile(rf"{words}{ended}"),
        re.compile(rf"\s*{heads}: ?(?P<word>{words}){ended}"),  # 时间进度：持续推进
    )


def _ongoing(folded: str, within: Span, column: bool) -> Iterator[FoundDeadline]:
    """长期坚持 in a column of deadlines, in a bracket of bodies and times, or behind a label."""
    in_bracket, in_column, labelled = _ongoing_patterns()
    if not column and (match := labelled.match(folded, *within)):
        yield FoundDeadline("ongoing", None, None, None, None, Span(*match.span("word")), "word for no end, labelled")
    if not column and folded.find("(", *within) < 0:
        return
    for match in (in_column if column else in_bracket).finditer(folded, within.start, within.end):
        if column or _among_bodies(folded, within, match.start()):
            why = "word for no end, in a " + ("column of deadlines" if column else "bracket of bodies")
            yield FoundDeadline("ongoing", None, None, None, None, Span(*match.span()), why)


def _among_bodies(folded: str, within: Span, at: int) -> bool:
    """Tell whether the bracket around a place names bodies: (责任单位:市教育局,长期坚持)."""
    if folded[at - 1 : at] not in _PART_ENDS:
        return False
    opened = folded.rfind("(", max(within.start, at - 200), at)
    if opened < 0 or folded.find(")", opened, at) >= 0:
        return False
    return any(word in folded[opened:at] for word in lexicon.words("time_words", "bodies"))
