"""Indicators in sentences: 到2025年，实名注册志愿者占常住人口的比例达到21%."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .. import lexicon
from ..span import Span
from ..structure.measure_place import Measured
from ..structure.measures import measured
from ..structure.model import Frame, Grid, Paragraph, Reading
from ..structure.target_sense import is_target
from ..values.quantities import Quantity, quantities
from ..values.time_expression import TimeExpression
from ..values.times import times
from .base import Doubt, FoundIndicator, FoundTarget

_SHORTEST_CELL = 6
_FIGURES = ("指标", "目标值", "单位名称", "基期", "现状值", "标准", "金额")  # heads of tables that hold no sentences
_FULL_STOP = re.compile(r"[。;]")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_MEASURED_TIME = re.compile(r"(?:[到至]|(?:控制|压缩|缩短|保持|稳定|压减)在|超过?)$")
_OPENS_TIME = re.compile(r"[,;:。、(\s争保取在于即并且中计力划现成]")
_PAST = ("截至", "截止", "截止到", "截至到")
_HEADING_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SORTS = {
    "reached": "a verb of reaching (达到) before the value",
    "changed": "a verb of change (增长) before the value",
    "made": "a verb of making (新建) whose object is counted",
    "bounded": "a bound (不少于) before the value",
    "rated": "a name that is a measure itself (覆盖率) before the value",
    "share": "a share of things that are treated (80%以上的学校)",
}
_LONGEST_TIME = 30  # characters of a cell that holds a time
_LONGEST_LEAD = 80
_NEAR = 4  # characters before a time that opens a sentence: 力争
_MOST_CELLS = 12  # of a row are looked through for its time
_FARTHEST = 12  # times looked back over for the one that governs


def extract(reading: Reading) -> tuple[tuple[FoundIndicator, ...], tuple[Doubt, ...]]:
    """Give the indicators of the plan's sentences, in document order."""
    figures = sorted(grid.span for grid in reading.grids if _holds_figures(reading, grid))
    rows, leads = _rows(reading), _limits(reading)
    found: list[FoundIndicator] = []
    for paragraph in reading.commits:
        if paragraph.kind == "cell" and not _speaks(paragraph.span, figures):
            continue
        counted = list(quantities(reading.document.folded, paragraph.span))
        if counted:
            around = _time_around(reading, paragraph, rows, leads)
            found.extend(_paragraph(reading, paragraph, counted, around))
        if (lead := _lead(reading, paragraph)) is not None:
            leads[paragraph.section] = lead
    return tuple(found), ()


def _limits(reading: Reading) -> dict[int | None, TimeExpression]:
    """The labelled time of a task, which stands below it: 完成时限：2025年12月底前."""
    limits: dict[int | None, TimeExpression] = {}
    for paragraph in reading.commits:
        if paragraph.kind == "text" and _labelled().match(reading.document.folded, *paragraph.span):
            time = next(iter(reading.times(paragraph.span)), None)
            if time is not None and paragraph.section is not None:
                limits.setdefault(paragraph.section, time)
    return limits


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"\s*{lexicon.pattern('time_words', 'column_heads')}:")


def _lead(reading: Reading, paragraph: Paragraph) -> TimeExpression | None:
    """The time of a paragraph that opens a list, and so of each item: 到2025年，实现以下目标：."""
    folded, end = reading.document.folded, paragraph.span.end
    if paragraph.kind != "text" or not folded.endswith(":", paragraph.span.start, end):
        return None
    start = max(paragraph.span.start, folded.rfind("。", paragraph.span.start, end) + 1, end - _LONGEST_LEAD)
    first = next(times(folded, Span(start, end)), None)
    return first if first and first.kind == "by" and first.span.start - start <= _NEAR else None


def _time_around(
    reading: Reading,
    paragraph: Paragraph,
    rows: Mapping[Span, tuple[Span, ...]],
    leads: Mapping[int | None, TimeExpression],
) -> TimeExpression | None:
    """The time that stands in the row of a cell, or in the lead of the section or of one around it."""
    for cell in rows.get(paragraph.span, ()):
        if cell != paragraph.span and (time := next(iter(reading.times(cell)), None)) is not None:
            return time
    index = paragraph.section
    while index is not None and leads:
        if index in leads:
            return leads[index]
        index = reading.outline.sections[index].parent
    return None


def _rows(reading: Reading) -> dict[Span, tuple[Span, ...]]:
    """The short cells that stand in one row with each cell that may hold sentences: among them the time of the row."""
    rows: dict[Span, tuple[Span, ...]] = {}
    for grid in reading.grids:
        for row in grid.rows[grid.head :]:
            spans = [cell.span for cell in row if cell]
            short = tuple(span for span in spans if 1 < span.end - span.start <= _LONGEST_TIME)[:_MOST_CELLS]
            rows.update({span: short for span in spans if span not in rows})
    return rows


def _holds_figures(reading: Reading, grid: Grid) -> bool:
    head = "".join(cell.text(reading.document) for row in grid.rows[: max(grid.head, 1)] for cell in row if cell)
    return any(word in head for word in _FIGURES)


def _speaks(cell: Span, figures: Sequence[Span]) -> bool:
    """Tell whether a cell may hold sentences: not in a table of indicators or sums."""
    at = bisect_right(figures, cell) - 1
    inside = any(table.holds(cell) for table in figures[max(at, 0) : at + 2])
    return cell.end - cell.start >= _SHORTEST_CELL and not inside


def _paragraph(
    reading: Reading, paragraph: Paragraph, found: Sequence[Quantity], around: TimeExpression | None
) -> Iterator[FoundIndicator]:
    folded, span = reading.document.folded, paragraph.span
    spoken = [time for time in reading.times(span) if not _is_quantity(folded, time)]
    horizon = _Horizon(reading.frame, folded, span, spoken, _default_year(reading, paragraph))
    counted = -1  # the sentence of the last indicator: what follows in it needs no time of its own
    for measure in measured(folded, reading.document.text, span, found, [time.span for time in spoken]):
        time = horizon.governing(measure) or around
        governed = time is not None or measure.sentence == counted or paragraph.role == "goals"
        if horizon.is_past(time) or _is_interval(time, measure) or not is_target(folded, measure, governed=governed):
            continue
        counted = measure.sentence
        yield _indicator(folded, measure, None if time is None else horizon.year(time))


def _default_year(reading: Reading, paragraph: Paragraph) -> int | None:
    """The year meant where none is printed (上半年): of the governing heading, the day of writing or the plan's year."""
    index = paragraph.section
    while index is not None:
        heading = reading.outline.sections[index]
        if (named := _HEADING_YEAR.search(heading.title)) is not None:
            return int(named[1])
        index = heading.parent
    frame = reading.frame
    if frame.written_on:
        return frame.written_on.year
    if frame.period:
        return frame.period[1] if frame.period[0] == frame.period[1] else None
    titled = _HEADING_YEAR.search(frame.title.of(reading.document.folded)) if frame.title else None
    return int(titled[1]) if titled else None


def _indicator(folded: str, measure: Measured, year: int | None) -> FoundIndicator:
    q = measure.quantity
    cumulative = "累计" in folded[measure.clause.start : q.core.start]
    target = FoundTarget(year, q.comparator, q.value, q.span, q.value_max, cumulative)
    said = measure.clause.trimmed(folded)
    return FoundIndicator("prose", measure.name, q.unit, (target,), said, why=_SORTS[measure.sort])


def _is_quantity(folded: str, time: TimeExpression) -> bool:
    """Tell a span of time that is itself the value (压缩到5个工作日以内) from a time limit (三年内)."""
    start = time.span.start
    return time.form == "lasting" and _MEASURED_TIME.search(folded, max(0, start - 4), start) is not None


def _is_interval(time: TimeExpression | None, measure: Measured) -> bool:
    """Tell an interval (每5年修订1次专业目录) from a yearly count."""
    cycles = ("P1Y", "P6M", "P3M", "P1M", "P1W")
    return time is not None and measure.quantity.unit == "次" and (time.recurrence or "P1Y") not in cycles


class _Horizon:
    """The times of one paragraph: which of them governs a value, and the year it names."""

    def __init__(
        self, frame: Frame, folded: str, span: Span, spoken: Sequence[TimeExpression], default: int | None
    ) -> None:
        self.frame, self.folded, self.start, self.default = frame, folded, span.start, default
        titles = [Span(*match.span()) for match in _TITLE.finditer(folded, *span)]
        ends = [title.end for title in titles]
        self.times = [
            time
            for time in spoken
            if (at := bisect_left(ends, time.span.end)) == len(titles) or not titles[at].holds(time.span)
        ]
        self.starts = [time.span.start for time in self.times]

    def governing(self, measure: Measured) -> TimeExpression | None:
        """The last time before a value in its sentence, else the one with which the paragraph opens."""
        last = bisect_left(self.starts, measure.quantity.core.start)
        first = max(bisect_left(self.starts, measure.sentence), last - _FARTHEST)
        for time in reversed(self.times[first:last]):
            if self._governs(time, measure.sentence):
                return time
        opening = self.times[0] if last and self.starts[0] - self.start <= _NEAR else None
        if opening is None or not self._governs(opening, self.start):
            return None
        return next(filter(self._opens, reversed(self.times[max(1, last - _FARTHEST) : last])), opening)

    def _opens(self, time: TimeExpression) -> bool:
        """A later time that opens a sentence takes over from the first: 用3年时间，…。用5年时间，…。建立60个…."""
        start = time.span.start
        return (
            time.kind == "by" and _FULL_STOP.search(self.folded, max(self.start, start - _NEAR - 1), start) is not None
        )

    def _governs(self, time: TimeExpression, sentence: int) -> bool:
        """Leave out a base (比2020年) and a part of a name (工程2023年培训计划)."""
        start = time.span.start
        if start <= sentence:
            return True
        before = self.folded[start - 1]
        dated = time.precision == "year" and time.last is not None and time.last.year is not None
        bare = time.kind == "during" and dated and not (time.prefix or time.suffix)
        return before not in "比较以" and (not bare or _OPENS_TIME.match(before) is not None)

    def is_past(self, time: TimeExpression | None) -> bool:
        """Tell a time before the plan was written, or up to which things stand (截至2020年底)."""
        if time is None:
            return False
        year, frame = self.year(time), self.frame
        first = frame.written_on.year if frame.written_on else frame.period[0] if frame.period else self.default
        return time.prefix in _PAST or (year is not None and first is not None and year < first)

    def year(self, time: TimeExpression) -> int | None:
        """The year of the last day meant; None for yearly counts (每年) and beginnings (自2023年起)."""
        written = self.frame.written_on
        if time.kind in ("recurring", "from"):
            return None
        if time.lasting:
            count, unit = time.lasting
            if self.folded.startswith("累计", time.span.end):
                return None  # 三年累计新增19台: over which years is not said
            return written.year + count if written and unit == "年" else None
        if time.form == "term":
            return self.frame.period[1] if self.frame.period else None
        if time.last is None or time.last.year is not None:
            return time.last.year if time.last else None
        if time.last.shift is not None:  # 今年, 明年
            return written.year + time.last.shift if written else None
        return self._year_said(time) or self.default

    def _year_said(self, time: TimeExpression) -> int | None:
        """The year named before in the same sentence: 2019年开展试点，上半年完成."""
        at = bisect_left(self.starts, time.span.start)
        for earlier in reversed(self.times[max(0, at - _FARTHEST) : at]):
            if "。" in self.folded[earlier.span.end : time.span.start]:
                return None
            if earlier.last and earlier.last.year:
                return earlier.last.year
        return None
