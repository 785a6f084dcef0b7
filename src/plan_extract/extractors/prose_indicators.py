"""Indicators in sentences: 到2025年，实名注册志愿者占常住人口的比例达到21%."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..span import Span
from ..structure.measure_place import Measured
from ..structure.measures import measured
from ..structure.model import Frame, Grid, Paragraph, Reading
from ..structure.target_sense import is_target
from ..values.quantities import quantities
from ..values.time_expression import TimeExpression
from ..values.times import times
from .base import Doubt, FoundIndicator, FoundTarget

_SHORTEST_CELL = 10
_FIGURES = ("指标", "目标值", "单位名称", "基期", "现状值", "标准", "金额")  # heads of tables that hold no sentences
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_MEASURED_TIME = re.compile(r"(?:[到至]|(?:控制|压缩|缩短|保持|稳定|压减)在|超过?)$")
_OPENS_TIME = re.compile(r"[,;:。、(\s争保取在于即并且中计力划现成]")
_PAST = ("截至", "截止", "截止到", "截至到")
_FARTHEST = 12  # times looked back over for the one that governs


def extract(reading: Reading) -> tuple[tuple[FoundIndicator, ...], tuple[Doubt, ...]]:
    """Give the indicators of the plan's sentences, in document order."""
    figures = sorted(grid.span for grid in reading.grids if _holds_figures(reading, grid))
    found = [
        indicator
        for paragraph in reading.commits
        if paragraph.kind != "cell" or _speaks(paragraph.span, figures)
        for indicator in _paragraph(reading, paragraph)
    ]
    return tuple(found), ()


def _holds_figures(reading: Reading, grid: Grid) -> bool:
    head = "".join(cell.text(reading.document) for row in grid.rows[: max(grid.head, 1)] for cell in row if cell)
    return any(word in head for word in _FIGURES)


def _speaks(cell: Span, figures: Sequence[Span]) -> bool:
    """Tell whether a cell may hold sentences: not in a table of indicators or sums."""
    at = bisect_right(figures, cell) - 1
    inside = any(table.holds(cell) for table in figures[max(at, 0) : at + 2])
    return cell.end - cell.start >= _SHORTEST_CELL and not inside


def _paragraph(reading: Reading, paragraph: Paragraph) -> Iterator[FoundIndicator]:
    folded, span = reading.document.folded, paragraph.span
    found = list(quantities(folded, span))
    if not found:
        return
    spoken = [time for time in times(folded, span) if not _is_quantity(folded, time)]
    horizon = _Horizon(reading.frame, folded, span, spoken)
    counted = -1  # the sentence of the last indicator: what follows in it needs no time of its own
    for measure in measured(folded, reading.document.text, span, found, [time.span for time in spoken]):
        time = horizon.governing(measure)
        governed = time is not None or measure.sentence == counted or paragraph.role == "goals"
        if horizon.is_past(time) or _is_interval(time, measure) or not is_target(folded, measure, governed=governed):
            continue
        counted = measure.sentence
        yield _indicator(folded, measure, None if time is None else horizon.year(time))


def _indicator(folded: str, measure: Measured, year: int | None) -> FoundIndicator:
    q = measure.quantity
    cumulative = "累计" in folded[measure.clause.start : q.core.start]
    target = FoundTarget(year, q.comparator, q.value, q.span, q.value_max, cumulative)
    return FoundIndicator("prose", measure.name, q.unit, (target,), measure.clause.trimmed(folded))


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

    def __init__(self, frame: Frame, folded: str, span: Span, spoken: Sequence[TimeExpression]) -> None:
        self.frame, self.folded, self.start = frame, folded, span.start
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
        opening = self.times[0] if last and self.starts[0] - self.start <= 4 else None
        return opening if opening and self._governs(opening, self.start) else None

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
        year, written = self.year(time), self.frame.written_on
        return time.prefix in _PAST or (year is not None and written is not None and year < written.year)

    def year(self, time: TimeExpression) -> int | None:
        """The year of the last day meant; None for yearly counts (每年) and beginnings (自2023年起)."""
        written = self.frame.written_on
        if time.kind in ("recurring", "from"):
            return None
        if time.lasting:
            count, unit = time.lasting
            return written.year + count if written and unit == "年" else None
        if time.form == "term":
            return self.frame.period[1] if self.frame.period else None
        if time.last is None or time.last.year is not None:
            return time.last.year if time.last else None
        said = self._year_said(time) if time.last.shift is None else None
        return said or (written.year + (time.last.shift or 0) if written else None)

    def _year_said(self, time: TimeExpression) -> int | None:
        """The year named before in the same sentence: 2019年开展试点，上半年完成."""
        at = bisect_left(self.starts, time.span.start)
        for earlier in reversed(self.times[max(0, at - _FARTHEST) : at]):
            if "。" in self.folded[earlier.span.end : time.span.start]:
                return None
            if earlier.last and earlier.last.year:
                return earlier.last.year
        return None
