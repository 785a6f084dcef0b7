"""What a clause commits to: its verb and its object.

A clause of a plan opens with its verb once adverbs and times are taken away (进一步|完善|服务体系). Where it does not,
an opener leads up to the verb (为老年人|提供|助餐服务), the object stands in front (将助餐|纳入|保障范围), or a body
does (各区人民政府|建立|工作台账). Text is expected folded and masked, see `verbs.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import compiled
from ..span import Span
from .predicate_direct import Predicate, changed, fronted, only_how, plain
from .predicate_led import indirect, with_subject
from .verbs import (
    ABSTRACT,
    GOVERN_OR_ACROSS,
    MEANS,
    NOMINAL,
    PURE,
    SHORTEST_OBJECT,
    VERBS,
    Opening,
    endings,
    hits,
    opening,
    words,
)

__all__ = ["Predicate", "broken_off", "is_thing", "only_names", "predicates"]

_CONDITION_ENDS, _THING_ENDS, _ACTORS = endings("condition_end"), endings("things"), endings("actors")
_MEANWHILE = tuple(word for word in _CONDITION_ENDS if len(word) > 1)  # 在履行职责前提下
ACROSS, _AIM = words("across"), words("aim")
_NO_LIST_VERBS = words("nominal", "govern", "things", "study", "changed", "disposed")

_SHORT_NAME = 4  # of what may follow a verb that is part of a name: 开发|企业, 服务|外包企业
LONGEST_CLAUSE = 1000  # of 147,000 clauses counted two are longer, both of them lists without a comma


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
        start = second + (text[second] == "、")


def _second(text: str, first: Predicate) -> int | None:
    """Where 并 opens another predicate of the clause (列出台账|并逐项明确措施); none inside what a verb governs."""
    if first.fronted or first.verb.of(text) in GOVERN_OR_ACROSS:
        return None
    end = first.object.end
    if (listed := _listed(text, first)) is not None:
        return listed
    at = text.find("并", first.object.start + SHORTEST_OBJECT, end)
    if at < 0:
        return None
    start, verb, allowed = opening(text, at + 1, end)
    opens = text[start] in "将把" if start < end and verb == start else text[start:verb] not in NOMINAL
    return at if opens and not allowed and _predicate(text, at, end) else None


def _listed(text: str, first: Predicate) -> int | None:
    """Where a second phrase of a list without commas begins: 加快主体培育|、加速成果转化|、加快落实政策."""
    target = first.object
    at = text.find("、", target.start + 2 * SHORTEST_OBJECT, target.end)
    if at < 0 or first.verb.of(text) in _TAKE_CLAUSES or _NO_LIST.search(text, *target):
        return None
    start, verb, _ = opening(text, at + 1, target.end)
    pure = verb > start and text[start:verb] not in _NO_LIST_VERBS
    pure = pure and text[start:verb] not in _BEFORE_NOUNS
    if not pure or _holds_verb(text, target.start, at) or _NOUN_GOES_ON.match(text, verb):
        return None  # 促进院校加强建设、深化改革; 稳定性
    noun = ABSTRACT.at(text, verb, target.end)
    if noun > verb and text[noun : noun + 1] in ("", "、", "和", "及", "与"):
        return None  # 整改措施
    second = _predicate(text, at + 1, target.end)
    listed = second is None or "、" in second.verb.of(text) or second.object.end - second.object.start < 3
    return None if listed else at


_TAKE_CLAUSES = frozenset(("发挥", "解决", "破解", "应对", "防止", "避免"))  # 解决产品无销路、开工无原料难题
_BEFORE_NOUNS = frozenset(("办理", "补充", "恢复", "开放", "配套", "定制", "发放", "集中"))  # 补充耕地指标
_NO_LIST = re.compile("[的等]|相关|□|[\\d一二三四五六七八九十][项个类]")  # 健全机制、完善政策等措施 is one object
_NOUN_GOES_ON = re.compile("[化性型力度率者式]|门户|先导")


def _predicate(text: str, start: int, end: int) -> Predicate | None:
    begin, verb, allowed = opening(text, start, end)
    if begin == end or allowed or _AIM.at(text, begin, end) > begin:
        return None
    if text.endswith(_CONDITION_ENDS, begin, end) and not text.endswith("落后", begin, end):
        return plain(text, begin, end, verb) if _breaks_off(text, begin, verb, end) else None
    if verb > begin and text[begin:verb] not in MEANS:
        if text[begin:verb] not in NOMINAL:
            return plain(text, begin, end, verb)
        if _STATE.search(text, max(verb, end - _LONGEST_STATE), end):
            return None
        return with_subject(text, begin, end) if _OUGHT.search(text, verb, end) else plain(text, begin, end, verb)
    if text[begin] in "将把":
        return fronted(text, begin + 1, end)
    found = changed(text, begin, end) or indirect(text, Opening(begin, verb), end) or _tightened(text, begin, end)
    return None if found and not found.fronted and _MAY.search(text, begin, found.verb.start) else found


def _tightened(text: str, begin: int, end: int) -> Predicate | None:
    """严格|内容审核制度; an adverb elsewhere (严格落实制度, 严格按照规定)."""
    if not text.startswith("严格", begin - 2) or text[begin] in "按遵依根参对在" or text[end - 1] in "下上的后时":
        return None
    return Predicate(Span(begin - 2, begin), Span(begin, end)) if end - begin >= _SHORTEST_RULE else None


_SHORTEST_RULE = 4


def _breaks_off(text: str, begin: int, verb: int, end: int) -> bool:
    """支持企业在疫情防控期间，利用…; 在疫情防控期间，…."""
    return text[begin:verb] in ACROSS and text.endswith(_MEANWHILE, verb, end)


_OUGHT = re.compile("应当|必须|不得|均应")  # 服务单位应当建立台账
_LONGEST_STATE = 8
_MORE = "(?:更加|更为|显著|明显|大幅|日益|不断|持续|稳步|基本|全面|进一步)"
_STATE = compiled(f"{_MORE}[一-鿿]{{2,4}}$")  # 服务机制更加健全
_MAY = re.compile("(?<![许认])可(?!持续|靠|行|再生|控|信|追|视|能|循环|复制|推广)")  # 各地可适当给予


def broken_off(text: str, clause: Span) -> bool:
    """Whether what is governed lacks its verb yet: 企业通过发行债券等方式, 高校依托城市数据空间.

    >>> broken_off("企业通过发行债券等方式", Span(0, 11)), broken_off("企业开展技术改造", Span(0, 8))
    (True, False)
    >>> broken_off("企业在疫情防控期间", Span(0, 9))
    True
    """
    means = None
    for means in hits("opener_means").finditer(text, *clause):  # noqa: B007  the last one counts
        pass
    if means is None:
        return text.endswith(_MEANWHILE, *clause)
    if only_how(text, *clause) or text.endswith(_CONDITION_ENDS, *clause):
        return True
    return len(means[0]) > 1 and not _holds_verb(text, means.end(), clause.end)


def is_thing(text: str, target: Span) -> bool:
    """Whether what is governed is a thing and no deed: (支持)养老服务业发展.

    >>> is_thing("养老服务业发展", Span(0, 7)), is_thing("企业开拓市场谋发展", Span(0, 9))
    (True, False)
    """
    ends = text.endswith(_THING_ENDS, *target)
    return ends and not _holds_verb(text, target.start, target.end - SHORTEST_OBJECT)


def only_names(text: str, target: Span) -> bool:
    """Whether what is governed only says who is to act: (引导)各州市和房地产开发企业.

    >>> [only_names(t, Span(0, len(t))) for t in ("银行和企业", "开发企业", "银行提供贷款的企业", "发展混合所有制的机构")]
    [True, True, False, False]
    """
    if not text.endswith(_ACTORS, *target) or _holds_verb(text, *target):
        return False
    verb = VERBS.at(text, *target)
    return verb == target.start or target.end - verb <= _SHORT_NAME


def _holds_verb(text: str, start: int, end: int) -> bool:
    return next(PURE.find(text, start, end), None) is not None
