"""Quantities with their names, read clause by clause: 新建18个社区服务站 is 18 个 of 社区服务站.

A name stands before its value (志愿者比例达到21%, 新建充电桩30万个) or behind it (新建18个社区服务站). What decides is
whether the clause goes on behind the number, and which verb stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from .. import lexicon
from ..span import Span
from ..values.quantities import Quantity, quantities

LONGEST_NAME = 60
_WORDS = "indicator_words"
_BLANK = "\x01"  # stands for a time expression
_HIDDEN = "\x02"  # stands for a mark inside brackets or quotes
_BRACKETED = re.compile(r'\([^()\n]{0,120}\)|"[^"\n]{0,60}"|《[^《》\n]{0,80}》')
_INCLUDED = re.compile(r"\((?:不?含|包括|以下简称|即)[^()\n]{0,40}\)")  # 50亩(含50亩)
_QUOTED_NAME = re.compile(r'"[^"\n]{0,24}"|《[^《》\n]{0,80}》')
_MARK = re.compile(r"[,;:。!?、]")
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_FULL_STOP = re.compile(r"[。!?\n]")
_AT_LEAST = re.compile(r"(?:至少|最少)(?=[一-鿿]{1,4}$)")  # 至少培育1家
_PER = re.compile(r"每(?:百|千|万|十万|百万)(?:名)?[一-鿿]{1,8}$")  # 每千人口不少于10个托位
_JOIN = re.compile(r"^(?:、|和|及|与|以及|或)")
_FROM = re.compile(
    r"(?:由|从)(?:原来的?|原有的?|现行的?|现在的?|目前的?|现状的?|现有的?|当前的?|上年的?|平均|\x01|每户|每人|每家){0,12}$"
)  # 从平均22个工作日
_COMPARED = re.compile(r"(?:低于|高于|快于|好于)[一-鿿]{2,12}$")  # 低于全国平均水平1个百分点
_EACH = re.compile(r"每[^,]{1,12}$")  # 每个县区至少有1家
_INNER = re.compile(r"(?<=\()[^()\n]{1,120}(?=\))")
_LONG_BRACKET = re.compile(r"[(（][^()（）]{12,}[)）]")
_JOINS = frozenset(("、", "和", "及", "与", "以及", "或"))
_SHARE_OF = re.compile(r"(?P<verb>占|达到|提高到|提升到|提高至|提升至)[^占达提]{2,20}的$")  # 占全市总量的40%
_NOT_REACHED = frozenset("下传到表抵发转送")  # 下达, 传达
_KINDS = re.compile(r"^.{4,}[一-鿿”》]等(?=[一-鿿]{4})")  # 摩博会、博览会等|消费类展会
_EACH_OF = re.compile(r"(?<![年月日户人平])均[^,]{0,6}$")  # 种植、收获机械化率均达到45%
_NESTED = re.compile(r"^(?:各|均|且)?$")  # 2处各不少于50张床位的机构


Sort = Literal["reached", "changed", "made", "bounded", "rated", "share"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its name and the clause it was read from.

    `sort` tells what made it a measure: a verb of reaching (达到), of change (压减), of making (新建), a comparator
    alone (不少于), a name that is a measure (覆盖率100%), or a share that something is done to (80%以上的学校纳入…).
    `framed`: 力争, 确保 or 实现 stand before it.
    """

    name: str
    quantity: Quantity
    clause: Span
    sort: Sort
    framed: bool = False


def measured(folded: str, text: str, span: Span, times: Sequence[Span]) -> Iterator[Measured]:
    """Give the named quantities of a paragraph, in order; `times` are its time expressions, none of them a quantity."""
    named = [Span(m.start() + span.start, m.end() + span.start) for m in _QUOTED_NAME.finditer(span.of(folded))]
    apart = sorted((*times, *named))
    apart += [Span(m.start() + span.start, m.end() + span.start) for m in _INCLUDED.finditer(span.of(folded))]
    found = [q for q in quantities(folded, span) if not any(q.core.meets(other) for other in apart)]
    if found:
        yield from _Reader(folded, text, span, times, found).run()


@dataclass(slots=True)
class _Place:
    """One quantity in its clause: the words before it (from the last name on) and behind it (to the next quantity)."""

    q: Quantity
    clause: Span
    left: Span
    right: Span
    previous: Span | None
    following: Quantity | None
    framed: bool = False


class _Reader:
    """Reads one paragraph. `work` is its folded text with times blanked and marks inside brackets hidden."""

    def __init__(self, folded: str, text: str, span: Span, times: Sequence[Span], found: list[Quantity]) -> None:
        self.text, self.base, self.found = text, span.start, found
        self.work = _working(folded, span, times, found)
        self.clauses = [Span(m.start() + self.base, m.end() + self.base) for m in _CLAUSE.finditer(self.work)]
        self.topic = ""  # the last name that stood before its value, in this sentence
        self.made = False  # a name was found in this clause
        self.counted = False  # a name was found in this sentence
        self.first, self.lent = "", False  # the first name of a list, and whether a later one shares its head
        self.consumed: Quantity | None = None  # read already, with the one before it
        self.rest: list[str] = []  # names that wait for their values: 分别达到65%和55%
        self.edge = self.base  # where the words before the next quantity begin

    def run(self) -> Iterator[Measured]:
        """Go through the clauses with their quantities, in step."""
        waiting = list(reversed(self.found))
        last = self.base
        for i, clause in enumerate(self.clauses):
            here: list[Quantity] = []
            while waiting and waiting[-1].core.start < clause.end:
                here.append(waiting.pop())
            if here:
                if _FULL_STOP.search(self._of(Span(last, clause.start))):
                    self.topic, self.counted = "", False
                last = clause.start
                yield from self._clause(clause, here, self._before(i))

    def _before(self, i: int) -> Span | None:
        """The clause before, of the same sentence."""
        if i == 0:
            return None
        between = self._of(Span(self.clauses[i - 1].end, self.clauses[i].start))
        return None if _FULL_STOP.search(between) else self.clauses[i - 1]

    def _of(self, span: Span) -> str:
        return self.work[span.start - self.base : span.end - self.base]

    def _clause(self, clause: Span, here: list[Quantity], previous: Span | None) -> Iterator[Measured]:
        self.made, self.edge, self.rest, self.first, self.lent = False, clause.start, [], "", False
        for i, q in enumerate(here):
            following = here[i + 1] if i + 1 < len(here) else None
            left = Span(self.edge, max(q.span.start, self.edge))
            right = Span(
                min(q.span.end, clause.end), max(following.span.start, q.span.end) if following else clause.end
            )
            if right.end < right.start:
                continue
            place = _Place(q, clause, left, right, previous, following)
            found = [] if q is self.consumed else self._judge(place)
            if found:
                self.made = self.counted = True
            if found or _joins(self._of(right)):
                self.edge = max(self.edge, q.span.end)
            yield from found
            if found and found[0].sort == "share" and following and not _joins(self._of(right)):
                return

    def _judge(self, place: _Place) -> list[Measured]:
        self._at_least(place)
        before, after = self._of(place.left).rstrip(), self._of(place.right)
        if place.q.core.end > place.q.core.start and self._signed_sum(place):
            return []
        baseline = _FROM.search(before)
        if baseline and place.following and _ends_with(_without_closers(after)[0], "reach"):
            self.work = self._blanked(place.left.start + baseline.start(), place.q.span.end)
            return []
        if place.following and place.following.marked and _NESTED.match(after):
            return self._nested(place, before)
        if _closed(after):
            return self._closed(place, before)
        return self._open(place, before, after)

    def _signed_sum(self, place: _Place) -> bool:
        """Tell a number in a formula: 1名团长+3名导师, 15±5%."""
        before = self._of(Span(max(self.base, place.q.span.start - 1), place.q.span.start))
        after = self._of(place.right)
        return any(mark in "+*/×±=÷" for mark in before + after[:1]) or "+" in after[:8]

    def _blanked(self, start: int, end: int) -> str:
        """Hide an old value, so that the name stands next to the new one: 从平均22个工作日|压缩至平均9个工作日."""
        start, end = start - self.base, end - self.base
        return self.work[:start] + _BLANK * (end - start) + self.work[end:]

    def _at_least(self, place: _Place) -> None:
        """Take in a comparator that stands before the verb: 至少培育1家."""
        match = _AT_LEAST.search(self._of(place.left))
        if match and not place.q.marked and place.q.value_max is None:
            start = place.left.start + match.start()
            place.q = replace(place.q, comparator=">=", marked=True, span=Span(start, place.q.span.end))
            place.left = Span(place.left.start, place.q.core.start)
            self.work = self._blanked(start, start + len(match[0]))

    # Closed: the name stands before the value.

    def _closed(self, place: _Place, before: str) -> list[Measured]:
        q = place.q
        if self.rest and before in _JOINS:
            return self._named(place, self.rest.pop(0), "reached")
        if before.endswith("的") and q.unit in ("%", None):
            return self._share_of(place, before)
        bare, place.framed = _without_closers(before)
        reach = _ends_with(bare, "reach")
        change = "" if reach else _ends_with(bare, "change")
        topic, framed = _without_closers(bare[: len(bare) - len(reach or change)])
        place.framed |= framed
        span = self._opened(place, place.left.start, place.left.start + len(topic))
        words = self._of(span)
        if change and len(words) < 2 and place.previous is None and not self.topic:
            return []
        if reach or change:
            return self._topic(place, span, change)
        if "新增" in words and words.endswith(lexicon.words(_WORDS, "kept_new")):
            return self._named(place, self._text(span), "made")
        cut = _verb_cut(words)
        if cut:
            span = self._opened(place, span.start + cut, span.end)
            if span.end - span.start < 2:
                return self._carried(place, "", "made")
            return self._parts(place, span, "made")
        if _COMPARED.search(words):
            return self._named(place, self._text(span), "changed")
        if q.marked and q.span.start < q.core.start:
            place.framed |= self.counted and before.startswith("其中")
            return self._topic(place, span, "", "bounded")
        if words.endswith(lexicon.words(_WORDS, "rates")) or "每千" in words or "每万" in words:
            return self._parts(place, span, "rated")
        if _ends_with(words, "strong"):  # 推动城中村改造6268户
            return self._parts(place, span, "rated")
        if len(words) > 1 and (self.made or place.framed or self.counted and before.startswith("其中")):
            return self._named(place, self._text(span), "made")
        return []

    def _share_of(self, place: _Place, before: str) -> list[Measured]:
        """土地面积达到建成区面积的20%, 消费量占总量的15%; not 不超过实际投入的30%."""
        match = _SHARE_OF.search(before)
        if match is None:
            return []
        end = match.start() if match["verb"] != "占" else len(before) - 1
        span = self._opened(place, place.left.start, place.left.start + end)
        return self._named(place, self._text(span), "reached") if span.end - span.start > 1 else []

    def _topic(self, place: _Place, span: Span, change: str, sort: Sort | None = None) -> list[Measured]:
        sort = sort or ("changed" if change else "reached")
        if len(self._of(span).strip(_BLANK)) < 2:
            return self._carried(place, change, sort)
        cut = _verb_cut(self._of(span)) if sort == "bounded" else 0
        span = self._opened(place, span.start + cut, span.end)
        self.topic = self._text(span)
        return self._parts(place, span, sort, change)

    def _parts(self, place: _Place, span: Span, sort: Sort, change: str = "") -> list[Measured]:
        """Give each of several names that share one value or have one each: 种植、收获机械化率均达到45%."""
        before = self._of(place.left)
        name = self._text(span)
        if _EACH_OF.search(before) or "分别" in before[-10:]:
            names = split_names(name)
            if "分别" in before[-10:] and place.following:
                self.rest = [n + change for n in names[1:]]
                names = names[:1]
            return [m for n in names for m in self._named(place, n + change, sort)]
        return self._named(place, name + change, sort)

    def _carried(self, place: _Place, change: str, sort: Sort) -> list[Measured]:
        """A value whose name was said before: 2018年压缩至6个月，2019年压缩至5个月."""
        if self.topic:
            return self._named(place, self.topic + change, sort)
        if place.previous is None or any(place.previous.holds(q.core) for q in self.found):
            return []
        span = self._opened(place, place.previous.start, place.previous.end)
        name = self._text(self._opened(place, span.start + _verb_cut(self._of(span)), span.end))
        return self._named(place, name + change, sort) if 2 <= len(name) <= 30 else []

    # Open: the clause goes on behind the value.

    def _open(self, place: _Place, before: str, after: str) -> list[Measured]:
        q = place.q
        bare, place.framed = _without_closers(before)
        opened = self._opened(place, place.left.start, place.left.start + len(bare))
        head = self._of(opened)
        joined = self.made and _joins(before)
        verb = _ends_with(bare, "make") or _ends_with(bare, "adjacent") or _ends_with(bare, "reach")
        cut = len(after)
        share = q.unit == "%" or q.unit is None
        if place.following and not (share and not head):
            cut = max(after.rfind(mark) for mark in ("、", "和", "及", "与", "或", _BLANK))
            if cut < 1:
                return self._attributed(place, verb)
        name = Span(place.right.start, place.right.start + cut)
        attribute = _verb_cut(head) if after.startswith("的") and not verb else 0
        if attribute and not head[attribute:].startswith(("一批", "一个", "若干", "一些")):
            thing = self._text(self._thing(Span(name.start + 1, name.end)))
            return self._named(place, thing + self._text(Span(opened.start + attribute, opened.end)), "made")
        if after.startswith("的") and not verb and q.marked and not share:
            return []  # 200万元以下的采购项目
        if share:
            return self._share(place, opened, head, verb, name)
        per = _PER.search(bare)
        if per:
            whole = self._text(Span(place.left.start + per.start(), place.left.start + per.end()))
            inner = _verbs("make").search(after, 2)
            name = Span(name.start, min(name.end, name.start + inner.start())) if inner else name
            return self._named(place, whole + self._text(self._thing(name)), "bounded")
        if verb or (joined and not head) or _stands_alone(q, before, bare, head):
            self.edge = name.end
            return self._named(place, self._text(self._thing(name)), "made" if verb or joined else "bounded")
        return []

    def _attributed(self, place: _Place, verb: str) -> list[Measured]:
        """建成10个以上总面积超100万平方米的社区: 10 个 of 社区."""
        following = place.following
        if not verb or following is None:
            return []
        rest = Span(following.span.end, place.clause.end)
        words = self._of(rest)
        if not words.startswith("的") or any(rest.holds(q.core) for q in self.found):
            return []
        self.consumed = following
        return self._named(place, self._text(self._thing(rest)), "made")

    def _share(self, place: _Place, opened: Span, head: str, verb: str, name: Span) -> list[Measured]:
        """80%以上的学校纳入教联体; 医疗机构预留30%的号源."""
        head = head.removesuffix("在")
        if verb and len(head) - len(verb) >= 2:
            subject = self._text(Span(opened.start, opened.start + len(head)))
            return self._named(place, subject + "的" + self._text(self._thing(name)), "share")
        if not head or verb or head == "其中":
            return self._named(place, self._text(self._thing(name, whole=True)), "share")
        if place.framed and name.end - name.start <= 6:  # 实现博物馆安防100%达标
            return self._named(
                place, self._text(Span(opened.start, opened.start + len(head))) + self._text(name), "share"
            )
        return []

    def _nested(self, place: _Place, before: str) -> list[Measured]:
        """2处各不少于50张床位的机构: 2 处 of 机构, 50 张 of 机构床位."""
        following = place.following
        rest = Span(following.span.end, place.clause.end) if following else place.right
        words = self._of(rest)
        at = words.find("的")
        if at < 1 or not _ends_with(_without_closers(before)[0], "make") or following is None:
            return []
        thing = self._text(self._thing(Span(rest.start + at + 1, rest.end)))
        part = self._text(Span(rest.start, rest.start + at))
        inner, self.consumed = replace(place, q=following), following
        return [*self._named(place, thing, "made"), *self._named(inner, thing + part, "made")]

    # Names.

    def _named(self, place: _Place, name: str, sort: Sort) -> list[Measured]:
        name = _KINDS.sub("", name) if sort == "made" else name
        if (
            self.first
            and len(name) <= 3
            and _joins(self._of(place.left))
            and (self.lent or name[-1:] == self.first[-1])
        ):
            self.lent, name = True, self.first[:-3] + name  # 旅游美食体验店360家、示范店40家
        else:
            self.first, self.lent = name if len(name) > 5 else "", False
        return [Measured(name[:LONGEST_NAME], place.q, place.clause, sort, place.framed)]

    def _opened(self, place: _Place, start: int, end: int) -> Span:
        """Leave out what stands before a name and is no part of it: 力争, 其中, 到2025年, 各市将."""
        words = self._of(Span(start, end))
        at = max(0, max(words.rfind("将"), words.rfind("把")) + 1)
        if words[at : at + 1] in ("来", "军", "关", "握", "手"):
            at = 0
        while not _guards().match(words, at) and (match := _openers().match(words, at)):
            place.framed |= match[0] in lexicon.words(_WORDS, "framing")
            at = match.end()
        return Span(min(start + at, max(end, start)), max(end, start))

    def _thing(self, span: Span, whole: bool = False) -> Span:
        """Leave out what stands behind a name and is no part of it: 建设, 等."""
        words = _INNER.sub(lambda m: _HIDDEN * len(m[0]), self._of(span))
        start = len(words) - len(words.lstrip("的 "))
        end = len(words.rstrip(" 、和及与" + _BLANK))
        if whole or end <= start:
            return Span(span.start + start, span.start + max(start, end))
        bracket = words.find("(", start)
        closing = words.find(")", bracket) if bracket > start + 1 else -1
        if closing - bracket > 14 and closing >= end - 1:
            end = bracket
        broken = _verbs("breaks").search(words, start + 4, end)
        if broken and words[broken.end() : broken.end() + 1] not in ("力", "性", "的", "型", ""):
            end = broken.start()
        tail = _tails().search(words[start:end])
        if tail and tail.start() >= 2:
            end = start + tail.start()
        head = words.rfind("的", start, end)
        if head - start >= 12 and end - head > 4 and not _ends_with(words[:end], "make"):
            start = head + 1
        return Span(span.start + start, span.start + end)

    def _text(self, span: Span) -> str:
        """The characters of a name, white space and times dropped, long brackets too."""
        words = self._of(span)
        own = self.text[span.start : span.end]
        kept = "".join(c for c, w in zip(own, words, strict=True) if w != _BLANK and not c.isspace())
        return _LONG_BRACKET.sub("", kept).strip("、，的")


def split_names(name: str) -> list[str]:
    """Give back to each of several names what they share.

    >>> split_names("马铃薯种植、收获机械化率"), split_names("一般登记、抵押登记业务办理时间")
    (['马铃薯种植机械化率', '马铃薯收获机械化率'], ['一般登记业务办理时间', '抵押登记业务办理时间'])
    """
    parts = [p for p in re.split("、|和|及|与", name) if p]
    if len(parts) < 2:
        return [name]
    first, last = parts[0], parts[-1]
    at = last.find(first[-2:])
    if 0 < at:
        tail = last[at + 2 :]
        return [*(p + tail for p in parts[:-1]), last]
    tail = last[2:]
    front = first[:-2] if len(first) > 4 and not first.endswith(("率", "量", "数")) else ""
    if first.endswith(tail[-1:] or "率") or first.endswith(lexicon.words(_WORDS, "rates")):
        return parts
    return [first + tail, *(front + p + tail for p in parts[1:-1]), front + last]


def _stands_alone(q: Quantity, before: str, bare: str, head: str) -> bool:
    """Tell whether a number counts what follows though no verb stands before it: 每个县至少1家医院, 在22个城市试点."""
    if before.endswith("的"):  # 解决群众关注的100项问题
        return _verb_cut(head) > 0
    return before.endswith("在") or (q.marked and (not head or _EACH.search(bare) is not None))


def _joins(words: str) -> bool:
    return _JOIN.match(words) is not None


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
    found = next((text[-n:] for n in range(min(longest, len(text)), 0, -1) if text[-n:] in words), "")
    return "" if found == "达" and text[-2:-1] in _NOT_REACHED else found


def _without_closers(text: str) -> tuple[str, bool]:
    """Cut adverbs between a name and its value (均, 总体, 分别), and tell whether one of them frames it (力争)."""
    framed = False
    while True:
        text = text.rstrip(" 、" + _BLANK)
        word = _ends_with(text, "closers")
        if not word or _ends_with(text, "whole") or len(_ends_with(text, "reach")) > len(word):
            return text, framed
        framed |= word in lexicon.words(_WORDS, "framing")
        text = text[: -len(word)]


@cache
def _guards() -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, "guarded"))


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"[ 、{_BLANK}{_HIDDEN}]|{lexicon.pattern(_WORDS, 'openers')}")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.pattern(_WORDS, 'tails')}$")


@cache
def _verbs(group: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern(_WORDS, group))


def _verb_cut(words: str) -> int:
    """Where the name begins behind the verb that counts it: 建成|OPC社区, 全区打造|示范点. 0 where there is none."""
    first = None if _guards().match(words) else _verbs("make").match(words)
    cut = first.end() if first else 0
    while cut and not _guards().match(words, cut) and (more := _verbs("make").match(words, cut)):
        if more.end() == len(words):
            break
        cut = more.end()
    for match in _verbs("strong").finditer(words, cut):
        if _guards().match(words, match.start()):
            continue
        rest = words[match.end() :]
        if len(rest) >= 2 and rest[0] not in "的率" and rest not in lexicon.words(_WORDS, "make"):
            cut = match.end()
    return cut


def _closed(after: str) -> bool:
    """Tell whether the clause ends with the value, or goes on to something new."""
    if after.strip(" " + _BLANK) in ("", "至", "到", *_JOINS) or after[0] in "、)/" or after[0] in _HIDDEN:
        return True
    return any(after.startswith(word) for word in lexicon.words(_WORDS, "boundary"))
