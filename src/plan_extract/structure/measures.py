"""Quantities with their names, read clause by clause: 新建18个社区服务站 is 18 个 of 社区服务站.

A name stands before its value (志愿者比例达到21%, 新建充电桩30万个) or behind it (新建18个社区服务站). What decides is
whether the clause goes on behind the number, and which verb stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import lexicon
from ..span import Span
from ..values.quantities import Quantity, quantities

LONGEST_NAME = 60
_WORDS = "indicator_words"
_BLANK = "\x01"  # stands for a time expression
_HIDDEN = "\x02"  # stands for a mark inside brackets or quotes
_BRACKETED = re.compile(r'\([^()\n]{0,120}\)|"[^"\n]{0,60}"|《[^《》\n]{0,80}》')
_QUOTED_NAME = re.compile(r'"[^"\n]{0,24}"|《[^《》\n]{0,80}》')
_MARK = re.compile(r"[,;:。!?、]")
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_FULL_STOP = re.compile(r"[。!?\n]")
_AT_LEAST = re.compile(r"(?:至少|最少)(?=[一-鿿]{1,4}$)")  # 至少培育1家
_PER = re.compile(r"每(?:百|千|万|十万|百万)(?:名)?[一-鿿]{1,8}$")  # 每千人口不少于10个托位
_JOIN = re.compile(r"^(?:、|和|及|与|以及|或)")
_NESTED = re.compile(r"^(?:各|均|且)?$")  # 2处各不少于50张床位的机构


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its name and the clause it was read from."""

    name: str
    quantity: Quantity
    clause: Span


def measured(folded: str, text: str, span: Span, times: Sequence[Span]) -> Iterator[Measured]:
    """Give the named quantities of a paragraph, in order; `times` are its time expressions, none of them a quantity."""
    named = [Span(m.start() + span.start, m.end() + span.start) for m in _QUOTED_NAME.finditer(span.of(folded))]
    apart = sorted((*times, *named))
    found = [q for q in quantities(folded, span) if not any(q.core.meets(other) for other in apart)]
    if found:
        yield from _Reader(folded, text, span, times, found).run()


class _Reader:
    """Reads one paragraph. `work` is its folded text with times blanked and marks inside brackets hidden."""

    def __init__(self, folded: str, text: str, span: Span, times: Sequence[Span], found: list[Quantity]) -> None:
        self.text, self.base, self.found = text, span.start, found
        self.work = _working(folded, span, times, found)
        self.clauses = [Span(m.start() + self.base, m.end() + self.base) for m in _CLAUSE.finditer(self.work)]
        self.topic = ""  # the last name that stood before its value, in this sentence
        self.made = False  # a name was found in this clause

    def run(self) -> Iterator[Measured]:
        """Go through the clauses with their quantities, in step."""
        waiting = list(reversed(self.found))
        last = self.base
        for i, clause in enumerate(self.clauses):
            here: list[Quantity] = []
            while waiting and waiting[-1].core.start < clause.end:
                here.append(waiting.pop())
            if not here:
                continue
            if _FULL_STOP.search(self._of(Span(last, clause.start))):
                self.topic = ""
            last = clause.start
            yield from self._clause(clause, here, self.clauses[i - 1] if i else None)

    def _of(self, span: Span) -> str:
        return self.work[span.start - self.base : span.end - self.base]

    def _clause(self, clause: Span, here: list[Quantity], previous: Span | None) -> Iterator[Measured]:
        self.made = False
        for i, q in enumerate(here):
            left = Span(here[i - 1].span.end if i else clause.start, max(q.span.start, clause.start))
            following = here[i + 1] if i + 1 < len(here) else None
            right = Span(min(q.span.end, clause.end), following.span.start if following else clause.end)
            if right.end < right.start or left.end < left.start:
                continue
            found = self._judge(q, left, right, clause, previous, following)
            for measure in found:
                self.made = True
                yield replace(measure, clause=clause)

    def _judge(
        self, q: Quantity, left: Span, right: Span, clause: Span, previous: Span | None, following: Quantity | None
    ) -> list[Measured]:
        q, left = self._at_least(q, left)
        before, after = self._of(left).rstrip(), self._of(right)
        if following and _NESTED.match(after) and following.marked and q.written | (q.comparator == "="):
            return self._nested_outer(q, before, Span(right.end, clause.end))
        if _closed(after):
            return self._closed(q, left, before, clause, previous)
        return self._open(q, left, before, right, clause, following)

    def _at_least(self, q: Quantity, left: Span) -> tuple[Quantity, Span]:
        """Take in a comparator that stands before the verb: 至少培育1家."""
        match = _AT_LEAST.search(self._of(left))
        if match is None or q.marked:
            return q, left
        start = left.start + match.start()
        return replace(q, comparator=">=", marked=True, span=Span(start, q.span.end)), left

    # Closed: the name stands before the value.

    def _closed(self, q: Quantity, left: Span, before: str, clause: Span, previous: Span | None) -> list[Measured]:
        bare = _without_closers(before)
        reach = _ends_with(bare, "reach")
        change = "" if reach else _ends_with(bare, "change")
        topic = _without_closers(bare[: len(bare) - len(reach or change)])
        signed = q.marked and q.span.start < q.core.start
        joined = self.made and _JOIN.match(before) is not None
        name_span = self._opened(left.start, left.start + len(topic))
        words = self._of(name_span)
        if reach not in ("", "实现", "完成") or change:
            if change and not words and previous is None and not self.topic:
                return []
            return self._topic(q, name_span, words, change, previous)
        cut = _verb_cut(words, strong_inside=True)
        if cut:
            name_span = self._opened(name_span.start + cut, name_span.end)
            words = self._of(name_span)
            if not words:
                return self._carried(q, previous, "")
            return [self._named(q, self._text(name_span))]
        if joined and words:
            return [self._named(q, self._text(name_span))]
        if signed or reach:
            return self._topic(q, name_span, words, "", previous)
        if words.endswith(("率", "比例", "占比", "比重")) and q.unit == "%":
            return [self._named(q, self._text(name_span))]
        return []

    def _topic(self, q: Quantity, span: Span, words: str, change: str, previous: Span | None) -> list[Measured]:
        if len(words) < 2:
            return self._carried(q, previous, change)
        self.topic = self._text(span)
        return [self._named(q, self.topic + change)]

    def _carried(self, q: Quantity, previous: Span | None, change: str) -> list[Measured]:
        """A value whose name was said before: 2018年压缩至6个月，2019年压缩至5个月."""
        if self.topic:
            return [self._named(q, self.topic + change)]
        if previous is None:
            return []
        opened = self._opened(previous.start, previous.end)
        cut = _verb_cut(self._of(opened), strong_inside=True)
        name = self._text(self._opened(opened.start + cut, opened.end))
        return [self._named(q, name + change)] if 2 <= len(name) <= 30 else []

    # Open: the clause goes on behind the value.

    def _open(
        self, q: Quantity, left: Span, before: str, right: Span, clause: Span, following: Quantity | None
    ) -> list[Measured]:
        bare = _without_closers(before)
        after = self._of(right)
        opened = self._opened(left.start, left.start + len(bare))
        head = self._of(opened)
        joined = self.made and _JOIN.match(before) is not None
        verb = _ends_with(bare, "make") or _ends_with(bare, "reach")
        cut = len(after)
        if following:
            cut = max(after.rfind(mark) for mark in ("、", "和", "及", "与", "或", _BLANK))
            if cut < 1:
                return []
        name_span = Span(right.start, right.start + cut)
        if after.startswith("的") and verb == "" and (attribute := _verb_cut(head, strong_inside=True)):
            thing = self._text(self._closed_name(Span(right.start + 1, name_span.end)))
            return [self._named(q, thing + self._text(Span(opened.start + attribute, opened.end)))]
        if q.unit == "%" and (not head or verb or head in ("在", "其中")):
            return [self._named(q, self._text(self._closed_name(name_span, whole=True)))]
        per = _PER.search(bare)
        if per:
            whole = self._text(Span(left.start + per.start(), left.start + per.end()))
            return [self._named(q, whole + self._text(self._closed_name(name_span)))]
        if verb or (joined and not head) or (q.marked and not head) or bare.endswith("在"):
            return [self._named(q, self._text(self._closed_name(name_span)))]
        return []

    def _nested_outer(self, q: Quantity, before: str, rest: Span) -> list[Measured]:
        return []

    # Names.

    def _named(self, q: Quantity, name: str) -> Measured:
        return Measured(name, q, q.span)

    def _opened(self, start: int, end: int) -> Span:
        """Leave out what stands before a name and is no part of it: 力争, 其中, 到2025年."""
        words = self._of(Span(start, end))
        at = 0
        while match := _openers().match(words, at):
            at = match.end()
        return Span(start + at, end)

    def _closed_name(self, span: Span, whole: bool = False) -> Span:
        """Leave out what stands behind a name and is no part of it: 建设, 等."""
        words = self._of(span)
        start = len(words) - len(words.lstrip("的 "))
        end = len(words.rstrip(" 、和及与" + _BLANK))
        if whole:
            return Span(span.start + start, span.start + end)
        hidden = words.find("(", start)
        if 0 <= hidden and end - hidden > 14 and hidden > start + 1:
            end = hidden
        tail = _tails().search(words[start:end])
        if tail and tail.start() >= 2:
            end = start + tail.start()
        head = words.rfind("的", start, end)
        if head - start >= 12 and end - head > 4:
            start = head + 1
        return Span(span.start + start, span.start + end)

    def _text(self, span: Span) -> str:
        """The characters of a name, white space and times dropped."""
        words = self._of(span)
        own = self.text[span.start : span.end]
        kept = "".join(c for c, w in zip(own, words, strict=True) if w != _BLANK and not c.isspace())
        return kept[:LONGEST_NAME]


def _working(folded: str, span: Span, times: Sequence[Span], found: Sequence[Quantity]) -> str:
    """Blank the times and hide the marks inside brackets and quotes; a bracket with a quantity is a clause of its own."""
    work = list(span.of(folded))
    inner = [q.core.start - span.start for q in found]
    for match in _BRACKETED.finditer(span.of(folded)):
        if match[0][0] == "(" and any(match.start() < at < match.end() for at in inner):
            work[match.start()] = work[match.end() - 1] = ","
            continue
        for mark in _MARK.finditer(match[0]):
            work[match.start() + mark.start()] = _HIDDEN
    for time in times:
        for at in range(max(time.start, span.start) - span.start, min(time.end, span.end) - span.start):
            work[at] = _BLANK
    return "".join(work)


@cache
def _suffixes(group: str) -> tuple[frozenset[str], int]:
    words = frozenset(lexicon.words(_WORDS, group))
    return words, max(map(len, words))


def _ends_with(text: str, group: str) -> str:
    """The longest word of a group that ends the text, or nothing."""
    words, longest = _suffixes(group)
    return next((text[-n:] for n in range(min(longest, len(text)), 0, -1) if text[-n:] in words), "")


def _without_closers(text: str) -> str:
    """Cut adverbs between a name and its value: 均, 总体, 分别."""
    while True:
        text = text.rstrip(" 、" + _BLANK)
        word = _ends_with(text, "closers")
        if not word or _ends_with(text, "reach") and len(_ends_with(text, "reach")) > len(word):
            return text
        text = text[: -len(word)]


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"[ 、{_BLANK}{_HIDDEN}]|{lexicon.pattern(_WORDS, 'openers')}")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.pattern(_WORDS, 'tails')}$")


@cache
def _verbs(group: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, group))


def _verb_cut(words: str, strong_inside: bool) -> int:
    """Where the name begins behind the verb that counts it: 建成|OPC社区, 全区打造|示范点. 0 where there is none."""
    first = _verbs("make").match(words)
    cut = first.end() if first else 0
    while cut and (more := _verbs("make").match(words, cut)):
        cut = more.end()
    if strong_inside:
        for match in _verbs("strong").finditer(words, cut):
            if len(words) - match.end() >= 2:
                cut = match.end()
    return cut


def _closed(after: str) -> bool:
    """Tell whether the clause ends with the value, or goes on to something new."""
    if not after.strip(" " + _BLANK) or after[0] in "、)/" or after[0] in _HIDDEN:
        return True
    return any(after.startswith(word) for word in lexicon.words(_WORDS, "boundary"))
