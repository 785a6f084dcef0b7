"""Predicates whose clause opens with neither verb nor object, but leads up to them.

With an opener (为老年人|提供|助餐服务, 通过在线办理等方式|简化|程序), or with the one who acts (各区人民政府|建立|台账).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .. import lexicon
from ..span import Span
from .predicate_direct import Predicate, fronted, measure, only_how, plain
from .verbs import (
    ABSTRACT,
    FILLER,
    LEXICON,
    NOMINAL,
    PURE,
    SAYS_HOW,
    SHORTEST_OBJECT,
    VERBS,
    Opening,
    Words,
    hits,
    only_says_how,
    opening,
    verb_at,
    words,
)

_OPENER_OR_MEANS, _ASIDE = words("opener", "means"), words("aside")
_THIRD, _NO_THIRD = words("third"), words("no_third")
_CARRY, _MAKES, _DISPOSED = words("carry"), words("makes"), words("disposed")
_BARE, _BODY_END = words("bare"), words("body_end")
_NOMINAL_OR_ABSTRACT, _NO_THINGS = words("nominal", "abstract"), words("nominal", "abstract", "adverb")


def indirect(text: str, at: Opening, end: int) -> Predicate | None:
    """Read a clause that opens with neither verb nor object: with an opener, or with the one who acts."""
    start = at.start
    opener = _OPENER_OR_MEANS.at(text, start, end)
    if opener > start:
        aside = text[start:opener] in _ASIDE
        if not aside and only_how(text, start, end):
            return None
        led = _led(text, Span(start, opener), end)
        return led or (plain(text, start, end) if at.verb > start else None)
    if _THIRD.at(text, start, end) > start and _NO_THIRD.at(text, start, end) == start:
        return None
    return with_subject(text, start, end)


MEANS = re.compile("(?:方式|形式|途径|手段|渠道|方法)")  # 通过在线办理等方式|简化程序
_ABOUT = frozenset(("对", "对于", "针对"))
_TOWARDS = _ABOUT | {"为", "向", "给", "面向", "按", "按照", "与", "参照", "根据"}


def _led(text: str, opener: Span, end: int) -> Predicate | None:
    """对新增岗位|给予|补贴, 通过在线办理等方式|简化|程序, 以园区为载体|培育|龙头企业."""
    word, start = opener.of(text), opener.end
    if word == "以":
        start = text.find("为", start, end) + 1
        if start == 0:
            return None
    elif word not in _ABOUT and (means := MEANS.search(text, start, end)):
        at = opening(text, means.end(), end).start
        return plain(text, at, end) or _first_verb(text, at, end)
    light = _light(text, opener, end)
    if light and word == "为" and (given := text.rfind("提供", light.end, end)) > 0 and text[given - 1] != "、":
        light = Span(given, given + 2)  # 为依法开展工作|提供|法治保障
    if light:
        return _at_light(text, opener, light, end)
    led = _first_verb(text, start + SHORTEST_OBJECT, end)
    if led and word in _ABOUT and text.find("的", led.verb.end, end) > 0:
        return None  # 对参加活动的企业
    if led is None and word in _WITH:
        led = _made(text, start + SHORTEST_OBJECT, end)
    return led or with_subject(text, opener.end, end)


_WITH = frozenset(("利用", "依托", "通过", "在", "由", "借助"))  # what follows is means or place, not topic


_RESTRAINS = ("控制", "限制", "禁止", "停止", "严禁", "严控")


def _made(text: str, start: int, end: int) -> Predicate | None:
    """利用城市边角空间|建设|口袋球场: a verb that is a noun as well, with a thing behind it."""
    for found in hits("makes").finditer(text, start, end):
        at = Opening(found.start(), verb_at(text, found.start(), end))
        restrained = Span(at.start - len(_RESTRAINS[0]), at.start)
        if restrained.of(text) in _RESTRAINS:
            return Predicate(restrained, Span(at.start, end))  # 在缺电地区严格|控制|建设高耗能项目
        if text[at.start - 1] not in _LISTED and at.verb == found.end() and _thing_follows(text, at.verb, end):
            return plain(text, at.start, end, at.verb)
    return None


def _thing_follows(text: str, start: int, end: int) -> bool:
    return end - start > SHORTEST_OBJECT and _NO_THINGS.at(text, start, end) == start


def _light(text: str, opener: Span, end: int) -> Span | None:
    """The verb that an opener leads up to: 给予 before all others."""
    groups = ("gives", "light") if opener.of(text) in _TOWARDS else ("gives",)
    for group in groups:
        for found in hits(group).finditer(text, opener.end + SHORTEST_OBJECT, end - 1):
            before, after = text[found.start() - 1], text[found.end()]
            listed = before in "、和与及或" or after in "的、" or (before == "的" and group != "gives")
            if not listed and (found[0] in _CARRY or verb_at(text, found.start(), end) == found.end()):
                return Span(*found.span())
    return None


def _mere_verb(word: str) -> bool:
    return word in VERBS and word not in NOMINAL


def _at_light(text: str, opener: Span, light: Span, end: int) -> Predicate | None:
    """What follows the verb is its object: 对设施|进行|改造; a deed that is no noun is the verb (对事项进行|摸底清理)."""
    if light.of(text) not in _CARRY:
        return plain(text, light.start, end)
    target = measure(text, opener.end, light.start) if opener.of(text) in _ABOUT else None
    if target is None or end - light.end < SHORTEST_OBJECT:
        return None
    deed = next((end - n for n in (4, 2) if end - n >= light.end and _mere_verb(text[end - n : end])), None)
    return Predicate(Span(deed, end), target) if deed else Predicate(light, Span(light.end, end))


_LISTED = "的、和与及或之可按"  # before a verb: it stands in a list, after a relative clause, or is allowed


_SHORT_NAME = 4


def _first_verb(text: str, start: int, end: int) -> Predicate | None:
    """The first verb that is no noun, stands in no list and in no relative clause, and has an object."""
    kept: Predicate | None = None
    for at, _ in PURE.find(text, start, end):
        if text[at - 1] in _LISTED or (kept and at < kept.verb.end):
            continue
        if kept and text.find("的", kept.verb.end, at) < 0:
            break
        verb = verb_at(text, at, end)
        named = text[at - 1] == "等" and end - verb <= _SHORT_NAME  # 依托综合试验区等开放载体
        if verb > at and not named and not only_says_how(text, at, verb, end):
            kept = plain(text, at, end, verb) or kept
    if kept and kept.object.end - kept.object.start == SHORTEST_OBJECT:
        target = kept.object.of(text)
        how = kept.verb.of(text) in SAYS_HOW and target in NOMINAL  # 统一部署
        return None if how or target in ABSTRACT else kept  # 新建项目
    return kept


def with_subject(text: str, start: int, end: int) -> Predicate | None:
    """各区要|建立|台账, 县级财政全额|保障|经费, 各区人民政府|制定|实施方案."""
    gives = _light(text, Span(start, start), end)
    if gives:
        return _at_light(text, Span(start, start), gives, end)
    at, duty = Opening(start, start), None
    for lead in _leads(text, start, end):
        word = lead.of(text)
        if word == _ANSWERS:
            duty = lead
        if word in _BARE:
            at = Opening(lead.start, verb_at(text, lead.start, end))
        elif at.start < lead.end:
            at = opening(text, _past_filler(text, lead.end, end), end)
        if at.allowed:
            return None
        if word in _MODALS and text[at.start : at.start + 1] in ("将", "把"):  # 各级政府要把防灾|列入|重点工作
            return fronted(text, at.start + 1, end)
        if (
            at.verb > at.start
            and _takes_object(text, word, at, end)
            and (predicate := plain(text, at.start, end, at.verb))
        ):
            return _duty(text, duty, end) or predicate if duty and _is_mere_deed(text, predicate) else predicate
    return _duty(text, duty, end) if duty else _disposed(text, start, end)


def _is_mere_deed(text: str, predicate: Predicate) -> bool:
    """(负责)跟踪督办: two verbs that are nouns here."""
    return predicate.object.of(text) in VERBS


def _duty(text: str, answers: Span, end: int) -> Predicate | None:
    """负责对从业人员|开展|培训, or what is no deed but a field: 市教育局|负责|人才培养."""
    at = opening(text, answers.end, end)
    if found := indirect(text, at, end) if at.verb == at.start else None:
        return found
    verb = VERBS.at(text, at.start, end)
    relative = verb > at.start and text.find("的", verb, end) > 0  # 负责征收的税务机关
    if relative or end - at.start < _SHORTEST_DUTY or _NO_DUTY.search(text, at.start, end):
        return None
    return Predicate(answers, Span(answers.end, end))


def _past_filler(text: str, start: int, end: int) -> int:
    while start < end and text[start] == FILLER:  # 乡镇□□□□建立
        start += 1
    return start


def _takes_object(text: str, lead: str, at: Opening, end: int) -> bool:
    """A nominal verb after an adverb takes one (重点支持企业融资), unless more nouns follow (特别培训补助政策)."""
    if text[at.start : at.verb] not in NOMINAL or text[at.start : at.verb] in _CARRY:
        return True
    if lead in _BODY_END:
        return text[at.start : at.verb] in _MAKES and _thing_follows(text, at.verb, end)
    return _NOMINAL_OR_ABSTRACT.at(text, at.verb, end) == at.verb


_ANSWERS, _SHORTEST_DUTY = "负责", 4  # 市民政局负责建立台账, 市教育局负责人才培养
_NO_DUTY = re.compile("应当|须|可")
_MODALS = ("要", "应", "应当", "须", _ANSWERS)  # 各区要建立台账
_NO_MODAL = ("主", "重", "需", "必", "纪", "摘")  # 需要
_NO_MODAL_AFTER = frozenset("素求急用点人制同的解任或、,")  # 要素, 负责人, 负责解释


def _leads(text: str, start: int, end: int) -> Iterator[Span]:
    """Find bodies, modals and adverbs: what a verb with a subject comes after."""
    for found in _lead_words().find(text, start, end):
        word, before = found.of(text), text[found.start - 1 : found.start]
        if word in _MODALS:
            if before not in _NO_MODAL and text[found.end : found.end + 1] not in _NO_MODAL_AFTER:
                yield found
        elif len(word) > 1 or before in _LEVELS or before not in _NO_OFFICE.get(word, before):
            yield found


_NO_OFFICE = {"局": "格布全结大当", "厅": "餐客大展"}  # 布局 is no office
_LEVELS = frozenset(("各", "、", "个", "每", "及", "和", ",", ";", "。", "\n", ""))  # before 省, 市, 县 as a level


@cache
def _lead_words() -> Words:
    adverbs = (word for word in lexicon.words(LEXICON, "adverb", "bare") if len(word) > 1)
    return Words((*adverbs, *lexicon.words(LEXICON, "body_end"), *_MODALS))


def _disposed(text: str, start: int, end: int) -> Predicate | None:
    """能取消的坚决|取消: verb at the very end, object in front, an adverb between."""
    after = next((end - n for n in (4, 2) if text[end - n : end] in _DISPOSED), None)
    target = measure(text, start, after) if after else None
    return Predicate(Span(after, end), target) if after and target and target.end < after else None
