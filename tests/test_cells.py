"""Cells of indicator tables: what is a value, what is words, what is nothing."""

from __future__ import annotations

import time

import pytest

from plan_extract.document.fold import fold
from plan_extract.values.cells import WORDS, CellValue, is_empty, is_unit, read_baseline, read_target, split_name


@pytest.mark.parametrize(
    "text",
    [
        "完成市级下达目标", "不低于全市平均水平", "高于“十四五”水平", "与经济增长同步", "持续提升", "良好", "达标", "国家下达",
        "全覆盖", "待建指标", "动态调整", "较上一年增加", "翻一番", "一流水平", "三级", "二类以上", "1:1.5",
        "5分钟覆盖区超80%", "PM2.5浓度达到35", "甲产业：1300亿元乙产业：1200亿元", "高于全省平均水平2个百分点",
        "2025年", "2025年底前", "2023年6月", "第3名", "前10名", "GB5749-2006", "1至2号线", "2025年建成3条，2030年建成5条",
        "", "—", "·", "完成3项任务中的2项", "9" * 100,
    ],
)  # fmt: skip
def test_words_and_nothing_are_no_values(text: str) -> None:
    assert read_target(fold(text)) == WORDS


@pytest.mark.parametrize(
    ("text", "comparator", "value", "more"),
    [
        ("100", "=", 100, {}),
        ("1,300", "=", 1300, {}),
        ("0.016", "=", 0.016, {}),
        ("-10%", "=", -10, {"unit": "%"}),
        ("－4.1个百分点", "=", -4.1, {"unit": "个百分点"}),
        ("≥50", ">=", 50, {}),
        ("＞10.5", ">", 10.5, {}),
        ("＜22", "<", 22, {}),
        ("≤0.018", "<=", 0.018, {}),
        ("90以上", ">=", 90, {}),
        ("6人（含）以下", "<=", 6, {"unit": "人"}),
        ("控制在3%以内", "<=", 3, {"unit": "%"}),
        ("不超过0.5‰", "<=", 0.5, {"unit": "‰"}),
        ("不少于20个", ">=", 20, {"unit": "个"}),
        ("超过80%", ">", 80, {"unit": "%"}),
        ("3000余", ">", 3000, {}),
        ("15左右", "~", 15, {}),
        ("约100", "~", 100, {}),
        ("力争5以上", ">=", 5, {}),
        ("维持在95%以上", ">=", 95, {"unit": "%"}),
        ("≥98％（除危废外）", ">=", 98, {"unit": "%"}),
        ("100%全覆盖", "=", 100, {"unit": "%"}),
        ("3-5", "range", 3, {"value_max": 5}),
        ("3～5项", "range", 3, {"value_max": 5, "unit": "项"}),
        ("70%-75%", "range", 70, {"value_max": 75, "unit": "%"}),
        ("〔18〕", "=", 18, {"cumulative": True}),
        ("累计2000", "=", 2000, {"cumulative": True}),
        ("累计下降13.5%", "=", 13.5, {"cumulative": True, "unit": "%", "relative": True}),
        ("(86.4%)", "=", 86.4, {"unit": "%"}),
        ("增加20", "=", 20, {"relative": True}),
        ("下降30%以上", ">=", 30, {"unit": "%", "relative": True}),
        ("较“十二五”下降30%以上", ">=", 30, {"unit": "%", "relative": True}),
        ("比2020年提高2个百分点", "=", 2, {"unit": "个百分点", "relative": True}),
        ("每年增加1-3个百分点", "range", 1, {"value_max": 3, "unit": "个百分点", "relative": True}),
        ("128.92\n平方公里", "=", 128.92, {"unit": "平方公里"}),
        ("24km", "=", 24, {"unit": "km"}),
        ("6次/年", "=", 6, {"unit": "次/年"}),
        ("1.2万", "=", 1.2, {"unit": "万"}),
        ("65万人以上", ">=", 65, {"unit": "万人"}),
        ("两个", "=", 2, {"unit": "个"}),
        ("零发生", "=", 0, {}),
        ("“十三五”时期零发生", "=", 0, {}),
        ("0", "=", 0, {}),
        ("2023年达到80%", "=", 80, {"unit": "%", "year": 2023}),
        ("力争2035年达到95%", "=", 95, {"unit": "%", "year": 2035}),
        ("2023年力争每万人口达到4名", "=", 4, {"unit": "名", "year": 2023}),
        ("支持的方式大于3类", ">", 3, {"unit": "类"}),
        ("控制最多的品种比例在18%以内", "<=", 18, {"unit": "%"}),
    ],
)
def test_values(text: str, comparator: str, value: float, more: dict[str, object]) -> None:
    assert read_target(fold(text)) == CellValue(comparator, value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "value"), [("—", None), ("/", None), ("达标", None), ("6.3m3", 6.3), ("22.5", 22.5)])
def test_a_base_is_a_value_or_nothing(text: str, value: float | None) -> None:
    found = read_baseline(fold(text))
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("text", "empty"),
    [("0", False), ("无害化", False), ("≥5", False), ("——", True), ("/", True), (" ", True), ("…", True)],
)
def test_what_holds_nothing(text: str, empty: bool) -> None:
    assert is_empty(fold(text)) is empty


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("鸟类", False), ("约束性", False), ("含临展", False), ("一、二类", False), ("护岸", False), ("GDP", False), ("", False),
        ("/", False), ("平方米以上", False), ("标准、导则等", False), ("2025年", False),
        ("%", True), ("万户", True), ("万吨标准煤", True), ("平方米/人", True), ("微克/立方米", True), ("人/亿元", True),
        ("吨标准煤/万元", True), ("件/万人", True), ("1/10万", True), ("套(间)", True), ("亿立方米", True), ("m3", True),
        ("万人次", True), ("个百分点", True), ("岁", True),
    ],
)  # fmt: skip
def test_units(text: str, unit: bool) -> None:
    assert is_unit(text) is unit


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("生物多样性指数（鸟类）", "生物多样性指数（鸟类）", None),
        ("合格率（国标GB5749-2006）", "合格率（国标GB5749-2006）", None),
        ("PM2.5浓度", "PM2.5浓度", None),
        ("街巷（条）长度", "街巷（条）长度", None),
        ("森林覆盖率*", "森林覆盖率", None),
        ("生态公墓覆盖率(%)※", "生态公墓覆盖率", "%"),
        ("安葬率[1]（％）", "安葬率", "％"),
        ("近岸水质优良（一、二类）比例（%）", "近岸水质优良（一、二类）比例", "%"),
        ("湿地保有量〔亿亩〕", "湿地保有量", "亿亩"),
        ("住房数量（套（间））", "住房数量", "套（间）"),
        ("产值（单位：亿元）", "产值", "亿元"),
        ("接待观众数量（万人\n次）", "接待观众数量", "万人次"),
    ],
)
def test_names_lose_marks_and_units(text: str, name: str, unit: str | None) -> None:
    assert split_name(text) == (name, unit)


@pytest.mark.parametrize("piece", ["1", "(", "达到", "约", "1-", "增加1", "较", "/", "万", "0."])
def test_long_cells_cost_nothing(piece: str) -> None:
    started = time.process_time()
    for size in range(50, 60):
        read_target((piece * 60)[:size])
        is_unit((piece * 60)[:size])
        split_name((piece * 20000)[:size] + piece * 20000)
    assert time.process_time() - started < 1.0
