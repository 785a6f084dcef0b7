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
_OLD = re.compile(r"[从由](?:现状|现有|目前|上年)的?")  # 从现状436万亩提高到500万亩
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_STOPS = "。!?\n"


def extract(reading: Reading) -> tuple[tuple[FoundIndicator, ...], tuple[Doubt, ...]]:
    """Give the indicators of the plan's sentences, in document order."""
    found = [indicator for paragraph in reading.commits for indicator in _paragraph(reading, paragraph)]
    return tuple(found), ()


def _paragraph(reading: Reading, paragraph: Paragraph) -> Iterator[FoundIndicator]:
    folded = reading.document.folded
    if not _HAS_NUMBER.search(folded, *paragraph.span) or not _speaks(reading, paragraph):
        return
    if next(quantities(folded, paragraph.span), None) is None:
        return
    spoken = [t for t in times(folded, paragraph.span) if not _is_quantity(folded, t)]
    titles = [Span(*m.span()) for m in _TITLE.finditer(folded, *paragraph.span)]
    found = measured(folded, reading.document.text, paragraph.span, [t.span for t in spoken])
    spoken = [t for t in spoken if not any(title.holds(t.span) for title in titles)]
    accepted = -1  # the sentence of the last indicator: what follows in it needs no deadline of its own
    for measure in found:
        year, governed, past = _year(reading.frame, folded, paragraph.span, spoken, measure)
        sentence, _ = _sentence(folded, paragraph.span, measure.quantity.core)
        if past or _refused(folded, paragraph, measure, governed or sentence == accepted):
            continue
        accepted = sentence
        yield _indicator(measure, year)


_MEASURED_TIME = re.compile(r"(?:[到至]|(?:控制|压缩|缩短|保持|稳定|压减)在|超过?)$")


def _is_quantity(folded: str, time: TimeExpression) -> bool:
    """Tell a span of time that is itself the value (压缩到5个工作日以内) from a time limit (三年内)."""
    start = time.span.start
    return time.form == "lasting" and _MEASURED_TIME.search(folded, max(0, start - 4), start) is not None


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


def _refused(folded: str, paragraph: Paragraph, measure: Measured, governed: bool) -> bool:
    """Tell a rule, a past count or a mere limit of time from a target."""
    clause = measure.clause.of(folded)
    q = measure.quantity
    if (
        len(measure.name) < 2
        or _refusing().search(clause)
        or clause.startswith(("对", "凡", "如", "若", "当", "符合", "满足"))
    ):
        return True
    if clause.endswith("时") or (
        folded.startswith(",", measure.clause.end) and folded.startswith(_after_condition(), measure.clause.end + 1)
    ):
        return True
    if clause.endswith("的") and not clause.endswith("目的"):  # a condition: 营收超过1亿元的，
        return True
    if measure.name.endswith(("未", "不", "每")) or _sentence_rules().search(
        folded, *_sentence(folded, paragraph.span, q.core)
    ):
        return True
    if not (governed or measure.framed) and _soft_rules().search(clause):
        return True
    if clause.startswith(("按", "以不")) and "每" not in measure.name:
        return True
    if q.value == 1 and q.unit in ("名", "人", "位") and "每" not in clause:
        return True
    if q.unit in ("个", "项", "种", "类", "条") and not q.marked and measure.name.endswith(_enumerated()):
        return True
    if measure.sort == "bounded" and not (governed or measure.framed or paragraph.role == "goals"):
        return True
    if measure.sort == "rated" and not (governed or measure.framed or paragraph.role == "goals"):
        return True
    if q.unit in lexicon.words(_WORDS, "level_units"):
        return not any(word in measure.name for word in lexicon.words(_WORDS, "time_names"))
    if q.written and not q.marked:
        return q.unit in _NOT_ALONE or not _founded(folded, q.core.start)
    return False


def _sentence(folded: str, paragraph: Span, at: Span) -> tuple[int, int]:
    start = max(folded.rfind(stop, paragraph.start, at.start) for stop in _STOPS) + 1
    return max(start, paragraph.start), at.start


@cache
def _sentence_rules() -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, "sentence_rules"))


@cache
def _soft_rules() -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, "soft_rule"))


@cache
def _after_condition() -> tuple[str, ...]:
    return lexicon.words(_WORDS, "after_condition")


@cache
def _enumerated() -> tuple[str, ...]:
    return tuple(lexicon.words(_WORDS, "enumerated"))


_NOT_ALONE = frozenset(("个", "项", "种", "类", "条", "支", "套", "张", "批", "名", "人", "位"))


def _founded(folded: str, at: int) -> bool:
    return folded[max(0, at - 8) : at].endswith(lexicon.words(_WORDS, "founding"))


def _year(
    frame: Frame, folded: str, paragraph: Span, spoken: Sequence[TimeExpression], measure: Measured
) -> tuple[int | None, bool, bool]:
    """The last year of the time that governs a value, whether a time governs it, and whether it is past."""
    at = measure.quantity.core.start
    sentence, _ = _sentence(folded, paragraph, measure.quantity.core)
    governing = [t for t in spoken if sentence <= t.span.start < at and _governs(folded, sentence, t)]
    if not governing and spoken and spoken[0].span.start - paragraph.start <= 4 and spoken[0].span.start < at:
        governing = [spoken[0]] if _governs(folded, paragraph.start, spoken[0]) else []
    if not governing:
        return None, False, False
    time = governing[-1]
    year = _last_year(frame, time, [t for t in governing if t.last and t.last.year])
    before = time.prefix in ("截至", "截止", "截止到", "截至到") or (
        year is not None and frame.written_on is not None and year < frame.written_on.year
    )
    return year, True, before


_OPENS_TIME = re.compile(r"(?:^|[,;:。、(\s]|[争保取在于即并且中计力划现成])$")


def _governs(folded: str, sentence: int, time: TimeExpression) -> bool:
    """Tell a time that governs what follows from a base (比2020年) and from part of a name (工程2023年培训计划)."""
    start = time.span.start
    if start == sentence:
        return True
    last = folded[start - 1]
    if last in "比较以":
        return False
    bare = time.kind == "during" and time.precision == "year" and not (time.prefix or time.suffix)
    return not bare or time.last is None or time.last.year is None or _OPENS_TIME.search(last) is not None


def _last_year(frame: Frame, time: TimeExpression, dated: Sequence[TimeExpression]) -> int | None:
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
    if time.last.shift is None and dated and dated[-1].last:  # 2019年开展试点，上半年完成
        return dated[-1].last.year
    return frame.written_on.year + (time.last.shift or 0) if frame.written_on else None
