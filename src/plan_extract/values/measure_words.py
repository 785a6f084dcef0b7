"""The words around a number that tell where its name begins and ends: verbs, adverbs, openers, tails.

All functions take a piece of one clause, folded, in which `BLANK` stands for the characters of times (到2025年) and
`HIDDEN` for marks inside brackets and quotes.
"""

from __future__ import annotations

import re
from functools import cache

from .. import lexicon
from .verbs import Words

BLANK = "\x01"
HIDDEN = "\x02"
_LEXICON = "indicator_words"
_NOT_REACHED = frozenset("下传到表抵发转送")  # 下达, 传达
_NOT_FRONTED = ("来", "军", "关", "握", "手")  # 将来, 把握
_JOIN = re.compile(r"、|和|及|与|以及|或")
JOINS = frozenset(("、", "和", "及", "与", "以及", "或"))
_INNER = re.compile(r"(?<=\()[^()\n]{1,120}(?=\))")
_LONGEST_BRACKET = 12
_LONG_MODIFIER = 12


@cache
def group(name: str) -> tuple[str, ...]:
    """The words of a group of the lexicon."""
    return lexicon.words(_LEXICON, name)


@cache
def members(name: str) -> frozenset[str]:
    """The words of a group, to ask for one of them."""
    return frozenset(group(name))


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """A pattern for any word of the groups."""
    return re.compile(lexicon.pattern(_LEXICON, *names))


@cache
def _begins(name: str) -> Words:
    return Words(group(name))


@cache
def _lengths(name: str) -> dict[str, list[int]]:
    """How long the words of a group are that end with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in group(name):
        lengths.setdefault(word[-1], set()).add(len(word))
    return {last: sorted(found, reverse=True) for last, found in lengths.items()}


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"[ 、{BLANK}{HIDDEN}·■◆▲●①-⑳-]|{lexicon.pattern(_LEXICON, 'openers')}")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.pattern(_LEXICON, 'tails')}$")


def joins(words: str) -> bool:
    """Tell whether a piece begins with a word that joins it to the one before: 、高新技术企业300家."""
    return _JOIN.match(words) is not None


def starts_with(words: str, at: int, name: str) -> int:
    """Where the longest word of a group that begins at `at` ends, `at` itself where there is none."""
    return _begins(name).at(words, at, len(words))


def ends_with(words: str, name: str) -> str:
    """The longest word of a group that ends a piece, or nothing.

    >>> ends_with("覆盖率达到", "reach"), ends_with("投资下达", "reach")
    ('达到', '')
    """
    known = members(name)
    for length in _lengths(name).get(words[-1:], ()):
        if (found := words[-length:]) in known:
            return "" if found == "达" and words[-2:-1] in _NOT_REACHED else found
    return ""


def without_closers(words: str) -> tuple[str, bool]:
    """Cut the adverbs between a name and its value, and tell whether one of them frames it as a target.

    >>> without_closers("机械化率总体"), without_closers("覆盖率力争"), without_closers("年均产能")
    (('机械化率', False), ('覆盖率', True), ('年均产能', False))
    """
    framed = False
    while True:
        words = words.rstrip(" 、" + BLANK)
        word = ends_with(words, "closers")
        if not word or ends_with(words, "whole") or len(ends_with(words, "reach")) > len(word):
            return words, framed
        framed |= word in members("framing")
        words = words[: -len(word)]


def opened(words: str) -> tuple[int, bool]:
    """Where a name begins behind 力争, 其中, 到2025年, 各市将, and whether one of these frames it as a target.

    >>> opened("力争全市森林覆盖率"), opened("各市将审批时间"), opened("及时回访率")
    ((4, True), (3, False), (0, False))
    """
    at = max(words.rfind("将"), words.rfind("把")) + 1
    if words.startswith(_NOT_FRONTED, at):
        at = 0
    framed = False
    while starts_with(words, at, "guarded") == at and (match := _openers().match(words, at)):
        manner = match[0] in members("manner") and starts_with(words, match.end(), "make") == match.end()
        if manner:  # 高标准农田, but 高标准|建设
            break
        framed |= match[0] in members("framing")
        at = match.end()
    return at, framed


def verb_cut(words: str) -> int:
    """Where a name begins behind the verb that counts it, 0 where there is none.

    >>> verb_cut("建成OPC社区"), verb_cut("在全区打造示范点"), verb_cut("建筑面积")
    (2, 5, 0)
    """
    cut = 0
    while starts_with(words, cut, "guarded") == cut and (end := starts_with(words, cut, "make")) > cut:
        if cut and end > len(words) - 2:
            break  # 建设|储备林
        cut = end
    first = cut
    for match in pattern("strong").finditer(words, cut):
        rest = words[match.end() :]
        if len(rest) < 2 or rest[0] in "的率量数额力性型者费周会" or rest in members("make"):
            continue
        inside = match[0] in members("nominal") and (first > 0 or rest in members("generic"))
        if not inside and starts_with(words, match.start(), "guarded") == match.start():
            cut = match.end()
    return cut


def thing(words: str) -> tuple[int, int]:
    """What of the words behind a number is the name: without 建设, 等, a long bracket or a long modifier.

    >>> start, end = thing("家庭照护床位建设")
    >>> "家庭照护床位建设"[start:end]
    '家庭照护床位'
    """
    words = _INNER.sub(lambda inner: HIDDEN * len(inner[0]), words)
    start = len(words) - len(words.lstrip("的 "))
    end = max(start, len(words.rstrip(" 、和及与" + BLANK)))
    bracket = words.find("(", start)
    closing = words.find(")", bracket) if bracket > start + 1 else -1
    if closing - bracket > _LONGEST_BRACKET + 2 and closing >= end - 1:
        end = bracket
    broken = pattern("breaks").search(words, start + 4, end)
    if broken and words[broken.end() : broken.end() + 1] not in ("力", "性", "的", "型", ""):
        end = broken.start()
    tail = _tails().search(words[start:end])
    if tail and tail.start() > 1:
        end = start + tail.start()
    head = words.rfind("的", start, end)
    if head - start >= _LONG_MODIFIER and end - head > 4 and not ends_with(words[:end], "make"):
        start = head + 1
    return start, end


def is_closed(after: str) -> bool:
    """Tell whether the clause ends with the value, or goes on to something new: 60%以上|并逐年提高."""
    bare = after.strip(" " + BLANK)
    return (
        bare in ("", "至", "到") or bare in JOINS or after[0] in "、)/" + HIDDEN or after.startswith(group("boundary"))
    )


def split_names(name: str) -> list[str]:
    """Give back to each of several names what they share.

    >>> split_names("马铃薯种植、收获机械化率"), split_names("一般登记、抵押登记业务办理时间")
    (['马铃薯种植机械化率', '马铃薯收获机械化率'], ['一般登记业务办理时间', '抵押登记业务办理时间'])
    """
    parts = [part for part in _JOIN.split(name) if part]
    if len(parts) < 2 or parts[0].endswith(group("rates")):
        return parts
    first, last = parts[0], parts[-1]
    shared = last.find(first[-2:])
    if shared > 0:
        return [*(part + last[shared + 2 :] for part in parts[:-1]), last]
    tail = last[2:]
    if first.endswith(tail[-1:] or "率"):
        return parts
    front = first[:-2] if len(first) > 3 else ""
    return [first + tail, *(front + part + tail for part in parts[1:-1]), front + last]
