"""What a clause commits to: its verb and its object.

A clause of a plan opens with its verb once adverbs and times are taken away (进一步|完善|服务体系). Where it does not,
an opener leads up to the verb (为老年人|提供|助餐服务), the object stands in front (将助餐|纳入|保障范围), or a body
does (各区人民政府|建立|工作台账). Text is expected folded and masked, see `verbs.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .. import lexicon
from ..span import Span
from .verbs import (
    FILLER,
    LEXICON,
    SHORTEST_OBJECT,
    Opening,
    all_verbs,
    endings,
    finder,
    hits,
    only_says_how,
    opening,
    pure_verbs,
    run_at,
    verb_at,
    words,
)

LONGEST_CLAUSE = 1000  # none of the thousand plans counted has one half as long; what is longer is no language


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb and its object, both as places in the text; a fronted object stands before its verb."""

    verb: Span
    object: Span

    @property
    def fronted(self) -> bool:
        """Whether the object stands in front: 将助餐|纳入|保障范围."""
        return self.object.start < self.verb.start


def predicates(text: str, clause: Span) -> Iterator[Predicate]:
    """Give what a clause commits to: nothing, one predicate, or more where 并 joins them.

    >>> text = "进一步建立健全服务体系并将助餐纳入保障范围"
    >>> [(p.verb.of(text), p.object.of(text)) for p in predicates(text, Span(0, len(text)))]
    [('建立健全', '服务体系'), ('纳入', '助餐')]
    """
    start, end = clause
    if end - start > LONGEST_CLAUSE:
        return
    while start < end:
        first = _predicate(text, start, end)
        if first is None:
            return
        second = _second(text, first)
        if second is None:
            yield first
            return
        yield Predicate(first.verb, Span(first.object.start, second))
        start = second


def _second(text: str, first: Predicate) -> int | None:
    """Where 并 opens another predicate of the clause (列出台账|并逐项明确措施); none inside what a verb governs."""
    if first.fronted or first.verb.of(text) in words("govern", "across"):
        return None
    end = first.object.end
    at = text.find("并", first.object.start + SHORTEST_OBJECT, end)
    if at < 0:
        return None
    start, verb, allowed = opening(text, at + 1, end)
    opens = text[start] in "将把" if start < end and verb == start else text[start:verb] not in words("nominal")
    return at if opens and not allowed and _predicate(text, at, end) else None


def _predicate(text: str, start: int, end: int) -> Predicate | None:
    begin, verb, allowed = opening(text, start, end)
    if begin == end or allowed or words("aim").at(text, begin, end) > begin:
        return None
    if text.endswith(endings("condition_end"), begin, end) and not text.endswith("落后", begin, end):
        return None
    if verb > begin and text[begin:verb] not in words("means"):
        state = text[begin:verb] in words("nominal") and _STATE.search(text, max(verb, end - _LONGEST_STATE), end)
        return None if state else _plain(text, begin, end, verb)
    if text[begin] in "将把":
        return _fronted(text, begin + 1, end)
    found = _changed(text, begin, end) or _indirect(text, Opening(begin, verb), end)
    return None if found and not found.fronted and _MAY.search(text, begin, found.verb.start) else found


_LONGEST_STATE = 8
_MORE = "(?:更加|更为|显著|明显|大幅|日益|不断|持续|稳步|基本|全面|进一步)"
_STATE = re.compile(f"{_MORE}[一-鿿]{{2,4}}$")  # 服务机制更加健全
_MAY = re.compile("(?<![许认])可(?!持续|靠|行|再生|控|信|追|视|能|循环|复制|推广)")  # 各地可适当给予


def _indirect(text: str, at: Opening, end: int) -> Predicate | None:
    """Read a clause that opens with neither verb nor object: with an opener, or with the one who acts."""
    start = at.start
    opener = words("opener", "means").at(text, start, end)
    if opener > start:
        aside = text[start:opener] in words("aside")
        if not aside and _only_how(text, start, end):
            return None
        led = _led(text, Span(start, opener), end)
        return led or (_plain(text, start, end) if at.verb > start else None)
    if words("third").at(text, start, end) > start:
        return None
    return _with_subject(text, start, end)


_KINDS = ("等", "的", "多种", "各种", "多样化", "相应", "有效", "有力", "相关", "等多种", "等各种")


def _only_how(text: str, start: int, end: int) -> bool:
    """Whether a clause that opens with its means ends with them too: 通过在线办理等方式, 以社区为依托."""
    if text.endswith(endings("manner_end"), start, end):
        return True
    way = next((n for n in (2, 3) if text[end - n : end] in words("way")), None)
    return way is not None and text.endswith(_KINDS, start, end - way)


_AFTER_LIGHT = "[的、和与及]"  # 完善的
_COMPLEMENT = "[至到](?![位岗村户])|为(?![民农企老])|成(?![立果效长熟员都本品])"  # 提高到; but 落实到位
_PAST = "了(?!解)|过(?![程渡境剩])"  # 建立了
_NO_OBJECT = re.compile(f"{_AFTER_LIGHT}|{_COMPLEMENT}|{_PAST}")


def _plain(text: str, start: int, end: int, first: int | None = None) -> Predicate | None:
    """完善|服务体系."""
    after = run_at(text, start, end, first)
    if after == start or end - after < SHORTEST_OBJECT or _NO_OBJECT.match(text, after):
        return None
    verb = text[start:after]
    if end - after <= SHORTEST_OBJECT * 2 and (verb in words("head") or "、" in verb):
        target = text[after:end]
        if target in all_verbs() and target not in words("nominal"):
            return None  # 统筹实施
    if verb in words("means") and _only_how(text, after, end):
        return None  # 采取奖补等方式
    return Predicate(Span(start, after), Span(after, _before_effect(text, start, after, end)))


_LONGEST_SLOGAN = 10


def _before_effect(text: str, start: int, after: int, end: int) -> int:
    """Cut what is reached off a slogan: 加大投资|创造就业, 稳定外贸|扩大就业; 健全消费促进机制 stays whole."""
    if end - after > _LONGEST_SLOGAN or text[start:after] in words("govern", "across"):
        return end
    for at in (after + 2, after + 3):
        effect = words("effect").at(text, at, end)
        if effect > at and end - effect >= SHORTEST_OBJECT and words("abstract").at(text, effect, end) == effect:
            return at
    return end


def _fronted(text: str, start: int, end: int) -> Predicate | None:
    """将助餐服务|纳入|保障范围, 把办理时限|压缩|到3天: the object stands between."""
    for found in _put().finditer(text, start + SHORTEST_OBJECT, end):
        if text[found.end() : found.end() + 1] not in ("的", "、") and text[found.start() - 1] not in "的、和":
            target = _measure(text, start, found.start())
            return Predicate(Span(*found.span()), target) if target else None
    return None


@cache
def _put() -> re.Pattern[str]:
    strong, weak = lexicon.pattern(LEXICON, "strong"), lexicon.pattern(LEXICON, "fronted")
    return re.compile(f"{strong}|{weak}(?=[至到为成给在于向进入])")


_CHANGED_TO = "[至到为成]"
_LONGEST_MEASURE = 60


def _changed(text: str, start: int, end: int) -> Predicate | None:
    """补助标准|提高|到每人2000元: the measure itself stands in front of the verb."""
    for found in _change().finditer(text, start + SHORTEST_OBJECT, min(end, start + _LONGEST_MEASURE)):
        target = _measure(text, start, found.start())
        if target and text.endswith(endings("changed"), *target):
            return Predicate(Span(*found.span(1)), target)
    return None


@cache
def _change() -> re.Pattern[str]:
    return re.compile(f"({lexicon.pattern(LEXICON, 'change')}){_CHANGED_TO}")


_COUNT = "(?:\\d|[一二三四五六七八九十百千]{1,4}[个年月天])"  # 40, 三年
_BASE = re.compile(f"(?:[由从]|目前的|原来的|现行的)[^由从]{{0,16}}?{_COUNT}")  # 比例|由40%
_WHOLE = ("全部", "统统", "一并")


def _measure(text: str, start: int, end: int) -> Span | None:
    """What stands before its verb, without adverbs and without what it was: 最低首付比例|由40%|统一(调整为20%)."""
    adverbs = words("adverb")
    while end - start > SHORTEST_OBJECT:
        length = next((n for n in (4, 3, 2, 1) if end - n > start and text[end - n : end] in adverbs), 0)
        length = length or SHORTEST_OBJECT * text.endswith(_WHOLE, start, end)
        if not length:
            break
        end -= length
    base = _BASE.search(text, start + SHORTEST_OBJECT, end)
    end = base.start() if base else end
    return Span(start, end) if end - start >= SHORTEST_OBJECT else None


_MEANS = re.compile("(?:方式|形式|途径|手段|渠道|方法)")  # 通过在线办理等方式|简化程序
_ABOUT = frozenset(("对", "对于", "针对"))
_TOWARDS = _ABOUT | {"为", "向", "给", "面向", "按", "按照", "与", "参照", "根据"}


def _led(text: str, opener: Span, end: int) -> Predicate | None:
    """对新增岗位|给予|补贴, 通过在线办理等方式|简化|程序, 以园区为载体|培育|龙头企业."""
    word, start = opener.of(text), opener.end
    if word == "以":
        start = text.find("为", start, end) + 1
        if start == 0:
            return None
    elif word not in _ABOUT and (means := _MEANS.search(text, start, end)):
        at = opening(text, means.end(), end).start
        return _plain(text, at, end) or _first_verb(text, at, end)
    light = _light(text, opener, end)
    if light:
        return _at_light(text, opener, light, end)
    led = _first_verb(text, start + SHORTEST_OBJECT, end)
    if led and word in _ABOUT and text.find("的", led.verb.end, end) > 0:
        return None  # 对参加活动的企业
    return led or _with_subject(text, opener.end, end)


def _light(text: str, opener: Span, end: int) -> Span | None:
    """The verb that an opener leads up to: 给予 before all others."""
    groups = ("gives", "light") if opener.of(text) in _TOWARDS else ("gives",)
    for group in groups:
        for found in hits(group).finditer(text, opener.end + SHORTEST_OBJECT, end - 1):
            before, after = text[found.start() - 1], text[found.end()]
            listed = before in "、和与及或" or after in "的、" or (before == "的" and group != "gives")
            if not listed and (found[0] in words("carry") or verb_at(text, found.start(), end) == found.end()):
                return Span(*found.span())
    return None


def _at_light(text: str, opener: Span, light: Span, end: int) -> Predicate | None:
    """对设施进行|改造 is 改造 the 设施; else what follows the verb is its object."""
    if light.of(text) not in words("carry"):
        return _plain(text, light.start, end)
    target = _measure(text, opener.end, light.start) if opener.of(text) in _ABOUT else None
    verbs = all_verbs()
    deed = next((end - n for n in (4, 2) if end - n >= light.end and verbs.at(text, end - n, end) == end), None)
    return Predicate(Span(deed, end), target) if deed and target else None


_LISTED = "的、和与及或之可按"  # before a verb: it stands in a list, after a relative clause, or is allowed


def _first_verb(text: str, start: int, end: int) -> Predicate | None:
    """The first verb that is no noun, stands in no list and in no relative clause, and has an object."""
    kept: Predicate | None = None
    for found in pure_verbs().finditer(text, start, end):
        at = found.start()
        if text[at - 1] in _LISTED or (kept and at < kept.verb.end):
            continue
        if kept and text.find("的", kept.verb.end, at) < 0:
            break
        verb = verb_at(text, at, end)
        if verb > at and not only_says_how(text, at, verb, end):
            kept = _plain(text, at, end, verb) or kept
    if kept and kept.object.end - kept.object.start == SHORTEST_OBJECT:
        target = kept.object.of(text)
        how = kept.verb.of(text) in words("says_how") and target in words("nominal")  # 统一部署
        return None if how or target in words("abstract") else kept  # 新建项目
    return kept


def _with_subject(text: str, start: int, end: int) -> Predicate | None:
    """各区要|建立|台账, 县级财政全额|保障|经费, 各区人民政府|制定|实施方案."""
    gives = _light(text, Span(start, start), end)
    if gives:
        return _at_light(text, Span(start, start), gives, end)
    at = Opening(start, start)
    for found in _leads(text, start, end):
        if found[0] in words("bare"):
            at = Opening(found.start(), verb_at(text, found.start(), end))
        elif at.start < found.end():
            at = opening(text, _past_filler(text, found.end(), end), end)
        if at.allowed:
            return None
        if (
            at.verb > at.start
            and _takes_object(text, found[0], at, end)
            and (plain := _plain(text, at.start, end, at.verb))
        ):
            return plain
    return _disposed(text, start, end)


def _past_filler(text: str, start: int, end: int) -> int:
    while start < end and text[start] == FILLER:  # 乡镇□□□□建立
        start += 1
    return start


def _takes_object(text: str, lead: str, at: Opening, end: int) -> bool:
    """A nominal verb after an adverb takes one (重点支持企业融资), unless more nouns follow (特别培训补助政策)."""
    if text[at.start : at.verb] not in words("nominal"):
        return True
    return lead not in words("body_end") and words("nominal", "abstract").at(text, at.verb, end) == at.verb


_MODALS = ("要", "应", "应当", "须")  # 各区要建立台账
_NO_MODAL = ("主", "重", "需", "必", "纪", "摘")  # 需要
_NO_MODAL_AFTER = frozenset("素求急用点")  # 要素


def _leads(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find bodies, modals and adverbs: what a verb with a subject comes after."""
    for found in _lead_words().finditer(text, start, end):
        word, before = found[0], text[found.start() - 1 : found.start()]
        if word in _MODALS:
            if before not in _NO_MODAL and text[found.end() : found.end() + 1] not in _NO_MODAL_AFTER:
                yield found
        elif len(word) > 1 or before in _LEVELS:
            yield found


_LEVELS = frozenset(("各", "、", "个", "每", "及", "和", ",", ";", "。", "\n", ""))  # before 省, 市, 县 as a level


@cache
def _lead_words() -> re.Pattern[str]:
    adverbs = (word for word in lexicon.words(LEXICON, "adverb", "bare") if len(word) > 1)
    return finder((*adverbs, *lexicon.words(LEXICON, "body_end"), *_MODALS))


def _disposed(text: str, start: int, end: int) -> Predicate | None:
    """能取消的坚决|取消: verb at the very end, object in front, an adverb between."""
    after = next((end - n for n in (4, 2) if text[end - n : end] in words("disposed")), None)
    target = _measure(text, start, after) if after else None
    return Predicate(Span(after, end), target) if after and target and target.end < after else None


def broken_off(text: str, clause: Span) -> bool:
    """Whether what is governed lacks its verb yet: 企业通过发行债券等方式, 高校依托城市数据空间.

    >>> broken_off("企业通过发行债券等方式", Span(0, 11)), broken_off("企业开展技术改造", Span(0, 8))
    (True, False)
    """
    means = None
    for means in hits("opener_means").finditer(text, *clause):  # noqa: B007  the last one counts
        pass
    if means is None:
        return False
    if _only_how(text, *clause) or text.endswith(endings("condition_end"), *clause):
        return True
    return len(means[0]) > 1 and not pure_verbs().search(text, means.end(), clause.end)


def is_thing(text: str, target: Span) -> bool:
    """Whether what is governed is a thing and no deed: (支持)养老服务业发展.

    >>> is_thing("养老服务业发展", Span(0, 7)), is_thing("企业开拓市场谋发展", Span(0, 9))
    (True, False)
    """
    ends = text.endswith(endings("things"), *target)
    return ends and not pure_verbs().search(text, target.start, target.end - SHORTEST_OBJECT)
