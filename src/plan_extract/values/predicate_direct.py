"""Predicates whose clause opens with verb or object: 完善|服务体系, 将助餐|纳入|保障范围, 补助标准|提高|到200元."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..span import Span
from .verbs import (
    ABSTRACT,
    ADVERB,
    GOVERN_OR_ACROSS,
    HEAD,
    LEXICON,
    MEANS,
    NOMINAL,
    NOUN_WHOLE,
    SHORTEST_OBJECT,
    VERBS,
    endings,
    opening,
    run_at,
    words,
)

_CHANGED_ENDS, _MANNER_ENDS = endings("changed"), endings("manner_end")
_EFFECT, _WAY = words("effect"), words("way")
_NO_SLOGAN = words("govern", "across", "nominal")


class Predicate(NamedTuple):
    """A verb and its object, both as places in the text; a fronted object stands before its verb."""

    verb: Span
    object: Span

    @property
    def fronted(self) -> bool:
        """Whether the object stands in front: 将助餐|纳入|保障范围."""
        return self.object.start < self.verb.start


_KINDS = ("等", "的", "多种", "各种", "多样化", "相应", "有效", "有力", "相关", "等多种", "等各种")


def only_how(text: str, start: int, end: int) -> bool:
    """Whether a clause that opens with its means ends with them too: 通过在线办理等方式, 以社区为依托."""
    if text.endswith(_MANNER_ENDS, start, end):
        return True
    way = next((n for n in (2, 3) if text[end - n : end] in _WAY), None)
    return way is not None and text.endswith(_KINDS, start, end - way)


_AFTER_LIGHT = "[的、和及]|之(?!江)"  # 完善的, 发布之日
_COMPLEMENT = "[至到](?![位岗村户])|为(?![民农企老])|成(?![立果效长熟员都本品分套人活交就型])"  # 提高到; but 落实到位
_PAST = "了(?!解)|过(?![程渡境剩])"  # 建立了
_NO_THING = "等(?![级候次量额同待效])|向社会"  # 监管|等工作, 报告|向社会公开
_NO_OBJECT = re.compile(f"{_AFTER_LIGHT}|{_COMPLEMENT}|{_PAST}|{_NO_THING}")
_FIRST_DONE = re.compile("后(?!续|备|勤|期|台)")  # 完成竣工验收|后办理登记
_AMOUNT = re.compile(r"[\d.,]+[余多]?[万亿]?(?:元|吨|亩|户|套|人)?(?:以上|左右|\(\S{1,6}\))?")  # 全年|完成|3200亿元


def plain(text: str, start: int, end: int, first: int | None = None) -> Predicate | None:
    """完善|服务体系."""
    after = run_at(text, start, end, first)
    if after == start:
        return None
    verb = text[start:after]
    if text[after : after + 1] == "并" and (more := opening(text, after + 1, end)).verb > more.start:
        after = run_at(text, more.start, end, more.verb)  # 强化|并综合运用|法律手段
    if end - after < SHORTEST_OBJECT or _no_object(text, verb, after, end):
        return None
    if end - after <= SHORTEST_OBJECT * 2 and (verb in HEAD or "、" in verb):
        target = text[after:end]
        if target in VERBS and target not in NOMINAL:
            return None  # 统筹实施
    if verb.endswith("完成") and (_AMOUNT.fullmatch(text, after, end) or _FIRST_DONE.search(text, after, end)):
        return None  # what is reached, no deed
    if verb in MEANS and only_how(text, after, end):
        return None  # 采取奖补等方式
    return Predicate(Span(start, start + len(verb)), Span(after, _before_effect(text, start, after, end)))


def _no_object(text: str, verb: str, after: int, end: int) -> bool:
    """完善的, 提高到, 建立了, 建设与管理; but 加强与周边地区的对接, 鼓励为创业者提供服务."""
    if text[after] == "与":
        return VERBS.at(text, after + 1, end) > after + 1
    if (text[after] == "为" and verb in GOVERN_OR_ACROSS) or (text[after] == "成" and verb == "发挥"):
        return False
    return _NO_OBJECT.match(text, after) is not None


_LONGEST_SLOGAN = 10


def _before_effect(text: str, start: int, after: int, end: int) -> int:
    """Cut what is reached off a slogan: 加大投资|创造就业, 稳定外贸|扩大就业; 健全消费促进机制 stays whole."""
    if end - after > _LONGEST_SLOGAN or text[start:after] in _NO_SLOGAN:
        return end
    for at in (after + 2, after + 3):
        effect = _EFFECT.at(text, at, end)
        if effect > at and end - effect >= SHORTEST_OBJECT and _stands_alone(text, at, effect, end):
            return at
    return end


def _stands_alone(text: str, at: int, effect: int, end: int) -> bool:
    """The verb of an effect is no part of a noun: 加大人才|保障房供给."""
    listed = text[effect] in "和与及、"  # 加强残疾人保障和救助
    return not listed and ABSTRACT.at(text, effect, end) == effect and NOUN_WHOLE.at(text, at, end) == at


def fronted(text: str, start: int, end: int) -> Predicate | None:
    """将助餐服务|纳入|保障范围, 把办理时限|压缩|到3天: the object stands between."""
    for found in _put().finditer(text, start + SHORTEST_OBJECT, end):
        if text[found.end() : found.end() + 1] not in ("的", "、") and text[found.start() - 1] not in "的、和":
            target = measure(text, start, _before_how(text, start, found.start()))
            return Predicate(Span(*found.span()), target) if target else None
    return None


_HOW = re.compile("(?:通过|采取|采用|按照|(?<![自理])由|(?<!服)从(?![业事])|以(?![上下内外前后来及]))(?=[^的]*$)")


def _before_how(text: str, start: int, end: int) -> int:
    """将在建项目|通过备案等方式|(纳入名单), 把办理时限|由5天|(压缩到3天): how and from what are no part of the object."""
    how = _HOW.search(text[start + SHORTEST_OBJECT : end])
    return start + SHORTEST_OBJECT + how.start() if how else end


@cache
def _put() -> re.Pattern[str]:
    strong, weak = lexicon.pattern(LEXICON, "strong"), lexicon.pattern(LEXICON, "fronted")
    return re.compile(f"{strong}|{weak}(?=[至到为成给在于向进入])")


_CHANGED_TO = "[至到为成]"
_LONGEST_MEASURE = 60


def changed(text: str, start: int, end: int) -> Predicate | None:
    """补助标准|提高|到每人2000元: the measure itself stands in front of the verb."""
    for found in _change().finditer(text, start + SHORTEST_OBJECT, min(end, start + _LONGEST_MEASURE)):
        target = measure(text, start, found.start())
        if target and text.endswith(_CHANGED_ENDS, *target):
            return Predicate(Span(*found.span(1)), target)
    return None


@cache
def _change() -> re.Pattern[str]:
    return re.compile(f"({lexicon.pattern(LEXICON, 'change')}){_CHANGED_TO}")


_COUNT = "(?:\\d|[一二三四五六七八九十百千]{1,4}[个年月天])"  # 40, 三年
_BASE = re.compile(f"(?:[由从]|目前的|原来的|现行的)[^由从]{{0,16}}?{_COUNT}")  # 比例|由40%
_WHOLE = ("全部", "统统", "一并")


def measure(text: str, start: int, end: int) -> Span | None:
    """What stands before its verb, without adverbs and without what it was: 最低首付比例|由40%|统一(调整为20%)."""
    adverbs = ADVERB
    while end - start > SHORTEST_OBJECT:
        length = next((n for n in (4, 3, 2, 1) if end - n > start and text[end - n : end] in adverbs), 0)
        length = length or SHORTEST_OBJECT * text.endswith(_WHOLE, start, end)
        if not length:
            break
        end -= length
    base = _BASE.search(text, start + SHORTEST_OBJECT, end)
    end = base.start() if base else end
    return Span(start, end) if end - start >= SHORTEST_OBJECT else None
