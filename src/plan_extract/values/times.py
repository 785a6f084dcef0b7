"""Times as plans print them, found in folded text: 到2025年, 2023年6月底前, 2021-2025年, 到"十四五"末, 三年内, 每季度.

Only the grammar of the words is read here; whether a time is a deadline is told by what stands around it
(`values/time_sense.py`), and which year is meant where none is printed by the document (`extractors/deadlines.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .. import lexicon
from ..span import Span
from .numbers import chinese_number
from .periods import Point, Precision, plan_years

Kind = Literal["by", "during", "from", "recurring"]
Form = Literal["calendar", "plan", "lasting", "recurring", "festival", "term"]

_GAP = r"[ \n]?"  # PDF and Word files print a space (or break the line) between digits and 年
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_TO = rf"{_GAP}(?:--?|~~?|至|到){_GAP}"  # 2021-2025, 6月至9月
_YEAR_DIGITS = r"(?<!\d)(?:19|20)\d\d"
_YEAR = rf"(?:(?P<year>{_YEAR_DIGITS}|[一二][〇零九][〇零一二三四五六七八九]{{2}}){_GAP}年度?|(?P<near>[今明后]年|本年度?|当年))"
_EDGE = r"(?:年?)(?P<edge>底(?![线层部数板图色座盘])|末(?!端)|初(?![步中级次始期])|中(?=[,。、;)前]))"  # 底, 年底, 年初
_HALF = r"(?P<half>[上下])半年"
_QUARTER = r"(?P<till>前)?第?(?P<quarter>[一二三四1-4])季度"  # 第三季度, 前三季度
_MONTH = rf"(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])){_GAP}月份?"
_WITHIN = rf"{_GAP}(?:(?P<rim>底|末|初(?![一二三四五六七八九十]))|(?P<ten>[上中下])旬|(?P<day>[12]\d|3[01]|0?[1-9])(?!\d){_GAP}[日号])"
_PART = rf"(?:{_EDGE}|{_HALF}|{_QUARTER}|{_MONTH}(?![龄均息嫂饼球季子])(?:{_WITHIN})?|(?P<this>本月)(?P<thisrim>底|末|[上中下]旬)?)"
_ALONE = _PART.replace("(?:年?)", "年")  # without its year 年底 keeps its 年
_POINT = rf"{_YEAR}(?:{_GAP}{_PART})?|{_ALONE}"

_SUFFIX = (
    r"(?:\(含\))?(?:之前|以前|前后|前(?![期三四五一二两十述沿往提景列端置瞻\d])|期间|以内|之内|内(?![部容外陆需生涵蒙河])"
    r"|起(?![步草点到来诉义伏止])|开始|以后|之后|后(?![续期勤备方台])|以来|为止|止)"
)
_PREFIX = ("截止到", "截至到", "截至", "截止", "最迟到", "不晚于", "最迟", "到", "至", "自", "从", "由")
_SINCE = re.compile(r"(?:自|从)?(?:即|(?:发布|印发|公布|发文|施行|实施|执行|出台)之)日起(?:至|到)$")  # 发布之日起至2025年12月31日
_BY = ("之前", "以前", "前后", "前", "以内", "之内", "内", "为止", "止")
_FROM = ("起", "开始", "以后", "之后", "后")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as printed. `first` and `last` bound it (the same for a single point), `lasting` is a count and its unit
    (三年内 is 3, 年), `prefix` and `suffix` the words that belong to it (到, 底前)."""

    span: Span
    form: Form
    kind: Kind
    precision: Precision | None
    first: Point | None = None
    last: Point | None = None
    lasting: tuple[int, str] | None = None
    recurrence: str | None = None
    prefix: str = ""
    suffix: str = ""


_HEADS = '\\d"一二两三四五六七八九十每今明后本当未接利用经通力年全上下前第规'


@cache
def _seeds() -> re.Pattern[str]:
    """Every form, each opening with plain characters so that the scan stays fast."""
    bare = re.sub(r"\?P<\w+>", "?:", _POINT)
    festival = lexicon.pattern("time_words", "festivals")
    heads = "".join({word[0] for word in lexicon.words("time_words", "festivals")})
    unit = r"(?:年|个月|月|周|日|天)"
    return re.compile(
        rf"(?=[{_HEADS}{heads}])(?:"
        rf"(?P<recurring>每隔?(?:{_COUNT}(?:{_TO}{_COUNT})?{_GAP}个?)?(?:年度?|半年|季度?|月|周|旬|学期|学年)(?![龄度]))"  # 每3-5年
        rf'|(?P<plan>"(?:十[一二三四五六]?|[一二三四五六七八九])五"|(?:十[一二三四五六]|[八九])五(?=[期时末]))'  # "十四五"末
        rf"|(?P<ahead>(?:今后|未来|接下来的?){_GAP}(?:的)?{_COUNT}(?:{_TO}{_COUNT})?{_GAP}(?:年|个月))"  # 今后五年
        rf"|(?P<within>(?<![\d.第一二三四五六七八九十]){_COUNT}(?:{_TO}{_COUNT})?{_GAP}{unit}(?:左右)?(?:之内|以内|内(?![部容外陆需生涵蒙])))"
        rf"|(?P<effort>(?:利用|用|经过|通过|力争用){_COUNT}(?:{_TO}{_COUNT})?{_GAP}(?:年|个月)(?:左右)?的?(?:时间|努力))"  # 用三年时间
        rf"|(?P<spell>(?<![\d.第一二三四五六七八九十]){_COUNT}{_TO}{_COUNT}{_GAP}年(?![内底龄以期生月的左]))"  # 5至10年
        rf"|(?P<years>{_YEAR_DIGITS}{_GAP}年?{_TO}(?:19|20)\d\d{_GAP}年(?![\d底末初上下前第]|{_GAP}\d))"  # 2021-2025年
        rf"|(?P<pair>{_YEAR_DIGITS}{_GAP}年和(?:19|20)\d\d{_GAP}年(?![底末初上下前第]|{_GAP}\d))"  # 2024年和2025年
        rf"|(?P<months>{_YEAR_DIGITS}{_GAP}年{_GAP}\d\d?{_TO}\d\d?{_GAP}月|(?<![\d.])\d\d?{_TO}\d\d?{_GAP}月(?![龄\d]))"  # 2023年6-12月
        rf"|(?P<year_in>(?<![\d一二两三四五六七八九十几数多半])年内(?!容))|(?P<whole>全年(?=[,。;、]|实现|完成|[^,。;、]{{0,12}}\d))"  # 年内, 全年
        rf"|(?P<calendar>{bare})"
        rf'|(?P<festival>{festival}(?:假期|黄金周|消费旺季|假日|长假|节日)?(?:前(?![期后])|期间|前后|之前|(?<=旺季)))'  # 春节前
        rf"|(?P<term>规划期末|规划期内|规划末期))"
    )


@cache
def _point() -> re.Pattern[str]:
    # Python wants each group name once: the part that stands alone gets its own copy, named with a final 0.
    alone = re.sub(r"\?P<(\w+)>", r"?P<\g<1>0>", _ALONE)
    return re.compile(rf"{_YEAR}(?:{_GAP}{_PART})?|{alone}")


_CONNECTS = re.compile(rf"(?:起,?)?{_TO}")
_COUNTS = re.compile(_COUNT)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(_SUFFIX)


def read_point(folded: str, start: int, end: int) -> tuple[Point, int] | None:
    """Read one point of the calendar that begins at `start`, and where it ends.

    >>> read_point("2023年6月底前", 0, 9)
    (Point(precision='month', begin=(6, 1), end=(6, 0), year=2023, shift=None), 8)
    """
    match = _point().match(folded, start, end)
    if match is None:
        return None
    found = {name.rstrip("0"): value for name, value in match.groupdict().items() if value is not None}
    year, shift = _year(found.get("year")), _SHIFTS.get((found.get("near") or " ")[0])
    precision, begin, finish = _part(found)
    return Point(precision, begin, finish, year, shift), match.end()


_SHIFTS = {"今": 0, "本": 0, "当": None, "明": 1, "后": 2}
_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}


def _year(printed: str | None) -> int | None:
    if printed is None:
        return None
    return int(printed) if printed.isdigit() and printed.isascii() else chinese_number(printed)


def _part(found: dict[str, str]) -> tuple[Precision, tuple[int, int], tuple[int, int]]:
    """What of the year is meant: precision, first and last (month, day)."""
    if "month" in found:
        month = int(found["month"]) if found["month"].isascii() else chinese_number(found["month"]) or 1
        if "day" in found:
            return "day", (month, int(found["day"])), (month, int(found["day"]))
        if "ten" in found:
            first, last = _TENS[found["ten"]]
            return "month", (month, first), (month, last)
        return "month", (month, 1), (month, 10 if found.get("rim") == "初" else 0)
    if "quarter" in found:
        number = chinese_number(found["quarter"]) if not found["quarter"].isdigit() else int(found["quarter"])
        last = 3 * (number or 1)
        return "quarter", (1 if "till" in found else last - 2, 1), (last, 0)
    if "half" in found:
        return "half", (1, 1) if found["half"] == "上" else (7, 1), (6, 0) if found["half"] == "上" else (12, 0)
    if "edge" in found:
        return _EDGES[found["edge"]]
    if "this" in found:
        return "month", (0, 0), (0, 0)
    return "year", (1, 1), (12, 0)


_EDGES: dict[str, tuple[Precision, tuple[int, int], tuple[int, int]]] = {
    "底": ("year", (12, 1), (12, 0)),
    "末": ("year", (12, 1), (12, 0)),
    "初": ("month", (1, 1), (1, 0)),
    "中": ("half", (6, 1), (6, 0)),
}


def times(folded: str, span: Span) -> Iterator[TimeExpression]:
    """Give every time of a stretch of folded text, in order, none overlapping another.

    >>> text = '到2025年每年新增2所,力争三年内建成'
    >>> [(text[t.span.start:t.span.end], t.kind) for t in times(text, Span(0, len(text)))]
    [('到2025年', 'by'), ('每年', 'recurring'), ('三年内', 'by')]
    """
    at = span.start
    while match := _seeds().search(folded, at, span.end):
        found = _READERS[match.lastgroup or ""](folded, match, span)
        if found:
            yield found
        at = max(found.span.end if found else match.end(), match.start() + 1)


def _calendar(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """到2025年, 2023年6月底前, 2023年6月至2024年3月, 自2024年1月1日起."""
    read = read_point(folded, match.start(), span.end)
    if read is None:
        return None
    first, end = read
    joined = _CONNECTS.match(folded, end, span.end)
    more = read_point(folded, joined.end(), span.end) if joined else None
    if joined and more is None and first.precision == "day":
        more = _bare_day(folded, joined.end(), span.end, first)  # 5月1日-7日
    if more and _follows(first, more[0]):
        return _framed(folded, Span(match.start(), more[1]), "calendar", first, more[0], span)
    return _framed(folded, Span(match.start(), end), "calendar", first, first, span)


_DAY_ONLY = re.compile(r"(3[01]|[12]\d|[1-9])[日号]")


def _bare_day(folded: str, at: int, end: int, first: Point) -> tuple[Point, int] | None:
    match = _DAY_ONLY.match(folded, at, end)
    day = (first.begin[0], int(match[1])) if match else None
    return (Point("day", day, day, first.year), match.end()) if match and day else None


def _follows(first: Point, last: Point) -> bool:
    """Tell whether two points can bound one period: 2023年6月-12月, not 2025年到6月份 of nothing."""
    if last.year is None and last.precision == "year":
        return False
    return first.year is None or last.year is None or first.year <= last.year


def _framed(folded: str, core: Span, form: Form, first: Point, last: Point, span: Span) -> TimeExpression:
    """Take in the words before and after a time that belong to it, and tell its kind from them."""
    after = _suffix().match(folded, core.end, span.end)
    suffix = after[0].removeprefix("(含)") if after else ""
    left = folded[max(span.start, core.start - 12) : core.start]
    bare = left.rstrip(" ")
    since = _SINCE.search(bare)
    prefix = since[0] if since else next((p for p in _PREFIX if bare.endswith(p)), "")
    gap = len(left) - len(bare) if prefix else 0
    whole = Span(core.start - gap - len(prefix), after.end() if after else core.end)
    kind = _kind(folded[core.start : core.end], first, last, "" if since else prefix, suffix)
    if since:
        return TimeExpression(whole, form, "during", last.precision, None, last, prefix=prefix, suffix=suffix)
    precision = "period" if first is not last and form == "calendar" or form == "plan" else last.precision
    return TimeExpression(whole, form, kind, precision, first, last, prefix=prefix, suffix=suffix)


def _kind(core: str, first: Point, last: Point, prefix: str, suffix: str) -> Kind:
    if first is not last:
        return "during"
    if suffix in _FROM or (prefix in ("自", "从", "由") and not suffix):
        return "from"
    edge = core.endswith(("底", "末", "初", "中"))
    return "by" if edge or suffix in _BY or prefix not in ("", "自", "从", "由") else "during"


def _plan(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """到"十四五"末, "十四五"期间, "十四五"时期; "十四五" alone only names a plan."""
    years = plan_years(match["plan"].strip('"').removesuffix("五"))
    after = _PLAN_END.match(folded, match.end(), span.end)
    reached = folded.endswith(("到", "至"), max(span.start, match.start() - 1), match.start())
    if years is None or (after is None and not reached):
        return None
    word = after[1] if after else ""
    end = after.end() if after else match.end()
    if after is None and folded.startswith(("规划", "时"), end):
        return None
    first, last = Point("period", year=years[0]), Point("period", year=years[1])
    if word in ("以来", "期间以来", "时期以来"):
        return None
    start = match.start() - 1 if reached else match.start()
    kind: Kind = "by" if reached or word.endswith("末") else "during"
    prefix = folded[start] if reached else ""
    return TimeExpression(Span(start, end), "plan", kind, "period", first, last, prefix=prefix, suffix=word)


_PLAN_END = re.compile(r"(?:规划)?(期末|末期|时期末|末|期间内?|时期内?|期内|内|以来)(?!规划)")


def _years(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """2021-2025年, 2024年和2025年."""
    first, last = (int(year) for year in _FOUR.findall(match[0]))
    if not first <= last or ("和" in match[0] and last != first + 1):
        return _calendar(folded, match, span)
    return _framed(folded, Span(*match.span()), "calendar", Point("year", year=first), Point("year", year=last), span)


_FOUR = re.compile(r"(?:19|20)\d\d")
_ONE_OR_TWO = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def _months(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """2023年6-12月, 6至9月."""
    low, high = (int(month) for month in _ONE_OR_TWO.findall(match[0])[-2:])
    if not 1 <= low <= high <= 12:
        return None
    found = _FOUR.match(match[0])
    year = int(found[0]) if found else None
    first = Point("month", (low, 1), (low, 0), year)
    return _framed(folded, Span(*match.span()), "calendar", first, Point("month", (high, 1), (high, 0), year), span)


def _longest(printed: str) -> int:
    """The longer count of 两至三年, 3-5年."""
    counts = [int(c) if c.isdigit() and c.isascii() else chinese_number(c) or 0 for c in _COUNTS.findall(printed)]
    return max(counts, default=1)


def _unit(printed: str) -> str:
    return next((unit for unit in ("年", "月", "周", "天", "日") if unit in printed), "年")


def _lasting(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """三年内, 今后五年, 用三年时间."""
    name = match.lastgroup or ""
    precision: Precision = {"年": "year", "月": "month"}.get(_unit(match[name]), "day")  # type: ignore[assignment]
    kind: Kind = "during" if name == "ahead" else "by"
    end = match.end()
    if name == "ahead" and folded.startswith(("内", "之内", "以内"), end):
        end = folded.index("内", end) + 1
        kind = "by"
    amount = (_longest(match[name]), _unit(match[name]))
    return TimeExpression(
        Span(match.start(), end), "lasting", kind, "period" if kind == "during" else precision, lasting=amount, suffix=name
    )


_CYCLES: dict[str, tuple[str, Precision | None]] = {
    "学年": ("P{}Y", "year"), "学期": ("P6M", "half"), "半年": ("P6M", "half"), "季": ("P{}M", "quarter"),
    "年": ("P{}Y", "year"), "月": ("P{}M", "month"), "周": ("P{}W", None),
    "旬": ("P10D", None),
}  # fmt: skip


def _recurring(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """每年, 每半年, 每3-5年, 每年3月底前."""
    printed = match["recurring"]
    word = next(word for word in _CYCLES if word in printed)
    duration, precision = _CYCLES[word]
    count = _longest(printed) * (3 if word == "季" else 1)
    end = match.end()
    at = end
    while word in ("年", "月", "季") and folded[at : at + 1] and folded[at] in "于在的 ":
        at += 1
    part = read_point(folded, at, span.end) if word == "年" else None
    if part and part[0].year is None:
        joined = _CONNECTS.match(folded, part[1], span.end)
        more = read_point(folded, joined.end(), span.end) if joined else None
        end = more[1] if more else part[1]
        suffix = _suffix().match(folded, end, span.end)
        end = suffix.end() if suffix else end
    elif word in ("年", "月", "季"):
        tail = _CYCLE_TAIL.match(folded, end, span.end)
        end = tail.end() if tail else end
    return TimeExpression(
        Span(match.start(), end), "recurring", "recurring", precision, recurrence=duration.format(count)
    )


_CYCLE_TAIL = re.compile(r"(?:年?[底末初]|[上中下]旬|\d{1,2}[日号])(?:之?前|以前)?")


def _year_in(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """年内 (by the year's end), 全年 (the whole of it)."""
    kind: Kind = "by" if match.lastgroup == "year_in" else "during"
    point = Point("year")
    return TimeExpression(Span(*match.span()), "calendar", kind, "year", point, point, suffix=match[0])


def _festival(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """春节前 (by), 国庆期间 (during): the day is not told."""
    kind: Kind = "by" if match[0].endswith("前") else "during"
    return TimeExpression(Span(*match.span()), "festival", kind, None, suffix=match[0][-2:])


def _term(folded: str, match: re.Match[str], span: Span) -> TimeExpression | None:
    """到规划期末, 规划期内: the plan's own years."""
    kind: Kind = "during" if match[0].endswith("内") else "by"
    start = match.start() - 1 if folded[match.start() - 1 : match.start()] in ("到", "至") else match.start()
    return TimeExpression(Span(start, match.end()), "term", kind, "period")


_READERS: dict[str, Callable[[str, re.Match[str], Span], TimeExpression | None]] = {
    "recurring": _recurring, "plan": _plan, "ahead": _lasting, "within": _lasting, "effort": _lasting, "spell": _lasting,
    "years": _years, "pair": _years, "months": _months, "year_in": _year_in, "whole": _year_in,
    "calendar": _calendar, "festival": _festival, "term": _term,
}  # fmt: skip
