"""Indicators in sentences: 到2025年，实名注册志愿者占常住人口的比例达到21%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from .. import lexicon
from ..span import Span
from ..structure.measures import Measured, measured
from ..structure.model import Frame, Grid, Paragraph, Reading
from ..values.quantities import quantities
from ..values.times import TimeExpression, times
from .base import Doubt, FoundIndicator, FoundTarget

_WORDS = "indicator_words"
_HAS_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万半]")
_STOPS = "。!?\n"


def extract(reading: Reading) -> tuple[tuple[FoundIndicator, ...], tuple[Doubt, ...]]:
    """Give the indicators of the plan's sentences, in document order."""
    found = [indicator for paragraph in reading.commits for indicator in _paragraph(reading, paragraph)]
    return tuple(found), ()


def _paragraph(reading: Reading, paragraph: Paragraph) -> Iterator[FoundIndicator]:
    folded = reading.document.folded
    if not _HAS_NUMBER.search(folded, *paragraph.span) or not _speaks(reading, paragraph):
        return
    spoken = list(times(folded, paragraph.span))
    for measure in measured(folded, reading.document.text, paragraph.span, [t.span for t in spoken]):
        if _refused(folded, paragraph.span, measure):
            continue
        year, past = _year(reading.frame, folded, paragraph.span, spoken, measure)
        if not past:
            yield _indicator(measure, year)


def _speaks(reading: Reading, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph holds sentences: a cell of a table of indicators or of figures does not."""
    if paragraph.kind != "cell":
        return True
    if paragraph.span.end - paragraph.span.start < 10:
        return False
    grid = next((g for g in reading.grids if g.span.holds(paragraph.span)), None)
    return grid is None or not _of_indicators(reading, grid)


def _of_indicators(reading: Reading, grid: Grid) -> bool:
    head = "".join(cell.text(reading.document) for row in grid.rows[: max(grid.head, 1)] for cell in row if cell)
    return any(word in head for word in ("指标", "目标值", "单位名称", "基期", "现状值", "标准", "金额"))


def _indicator(measure: Measured, year: int | None) -> FoundIndicator:
    q = measure.quantity
    target = FoundTarget(year, q.comparator, q.value, q.span, q.value_max)
    return FoundIndicator("prose", measure.name, q.unit, (target,), measure.clause)


@cache
def _refusing() -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, "rule", "past"))


def _refused(folded: str, paragraph: Span, measure: Measured) -> bool:
    """Tell a rule, a past count or a mere limit of time from a target."""
    clause = measure.clause.of(folded)
    q = measure.quantity
    if len(measure.name) < 2 or _refusing().search(clause):
        return True
    if clause.endswith("的") and not clause.endswith("目的"):  # a condition: 营收超过1亿元的，
        return True
    if q.unit in lexicon.words(_WORDS, "level_units"):
        return not any(word in measure.name for word in lexicon.words(_WORDS, "time_names"))
    if q.written and not q.marked and q.unit in ("个", "项", "大", "种", "类", "条"):
        return True
    return False


def _year(
    frame: Frame, folded: str, paragraph: Span, spoken: Sequence[TimeExpression], measure: Measured
) -> tuple[int | None, bool]:
    """The last year of the time that governs a value, and whether it is past."""
    at = measure.quantity.span.start
    sentence = max((folded.rfind(stop, paragraph.start, at) for stop in _STOPS), default=-1) + 1
    governing = [t for t in spoken if t.span.start < at and t.span.start >= sentence and _governs(folded, t)]
    if not governing and spoken and spoken[0].span.start - paragraph.start <= 4 and spoken[0].span.start < at:
        governing = [spoken[0]]
    if not governing:
        return None, False
    year = _last_year(frame, governing[-1])
    past = year is not None and frame.written_on is not None and year < frame.written_on.year
    return year, past


def _governs(folded: str, time: TimeExpression) -> bool:
    return folded[time.span.start - 1 : time.span.start] not in ("比", "较", "以")


def _last_year(frame: Frame, time: TimeExpression) -> int | None:
    if time.kind in ("recurring", "from"):
        return None
    if time.lasting:
        count, unit = time.lasting
        return frame.written_on.year + count if frame.written_on and unit == "年" else None
    if time.form == "term":
        return frame.period[1] if frame.period else None
    if time.last is None:
        return None
    if time.last.year is not None:
        return time.last.year
    return frame.written_on.year + (time.last.shift or 0) if frame.written_on else None
