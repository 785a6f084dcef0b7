"""The years that a plan covers, and the year it looks out to: “十四五”规划, (2026-2028年), 展望2035年."""

from __future__ import annotations

import re
from functools import cache

from .periods import plan_years

_QUOTED = r"\"?(?P<short>十[一二三四五六七八九]|十|[一二三四五六七八九])五\"?(?=[时末期\s规计发专重)中]|\"|$)"  # “十四五”, 八五
_WHOLE = r"第(?P<long>[一二三四五六七八九十]{1,3})个五年"  # 第十四个五年规划
# 2018-2020年, 2021年至2035年, 2021 年-2035 年
_SPAN = r"(?<!\d)(?P<a>(?:19|20)\d\d)\s?年?\s?(?:-{1,2}|~|至|到)\s?(?P<b>(?:19|20)\d\d)\s?年?(?!\d)"
_YEAR = r"(?<![\d到至])(?P<year>20\d\d)年度?(?!-|~|至|到|以来|起|前|底|末|第|\d{1,2}月|远景)"  # 2020年全省…工作要点
# 规划期限为2021年至2035年, 实施年限2019-2021年, 实施期限为…
_TERM = rf"(?:规划|计划|方案|实施|本规划|行动)(?:的)?(?:期限?|年限|时限|周期)(?:限|为|是|:|自|从|至|\s){{0,4}}{_SPAN}"
_OUTLOOK = r"(?:展望|远景目标)(?:到|至|期|为|目标|\s|:|是|年){0,4}(?P<year>20\d\d)\s?年"
_OUTLOOK_TITLE = r"(?P<year>20\d\d)年远景目标"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    named = {"five": f"{_WHOLE}|{_QUOTED}", "span": _SPAN, "year": _YEAR, "term": _TERM}
    return {name: re.compile(p) for name, p in (named | {"outlook": _OUTLOOK, "title": _OUTLOOK_TITLE}).items()}


def titled_period(title: str, *, yearly: bool = True) -> tuple[int, int] | None:
    """Read the years from a plan's folded title; its own years (2026-2028年) go before the plan it follows.

    A single year is the period of a `yearly` kind only (要点, 计划), not of a notice that names the year of its matter.

    >>> titled_period('打造新高地行动计划(2026-2028年)'), titled_period('民政事业"十四五"规划'), titled_period("2020年工作要点")
    ((2026, 2028), (2021, 2025), (2020, 2020))
    """
    for match in _patterns()["span"].finditer(title):
        years = int(match["a"]), int(match["b"])
        if years[0] < years[1]:
            return years
    five = _patterns()["five"].search(title)
    if five:
        return plan_years(five["long"] or five["short"])
    one = _patterns()["year"].search(title) if yearly else None
    return (int(one["year"]), int(one["year"])) if one else None


def stated_period(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Read the years from the sentence that states them: 规划期限为2021年至2035年."""
    for match in _patterns()["term"].finditer(folded, start, end):
        years = int(match["a"]), int(match["b"])
        if years[0] < years[1]:
            return years
    return None


def outlook_year(folded: str, start: int, end: int, title: str) -> int | None:
    """Read the year that a plan looks out to: 展望2035年, …和2035年远景目标纲要 in its title."""
    match = _patterns()["title"].search(title)
    if match is None:
        match = next(
            (m for m in _patterns()["outlook"].finditer(folded, start, end) if not _cited(folded, m.start(), start)),
            None,
        )
    return int(match["year"]) if match else None


def _cited(folded: str, at: int, start: int) -> bool:
    """Inside the name of another document: 《……和2035年远景目标纲要》."""
    return folded.rfind("《", max(start, at - 60), at) > folded.rfind("》", max(start, at - 60), at)
