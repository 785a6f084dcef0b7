"""Where the verbs of plans stand: what opens a clause, and how far a run of verbs reaches.

Verbs come from a lexicon alone; they are looked up, not guessed. Many are nouns as well (建设, 服务, 保障): after
another verb they are its object (加强|监管), with 性, 型 or a known ending they are part of a noun (服务机构).

Text is expected folded, with brackets and quotations masked (see `masked`): no verb inside them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from .. import lexicon
from ..span import Span

LEXICON = "action_verbs"
VERB_GROUPS = (
    "govern", "build", "arrange", "raise", "lower", "carry_out", "study", "tell", "keep", "bring", "give",
)  # fmt: skip
FILLER = "□"
SHORTEST_OBJECT = 2


class Words(frozenset[str]):
    """A word list that is asked what begins at a place: a look-up by first character, then by length."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def at(self, text: str, start: int, end: int) -> int:
        """Give where the longest word that begins at `start` ends, or `start` itself if none does."""
        if start < end:
            for length in self.lengths.get(text[start], ()):
                stop = start + length
                if text[start:stop] in self and stop <= end:
                    return stop
        return start

    def find(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Give where its words stand, the longest at each place, none overlapping another.

        >>> list(words("study").find("研究开展研究", 0, 6))
        [Span(start=0, end=2), Span(start=4, end=6)]
        """
        for head in self._heads.finditer(text, start, end):
            at = head.start()
            if at >= start and (stop := self.at(text, at, end)) > at:
                start = stop
                yield Span(at, stop)

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        """Their first characters: a pattern of hundreds of words is no faster, and takes 6 ms to compile."""
        return re.compile(f"[{re.escape(''.join(sorted(self.lengths)))}]")


@cache
def words(*groups: str) -> Words:
    """Give word groups of the lexicon, ready to be asked."""
    return Words(lexicon.words(LEXICON, *groups))


@cache
def endings(*groups: str) -> tuple[str, ...]:
    """Give word groups of the lexicon as `str.endswith` takes them."""
    return lexicon.words(LEXICON, *groups)


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern that finds any of the words, the longest first; by first characters, which is thrice as fast.

    >>> finder(("大力", "大幅度", "大幅", "新")).pattern
    '大(?:幅度|力|幅)|新'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(r)})" if r != [""] else first for first, r in rests.items()))


@cache
def hits(*groups: str) -> re.Pattern[str]:
    """Give a pattern that finds any word of the groups, the longest first."""
    return finder(lexicon.words(LEXICON, *groups))


VERBS = words(*VERB_GROUPS)  # every verb of committing
NOMINAL, ABSTRACT, ADVERB = words("nominal"), words("abstract"), words("adverb")
PURE = Words(VERBS - NOMINAL)  # verbs that are hardly ever nouns (建立, 打造, 给予)
HEAD, GOVERN, GOVERN_OR_ACROSS = words("head"), words("govern"), words("govern", "across")
MEANS, SAYS_HOW = words("means"), words("says_how")
_NEGATION, _PERMISSION, _JOIN, _GUIDES = words("negation"), words("permission"), words("join"), words("guides")
NOUN_WHOLE, _NOUN_TAIL = words("noun_whole"), words("noun_tail")


_BRACKET = r"\([^()\n]{0,400}\)|\[[^\[\]\n]{0,400}\]"  # （区）, 〔牵头单位：市民政局〕
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
_YEARS = "[\\d一二两三四五]{1,2}(?:[-~至到][\\d一二两三四五]{1,2})?年"  # 三年, 3-5年
_PART = "(?:\\d{1,2}月|\\d{1,2}日|[上下]半年|第?[一二三四1-4]季度|[上中下]旬)"  # 6月, 上半年
_EDGE = "(?:时期|期间|年?底|年?末|年?初|中期|之?前|之?后|以?内|起|开始|间|中)"  # 底前
_WHEN = f"(?:{_YEAR}(?:[-~至到和、]{_YEAR})?|{_YEARS}|年(?=[底末初内中]){_EDGE})"  # 2021—2025年
_TIME = f"(?:力争|预计|争取)?[到至自从在于用]?(?:利用)?{_WHEN}{_PART}{{0,3}}{_EDGE}{{0,3}}"  # 到2025年底前
_CASE = "符合[^,的\n]{0,10}的"  # 符合条件的
_COUNT = "[①-⑳]|\\d{1,2}[.、)](?!\\d)"  # ①, 1.
_SET_OFF = re.compile(f"{_COUNT}|{_CASE}|{_TIME}")
_MAY_SET_OFF = frozenset("①②③④⑤⑥⑦⑧⑨⑩符力预争到至自从在于用利明今本当年十12一二两三四五346789" + FILLER)


# The characters that a verb and what may stand before it begin with: what begins with another is looked up no more.
_OPENS = _MAY_SET_OFF.union(*(group.lengths for group in (VERBS, _NEGATION, ADVERB, _PERMISSION)))


class Opening(NamedTuple):
    """Where a clause begins once adverbs, times and joining words are taken away.

    `verb` is where the verb that stands there ends (`start` if there is none); `allowed` tells that a word of
    permission was among the words taken away (可适当给予补助).
    """

    start: int
    verb: int
    allowed: bool = False


def opening(text: str, start: int, end: int) -> Opening:
    """Step over what may stand before a verb.

    >>> opening("到2025年，", 0, 6).start, opening("积极有序推进改革", 0, 8)
    (6, Opening(start=4, verb=6, allowed=False))
    """
    allowed = False
    while start < end and text[start] in _OPENS:
        verb, after = verb_at(text, start, end), ADVERB.at(text, start, end)
        if verb > start and verb >= after:  # 坚定不移 is longer than 坚定
            if not only_says_how(text, start, verb, end):
                return Opening(start, verb, allowed)
            after = verb
        if after == start:
            after = _PERMISSION.at(text, start, end)
            allowed = allowed or after > start
        if after == start and text[start] in _MAY_SET_OFF and (found := _SET_OFF.match(text, start, end)):
            after = found.end()
        if after == start:
            break
        start = after
    return Opening(start, start, allowed)


def only_says_how(text: str, start: int, verb: int, end: int) -> bool:
    """规范 in 规范确定资本金比例: a verb, but before a verb that is no noun it only says how."""
    if text[start:verb] not in SAYS_HOW:
        return False
    second = verb_at(text, verb, end)
    return second > verb and (text[verb:second] not in NOMINAL or verb_at(text, second, end) > second)


_AMID = "支持|鼓励|引导|推进|推动|加强|加快|充分|严[格禁]|优先|统筹|强化|落实|开展|实施|不得|积极|大力|切实|注重|坚持|完善|建立"
_NO_VERB = re.compile(f"[的者]|后(?![备续勤期台])|过程中|中(?={_AMID})")  # 建设的, 施行后, 在建设中支持


def verb_at(text: str, start: int, end: int) -> int:
    """Give where the verb that begins at `start` ends (`start` if none does, or if it is part of a noun: 服务业)."""
    if text[start : start + 1] == "不":  # 不得收取
        negated = _NEGATION.at(text, start, end)
        after = VERBS.at(text, negated, end)
        return after if after > negated > start else start
    after = VERBS.at(text, start, end)
    if after == start or _NO_VERB.match(text, after) or NOUN_WHOLE.at(text, start, end) > start:
        return start
    if text[start:after] in NOMINAL and _NOUN_TAIL.at(text, after, end) > after:
        return start
    return after


def run_at(text: str, start: int, end: int, first: int | None = None) -> int:
    """Give where the run of verbs that begins at `start` ends: 建立健全, 加快推进, 调整和实施, 新建、改建、扩建.

    `first` is where its first verb ends, if that is known.

    >>> [run_at(clause, 0, len(clause)) for clause in ("建立健全制度", "调整和实施政策", "加强监管", "鼓励开发产品")]
    [4, 5, 2, 2]
    """
    after = _run_at(text, start, first or verb_at(text, start, end), end)
    return after + 1 if after > start and text[after : after + 1] == "好" else after  # 发挥好


def _run_at(text: str, start: int, after: int, end: int) -> int:
    if after == start or text[start:after] in GOVERN:
        return after
    previous = text[start:after]
    while True:
        joined = after + 1 if text[after : after + 1] in _JOIN else after
        second = verb_at(text, joined, end)
        if second == joined or end - second < SHORTEST_OBJECT:
            return after
        verb = text[joined:second]
        runs = (
            _joins(text, previous, verb, second)
            if joined > after
            else _runs(text, previous, verb, Opening(second, end))
        )
        if not runs:
            return after
        previous, after = verb, second


def _joins(text: str, first: str, second: str, after: int) -> bool:
    """调整和实施 is one verb; of nouns (监测和评估) only 新建、改建 and what stands between verbs is."""
    if second in NOMINAL and first in NOMINAL:
        return False
    return second not in NOMINAL or text[after] not in "、和与及" or first not in NOMINAL


def _runs(text: str, first: str, second: str, rest: Opening) -> bool:
    """Whether the second verb makes one verb with the first, or begins its object (推进|改革工作, 制定|降低成本方案)."""
    if second in NOMINAL:
        noun = text[rest.start] in "、和与及" or ABSTRACT.at(text, rest.start, rest.verb) > rest.start
        if noun or first not in HEAD:
            return False
    if first in HEAD:
        return second not in GOVERN or second == "推动" or first in _GUIDES
    return _chained(first, second)


@cache
def _chained(first: str, second: str) -> bool:
    chains = ("chain_build", "chain_raise", "chain_lower", "chain_do")
    if second in words("chain_last") and first in words("chain_build"):
        return True
    return any(first in words(chain) and second in words(chain) for chain in chains)
