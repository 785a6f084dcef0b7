"""Points, periods and the words of time: what is printed, and what it stands for."""

from __future__ import annotations

from datetime import date

import pytest

from plan_extract.document.fold import fold
from plan_extract.span import Span
from plan_extract.values.periods import Point, later, month_end, plan_years
from plan_extract.values.points import read_point
from plan_extract.values.times import times

NO_TIME = [
    "“十四五”规划",
    "十五届五中全会",
    "12月龄以下婴幼儿",
    "3个月",
    "第5年内部审计",
    "月均收入",
    "年内容更新",
    "2025",
    "90后青年",
    "每月龄",
    "五年计划",
    "一二三产业",
    "百年底蕴",
    "当年新招用的职工",
    "“十四五”以来",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time(text: str) -> None:
    assert list(times(fold(text), Span(0, len(text)))) == []


# text, what is found: printed, kind, precision
TIMES = [
    ("到2025年建成", [("到2025年", "by", "year")]),
    ("２０２５年底前完成", [("２０２５年底前", "by", "year")]),
    ("2025年年底前", [("2025年年底前", "by", "year")]),
    ("2023 年 6 月底前", [("2023 年 6 月底前", "by", "month")]),
    ("二〇三五年基本实现", [("二〇三五年", "during", "year")]),
    ("到“十四五”末", [("到“十四五”末", "by", "period")]),
    ("到“十五五”期末", [("到“十五五”期末", "by", "period")]),
    ("“十四五”期间，", [("“十四五”期间", "during", "period")]),
    ("2021—2025年", [("2021—2025年", "during", "period")]),
    ("2021年至2025年", [("2021年至2025年", "during", "period")]),
    ("2024年和2025年每年", [("2024年和2025年", "during", "period"), ("每年", "recurring", "year")]),
    ("2025年和2035年", [("2025年", "during", "year"), ("2035年", "during", "year")]),
    ("2023年6月至12月", [("2023年6月至12月", "during", "period")]),
    ("2023年6—12月", [("2023年6—12月", "during", "period")]),
    ("5月1日—7日", [("5月1日—7日", "during", "period")]),
    ("2025年5月30日至12月31日期间", [("2025年5月30日至12月31日期间", "during", "period")]),
    ("自2023年起", [("自2023年起", "from", "year")]),
    ("2024年1月1日起", [("2024年1月1日起", "from", "day")]),
    ("2026年1月1日以后", [("2026年1月1日以后", "from", "day")]),
    ("2024年10月14日（含）前", [("2024年10月14日（含）前", "by", "day")]),
    ("发布之日起至2025年12月31日", [("发布之日起至2025年12月31日", "during", "day")]),
    ("2022年6月1日起，至2023年5月31日止", [("2022年6月1日起，至2023年5月31日止", "during", "period")]),
    ("两至三年内", [("两至三年内", "by", "year")]),
    ("十五年内", [("十五年内", "by", "year")]),
    ("今后五年，", [("今后五年", "during", "period")]),
    ("未来三年内", [("未来三年内", "by", "year")]),
    ("用3—5年时间", [("用3—5年时间", "by", "year")]),
    ("每3～5年", [("每3～5年", "recurring", "year")]),
    ("每年3月底前", [("每年3月底前", "recurring", "year")]),
    ("每年6月底、12月底前", [("每年6月底、12月底前", "recurring", "year")]),
    ("每年4月1日至6月20日", [("每年4月1日至6月20日", "recurring", "year")]),
    ("‘十四五’期间", [("‘十四五’期间", "during", "period")]),
    ("每季度末", [("每季度末", "recurring", "quarter")]),
    ("2018年第三季度", [("2018年第三季度", "during", "quarter")]),
    ("明年上半年", [("明年上半年", "during", "half")]),
    ("6月中旬", [("6月中旬", "during", "month")]),
    ("年底前", [("年底前", "by", "year")]),
    ("年内建成", [("年内", "by", "year")]),
    ("春节前整改到位", [("春节前", "by", None)]),
    ("国庆节期间", [("国庆节期间", "during", None)]),
    ("到规划期末", [("到规划期末", "by", "period")]),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [(t.span.of(text), t.kind, t.precision) for t in times(fold(text), Span(0, len(text)))]
    assert found == expected


POINTS = [
    ("2025年初", (1, 1), (1, 0)),
    ("2025年底", (12, 1), (12, 0)),
    ("2025年上半年", (1, 1), (6, 0)),
    ("2025年下半年", (7, 1), (12, 0)),
    ("2025年前三季度", (1, 1), (9, 0)),
    ("2025年四季度", (10, 1), (12, 0)),
    ("2025年6月初", (6, 1), (6, 10)),
    ("2025年6月上旬", (6, 1), (6, 10)),
    ("2025年6月中旬", (6, 11), (6, 20)),
    ("2025年十二月", (12, 1), (12, 0)),
    ("2025年6月13日", (6, 13), (6, 13)),
]


@pytest.mark.parametrize(("text", "begin", "end"), POINTS)
def test_points(text: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
    read = read_point(text, 0, len(text))
    assert read is not None
    assert (read[0].year, read[0].begin, read[0].end, read[1]) == (2025, begin, end, len(text))


@pytest.mark.parametrize(
    ("ordinal", "years"),
    [
        ("一", (1953, 1957)),
        ("二", (1958, 1962)),
        ("三", (1966, 1970)),
        ("九", (1996, 2000)),
        ("十", (2001, 2005)),
        ("十四", (2021, 2025)),
        ("十五", (2026, 2030)),
        ("百", None),
        ("", None),
    ],
)
def test_plan_years(ordinal: str, years: tuple[int, int] | None) -> None:
    assert plan_years(ordinal) == years


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2024, 2, 29), 1, "年", date(2025, 2, 28)),
        (date(2021, 12, 31), 2, "月", date(2022, 2, 28)),
        (date(2021, 12, 31), 30, "日", date(2022, 1, 30)),
        (date(2021, 12, 31), 2, "周", date(2022, 1, 14)),
        (date(2021, 12, 31), 999, "年", date(3020, 12, 31)),
        (date(9990, 1, 1), 999, "年", None),
        (date(9999, 12, 31), 1, "天", None),
    ],
)
def test_later(day: date, count: int, unit: str, expected: date | None) -> None:
    assert later(day, count, unit) == expected


def test_month_end_and_days_the_calendar_lacks() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert Point("day", (2, 30), (2, 30)).end_in(2024) is None
    assert Point("month", (2, 1), (2, 0)).end_in(2023) == date(2023, 2, 28)
