"""Quantities in running text: number, unit and comparator with their place (不少于20个, 2.5万户以上, 1-2个, 三分之一).

Text is expected folded. A number without a unit is no quantity (12345热线, 5G), nor is one glued to a letter (PM2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from .. import lexicon
from ..records.indicator import Comparator
from ..span import Span
from .numbers import ARABIC, number

_LONGEST_BEFORE = 6
_PLAIN_CHINESE = frozenset("零〇一二两三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Quantity:
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
_START = re.compile(rf"\d+(?:[.,]\d+)*|{_NUMERALS}+|半数")  # where a quantity may begin: each run of digits, once


def _branching(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, branching on the first character alone."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    heads = "".join(map(re.escape, rests))
    branches = (re.escape(head) + lexicon.any_of(*tails) for head, tails in rests.items())
    return f"(?=[{heads}])(?:{'|'.join(branches)})"


@cache
def _units() -> str:
    """A unit with what stands behind its slash or in brackets: 万户, 台(套), 件/万人."""
    skipped = set(lexicon.words("indicator_words", "not_counted"))
    plain = [u for u in lexicon.words("units", "counter", "person", "money", "time", "physical") if u not in skipped]
    kept = _branching((*plain, *lexicon.words("indicator_words", "level_units")))
    return rf"(?:{kept})(?:\({kept}\))?(?:/{lexicon.pattern('units', 'per')})?"


@cache
def _quantity() -> re.Pattern[str]:
    chinese = f"(?<!{_NUMERALS}){_NUMERALS}{{1,9}}+"  # 三十五
    digits = f"(?:{ARABIC}|{chinese})"
    parts = "[一二两三四五六七八九十百]{1,3}分之"  # 三分之, 百分之
    to = r" ?(?:-{1,2}|~|至|到) ?"  # 3-5项, 10%至15%
    return re.compile(
        r"(?<![\d.第])(?:(?<![A-Za-z-])|(?=\d\d))"  # OPC100家, not R2级
        rf"(?:(?P<half>一半|半数|零(?:发生|伤亡|死亡)|(?<=为)零)|(?P<fraction>{parts}{digits})"
        rf"|(?P<low>{digits})"
        rf"(?:(?=[^,;。]{{0,6}}[-~至到])(?P<low_unit>[万亿]?(?:%|个百分点|{_units()})?){to}(?P<high>{digits}))?"
        r"(?P<more>[多余])?"
        r" ?(?P<scale>[百千万亿]{0,2})(?P<more2>[多余])? ?"
        rf"(?P<unit>%|‰|个百分点|百分点|{_units()})(?![级型圈])"
        r"(?P<more3>[多余](?=[,;。、]))?)"
        rf"(?:\(含(?:本数)?\))?(?P<after>{lexicon.any_of(*lexicon.pairs('indicator_words', 'after'))})?"
    )


def quantities(folded: str, span: Span) -> Iterator[Quantity]:
    """Find the quantities in a range of folded text, in order.

    >>> text = "建成示范点不少于20个,培训千名以上骨干"
    >>> [(q.comparator, q.value, q.unit) for q in quantities(text, Span(0, len(text)))]
    [('>=', 20.0, '个'), ('>=', 1000.0, '名')]
    """
    last: Quantity | None = None
    for match in _matches(folded, span):
        found = _read(match, folded, span.start)
        if found is None:
            continue
        if last is not None:
            yield _shared(last, found, folded)
        last = found
    if last is not None:
        yield last


def _matches(folded: str, span: Span) -> Iterator[re.Match[str]]:
    match_at, end = _quantity().match, span.start
    for start in _START.finditer(folded, *span):
        if start.start() >= end and (match := match_at(folded, start.start(), span.end)):
            end = match.end()
            yield match


def _read(match: re.Match[str], folded: str, start: int) -> Quantity | None:
    printed = match["half"] or match["fraction"] or match["low"]
    value = 0.0 if printed.startswith("零") and match["half"] else number(printed)
    if value is None:
        return None
    unit = None if match["low"] is None else match["scale"] + match["unit"]
    if printed.startswith("百分之"):
        unit = "%"
    high = number(match["high"]) if match["high"] else None
    if set(printed) <= set("百千万亿") and not (match["after"] or match["more"]):
        return None  # 千名干部联千企, but 千名以上
    if high is not None and (high <= value or not _comparable(match)):
        high = None
    begin, before = _before(folded, match.start(), start)
    comparator = _comparator(match, before)
    if high is not None:
        comparator = "range"
    return Quantity(
        comparator=comparator,
        value=value,
        value_max=high,
        unit=unit,
        span=Span(begin, match.end()),
        core=Span(match.start(), match.end("unit") if match["low"] else match.end()),
        written=all(char in _PLAIN_CHINESE for char in printed),
        marked=comparator not in ("=", "range") or before is not None,
    )


def _comparable(match: re.Match[str]) -> bool:
    """Tell whether both ends of a range name the same unit, or the lower end none: 10%-15%, 3-5项."""
    low_unit = match["low_unit"] or ""
    return not low_unit or match["unit"].startswith(low_unit) or (match["scale"] + match["unit"]).startswith(low_unit)


def _before(folded: str, at: int, start: int) -> tuple[int, str | None]:
    """The comparator word that ends at a number, the longest first, and where the expression begins."""
    words = lexicon.pairs("indicator_words", "before")
    edge = at - 1 if at > start and folded[at - 1] == " " else at
    for length in range(min(_LONGEST_BEFORE, edge - start), 0, -1):
        word = folded[edge - length : edge]
        if word in words:
            return edge - length, word
    return at, None


def _comparator(match: re.Match[str], before: str | None) -> Comparator:
    after = match["after"]
    first: Comparator | None = lexicon.pairs("indicator_words", "before")[before] if before else None
    last: Comparator | None = lexicon.pairs("indicator_words", "after")[after] if after else None
    if before in ("控制在", "压控在") and last:
        return last
    if first and first != "~":
        return first
    if last:
        return last
    if first:
        return first
    return ">" if match["more"] or match["more2"] or match["more3"] else "="


def _shared(first: Quantity, second: Quantity, folded: str) -> Quantity:
    """Give back what two numbers share: 15个、7个工作日以内 is <= 15 个工作日 and <= 7 个工作日."""
    between = folded[first.span.end : second.span.start]
    if between not in ("、", "和", "及", "与") or first.unit is None or second.unit is None:
        return first
    if first.unit != second.unit and second.unit.startswith(first.unit):
        first = replace(first, unit=second.unit)
    if first.unit == second.unit and not first.marked and second.span.start == second.core.start:
        return replace(first, comparator=second.comparator, marked=second.marked)
    return first
