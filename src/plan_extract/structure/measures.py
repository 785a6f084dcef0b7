"""Quantities with their names, read clause by clause: 新建18个社区服务站 is 18 个 of 社区服务站.

A name stands before its value (`measures_before.py`) or behind it (`measures_behind.py`). What decides is whether the
clause goes on behind the number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ..characters import compiled
from ..span import Span
from ..values.measure_words import BLANK, HIDDEN, ends_with, is_closed, joins, without_closers
from ..values.quantities import Quantity
from .measure_place import Clause, Measured, Place
from .measures_before import name_before
from .measures_behind import name_behind, name_nested

LONGEST_CLAUSE = 600  # a longer one is no clause but a text without marks
_MOST_IN_CLAUSE = 40
_BRACKETED = re.compile(r'\([^()\n]{0,120}\)|"[^"\n]{0,60}"|《[^《》\n]{0,80}》')
_INCLUDED = re.compile(r"\((?:不?含|包括|以下简称|即)[^()\n]{0,40}\)")  # 50亩(含50亩)
_QUOTED_NAME = re.compile(r'"[^"\n]{0,24}"|《[^《》\n]{0,80}》')
_MARK = re.compile(r"[,;:。!?、]")
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_FULL_STOP = re.compile(r"[。!?\n]")
_AT_LEAST = compiled(r"(?:至少|最少)(?=[一-鿿]{1,4}$)")  # 至少培育1家
_FROM = re.compile(
    rf"(?:由|从)(?:(?:原来|原有|现行|现在|目前|现状|现有|当前|上年)的?|平均|每户|每人|每家|[ {BLANK}]){{0,12}}$"
)  # 从平均22个工作日
_NESTED = re.compile(r"(?:各|均|且)?$")  # 2处各不少于50张床位的机构
_POLICY = re.compile(r"的?政策(?!性)")
_SPENT = "投向"
_SORTS = frozenset(("类", "大类", "种", "个", "项", "条", "件"))
_SUMS = frozenset("+*/×±=÷")


def measured(
    folded: str, text: str, span: Span, found: Iterable[Quantity], times: Sequence[Span]
) -> Iterator[Measured]:
    """Name the quantities of a paragraph, in order; `times` are its time expressions, none of them a quantity."""
    own = span.of(folded)
    names = [Span(*match.span()) for pattern in (_QUOTED_NAME, _INCLUDED) for match in pattern.finditer(own)]
    spoken = [Span(max(t.start - span.start, 0), min(t.end - span.start, len(own))) for t in times]
    apart = _covered(len(own), (*names, *spoken))
    counted = [q for q in found if not any(apart[q.core.start - span.start : q.core.end - span.start])]
    if counted:
        blanks = [time for time in spoken if own[max(time.start - 1, 0)] not in "较比"]  # 较2020年下降13% is a name
        work = _working(own, blanks, [q.core.start - span.start for q in counted])
        yield from _read(work, text, span.start, counted)


def _covered(length: int, spans: Iterable[Span]) -> bytearray:
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return covered


def _working(own: str, blanks: Sequence[Span], inner: Sequence[int]) -> str:
    """Blank the times and hide the marks inside brackets and quotes; a bracket with a quantity is a clause of its own."""
    work = list(own)
    for match in _BRACKETED.finditer(own):
        first = bisect_left(inner, match.start())
        if match[0][0] == "(" and first < len(inner) and inner[first] < match.end():
            work[match.start()] = work[match.end() - 1] = ","
            continue
        for mark in _MARK.finditer(match[0]):
            work[match.start() + mark.start()] = HIDDEN
    for time in blanks:
        work[time.start : time.end] = BLANK * (time.end - time.start)
    return "".join(work)


def _read(work: str, text: str, base: int, found: list[Quantity]) -> Iterator[Measured]:
    """Go through the clauses and their quantities in step; the topic and the counting last for a sentence."""
    waiting = list(reversed(found))
    topic, counted, sentence, previous, last_end = "", False, base, (0, 0), 0
    for match in _CLAUSE.finditer(work):
        if _FULL_STOP.search(work, last_end, match.start()):
            topic, counted, sentence, previous = "", False, base + match.start(), (0, 0)
        last_end = match.end()
        here: list[Quantity] = []
        while waiting and waiting[-1].core.start < base + match.end():
            here.append(waiting.pop())
        if not here:
            previous = match.span()
            continue
        if match.end() - match.start() <= LONGEST_CLAUSE and len(here) <= _MOST_IN_CLAUSE:
            span = Span(base + match.start(), base + match.end())
            start, end = previous
            before = text[base + start : base + end]
            clause = Clause(span, sentence, match[0], span.of(text), work[start:end], before, edge=span.start)
            for place, measures in _clause(clause, here, topic, counted):
                topic, counted = place.topic, counted or bool(measures)
                yield from measures
        previous = (0, 0)


def _clause(
    clause: Clause, here: Sequence[Quantity], topic: str, counted: bool
) -> Iterator[tuple[Place, list[Measured]]]:
    """Judge each quantity of a clause, telling the words before it from those behind it."""
    for i, q in enumerate(here):
        following = here[i + 1] if i + 1 < len(here) else None
        end = min(q.span.end, clause.span.end)
        left = Span(clause.edge, max(q.span.start, clause.edge))
        right = Span(end, max(following.span.start, end) if following else clause.span.end)
        place = Place(q, clause, left, right, following, topic, counted)
        measures = [] if q is clause.consumed else _judge(place)
        topic, counted = place.topic, counted or bool(measures)
        clause.made |= bool(measures)
        clause.last = measures[-1] if measures else clause.last
        goes_on = joins(clause.of(right))
        if measures or goes_on:
            clause.edge = max(clause.edge, q.span.end)
        yield place, measures
        if measures and measures[0].sort == "share" and not goes_on:
            return  # 75%的县建成一所医院: 一所 says what is counted


def _judge(place: Place) -> list[Measured]:
    _take_at_least(place)
    clause, q = place.clause, place.q
    before, after = clause.of(place.left).rstrip(), clause.of(place.right)
    if clause.of(Span(q.span.start - 1, q.span.start)) in _SUMS or after[:1] in _SUMS or "+" in after[:8]:
        return []  # 1名团长+3名导师
    if place.following and not after and q.unit in _SORTS and place.following.unit in _SORTS:
        clause.blank(q.core.start, q.core.end)  # 提供8类|10项服务: the kinds of what is counted next
        return []
    old = _FROM.search(before)
    if old and place.following and ends_with(without_closers(after)[0], "reach"):
        clause.blank(place.left.start + old.start(), q.span.end)
        return []
    if place.following and place.following.marked and _NESTED.match(after):
        return name_nested(place, before)
    if _POLICY.match(after):
        return []  # 预留份额提高至40%以上的政策
    spent = not before and q.unit == "%" and after.startswith(_SPENT)  # 60%投向新兴产业
    return name_before(place, before) if is_closed(after) and not spent else name_behind(place, before, after)


def _take_at_least(place: Place) -> None:
    """Take in a comparator that stands before the verb: 至少培育1家."""
    match = _AT_LEAST.search(place.clause.of(place.left))
    if match and not place.q.marked and place.q.value_max is None:
        start = place.left.start + match.start()
        place.q = place.q._replace(comparator=">=", marked=True, span=Span(start, place.q.span.end))
        place.left = Span(place.left.start, place.q.core.start)
        place.clause.blank(start, start + len(match[0]))
