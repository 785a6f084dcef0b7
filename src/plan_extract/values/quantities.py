"""Quantities in running text: number, unit and comparator with their place (不少于20个, 2.5万户以上, 1-2个, 三分之一).

Text is expected folded. A number without a unit is no quantity (12345热线, 5G), nor is one glued to a letter (PM2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..characters import compiled
from ..records.indicator import Comparator
from ..span import Span
from .numbers import ARABIC, number

_LONGEST_BEFORE = 6
_IN_NAMES = ("级", "型", "圈")  # 3万吨级船舶, 15分钟圈
_NONE_OF = ("发生", "伤亡", "死亡", "增长")  # 零发生
_PLAIN_CHINESE = frozenset("零〇一二两三四五六七八九十")
_POWERS = frozenset("百千万")
_LONGEST_VERB = 4
_LONGEST_LIST = 80


class Quantity(NamedTuple):
    """A number with its unit. `span` is the whole expression, comparator words included, `core` number and unit.

    `value` is the lower bound where `comparator` is `range`. `written` tells a number in Chinese characters (一所),
    `marked` that a word or sign of comparison is printed.
    """

    comparator: Comparator
    value: float
    unit: str | None
    span: Span
    core: Span
    value_max: float | None = None
    written: bool = False
    marked: bool = False


_NUMERALS = "[零〇一二两三四五六七八九十百千万亿]"
_CHINESE = f"(?<!{_NUMERALS}){_NUMERALS}{{1,9}}+"  # 三十五
_DIGITS = f"(?:{ARABIC}|{_CHINESE})"
_PARTS = "[一二两三四五六七八九十百]{1,3}分之"  # 三分之, 百分之
_START = re.compile(  # where a quantity may begin: each run of digits, once; by one class, which is found thrice as fast
    rf"[\d半{_NUMERALS[1:-1]}](?:(?<=\d)\d*(?:[.,]\d+)*|(?<={_NUMERALS}){_NUMERALS}*|(?<=半)数)"
)
_NUMBER = re.compile(
    r"(?<![\d.第])(?:(?<![A-Za-z-])|(?=\d\d))"  # OPC100家, not R2级
    rf"(?:(?P<half>一半|半数|零(?:发生|伤亡|死亡|增长)|(?<=为)零(?=[,;。、)]|$))|(?P<fraction>{_PARTS}{_DIGITS})|(?P<plain>{_DIGITS}))"
)
_TO = re.compile(rf" ?(?:-{{1,2}}|~|至|到) ?(?P<high>{_DIGITS})")  # 3-5项, 10%至15%
_SCALES = tuple(
    re.compile(rf"(?P<more>[多余])? ?(?P<scale>[百千万亿]{{{count}}})(?P<most>[多余])? ?") for count in range(3)
)  # 余万, 万多; the shortest first, since 亿千瓦 is 亿 and 千瓦

_BARE = re.compile(  # 总营业收入超1000万,
    r"(?P<more>[多余])? ?(?P<scale>[万亿])(?P<most>[多余])?(?=[,;。、)]|以上|左右|$)"
)


@cache
def _after() -> re.Pattern[str]:
    """What may stand behind a unit: 多, (含), and a word of comparison (以上, 以内, 左右)."""
    words = lexicon.any_of(*lexicon.pairs("indicator_words", "after"))
    return re.compile(rf"(?P<more>[多余](?=[,;。、]))?(?:\(含(?:本数)?\))?(?P<word>{words}|内(?=[,;。、)]|$))?")


@cache
def _units() -> dict[str, tuple[str, ...]]:
    """The units that count in running text, by their first character, the longest first."""
    skipped = set(lexicon.words("indicator_words", "not_counted"))
    groups = ("ratio", "counter", "person", "money", "time", "physical")
    kept = [u for u in lexicon.words("units", *groups) if u not in skipped]
    return _by_head((*kept, *lexicon.words("indicator_words", "level_units")))


@cache
def _behind() -> frozenset[str]:
    """The characters that may stand right behind the number of a quantity: of units, 多, 余, 万, 至 and the like."""
    return frozenset((*_units(), *"多余百千万亿 -~至到"))


@cache
def _inner_units() -> dict[str, tuple[str, ...]]:
    """The units that may stand in a bracket behind another: 条(段)."""
    return _by_head(lexicon.words("units", "counter", "person"))


@cache
def _divisors() -> dict[str, tuple[str, ...]]:
    return _by_head(lexicon.words("units", "per"))


def _by_head(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        heads.setdefault(word[0], []).append(word)
    return {head: tuple(known) for head, known in heads.items()}


def _unit_end(folded: str, at: int, end: int) -> int:
    """Where a unit that begins at `at` ends (`at` itself where there is none): 户, 台(套), 件/万人."""
    stop = _word_end(folded, at, end, _units())
    if stop == at:
        return at
    if folded.startswith("(", stop):
        inner = _word_end(folded, stop + 1, end, _inner_units())
        if inner > stop + 1 and folded.startswith(")", inner):
            stop = inner + 1
    if folded.startswith("/", stop):
        per = _word_end(folded, stop + 1, end, _divisors())
        stop = per if per > stop + 1 else stop
    return at if folded[stop : stop + 1] in _IN_NAMES else stop


def _word_end(folded: str, at: int, end: int, words: dict[str, tuple[str, ...]]) -> int:
    for word in words.get(folded[at : at + 1], ()):
        if folded.startswith(word, at, end):
            return at + len(word)
    return at


class _Printed(NamedTuple):
    """The parts of a quantity as printed; `more` tells 多 or 余."""

    number: str
    start: int
    core_end: int
    end: int
    unit: str | None
    high: str | None = None
    more: bool = False
    after: str | None = None


def _printed(folded: str, start: int, end: int) -> _Printed | None:
    """Read number, range, unit and comparator from `start` on, or None where no unit stands behind the number."""
    match = _NUMBER.match(folded, start, end)
    if match is None:
        return None
    number_text, at = match[0], match.end()
    if match["plain"] is None:
        after = _after().match(folded, at, end)
        unit = "%" if number_text.startswith("百分之") else None
        return _Printed(number_text, start, at, after.end() if after else at, unit, after=after and after["word"])
    if folded[at : at + 1] not in _behind() or number_text == "零":
        return None  # 一体化, 零部件
    high, at, low_unit = _range(folded, at, end)
    scale, unit_start, unit_end = None, at, at
    for pattern in _SCALES:
        scale = pattern.match(folded, at, end)
        unit_start = scale.end() if scale else at
        unit_end = _unit_end(folded, unit_start, end) if scale else at
        if unit_end > unit_start:
            break
    if unit_end == unit_start:
        scale = _BARE.match(folded, at, end)
        unit_start = unit_end = scale.end() if scale else at
    after = _after().match(folded, unit_end, end)
    if scale is None or after is None:
        return None
    unit = scale["scale"] + folded[unit_start:unit_end]
    if low_unit and not unit.endswith(low_unit) and not unit.startswith(low_unit):
        high = None
    more = bool(scale["more"] or scale["most"] or after["more"])
    return _Printed(number_text, start, unit_end, after.end(), unit, high, more, after["word"])


def _range(folded: str, at: int, end: int) -> tuple[str | None, int, str]:
    """The upper bound behind a number, where its text ends, and the unit between (10%-15%)."""
    unit_end = at + (folded[at : at + 1] in ("万", "亿"))
    unit_end = _unit_end(folded, unit_end, end)
    for stop in {at, unit_end}:
        if match := _TO.match(folded, stop, end):
            return match["high"], match.end(), folded[at:stop]
    return None, at, ""


def quantities(folded: str, span: Span) -> Iterator[Quantity]:
    """Find the quantities in a range of folded text, in order.

    >>> text = "建成示范点不少于20个,培训千名以上骨干"
    >>> [(q.comparator, q.value, q.unit) for q in quantities(text, Span(0, len(text)))]
    [('>=', 20.0, '个'), ('>=', 1000.0, '名')]
    """
    last: Quantity | None = None
    for printed in _places(folded, span):
        found = _read(printed, folded, span.start)
        if found is None:
            continue
        if last is not None:
            yield _shared(last, found, folded)
        last = found
    if last is not None:
        yield last


def _places(folded: str, span: Span) -> Iterator[_Printed]:
    end = span.start
    for start in _START.finditer(folded, *span):
        if start.start() >= end and (printed := _printed(folded, start.start(), span.end)):
            end = printed.end
            yield printed


def _read(printed: _Printed, folded: str, start: int) -> Quantity | None:
    text = printed.number
    value = 0.0 if text[1:] in _NONE_OF else number(text)
    if value is None:
        return None
    if set(text) <= {*_POWERS, "亿"} and not (printed.after or printed.more or _is_made(printed, folded)):
        return None  # 千名干部联千企, but 千名以上
    high = number(printed.high) if printed.high else None
    begin, before = _before(folded, printed.start, start)
    comparator: Comparator = "range" if high is not None and high > value else _comparator(printed, before)
    return Quantity(
        comparator=comparator,
        value=value,
        value_max=high if comparator == "range" else None,
        unit=printed.unit,
        span=Span(begin, printed.end),
        core=Span(printed.start, printed.core_end),
        written=all(char in _PLAIN_CHINESE for char in text),
        marked=comparator not in ("=", "range") or before is not None,
    )


def _is_made(printed: _Printed, folded: str) -> bool:
    """A round number of things made, right behind its verb: 建成百个社区, 培育千家企业; not 走进千家万户."""
    if len(printed.number) > 1 or printed.unit not in lexicon.words("units", "counter", "person"):
        return False
    verbs = lexicon.words("indicator_words", "gathering")
    lengths = range(2, min(_LONGEST_VERB, printed.start) + 1)
    if folded[printed.end : printed.end + 1] in _POWERS:
        return False
    behind = any(folded[printed.start - length : printed.start] in verbs for length in lengths)
    return behind or _made_list().search(folded, max(0, printed.start - _LONGEST_LIST), printed.start) is not None


@cache
def _made_list() -> re.Pattern[str]:
    """What stands before a further item of such a list: 创建百家示范企业、|千家示范工厂."""
    return compiled(rf"{lexicon.pattern('indicator_words', 'gathering')}[百千万][一-鿿][^,;。\n]{{2,60}}[、和及与]$")


def _before(folded: str, at: int, start: int) -> tuple[int, str | None]:
    """The comparator word that ends at a number, the longest first, and where the expression begins."""
    words = lexicon.pairs("indicator_words", "before")
    edge = at - 1 if at > start and folded[at - 1] == " " else at
    for length in range(min(_LONGEST_BEFORE, edge - start), 0, -1):
        word = folded[edge - length : edge]
        if word in words:
            return edge - length, word
    return at, None


def _comparator(printed: _Printed, before: str | None) -> Comparator:
    first: Comparator | None = lexicon.pairs("indicator_words", "before")[before] if before else None
    last: Comparator | None = (
        lexicon.pairs("indicator_words", "after").get(printed.after, "<=") if printed.after else None
    )
    if last and (first in (None, "~") or before in ("控制在", "压控在")):
        return last
    return first or (">" if printed.more else "=")


def _shared(first: Quantity, second: Quantity, folded: str) -> Quantity:
    """Give back what two numbers share: 15个、7个工作日以内 is <= 15 个工作日 and <= 7 个工作日."""
    between = folded[first.span.end : second.span.start]
    if between not in ("、", "和", "及", "与") or first.unit is None or second.unit is None:
        return first
    if first.unit != second.unit and second.unit.startswith(first.unit):
        first = first._replace(unit=second.unit)
    if first.unit == second.unit and not first.marked and second.span.start == second.core.start:
        return first._replace(comparator=second.comparator, marked=second.marked)
    return first
