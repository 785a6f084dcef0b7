"""Rows of indicator tables as records, field by field; and tables that hold no targets."""

from __future__ import annotations

import pytest

from plan_extract.extractors.base import FoundIndicator
from plan_extract.extractors.table_indicators import extract
from plan_extract.readers.text import read_text
from plan_extract.records.section import SectionRole
from plan_extract.span import Span
from plan_extract.structure.grids import find_grids
from plan_extract.structure.model import Frame, Heading, Outline, Reading


def found(
    text: str, *, role: SectionRole = "goals", plans: bool = True, period: tuple[int, int] | None = (2021, 2025)
) -> list[FoundIndicator]:
    """The indicators of a text that stands in one section."""
    document = read_text(text.encode(), "made.txt")
    whole = Span(0, len(text))
    frame = Frame(whole, plans=plans, period=period)
    section = Heading(0, 1, None, "主要目标", role, None, Span(0, 0), whole, len(text))
    indicators, _ = extract(Reading(document, frame, find_grids(document, frame), Outline((section,), ())))
    return list(indicators)


def table(*rows: str, above: str = "主要指标", below: str = "以上。") -> str:
    """A table whose cells are parted by tabs; the rows are given with bars."""
    return "\n".join((above, *(row.replace("|", "\t") for row in rows), below))


GOOD = ("序号|指标|单位|2020年|2025年|属性", "1|甲率|%|5|10|约束性", "2|乙数量|个|—|20|预期性")


@pytest.mark.parametrize(
    "text",
    [
        table("序号|指标|2020年", "1|甲率|5", "2|乙率|6"),
        table("序号|指标名称|评分标准", "1|绿化率|20%以上得2分", "2|客流|达到5万人得3分"),
        table("序号|任务|责任单位|完成时限", "1|建园|市财政局|2025年", "2|修路|市交通局|2025年"),
        table("项目|建设内容|总投资", "水库|新建1座|3000", "泵站|新建2座|500"),
        table("地区|2025年|2030年", "甲|乙|丙", "丁|戊|己"),
        table("序号|指标|目标值|现状值|进展评价", "1|甲率|5%|6%|已完成", "2|乙率|7%|8%|已完成"),
        table(*GOOD, above="“十三五”主要指标完成情况"),
        table("序号|指标|2025年", "1|甲率|—", "2|乙率|/"),
        table("序号|指标|2025年", "1|制度建设|定性指标，查看落实情况", "2|组织领导|定性指标"),
    ],
)
def test_tables_without_targets_give_none(text: str) -> None:
    assert found(text) == []


def test_nothing_from_the_background_or_from_what_plans_nothing() -> None:
    assert found(table(*GOOD), role="background") == []
    assert found(table(*GOOD), plans=False) == []


def test_a_row_has_all_its_fields() -> None:
    text = table(
        "序号|类别|指标名称|单位|2020年|2025年|属性|责任单位",
        "1|水安全|堤防（护岸）达标率※|%|74.2|≥90|约束性|市水务局牵头，市财政局配合",
        "2||河湖水面积|平方公里|/|128.9|预期性|市水务局、市财政局",
    )
    first, second = found(text)
    assert (first.number, first.name, first.unit, first.category) == ("1", "堤防（护岸）达标率", "%", ("水安全",))
    assert first.nature == "binding"
    assert first.baseline is not None
    assert (first.baseline.year, first.baseline.value) == (2020, 74.2)
    (target,) = first.targets
    assert (target.year, target.comparator, target.value, target.span.of(text)) == (2025, ">=", 90, "≥90")
    assert [(a.unit, a.role) for a in first.assignments] == [("市水务局", "lead"), ("市财政局", "support")]
    assert (
        first.span.of(text).replace("\t", "|")
        == "1|水安全|堤防（护岸）达标率※|%|74.2|≥90|约束性|市水务局牵头，市财政局配合"
    )
    assert (second.category, second.nature, second.baseline) == (("水安全",), "expected", None)
    assert [(a.unit, a.role) for a in second.assignments] == [("市水务局", "responsible"), ("市财政局", "responsible")]


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        (("序号|指标|单位|2025年", "1|甲率|%|5", "2|指数|/|0.6"), ["%", None]),
        (("序号|指标|2025年", "1|甲率（%）|5", "2|指数（鸟类）|0.6"), ["%", None]),
        (("序号|指标|目标值（%）", "1|甲率|5", "2|乙率|6"), ["%", "%"]),
        (("序号|指标|2020年|2025年", "1|甲率|4%|完成上级要求", "2|乙线|21km|24km"), ["%", "km"]),
        (("类别|指标|2025年", "减少（%）|氨氮|5", "减少（%）|总磷|6"), ["%", "%"]),
        (("单位：亿元|||", "序号|指标|2020年|2025年", "1|产值|4|5", "2|投资|6|7"), ["亿元", "亿元"]),
        (("序号|指标|2025年", "1|事故人数|较上年下降30%以上", "2|乙数|5"), [None, None]),
    ],
)
def test_units(rows: tuple[str, ...], units: list[str | None]) -> None:
    assert [indicator.unit for indicator in found(table(*rows))] == units


@pytest.mark.parametrize(
    ("above", "rows", "years"),
    [
        ("主要指标", ("指标|单位|2025年|2035年", "甲率|%|5|10", "乙率|%|6|11"), [2025, 2035]),
        ("主要指标", ("指标|单位|“十五五”目标", "甲率|%|5", "乙率|%|6"), [2030]),
        ("“十五五”主要指标", ("指标|单位|规划目标", "甲率|%|5", "乙率|%|6"), [2030]),
        ("到2027年，实现以下目标。\n主要指标", ("指标|单位|目标值", "甲率|%|5", "乙率|%|6"), [2027]),
        ("主要指标", ("指标|单位|目标值", "甲率|%|5", "乙率|%|6"), [2025]),
        ("主要指标", ("指标|2020年|2025年|年均增长（%）", "产值（亿元）|5|10|7", "产量（吨）|6|11|8"), [2025, 2025]),
    ],
)
def test_years(above: str, rows: tuple[str, ...], years: list[int]) -> None:
    assert [target.year for target in found(table(*rows, above=above))[0].targets] == years


def test_clauses_with_years_of_their_own_are_targets_of_their_own() -> None:
    text = table(
        "一级指标|二级指标|评价标准",
        "数量|1.覆盖率|较上一年增加。2023年达到80%，力争2035年达到95%。",
        "数量|2.人数|不少于3名",
    )
    first, second = found(text, period=None)
    assert (first.number, first.name, first.unit) == ("1", "覆盖率", "%")
    assert [(t.year, t.comparator, t.value) for t in first.targets] == [
        (None, None, None),
        (2023, "=", 80),
        (2035, "=", 95),
    ]
    assert first.targets[0].span.of(text) == "较上一年增加"
    assert [(t.year, t.comparator, t.value) for t in second.targets] == [(None, ">=", 3)]


@pytest.mark.parametrize(
    ("rows", "summed"),
    [
        (("指标|单位|2025年", "甲数|个|5", "乙数|个|6"), False),
        (("指标|单位|2025年", "甲数|个|累计50", "乙数|个|6"), True),
        (("指标|单位|2025年", "甲率|%|〔13.5〕", "乙数|个|6"), True),
        (("指标|单位|2025年", "五年累计新增甲数|个|50", "乙数|个|6"), True),
        (("指标|单位|五年累计", "甲数|个|50", "乙数|个|6"), True),
    ],
)
def test_sums(rows: tuple[str, ...], summed: bool) -> None:
    assert found(table(*rows))[0].targets[0].cumulative is summed


@pytest.mark.parametrize(
    ("note", "natures"),
    [
        ("以上。", [None, None]),
        ("备注：上表中带“※”的指标均为约束性指标。", ["binding", None]),
        ("备注：上表中带“※”的指标均为约束性指标，其它指标均为预期性指标。", ["binding", "expected"]),
        ("注：标※为预期性指标，其余为约束性指标。", ["expected", "binding"]),
    ],
)
def test_a_note_under_the_table_tells_the_nature(note: str, natures: list[str | None]) -> None:
    rows = ("序号|指标|2025年", "1|甲率※（%）|5", "2|乙率（%）|6")
    assert [indicator.nature for indicator in found(table(*rows, below=note))] == natures


def test_a_glued_table_drops_the_numbers_of_its_notes() -> None:
    text = "专栏1 “十三五”主要指标指标2015年2020年〔累计〕1属性环境1.空气质量甲城市2优良天数比率（%）76.7＞80-约束性乙浓度下降（%）--〔18〕约束性注：1.〔　〕内为五年累计数。\n2.不含丙市。"
    first, second = found(text, period=None)
    assert (first.name, first.category) == ("甲城市优良天数比率", ("环境", "空气质量"))
    assert [(t.year, t.comparator, t.value, t.cumulative) for t in first.targets] == [(2020, ">", 80, False)]
    assert [(t.year, t.comparator, t.value, t.cumulative) for t in second.targets] == [(2020, "=", 18, True)]


def test_a_blank_lower_name_leaves_the_upper_one() -> None:
    text = table("一级指标|二级指标|2025年", "甲率（%）||5", "乙|丙率（%）|6")
    assert [(i.name, i.category) for i in found(text)] == [("甲率", ()), ("丙率", ("乙",))]
