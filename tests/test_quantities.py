"""Quantities in running text: what is none comes first, then how value, comparator and unit are read."""

from __future__ import annotations

import time

import pytest

from plan_extract.document.fold import fold
from plan_extract.span import Span
from plan_extract.values.quantities import Quantity, quantities


def found(text: str) -> list[Quantity]:
    folded = fold(text)
    return list(quantities(folded, Span(0, len(folded))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有数",
        "12345热线",
        "“9064”格局",
        "PM2.5浓度",
        "5G基站",
        "4A级景区",
        "R2级",
        "GB18466标准",
        "第3个",
        "第一批",
        "三级网络",
        "15分钟圈",
        "3万吨级船舶",
        "千名干部联千企",
        "百亿元企业",
        "十大工程",
        "零部件",
        "零事故",
        "一体化",
        "统一标准",
        "“十四五”规划",
        "9" * 100,
        "一" * 100,
        "1.2.3.4",
    ],
)
def test_no_quantity(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit", "printed"),
    [
        ("建成20个。", "=", 20, "个", "20个"),
        ("不少于20个", ">=", 20, "个", "不少于20个"),
        ("不得低于 95 %", ">=", 95, "%", "不得低于 95 %"),
        ("至少有1家", ">=", 1, "家", "至少有1家"),
        ("不超过0.5‰", "<=", 0.5, "‰", "不超过0.5‰"),
        ("控制在5.5%以内", "<=", 5.5, "%", "控制在5.5%以内"),
        ("控制在6%左右", "~", 6, "%", "控制在6%左右"),
        ("超50万平方米", ">", 50, "万平方米", "超50万平方米"),
        ("突破３％", ">", 3, "%", "突破３％"),
        ("低于4.5%", "<", 4.5, "%", "低于4.5%"),
        ("约1000名", "~", 1000, "名", "约1000名"),
        ("65万人以上", ">=", 65, "万人", "65万人以上"),
        ("6人（含）以下", "<=", 6, "人", "6人（含）以下"),
        ("90平方米及以内", "<=", 90, "平方米", "90平方米及以内"),
        ("8.5个工作日以内", "<=", 8.5, "个工作日", "8.5个工作日以内"),
        ("1500多亿元", ">", 1500, "亿元", "1500多亿元"),
        ("10万余人", ">", 10, "万人", "10万余人"),
        ("11亿千瓦左右", "~", 11, "亿千瓦", "11亿千瓦左右"),
        ("2.13亿千瓦", "=", 2.13, "亿千瓦", "2.13亿千瓦"),
        ("1,300人", "=", 1300, "人", "1,300人"),
        ("千名以上", ">=", 1000, "名", "千名以上"),
        ("万场以上", ">=", 10000, "场", "万场以上"),
        ("一所", "=", 1, "所", "一所"),
        ("三十五家", "=", 35, "家", "三十五家"),
        ("一半", "=", 0.5, None, "一半"),
        ("三分之一以上", ">=", 0.333333, None, "三分之一以上"),
        ("百分之七十五", "=", 75, "%", "百分之七十五"),
        ("零发生", "=", 0, None, "零发生"),
        ("事件为零。", "=", 0, None, "零"),
        ("不少于1000套（次）", ">=", 1000, "套(次)", "不少于1000套（次）"),
        ("24万吨/日", "=", 24, "万吨/日", "24万吨/日"),
        ("15件/万人", "=", 15, "件/万人", "15件/万人"),
        ("OPC100家", "=", 100, "家", "100家"),
        ("500 万 亩以上", ">=", 500, "万亩", "500 万 亩以上"),
    ],
)
def test_one_quantity(text: str, comparator: str, value: float, unit: str | None, printed: str) -> None:
    (q,) = found(text)
    assert (q.comparator, q.value, q.value_max) == (comparator, value, None)
    assert q.unit == unit
    assert q.span.of(text) == printed
    assert q.span.holds(q.core)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5项", 3, 5, "项"),
        ("3至5家", 3, 5, "家"),
        ("1～3个百分点", 1, 3, "个百分点"),
        ("1—2个", 1, 2, "个"),
        ("10%—15%", 10, 15, "%"),
        ("5%至8%", 5, 8, "%"),
        ("两到三所", 2, 3, "所"),
        ("2万-3万户", 2, 3, "万户"),
    ],
)
def test_a_range(text: str, low: float, high: float, unit: str) -> None:
    (q,) = found(text)
    assert (q.comparator, q.value, q.value_max, q.unit) == ("range", low, high, unit)
    assert q.span.of(text) == text


@pytest.mark.parametrize("text", ["5至3项", "10%-5%"])
def test_a_falling_range_keeps_its_first_number(text: str) -> None:
    assert [(q.comparator, q.value_max) for q in found(text)] == [("=", None)]


def test_two_values_share_what_is_said_once() -> None:
    assert [(q.comparator, q.value, q.unit) for q in found("分别压缩至15个、7个工作日以内")] == [
        ("<=", 15, "个工作日"),
        ("<=", 7, "个工作日"),
    ]
    assert [q.comparator for q in found("分别达到65%和55%")] == ["=", "="]


def test_only_the_range_asked_for_is_read() -> None:
    text = "建成20个，新增30家"
    assert [q.value for q in quantities(fold(text), Span(6, len(text)))] == [30]


@pytest.mark.parametrize("unit", ["9", "一", "10个", "1,", "3-", "十分之", "10(", "百", "1 ", "不少于"])
def test_time_grows_with_length_only(unit: str) -> None:
    def spent(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        list(quantities(text, Span(0, len(text))))
        return time.process_time() - start

    spent(1000)
    assert spent(80_000) < 8 * spent(20_000) + 0.2
