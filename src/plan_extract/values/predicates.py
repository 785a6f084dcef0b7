"""What a clause commits to: its verb and its object.

A clause of a plan opens with its verb once adverbs and times are taken away (进一步|完善|服务体系). Where it does not, an
opener leads up to the verb (为老年人|提供|助餐服务), the object stands in front (将助餐|纳入|保障范围), or a body does
(各区人民政府|建立|工作台账). Verbs come from the lexicon alone; they are looked up, not guessed.

Text is expected folded, with brackets and quotations masked (see `masked`): no verb inside them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .. import lexicon
from ..span import Span

LEXICON = "action_verbs"
VERB_GROUPS = ("govern", "build", "raise", "lower", "do")
FILLER = "□"
SHORTEST_OBJECT = 2


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb where it stands (`verb`, without what may be left out) and its object, both as places in the text."""

    verb: Span
    object: Span


class Words:
    """A word list that is asked what begins at a place: a look-up by first character, then by length."""

    def __init__(self, words: Iterable[str]) -> None:
        self.all = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self.all:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def at(self, text: str, start: int, end: int) -> int:
        """Give where the longest word that begins at `start` ends, or `start` itself if none does."""
        for length in self._lengths.get(text[start : start + 1], ()):
            if start + length <= end and text[start : start + length] in self.all:
                return start + length
        return start


@cache
def words(*groups: str) -> Words:
    """Give word groups of the lexicon, ready to be asked."""
    return Words(lexicon.words(LEXICON, *groups))


_BRACKET = r"\([^()\n]{0,400}\)"  # （区）
_QUOTE = r'"[^"\n。]{0,80}"'  # “一件事”
_TITLE = r"《[^《》\n]{0,120}》"  # 《管理办法》
_MASKED = re.compile(f"{_BRACKET}|{_QUOTE}|{_TITLE}")


def masked(folded: str) -> str:
    """Blank out brackets, quotations and titles, one to one, so that nothing inside them is read.

    >>> masked('实施"智慧(城市)"行动(含试点)')
    '实施□□□□□□□□行动□□□□□'
    """
    for _ in range(2):  # a bracket in a bracket
        folded = _MASKED.sub(lambda m: FILLER * len(m[0]), folded)
    return folded


_YEAR = f"(?:(?:19|20)\\d\\d年?|[明今本当]年|{FILLER}{{2,8}}(?=时期|期间|末|中期))"  # 2025年, 明年, “十四五”末
_SPAN = "[\\d一二两三四五]{1,2}(?:[-~至到][\\d一二两三四五]{1,2})?年"  # 三年, 3-5年
_PART = "(?:\\d{1,2}月|\\d{1,2}日|[上下]半年|第?[一二三四1-4]季度|[上中下]旬)"  # 6月, 上半年
_EDGE = "(?:时期|期间|年?底|年?末|年?初|中期|之?前|之?后|以?内|起|开始|间|中)"  # 底前
_CASE = "符合[^,的]{0,10}的"  # 符合条件的
_TIME = re.compile(
    f"(?:{_CASE}|(?:力争|预计|争取)?[到至自从在于用]?(?:利用)?"
    f"(?:{_YEAR}(?:[-~至到和、]{_YEAR})?|{_SPAN}|年(?=[底末初内中]){_EDGE}){_PART}{{0,3}}{_EDGE}{{0,3}})"
)  # 到2025年底前


def opening(text: str, start: int, end: int) -> tuple[int, bool]:
    """Step over adverbs, times and joining words; tell too whether a word of permission was among them."""
    adverbs, permissions = words("adverb"), words("permission")
    allowed = False
    while start < end:
        if verb_at(text, start, end) > start and not _is_adverb_here(text, start, end):
            break
        after = adverbs.at(text, start, end)
        if after == start and (permitted := permissions.at(text, start, end)) > start:
            after, allowed = permitted, True
        if after == start and (time := _TIME.match(text, start, end)):
            after = time.end()
        if after == start and _is_adverb_here(text, start, end):
            after = verb_at(text, start, end)
        if after == start:
            break
        start = after
    return start, allowed


def _is_adverb_here(text: str, start: int, end: int) -> bool:
    """规范 in 规范确定资本金比例: a verb, but before a verb that is no noun it only says how."""
    after = words("time_free").at(text, start, end)
    if after == start or verb_at(text, start, end) != after:
        return False
    second = verb_at(text, after, end)
    return second > after and text[after:second] not in words("nominal").all


def verb_at(text: str, start: int, end: int) -> int:
    """Give where the verb that begins at `start` ends (`start` if none does, or if it is part of a noun: 服务业)."""
    negation = words("negation").at(text, start, end)
    if negation > start:
        after = words(*VERB_GROUPS).at(text, negation, end)
        return after if after > negation else start
    after = words(*VERB_GROUPS).at(text, start, end)
    if after == start:
        return start
    tail = text[after : after + 1]
    if tail in ("的", "者"):
        return start
    if words("noun_whole").at(text, start, end) > start:
        return start
    if text[start:after] in words("nominal").all and words("noun_tail").at(text, after, end) > after:
        return start
    return after


def run_at(text: str, start: int, end: int) -> int:
    """Give where the run of verbs that begins at `start` ends: 建立健全, 加快推进, 调整和实施, 新建、改建、扩建."""
    after = verb_at(text, start, end)
    if after == start or text[start:after] in words("govern").all:
        return after
    previous = text[start:after]
    while True:
        joined = after + 1 if text[after : after + 1] in words("join").all else after
        second = verb_at(text, joined, end)
        if second == joined or not _runs(text, previous, Span(joined, second), end, joined > after):
            return after
        previous, after = text[joined:second], second


def _runs(text: str, previous: str, second: Span, end: int, joined: bool) -> bool:
    """Whether the second verb makes one verb with the first, or begins its object (加强|管理, 制定|降低成本方案)."""
    rest, verb = Span(second.end, end), second.of(text)
    if rest.end - rest.start < SHORTEST_OBJECT:
        return False
    nominal = verb in words("nominal").all
    if nominal and (words("abstract").at(text, rest.start, end) > rest.start or text[rest.start] in "、和与及"):
        return joined and text[rest.start] in "、和与及"
    if joined:
        return not nominal or previous not in words("nominal").all or text[second.start - 1] == "、"
    if previous in words("head").all:
        return verb not in words("govern").all or verb == "推动"
    return not nominal and _chained(previous, verb)


@cache
def _chained(first: str, second: str) -> bool:
    groups = ("chain_build", "chain_raise", "chain_lower", "chain_do")
    return any(first in words(group).all and second in words(group).all for group in groups)


def predicates(text: str, clause: Span) -> Iterator[Predicate]:
    """Give what a clause commits to: nothing, one predicate, or more where 并 joins them.

    >>> text = "进一步建立健全服务体系"
    >>> [(p.verb.of(text), p.object.of(text)) for p in predicates(text, Span(0, len(text)))]
    [('建立健全', '服务体系')]
    """
    start, end = clause
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
    if first.verb.of(text) in words("govern", "across").all or first.object.start < first.verb.end:
        return None
    at = text.find("并", first.object.start + SHORTEST_OBJECT, first.object.end)
    if at < 0:
        return None
    start, allowed = opening(text, at + 1, first.object.end)
    verb = verb_at(text, start, first.object.end)
    return at if not allowed and verb > start and text[start:verb] not in words("nominal").all else None


def _predicate(text: str, start: int, end: int) -> Predicate | None:
    begin, allowed = opening(text, start, end)
    if begin == end or allowed or words("aim").at(text, begin, end) > begin:
        return None
    if text.endswith(lexicon.words(LEXICON, "condition_end"), begin, end) and not text.endswith("落后", begin, end):
        return None
    verb = verb_at(text, begin, end)
    if verb > begin and text[begin:verb] not in words("means").all:
        return _plain(text, begin, end)
    if text[begin] in "将把":
        return _fronted(text, begin + 1, end)
    return _changed(text, begin, end) or _led_or_with_subject(text, begin, end)


def _led_or_with_subject(text: str, start: int, end: int) -> Predicate | None:
    opener = words("opener", "means").at(text, start, end)
    if opener > start:
        aside = text[start:opener] in words("aside").all
        if not aside and text.endswith(lexicon.words(LEXICON, "manner_end"), start, end):
            return None
        return _led(text, Span(start, opener), end)
    if words("third").at(text, start, end) > start:
        return None
    return _with_subject(text, start, end)


_NO_OBJECT = re.compile("[的、和与及]|[至到](?![位岗村户])|为(?![民农企老])|成(?![立果效长熟员都本品])|了(?!解)|过(?![程渡境剩])")


def _plain(text: str, start: int, end: int) -> Predicate | None:
    """完善|服务体系."""
    after = run_at(text, start, end)
    if after == start or end - after < SHORTEST_OBJECT or _NO_OBJECT.match(text, after):
        return None
    verb, target = text[start:after], text[after:end]
    if verb in words("head").all and target in words(*VERB_GROUPS).all and target not in words("nominal").all:
        return None  # 统筹实施
    if verb in words("means").all and text.endswith(lexicon.words(LEXICON, "manner_end"), after, end):
        return None  # 采取奖补等方式
    return Predicate(Span(start, after), Span(after, _before_effect(text, start, after, end)))


def _before_effect(text: str, start: int, after: int, end: int) -> int:
    """Cut what is reached off a slogan: 加大投资|创造就业, 稳定外贸|扩大就业; 健全消费促进机制 stays whole."""
    if after - start > SHORTEST_OBJECT * 2 or end - after > 10 or text[start:after] in words("govern", "across").all:
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
            before = _without_base(text, start, _without_adverbs(text, start, found.start()))
            return Predicate(Span(*found.span()), Span(start, before)) if before - start >= SHORTEST_OBJECT else None
    return None


_BASE = re.compile("(?:[由从]|目前的|原来的|现行的)[^由从]{0,16}?(?:\\d|[一二三四五六七八九十百千]{1,4}[个年月天])")  # 比例由40%


def _without_base(text: str, start: int, end: int) -> int:
    """Cut off what the measure was before: 最低首付比例|由40%(调整为20%)."""
    base = _BASE.search(text, start + SHORTEST_OBJECT, end)
    return base.start() if base else end


@cache
def _put() -> re.Pattern[str]:
    strong, weak = lexicon.pattern(LEXICON, "strong"), lexicon.pattern(LEXICON, "fronted")
    return re.compile(f"{strong}|{weak}(?=[至到为成给在于向进入])")


def _without_adverbs(text: str, start: int, end: int) -> int:
    """Cut adverbs off the end of what stands before a verb: 行政许可事项|全部."""
    while True:
        found = next((n for n in (4, 3, 2, 1) if end - n > start and text[end - n : end] in words("adverb").all), 0)
        found = found or (2 if text[end - 2 : end] in ("全部", "统统", "一并") else 0)
        if not found:
            return end
        end -= found


@cache
def _hits(*groups: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern(LEXICON, *groups))


_MEANS = re.compile("(?:等|多种|各种)?(?:方式|形式|途径|手段|渠道|方法)")  # 通过在线办理等方式|简化程序


def _led(text: str, opener: Span, end: int) -> Predicate | None:
    """对新增岗位|给予|补贴, 通过在线办理等方式|简化|程序, 以园区为载体|培育|龙头企业."""
    word, start = opener.of(text), opener.end
    if word == "以":
        start = text.find("为", start, end) + 1
        if start == 0:
            return None
    elif word not in _ABOUT and (means := _MEANS.search(text, start, end)):
        at, _ = opening(text, means.end(), end)
        return _plain(text, at, end) or _first_verb(text, at, end)
    light = _light(text, opener, end)
    if light:
        return _at_light(text, opener, light, end)
    led = _first_verb(text, start + SHORTEST_OBJECT, end)
    if led and word in _ABOUT and text.find("的", led.verb.end, end) > 0:
        return None
    return led or _with_subject(text, opener.end, end)


_ABOUT = frozenset(("对", "对于", "针对"))
_TOWARDS = frozenset(("对", "对于", "为", "向", "给", "针对", "面向", "按", "按照", "与", "参照", "根据"))
_LISTED = "的、和与及或"  # before a verb: it stands in a list or after a relative clause


def _light(text: str, opener: Span, end: int) -> Span | None:
    """The verb that an opener leads up to: 给予 before all others."""
    groups = ("gives", "light") if opener.of(text) in _TOWARDS else ("gives",)
    for group in groups:
        for found in _hits(group).finditer(text, opener.end + SHORTEST_OBJECT, end - 1):
            before = text[found.start() - 1]
            listed = before in "、和与及或" or (before == "的" and group != "gives")
            whole = found[0] in words("carry").all or verb_at(text, found.start(), end) == found.end()
            if not listed and whole and text[found.end()] not in "的、":
                return Span(*found.span())
    return None


def _at_light(text: str, opener: Span, light: Span, end: int) -> Predicate | None:
    """对设施进行|改造 is 改造 the 设施; else what follows the verb is its object."""
    if _MAY.search(text, opener.end, light.start):
        return None
    if light.of(text) in words("carry").all:
        before = _without_adverbs(text, opener.end, light.start)
        deed = re.search("[一-鿿]{2,4}$", text[light.end : end])
        if deed and opener.of(text) in _ABOUT and before - opener.end >= SHORTEST_OBJECT:
            start = opening(text, light.end + deed.start(), end)[0]
            for at in (start, end - 4, end - 2):
                if light.end <= at < end and words(*VERB_GROUPS).at(text, at, end) > at:
                    return Predicate(Span(at, end), Span(opener.end, before))
        return None
    return _plain(text, light.start, end)


_MAY = re.compile("(?<![许认])可(?!持续|靠|行|再生|控|信|追|视|能)")  # 各地可适当给予


def _first_verb(text: str, start: int, end: int) -> Predicate | None:
    """The first verb that is no noun, stands in no list and in no relative clause, and has an object."""
    kept: Predicate | None = None
    for found in _pure().finditer(text, start, end):
        at = found.start()
        if text[at - 1] in _LISTED + "之可按" or (kept and at < kept.verb.end):
            continue
        if kept and "的" not in text[kept.verb.end : at]:
            return kept
        if verb_at(text, at, end) > at and not _is_adverb_here(text, at, end):
            kept = _plain(text, at, end) or kept
    if kept and kept.object.of(text) in words("abstract").all:
        return None  # 新建项目
    return kept


@cache
def _pure() -> re.Pattern[str]:
    nominal = words("nominal").all
    return re.compile(lexicon.any_of(*(w for w in lexicon.words(LEXICON, *VERB_GROUPS) if w not in nominal)))


_CHANGED_TO = "(?:至|到|为|成)"
_TOO_LONG = 60


def _changed(text: str, start: int, end: int) -> Predicate | None:
    """补助标准|提高|到每人2000元: the measure itself stands in front of the verb."""
    for found in _change().finditer(text, start + SHORTEST_OBJECT, min(end, start + _TOO_LONG)):
        before = _without_base(text, start, _without_adverbs(text, start, found.start()))
        if text.endswith(lexicon.words(LEXICON, "changed"), start, before):
            return Predicate(Span(*found.span(1)), Span(start, before))
    return None


@cache
def _change() -> re.Pattern[str]:
    return re.compile(f"({lexicon.pattern(LEXICON, 'change')}){_CHANGED_TO}")


def _with_subject(text: str, start: int, end: int) -> Predicate | None:
    """各区要|建立|台账, 县级财政全额|保障|经费, 各区人民政府|制定|实施方案."""
    gives = _light(text, Span(start, start), end)
    if gives:
        return _at_light(text, Span(start, start), gives, end)
    for found in _leads().finditer(text, start, end):
        bare = found[0] in words("bare").all
        at, allowed = (found.start(), False) if bare else opening(text, _past_filler(text, found.end(), end), end)
        if allowed:
            return None
        after = verb_at(text, at, end)
        if after == at or (text[at:after] in words("nominal").all and not _takes_object(text, found[0], after, end)):
            continue
        if plain := _plain(text, at, end):
            return plain
    return _disposed(text, start, end)


def _past_filler(text: str, start: int, end: int) -> int:
    while start < end and text[start] == FILLER:
        start += 1
    return start


def _takes_object(text: str, lead: str, after: int, end: int) -> bool:
    """A nominal verb after an adverb is one (重点支持企业融资), unless more nouns follow (特别培训补助政策)."""
    if lead in words("body_end").all:
        return False
    return words("nominal", "abstract").at(text, after, end) == after


@cache
def _leads() -> re.Pattern[str]:
    """Bodies, modals and adverbs: what a verb with a subject comes after. 要 of 需要 and 主要 is no modal."""
    long = (w for w in lexicon.words(LEXICON, "adverb", "body_end", "bare") if len(w) > 1)
    short = "".join(w for w in lexicon.words(LEXICON, "body_end") if len(w) == 1)
    modal, level = "(?<![主重需必纪摘])(?:要|应当?|须)(?![素求急用点])", f"(?<=[各、个每及和,;。\n])[{short}]"  # 各|县
    return re.compile(f"{modal}|{level}|{lexicon.any_of(*long)}")


def _disposed(text: str, start: int, end: int) -> Predicate | None:
    """能取消的坚决|取消: verb at the very end, object in front, an adverb between."""
    after = next((end - n for n in (4, 2) if text[end - n : end] in words("disposed").all), None)
    if after is None:
        return None
    before = _without_adverbs(text, start, after)
    return Predicate(Span(after, end), Span(start, before)) if after > before >= start + SHORTEST_OBJECT else None


def broken_off(text: str, target: Span) -> bool:
    """Whether what is governed lacks its verb yet: 企业通过发行债券等方式, 高校依托城市数据空间."""
    means = None
    for means in _hits("opener_means").finditer(text, *target):  # noqa: B007  the last one counts
        pass
    if means is None:
        return False
    if text.endswith(lexicon.words(LEXICON, "manner_end", "condition_end"), *target):
        return True
    return len(means[0]) > 1 and not _pure().search(text, means.end(), target.end)


def is_noun_phrase(text: str, target: Span) -> bool:
    """Whether what is governed is a thing and no clause: (支持)养老服务业发展."""
    things = lexicon.words(LEXICON, "plans_thing")
    return text.endswith(things, *target) and not _pure().search(text, target.start, target.end - 2)
