"""Chinese heading numbers: 第一部分, 一、, （一）, 1., （1）, ①, 专栏1, 附件2."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..characters import compiled
from ..span import Span

_CN = "[一二三四五六七八九十百零〇]"
_CIRCLED = "①-⑳"

# Style, rank (the outermost first) and pattern; each is anchored and linear. Group 1 is the number as printed
# without its punctuation.
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("part", 10, rf"(第(?:{_CN}+|\d{{1,3}})(?:部分|编|篇))[\s:、.]*"),  # 第一部分
    ("chapter", 20, rf"(第(?:{_CN}+|\d{{1,3}})章)[\s:、.]*"),  # 第三章
    ("section", 30, rf"(第(?:{_CN}+|\d{{1,3}})节)[\s:、.]*"),  # 第二节
    (
        "article",
        35,
        rf"(第(?:{_CN}+|\d{{1,3}})条)(?:[\s:、.]+|$|(?=[一-鿿]))(?!规定|第|和|、|至|的|所)",
    ),  # 第一条
    ("annex", 5, r"(附\s?(?:件|录|表)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)(?=[\s:、.]|$)[\s:、.]*"),  # 附件1
    ("box", 90, r"(专\s?栏(?:\s?(?:\d{1,3}(?:-\d{1,3})?|[一二三四五六七八九十]{1,3})|(?=[\s:])))[\s:、.]*"),  # 专栏1
    ("cn", 40, rf"({_CN}{{1,4}})\s{{0,3}}(?:、|\.(?!\d))\s*"),  # 一、
    ("cn-paren", 50, rf"(\(\s?{_CN}{{1,4}}\s?\))[\s、.]*"),  # （一）
    ("cn-bare-paren", 50, rf"({_CN}{{1,4}})\)[\s、.]*"),  # 一）
    ("decimal", 60, r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%])[\s、.]+(?=\D)"),  # 3.1.2
    ("arabic", 60, r"(\d{1,3})\s{0,2}[、.](?:(?!\d)|(?=\d{4}年))\s*"),  # 1.  1、
    ("arabic-paren", 70, r"(\(\s?\d{1,3}\s?\))[\s、.]*"),  # （1）
    ("arabic-bare-paren", 70, r"(\d{1,3})\)[\s、.]*"),  # 1）
    ("circled", 80, rf"([{_CIRCLED}])[\s、.]*"),  # ①
)
_FIRST = rf"[第附专(\d{_CIRCLED}{_CN[1:-1]}]"  # most lines begin with no such character
_NUMBER = compiled(f"(?={_FIRST})(?:{'|'.join(f'(?:{pattern})' for _, _, pattern in _STYLES)})")


class Number(NamedTuple):
    """A heading number: its style and rank, as printed, and where it and its punctuation end."""

    style: str
    rank: int
    printed: str
    end: int


def number_at(folded: str, text: str, span: Span) -> Number | None:
    """Read the number that a line begins with, or None.

    `第三部分　主要任务` gives 第三部分, `（一）健全制度` gives (一) as printed, `2025年` and `3.5万` give None.
    """
    match = _NUMBER.match(folded, span.start, span.end)
    if not match:
        return None
    group = match.lastindex or 1
    style, rank, _ = _STYLES[group - 1]
    if style == "decimal":
        rank += match[group].count(".")
    printed = "".join(text[match.start(group) : match.end(group)].split())
    return Number(style, rank, printed, match.end())


_DIGIT_RUN = re.compile(r"\d+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


@lru_cache(maxsize=1024)
def ordinal(printed: str) -> int | None:
    """The value of a heading number: 十二 is 12, (3) is 3, ② is 2; None where there is none.

    >>> ordinal("(二十一)"), ordinal("第十章"), ordinal("③")
    (21, 10, 3)
    """
    if digits := _DIGIT_RUN.findall(printed):
        return int(digits[-1])
    if len(printed) == 1 and "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    total, current = 0, 0
    seen = False
    for char in printed:
        if char in _DIGITS:
            current, seen = _DIGITS[char], True
        elif char == "十":
            total, current, seen = total + (current or 1) * 10, 0, True
        elif char == "百":
            total, current, seen = total + (current or 1) * 100, 0, True
    return total + current if seen else None
