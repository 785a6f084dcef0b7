"""Times as plans print them, found in folded text: 到2025年, 2023年6月底前, 2021-2025年, 到"十四五"末, 三年内, 每季度.

Only the grammar of the words is read here; whether a time is a deadline is told by what stands around it
(`values/time_sense.py`), and which year is meant where none is printed by the document (`extractors/deadlines.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from .. import lexicon
from ..characters import compiled
from ..span import Span
from .periods import Point, Precision, plan_years
from .points import GAP, POINT, YEAR_DIGITS, read_point
from .terms import COUNT, COUNTS, TO, lasting, recurring, suffix_pattern
from .time_expression import Form, Hit, Kind, TimeExpression

_DIGITS = r"\d一二两三四五六七八九十"
_NUMBER = rf"[{_DIGITS}](?=[{_DIGITS}〇零]{{0,3}}[ \n年月周天日个季期时末至到~-])"
_HEADS = {  # what else a time may begin with, and what must stand right behind it
    "每": f"[{_DIGITS}隔年半季月周旬学日天]",
    "年": "[底末初中内]",
    "今": "[年后]", "明后当全": "年", "本": "[年月]", "上下": "半年",
    "第": "[一二三四1-4]季", "前": "第?[一二三四1-4]季",
    "未": "来", "接": "下来", "利": "用", "用": f"[{_DIGITS}]", "经通": "过", "规": "划期",
}  # fmt: skip
_ALONE = r"(?<![\d.第一二三四五六七八九十])"  # 五年内 is not the end of 十五年内
_NO_PART = rf"(?![\d底末初上下前第]|{GAP}\d)"  # 2021-2025年, not 2021-2025年6月

_PREFIX = ("截止到", "截至到", "截至", "截止", "最迟到", "不晚于", "最迟", "到", "至", "自", "从", "由")
_BY = ("之前", "以前", "前后", "前", "以内", "之内", "内", "为止", "止")
_FROM = ("起", "开始", "以后", "之后", "后", "以後", "之後", "後")
_BEGIN = ("自", "从", "由")
_SINCE = re.compile(r"(?:自|从)?(?:即|(?:发布|印发|公布|发文|施行|实施|执行|出台)之)日起(?:至|到)$")  # 发布之日起至
_CONNECTS = re.compile(rf"(?:起,?)?{TO}")  # 2023年6月至12月, 6月1日起,至12月31日
_BARE_DAY = re.compile(r"(3[01]|[12]\d|[1-9])[日号]")
_PLAN_END = re.compile(r"(?:规划)?(期末|末期|时期末|末|期间内?|时期内?|期内|内)(?!规划)(?!以来)")  # "十四五"规划期末
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_ONE_OR_TWO = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@cache
def _heads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What times begin with: numbers, and all else. Each begins with plain characters: Python then leaps from one to
    the next, where it would try any other pattern at every character.
    """
    festivals = sorted({word[:2] for word in lexicon.words("time_words", "festivals")})
    quoted = f"[十一二三四五六七八九{''.join(sorted({word[0] for word in festivals}))}]"
    words = [f"{head}(?={follows})" for heads, follows in _HEADS.items() for head in heads]
    return compiled(_NUMBER), compiled("|".join((*words, f'"(?={quoted})', f"'(?={quoted})", *festivals)))


@cache
def _forms() -> re.Pattern[str]:
    """Every form of a time."""
    festival = lexicon.pattern("time_words", "festivals")
    days = rf"(?:{festival}|(?:[\"'](?:{festival}|十一)[\"'][、和]?){{1,4}})"
    forms = (
        rf"(?P<recurring>每隔?(?:{COUNTS}{GAP}个?)?(?:年度?|半年|季度?|月|周|旬|学期|学年)(?![龄度])|每[日天](?![均常]))",  # 每3-5年
        rf"(?P<round>{_ALONE}{COUNTS}{GAP}年(?:为?一?个?(?:周期|轮次?)|[一1]次))",  # 5年一周期, 三年一轮
        r"(?P<plan>[\"'](?:十[一二三四五六]?|[一二三四五六七八九])五[\"']|(?:十[一二三四五六]|[八九])五(?=[期时末]))",  # "十四五"
        rf"(?P<ahead>(?:今后|未来|接下来)的?{GAP}{COUNTS}{GAP}(?:年|个月))",  # 今后五年
        rf"(?P<within>{_ALONE}{COUNTS}{GAP}(?:年|个?月|周|日|天)(?:左右)?(?:之|以)?内(?![部容外陆需生涵蒙]))",  # 三年内
        rf"(?P<effort>(?:利用|用|经过|通过){COUNTS}{GAP}(?:年|个月)(?:左右)?的?(?:时间|努力))",  # 用三年时间
        rf"(?P<in_all>(?<![近去过的第\d.]){COUNTS}{GAP}年(?=共(?![同有])|累计))",  # 10年共部署100个
        rf"(?P<spell>{_ALONE}{COUNT}{TO}{COUNT}{GAP}年(?![内底龄以期生月的左]))",  # 5至10年
        rf"(?P<years>{YEAR_DIGITS}{GAP}年?{TO}(?:19|20)\d\d{GAP}年{_NO_PART})",  # 2021-2025年
        rf"(?P<pair>{YEAR_DIGITS}{GAP}年和(?:19|20)\d\d{GAP}年{_NO_PART})",  # 2024年和2025年
        rf"(?P<months>{YEAR_DIGITS}{GAP}年{GAP}\d\d?{TO}\d\d?{GAP}月"  # 2023年6-12月
        rf"|(?<![\d.])\d\d?{TO}\d\d?{GAP}月(?![龄\d]))",  # 6-9月
        r"(?P<year_in>(?<![\d一二两三四五六七八九十几数多半])年内(?!容))",
        r"(?P<whole>全年(?=[,。;、]|实现|完成|[^,。;、]{0,28}\d))",  # 全年新建5套
        rf"(?P<calendar>{POINT})",
        rf"(?P<festival>{days}(?:等[一-鿿]{{0,4}}?)?(?:假期|黄金周|消费旺季|假日|长假|节日)?"  # 春节前, "五一"期间
        r"(?:前(?![期后])|期间|前后|之前|(?<=旺季)))",
        r"(?P<term>规划期末|规划期内|规划末期)",
    )
    return compiled("|".join(forms))


def time_heads(folded: str, span: Span) -> list[int]:
    """Give the places of a stretch of folded text at which a time may begin, in order; those of few of them begin one."""
    return sorted(match.start() for heads in _heads() for match in heads.finditer(folded, *span))


def times(folded: str, span: Span, heads: Sequence[int] | None = None) -> Iterator[TimeExpression]:
    """Give every time of a stretch of folded text, in order, none overlapping another.

    `heads` are the places of the stretch at which one may begin, where they are known already.

    >>> text = '到2025年每年新增2所,力争三年内建成'
    >>> [(text[t.span.start:t.span.end], t.kind) for t in times(text, Span(0, len(text)))]
    [('到2025年', 'by'), ('每年', 'recurring'), ('三年内', 'by')]
    """
    forms, at = _forms(), span.start
    for head in time_heads(folded, span) if heads is None else heads:
        if head < at or (match := forms.match(folded, head, span.end)) is None:
            continue
        hit = Hit(folded, match, span)
        found = _READERS[hit.form](hit)
        if found:
            yield found
        at = max(found.span.end if found else match.end(), match.start() + 1)


def _calendar(hit: Hit) -> TimeExpression | None:
    """到2025年, 2023年6月底前, 2023年6月至2024年3月, 自2024年1月1日起."""
    folded, start, stop = hit.folded, hit.span.start, hit.within.end
    read = read_point(folded, start, stop)
    if read is None:
        return None
    first, end = read
    joined = _CONNECTS.match(folded, end, stop)
    more = joined and (read_point(folded, joined.end(), stop) or _day_after(folded, joined.end(), stop, first))
    if more and _follows(first, more[0]):
        return _framed(hit, Span(start, more[1]), first, more[0])
    return _framed(hit, Span(start, end), first, first)


def _day_after(folded: str, at: int, stop: int, first: Point) -> tuple[Point, int] | None:
    """The second day of 5月1日-7日."""
    match = _BARE_DAY.match(folded, at, stop) if first.precision == "day" else None
    if match is None:
        return None
    day = (first.begin[0], int(match[1]))
    return Point("day", day, day, first.year), match.end()


def _follows(first: Point, last: Point) -> bool:
    """Tell whether two points can bound one period."""
    if first.year is not None and last.year is not None:
        return first.year <= last.year
    return last.year is not None or last.precision != "year"


def _framed(hit: Hit, core: Span, first: Point, last: Point) -> TimeExpression:
    """Take in the words before and after a time that belong to it, and tell its kind from them."""
    after = suffix_pattern().match(hit.folded, core.end, hit.within.end)
    suffix = after[0].removeprefix("(含)") if after else ""
    left = hit.folded[max(hit.within.start, core.start - 12) : core.start]
    bare = left.rstrip(" ")
    since = _SINCE.search(bare)
    prefix = since[0] if since else next((word for word in _PREFIX if bare.endswith(word)), "")
    begin = core.start - (len(left) - len(bare) + len(prefix) if prefix else 0)
    whole = Span(begin, after.end() if after else core.end)
    single = first is last
    if since or (single and prefix in ("到", "至") and suffix == "期间"):  # 政策出台至2023年4月30日期间
        return TimeExpression(whole, "calendar", "during", last.precision, None, last, prefix=prefix, suffix=suffix)
    kind: Kind = _kind(hit.folded[core.end - 1], prefix, suffix) if single else "during"
    precision: Precision = last.precision if single else "period"
    return TimeExpression(whole, "calendar", kind, precision, first, last, prefix=prefix, suffix=suffix)


def _kind(final: str, prefix: str, suffix: str) -> Kind:
    """到2025年 and 2025年底 are `by`, 2025年起 is `from`, a bare 2025年 `during`."""
    if suffix in _FROM or (prefix in _BEGIN and not suffix):
        return "from"
    reached = bool(prefix) and prefix not in _BEGIN
    return "by" if reached or suffix in _BY or final in "底末初中" else "during"


def _plan(hit: Hit) -> TimeExpression | None:
    """到"十四五"末, "十四五"期间, 到"十四五"; "十四五" alone only names a plan, "十四五"以来 is past."""
    years = plan_years(hit.printed.strip("\"'").removesuffix("五"))
    after = _PLAN_END.match(hit.folded, hit.span.end, hit.within.end)
    reached = hit.preceded("到", "至")
    other = after is None and hit.folded.startswith(("规划", "时", "以来"), hit.span.end)
    if years is None or other or not (after or reached):
        return None
    word = after[1] if after else ""
    span = Span(hit.span.start - len(reached), after.end() if after else hit.span.end)
    kind: Kind = "by" if reached or word.endswith("末") or word == "末期" else "during"
    first, last = Point("period", year=years[0]), Point("period", year=years[1])
    return TimeExpression(span, "plan", kind, "period", first, last, prefix=reached, suffix=word)


def _years(hit: Hit) -> TimeExpression | None:
    """2021-2025年, 2024年和2025年 (2025年和2035年 are two times)."""
    first, last = (int(year) for year in _FOUR_DIGITS.findall(hit.printed))
    if first > last or (hit.form == "pair" and last != first + 1):
        return _calendar(hit)
    return _framed(hit, hit.span, Point("year", year=first), Point("year", year=last))


def _months(hit: Hit) -> TimeExpression | None:
    """2023年6-12月, 6至9月."""
    low, high = (int(month) for month in _ONE_OR_TWO.findall(hit.printed)[-2:])
    if not 1 <= low <= high <= 12:
        return None
    found = _FOUR_DIGITS.match(hit.printed)
    year = int(found[0]) if found else None
    return _framed(hit, hit.span, Point("month", (low, 1), (low, 0), year), Point("month", (high, 1), (high, 0), year))


def _this_year(hit: Hit) -> TimeExpression:
    """年内 (by the year's end), 全年 (the whole of it)."""
    kind: Kind = "by" if hit.form == "year_in" else "during"
    return TimeExpression(hit.span, "calendar", kind, "year", Point("year"), Point("year"), suffix=hit.printed)


def _undated(hit: Hit) -> TimeExpression:
    """春节前 (by), 国庆期间 (during): the day is not told. 到规划期末, 规划期内: the plan's own years."""
    form: Form = "term" if hit.form == "term" else "festival"
    prefix = hit.preceded("到", "至") if form == "term" else ""
    kind: Kind = "by" if hit.printed.endswith(("前", "末", "末期")) else "during"
    span = Span(hit.span.start - len(prefix), hit.span.end)
    return TimeExpression(
        span, form, kind, "period" if form == "term" else None, prefix=prefix, suffix=hit.printed[-2:]
    )


_READERS: dict[str, Callable[[Hit], TimeExpression | None]] = {
    "recurring": recurring,
    "plan": _plan,
    "ahead": lasting,
    "within": lasting,
    "effort": lasting,
    "in_all": lasting,
    "round": recurring,
    "spell": lasting,
    "years": _years,
    "pair": _years,
    "months": _months,
    "year_in": _this_year,
    "whole": _this_year,
    "calendar": _calendar,
    "festival": _undated,
    "term": _undated,
}
