"""How things stand by the text: 目前，每千名常住人口养老床位数5.87张 is 5.87 张 of 每千名常住人口养老床位数.

They become baselines of table indicators (`link_values.py`), so what is doubtful is left out: a target, a growth, a
bound, another place, a part of the whole, what was added in a time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from .. import lexicon
from ..characters import compiled
from ..span import Span
from ..structure.columns import tells_targets
from ..structure.measure_place import Measured
from ..structure.measures import measured
from ..structure.model import Frame, Paragraph, Reading
from ..values.quantities import Quantity, quantities
from ..values.time_expression import TimeExpression
from .base import Doubt, FoundPresentValue

_ROLES = (None, "preface", "background", "guidance", "goals")
_OPENING = 6  # characters before a time that opens a paragraph
_FARTHEST = 8  # times looked back over
_LONGEST = 300  # characters of a sentence that are looked at
_LEVELS = "省市区县州旗"
_PLACE = compiled(  # 广东省, 上海市浦东新区, 门头沟区; not 社区
    r"(?=[^省市区县州旗]{1,8}[省市区县州旗])(?:[一-鿿]{2,3}(?P<province>省)|[一-鿿]{2,5}自治(?P<region>区))?"
    r"(?:[一-鿿]{2,8}?(?P<city>[市州])(?!场))?(?:[一-鿿]{1,7}?(?P<county>(?<![社园地城山景片小])[区县旗]))?"
)
_OWN_PLACE = re.compile(f"[全我本][{_LEVELS}]")  # 全市, 我省
_STILL_AIMED = re.compile(r"的?(?:目标|要求|任务|标准|规划|上限|下限)")
_AIM = re.compile(r"目标|任务")
_PLACE_CLAUSE = compiled(r"(?:^|[,;:])(?:在)?[一-鿿]{2,12}(?:[省市区县州旗镇乡村]|街道|地区|园区),")  # 浦东新区,
_EXISTING = re.compile(r"^ ?(?:[全我本][省市区县州])?(?:共|仅)?现有")  # 全市现有驿站12家, not 依托现有基金
_CLAUSE_ENDS = frozenset(("", ",", ";", "。", "、", "\n"))
_DATED = re.compile(r"20\d\d ?年|\"十[一二三四五六]?五\"")
_SENTENCE = re.compile(r"[^。!?\n]+")
_BASE = re.compile(r"[比较与同]$")
_AIMS = re.compile(  # 要达到5张, but 主要, 应急, 虚拟
    r"(?<![主重需必纪概摘首])要(?![素件求道点闻])|(?<![供响适反相对效感])应(?![急用届对])|(?<!即)将(?!军)|须|(?<![模虚])拟|若(?!干)|预期(?!寿命)"
)
_AWAY = re.compile(  # 比2015年, not 占比; 由40%提高2个百分点, not 由40%提高到
    r"(?<!占)比(?![例重率值])|较(?=[\d\"上十去前])|距(?!离)|[从由](?=[^,]{0,12}\d)(?![^,]{0,40}[到至]了?$)"
)


def extract(reading: Reading) -> tuple[tuple[FoundPresentValue, ...], tuple[Doubt, ...]]:
    """Give the present values that the chapters before the tasks tell; none where no table could want them."""
    if not (reading.frame.plans and any(tells_targets(reading.columns(grid)) for grid in reading.grids)):
        return (), ()
    found: list[FoundPresentValue] = []
    level = _own_level(reading)
    for paragraph in reading.outline.paragraphs:
        if paragraph.kind == "text" and paragraph.role in _ROLES:
            found += _paragraph(reading, paragraph, level)
    return tuple(found), ()


def _own_level(reading: Reading) -> str:
    """The level of the plan's own place (市 of 广州市), by its title, else the one that the text speaks of most."""
    folded, title = reading.document.folded, reading.frame.title
    place = _PLACE.match("".join(title.of(folded).split())) if title else None
    told = place and (place["county"] or place["city"] or place["region"] or place["province"])
    if told:
        return told
    counts = Counter(named[1] for named in _OWN_PLACE.findall(folded))
    most = max(_LEVELS, key=lambda level: counts[level])
    return most if counts[most] else "国"


def _paragraph(reading: Reading, paragraph: Paragraph, level: str) -> Iterator[FoundPresentValue]:
    folded, span = reading.document.folded, paragraph.span
    counted = [q for part in _telling(folded, span) for q in quantities(folded, part)]
    if not counted:
        return
    spoken = reading.times(span)
    ends, starts = [time.span.end for time in spoken], [q.core.start for q in counted]
    named = list(measured(folded, reading.document.text, span, counted, [time.span for time in spoken]))
    for measure in (*named, *_unnamed(folded, span, counted, named)):
        if not _tells_a_state(folded, measure, level):
            continue
        at = bisect_right(ends, measure.quantity.core.start)
        before = [*spoken[: max(0, min(1, at - _FARTHEST))], *spoken[max(0, at - _FARTHEST) : at]]
        present, year = _when(reading.frame, folded, measure, before, span.start)
        if present:
            previous = bisect_left(starts, measure.quantity.core.start) - 1
            edge = max(measure.clause.start, counted[previous].span.end) if previous >= 0 else measure.clause.start
            yield FoundPresentValue(
                names=_names(measure.name, _subject(folded, measure, edge, before), level),
                value=measure.quantity.value,
                unit=measure.quantity.unit,
                year=year,
                words=folded[measure.clause.start : measure.quantity.span.start],
                sentence=Span(max(measure.sentence, measure.clause.start - _LONGEST), measure.clause.end),
                span=measure.quantity.span,
            )


def _telling(folded: str, span: Span) -> Iterator[Span]:
    """The sentences that a time or a word of the present makes worth reading; a time that opens reaches all of them."""
    if not _says_when(folded, span):
        return
    if _DATED.search(folded, span.start, min(span.end, span.start + 2 * _OPENING)):
        yield span
        return
    for match in _SENTENCE.finditer(folded, *span):
        sentence = Span(*match.span())
        if _says_when(folded, sentence):
            yield sentence


def _says_when(folded: str, span: Span) -> bool:
    return bool(
        _any("now", "already").search(folded, *span) or _DATED.search(folded, *span) or "现有" in span.of(folded)
    )


def _unnamed(folded: str, span: Span, counted: Sequence[Quantity], named: Sequence[Measured]) -> Iterator[Measured]:
    """The values at the ends of clauses that no verb of a target names (现有养老护理员320名): the clause is the name."""
    done = {measure.quantity.core.start for measure in named}
    for q in counted:
        if q.core.start in done or folded[q.span.end : q.span.end + 1] not in _CLAUSE_ENDS:
            continue
        clause, sentence = (_edge(folded, span.start, q.span.start, marks) for marks in (",;:。!?\n", "。!?\n"))
        yield Measured("", q, Span(clause, q.span.end), sentence, "rated")


def _edge(folded: str, start: int, end: int, marks: str) -> int:
    start = max(start, end - _LONGEST)
    return max(start, 1 + max(folded.rfind(mark, start, end) for mark in marks))


def _tells_a_state(folded: str, measure: Measured, level: str) -> bool:
    """Tell a level from a target, a growth, a bound, a part, another place: by the words of sentence and clause."""
    q = measure.quantity
    if q.comparator not in ("=", "~") or q.written or measure.sort in ("changed", "share"):
        return False
    sentence = folded[max(measure.sentence, q.span.start - _LONGEST) : q.span.start]
    clause, after = folded[measure.clause.start : q.span.start], folded[q.span.end : q.span.end + 12]
    return not (
        _any("aims").search(sentence)
        or _AIMS.search(sentence)
        or _aims(sentence, clause)
        or _any("away").search(clause)
        or _AWAY.search(clause)
        or _any("others").search(sentence)
        or any(match[0][-1] != level for match in _any("whole").finditer(sentence))
        or _PLACE_CLAUSE.search(sentence)
        or _STILL_AIMED.match(after)
        or _moved().match(after)
    )


def _aims(sentence: str, clause: str) -> bool:
    """“十三五”规划目标5.5张 is aimed at; 圆满完成各项目标任务，达到5.5张 looks back."""
    if _AIM.search(clause):
        return True
    done = _any("done")
    return any(not done.search(sentence, max(0, m.start() - 24), m.end() + 12) for m in _AIM.finditer(sentence))


def _when(
    frame: Frame, folded: str, measure: Measured, before: Sequence[TimeExpression], opening: int
) -> tuple[bool, int | None]:
    """Whether a value is told as present or past, and its year where one is told."""
    here = [time for time in before if time.span.start >= measure.sentence]
    first = next(iter(before), None)
    if not here and first and first.span.start - opening <= _OPENING:
        here = [first]
    if any(
        _BASE.search(folded, max(0, t.span.start - 1), t.span.start) or t.kind in ("recurring", "from") for t in here
    ):
        return False, None
    years = [time.last.year for time in here if time.last]
    if len(years) < len(here) or None in years:
        return False, None  # 三年内, 年底前, 今年: told too loosely
    sentence = folded[max(measure.sentence, measure.quantity.span.start - _LONGEST) : measure.quantity.span.start]
    clause = folded[measure.clause.start : measure.quantity.span.start]
    now = bool(_any("now").search(sentence) or _any("already").search(clause) or _EXISTING.match(clause))
    spell = bool(here) and here[-1].precision == "period"
    if measure.sort == "made" and (spell or (here and not _any("now").search(sentence))):
        return False, None  # “十三五”期间建成500张: what was added
    year = years[-1] if years else None
    if any(said is not None and not _is_past(frame, said, marked=now) for said in years):
        return False, None
    return now or year is not None, None if spell and here[-1].kind == "during" else year


def _is_past(frame: Frame, year: int, *, marked: bool) -> bool:
    """Tell a year before the plan; that of its writing counts where the words say that things stand so by then."""
    if frame.written_on:
        return year < frame.written_on.year + marked
    return bool(frame.period) and year < frame.period[0] if frame.period else marked and year < 2100


def _names(name: str, subject: str, level: str) -> tuple[str, ...]:
    """The ways to read a name: as it stands behind its verb, whole, and without 区 in 区每千名常住人口养老床位数."""
    names = dict.fromkeys((name, subject))
    names.update((n[1:], None) for n in list(names) if n[:1] == level and len(n) > 3)
    return tuple(names)


def _subject(folded: str, measure: Measured, start: int, before: Sequence[TimeExpression]) -> str:
    """All words of the clause before the value, without times and the words that only frame it."""
    for time in before:
        if time.span.end > start:
            start = time.span.end if time.span.start <= start + _OPENING else start
    words = folded[start : measure.quantity.span.start]
    bare = _framing_front().sub("", words)
    return _framing_end().sub("", bare)


@cache
def _any(*groups: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern("present_words", *groups))


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(f"[ ,]?(?:{lexicon.pattern('present_words', 'moved')})")


@cache
def _framing_front() -> re.Pattern[str]:
    return re.compile(rf"^(?:[ ,、的和及与]|{lexicon.pattern('present_words', 'openers', 'whole')}){{1,8}}")


@cache
def _framing_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.pattern('present_words', 'closers')}| ){{1,6}}$")
