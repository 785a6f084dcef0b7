"""A number is missing among headings: 一、 is followed by 三、.

Why: a part was taken out or lost between drafts, or the numbers were not set again. Whoever cites “第二部分” or looks for
item 二 finds nothing, and readers ask what was removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..records.section import Section
from .base import Level, Plan, Problem, Profile
from .headings import named, runs, style
from .wording import folded, listed, place

CODE = "PS001"
NAME = "number-gap"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、总体要求
坚持以人为本，方便群众。
三、重点任务
新建养老驿站12家。
四、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("三、", "二、").replace("四、", "三、")

_WIDEST = 3  # a wider gap is another list, or a document that was cut
_GOES_ON = re.compile(r"\s*[(]?(?:[二三四五六七八九十]{1,3}|[2-9])[)、.]")
_DIGITS = "零一二三四五六七八九"


def check(plan: Plan) -> Iterator[Problem]:
    """Compare each number with the one before it, where the missing one is printed nowhere between them."""
    if not plan.text:
        return
    text = folded(plan.text)
    for run in runs(plan.document):
        values = [value for value, _ in run]
        if values != sorted(values):  # a list that starts anew, or columns of a page in another order
            continue
        yield from _gaps(text, run)


def _gaps(text: str, run: list[tuple[int, Section]]) -> Iterator[Problem]:
    for (before, first), (after, second) in pairwise(run):
        missing = [_printed(value, first) for value in range(before + 1, after)]
        if not 1 <= len(missing) <= _WIDEST or _stands_between(text, first, second, before + 1, after):
            continue
        lacks = f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        yield Problem(f"{named(second)} follows {named(first)}: {lacks}", place(second.span))


def _printed(value: int, like: Section) -> str:
    """A number in the form of another."""
    form = style(like.number or "")
    return form.replace("一", _chinese(value)).replace("1", str(value)).replace("①", chr(ord("①") + value - 1))


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _stands_between(text: str, first: Section, second: Section, low: int, high: int) -> bool:
    """A number that no heading has may open a paragraph, or stand in one; an excerpt says …… or goes on with （三）."""
    between = text[first.span.start : second.span.start]
    if "..." in between or "…" in between or "略" in between or _GOES_ON.match(text, second.span.end):
        return True
    form = style(first.number or "")
    return any(re.search(_sign(form, value), between) for value in range(low, high))


def _sign(form: str, value: int) -> str:
    """A number of a form, wherever it stands: 四、, （四）, 第四条 and 四是; 4. and （4）; ④."""
    if "①" in form:
        return chr(ord("①") + value - 1)
    if "1" in form:
        return rf"(?<!\d){value}\s?[.、)章节条]"
    return rf"(?:^|[^一二三四五六七八九十]){_chinese(value)}\s?[、.)是条章节篇部]"
