"""Dates of the calendar as documents print them."""

from __future__ import annotations

import pytest

from plan_extract.document.fold import fold
from plan_extract.span import Span
from plan_extract.values.dates import dates, first_date, whole_date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年6月",
        "2023年",
        "6月13日",
        "2021年2月30日",
        "2023年13月1日",
        "12023-06-13",
        "2023-06-131",
        "v10.2023.6.13",
        "2023-06/13",
        "3020年1月1日",
        "二〇二五年",
        "二〇二三年十三月一日",
        "第2023号6月1日",
        "1/2023/6",
        "2023.6",
    ],
)
def test_no_date(text: str) -> None:
    """A month alone, a day that the calendar lacks and longer runs of digits are no dates."""
    assert first_date(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年6月13日", "2023-06-13"),
        ("２０２３年６月１３日", "2023-06-13"),
        ("2023-06-13", "2023-06-13"),
        ("2023/6/13", "2023-06-13"),
        ("2023.6.13", "2023-06-13"),
        ("2026 年 3 月 26 日", "2026-03-26"),
        ("2022-12-1423:05", "2022-12-14"),
        ("二○○七年十一月二十二日", "2007-11-22"),
        ("二〇一一年十月十七日", "2011-10-17"),
        ("二○二○年二月二十九日", "2020-02-29"),
        ("一九九六年七月十七日", "1996-07-17"),
        ("二OO六年七月六日", "2006-07-06"),
        ("自2021年11月25日起施行", "2021-11-25"),
    ],
)
def test_date(text: str, found: str) -> None:
    """Every way of printing a day."""
    printed = first_date(fold(text))
    assert printed is not None
    assert printed.value.isoformat() == found
    assert printed.exact


def test_misprinted_mark() -> None:
    """A 月 where 年 should stand is read, and told."""
    printed = first_date("2026月3月26日")
    assert printed is not None
    assert (printed.value.isoformat(), printed.exact) == ("2026-03-26", False)


def test_order_and_spans() -> None:
    """Dates of all forms come in the order of the text."""
    text = fold("2022-01-02至二〇二二年三月四日，2022年5月6日")
    found = list(dates(text))
    assert [d.value.month for d in found] == [1, 3, 5]
    assert [d.span.of(text) for d in found] == ["2022-01-02", "二〇二二年三月四日", "2022年5月6日"]


@pytest.mark.parametrize(
    ("line", "whole"),
    [("2023年6月13日", True), ("（2025年1月1日）", True), ("市政府2023年6月13日", False), ("2023年6月13日印发", False)],
)
def test_whole_line(line: str, whole: bool) -> None:
    """A line of a date and nothing else."""
    assert (whole_date(fold(line), Span(0, len(line))) is not None) == whole


def test_linear() -> None:
    """A megabyte of digits is no trouble."""
    assert first_date("1" * 1_000_000) is None
    assert first_date("二〇" * 300_000) is None
