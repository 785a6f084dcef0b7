"""Column heads: which words are heads, which role they tell, and what the cells below correct."""

from __future__ import annotations

import pytest

from plan_extract.document.build import CellText, DocumentBuilder
from plan_extract.document.fold import fold
from plan_extract.document.model import SourceFile
from plan_extract.span import Span
from plan_extract.structure.columns import column_roles
from plan_extract.structure.grids import find_grids
from plan_extract.structure.heads import nature_of, period_end, read_head
from plan_extract.structure.model import Frame

SOURCE = SourceFile("made.html", "text/html", "utf-8", "0" * 64)


@pytest.mark.parametrize(
    "text",
    [
        "推进改革", "社会", "救助", "发展规模", "一、总体要求", "（一）加强领导", "森林覆盖率", "约束性", "平方米", "市财政局",
        "完成市级目标要求", "建设一批重点任务清单管理平台", "第三部分", "3", "≥50", "备注：上表", "2023年6月底前", "A" * 100, "",
    ],
)  # fmt: skip
def test_no_heads(text: str) -> None:
    assert read_head(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "role", "year", "unit"),
    [
        ("序号", "number", None, None),
        ("领域", "category", None, None),
        ("一级指标", "category", None, None),
        ("指标名称", "name", None, None),
        ("指 标", "name", None, None),
        ("单位", "unit", None, None),
        ("属  性", "nature", None, None),
        ("2025年", "year", 2025, None),
        ("2025", "year", 2025, None),
        ("（2030年）", "year", 2030, None),
        ("“十四五”末", "year", 2025, None),
        ("2025年目标", "target", 2025, None),
        ("“十五五”目标", "target", 2030, None),
        ("规划目标", "target", None, None),
        ("目标值（%）", "target", None, "%"),
        ("目标值\n（2035年）", "target", 2035, None),
        ("2025年基准", "baseline", 2025, None),
        ("现状值(2025年）", "baseline", 2025, None),
        ("2020年完成", "baseline", 2020, None),
        ("2024年预计", "baseline", 2024, None),
        ("“十一五”增减情况", "change", 2010, None),
        ("年均增长（%）", "change", None, "%"),
        ("2021-2025年年均增长", "change", 2025, None),
        ("牵头单位", "lead", None, None),
        ("配合部门", "support", None, None),
        ("责任单位", "responsible", None, None),
        ("完成时限", "deadline", None, None),
        ("重点任务", "task", None, None),
        ("具体措施", "measure", None, None),
        ("进展评价", "progress", None, None),
        ("备注", "note", None, None),
    ],
)
def test_heads(text: str, role: str, year: int | None, unit: str | None) -> None:
    head = read_head(fold(text))
    assert head is not None
    assert (head.role, head.year, head.unit) == (role, year, unit)


def test_a_sum_is_told_by_its_head() -> None:
    assert [head.summed for head in map(read_head, ("[累计]", "五年累计", "2025年")) if head] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "role"), [("全区主要指标", "name"), ("市级牵头单位", "lead"), ("任务完成时限", "deadline"), ("规模", None)]
)
def test_a_longer_head_is_told_by_its_ending_where_a_head_is_sure(text: str, role: str | None) -> None:
    head = read_head(text, strict=False)
    assert (head and head.role) == role


@pytest.mark.parametrize(
    ("text", "year"), [("四五", None), ("十四五", 2025), ('"十五五"规划', 2030), ("十五规划", None)]
)
def test_periods(text: str, year: int | None) -> None:
    assert period_end(text) == year


@pytest.mark.parametrize(
    ("text", "nature"),
    [("公里", None), ("约束", "binding"), ("约束性", "binding"), ("预期性[1]", "expected"), ("预期性*", "expected")],
)
def test_natures(text: str, nature: str | None) -> None:
    assert nature_of(text) == nature


def roles(*rows: str, caption: str = "某表", period: tuple[int, int] | None = None) -> list[tuple[str, int | None]]:
    """The roles and years of a ruled table whose rows are given with bars between the cells."""
    builder = DocumentBuilder()
    builder.paragraph(caption)
    builder.table([[CellText(cell) for cell in row.split("|")] for row in rows])
    document = builder.build(SOURCE)
    (grid,) = find_grids(document, Frame(Span(0, len(document.text))))
    return [(column.role, column.year) for column in column_roles(document, grid, period)]


@pytest.mark.parametrize(
    ("rows", "period", "expected"),
    [
        # Columns of nothing known stay so.
        (("甲|乙|丙", "1|2|3", "4|5|6"), None, ["other", "other", "other"]),
        # 类型 heads what binds, 单位 heads bodies, where the cells say so.
        (("指标|类型|2025年", "甲率|约束性|5", "乙率|预期性|6"), None, ["name", "nature", "target"]),
        (("任务|单位|时限", "建园|市财政局|年底", "修路|市交通局|6月"), None, ["task", "responsible", "deadline"]),
        (("指标|单位|2025年", "甲率|%|5", "乙数|个|6"), None, ["name", "unit", "target"]),
        # No year, no 指标: amounts by place and phase are no indicators; 近期 under 建设期限 is a time.
        (("乡镇名称|小计|近期|远期", "甲镇|3|1|2", "乙镇|7|3|4"), None, ["other", "other", "target", "target"]),
        (("公园名称|建设期限近期|建设期限远期", "甲园|√|", "乙园||√"), None, ["other", "target", "target"]),
        # The last of several columns of names has the names.
        (("一级指标|二级指标|三级指标|目标值", "a|b|c|1", "a|b|d|2"), None, ["category", "category", "name", "target"]),
        # 项目 names quantities where values stand beside it, and tasks where bodies do.
        (("项目|2020年|2025年", "水库（座）|1|2", "泵站（座）|3|4"), None, ["name", "baseline", "target"]),
        (("项目|内容|责任单位", "建园|建设园区|市局", "修路|修建道路|市局"), None, ["task", "measure", "responsible"]),
        # A base year lies before the plan's period; in a plan with yearly targets all years are targets.
        (("指标|2020年|2025年", "甲|1|2", "乙|3|4"), (2021, 2025), ["name", "baseline", "target"]),
        (("指标|2022年|2035年", "甲|1|2", "乙|3|4"), (2022, 2035), ["name", "baseline", "target"]),
        (("指标|2021年|2023年|2025年", "甲|1|2|3", "乙|3|4|5"), (2021, 2025), ["name", "target", "target", "target"]),
        (("指标|现状2019年|2022年|2025年", "甲|1|2|3", "乙|3|4|5"), None, ["name", "baseline", "target", "target"]),
        # Groups and names without heads.
        (("|指标|2025年", "经济|甲率|5", "民生|乙率|6"), None, ["category", "name", "target"]),
    ],
)
def test_columns(rows: tuple[str, ...], period: tuple[int, int] | None, expected: list[str]) -> None:
    assert [role for role, _ in roles(*rows, period=period)] == expected


def test_the_caption_tells_the_base_year_where_nothing_else_does() -> None:
    rows = ("指标|2015年|2018年|2020年", "甲|1|2|3", "乙|4|5|6")
    assert roles(*rows, caption="“十三五”主要指标")[1:] == [("baseline", 2015), ("target", 2018), ("target", 2020)]
