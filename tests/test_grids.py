"""Tables in text: what is no table, and how each kind of table is cut into rows."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_extract.document.build import CellText, DocumentBuilder
from plan_extract.document.model import Block, Document, SourceFile
from plan_extract.readers.text import read_text
from plan_extract.span import Span
from plan_extract.structure.grids import find_grids
from plan_extract.structure.model import Frame, Grid

SOURCE = SourceFile("made.html", "text/html", "utf-8", "0" * 64)


def grids(document: Document) -> tuple[Grid, ...]:
    return find_grids(document, Frame(Span(0, len(document.text))))


def cut(text: str) -> tuple[str, list[str]]:
    """The kind of the only table of a text, and its rows with bars between the cells (. where there is none)."""
    document = read_text(text.encode(), "made.txt")
    (grid,) = grids(document)
    return grid.kind, shown(document, grid)


def shown(document: Document, grid: Grid) -> list[str]:
    return ["|".join(cell.text(document) if cell else "." for cell in row) for row in grid.rows]


STACKED_NO = [
    "主要指标\n到2025年，森林覆盖率达到44%。\n单位能耗下降14%。",
    "指标\n单位\n（一）建立指标体系。各单位要健全指标体系，明确年度目标。\n（二）落实责任。各单位抓好落实。",
    "一、目标\n二、任务\n三、措施\n（一）加强领导\n（二）落实责任\n（三）强化考核",
    "序号\n任务\n责任单位",
    "序号\n序号\n序号\n1\n2\n3",
    "目标任务\n重点工作\n保障措施\n推进改革\n扩大开放\n改善民生",
    "单位\n广州市民政局\n广州市财政局\n2023年6月1日",
    "重点任务\n工作要求\n完成时限\n各单位要认真落实本方案，在年底前完成。请遵照执行。",
]
DELIMITED_NO = [
    "首页 | 新闻 | 政务公开 | 互动\n当前位置 | 政策 | 文件",
    "广州市卫生局      广州市财政局      广州市民政局\n2023年10月19日      2023年10月19日      印",
    "一、  总则    目的\n二、  任务    要求",
    "各区\t各县\n有关单位\t部门",
    "任务  目标  要求 都要明确，各单位  认真落实  到位",
    "单位 目标 任务 都要落实到人",
    "<table><tr><td>打印</td></tr></table>",
    "<td>一</td><td>二</td>",
]
GLUED_NO = [
    "主要指标2020年比2015年增长10%，2025年比2020年增长20%，达到预期性目标。",
    "各项指标，2021年完成50%，2022年完成100%，约束性指标全部完成。",
    "项目2015年开工，2020年完工，总投资3000万元。",
    "指标2015年2020年",
    "指标2015年2020年属性约束性预期性约束性",
]


@pytest.mark.parametrize("text", [*STACKED_NO, *DELIMITED_NO, *GLUED_NO])
def test_prose_is_no_table(text: str) -> None:
    assert grids(read_text(text.encode(), "made.txt")) == ()


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(
            "序号 指标名称 单位 属性 2025年 1 甲覆盖率 % 约束性 ≥5 2 乙数量 个 预期性 10 一、总体要求",
            ["序号|指标名称|单位|属性|2025年", "1|甲覆盖率|%|约束性|≥5", "2|乙数量|个|预期性|10"],
            id="plain",
        ),
        pytest.param(
            "领域 序号 2025年 民生保障事业 社会 救助 1 供养率(%) 100 养老 服务 2 床位数(张) 3 3 驿站数(家) 4 备注：以上均为预期性指标。",
            [
                "领域|领域|序号|.|2025年",
                "民生保障事业|社会救助|1|供养率(%)|100",
                "民生保障事业|养老服务|2|床位数(张)|3",
                "民生保障事业|养老服务|3|驿站数(家)|4",
            ],
            id="groups of two levels, broken words, a lost head, a value like the next number",
        ),
        pytest.param(
            "指标类别 序号 指标项 类型 指标值 现状 近期规划 （2025年） （2030年） 规模 1 用地面积 约束性 5.5 5.4 文化 2 街区面积 预期性 / 动态调整",
            [
                "指标类别|序号|指标项|类型|现状|近期规划",
                ".|.|.|.|（2025年）|（2030年）",
                "规模|1|用地面积|约束性|5.5|5.4",
                "文化|2|街区面积|预期性|/|动态调整",
            ],
            id="heads in two rows",
        ),
        pytest.param(
            "目标类别 具体目标 目标值（%） 指标属性 节能 能耗降低 完成市级下达目标 约束性 排放降低 完成市级下达目标 预期性[1] 建筑 绿色建筑比例 100 预期性 二、重点任务",
            [
                "目标类别|具体目标|目标值（%）|指标属性",
                "节能|能耗降低|完成市级下达目标|约束性",
                "节能|排放降低|完成市级下达目标|预期性[1]",
                "建筑|绿色建筑比例|100|预期性",
            ],
            id="no numbers, targets in words",
        ),
        pytest.param(
            "类别 指标 2020 年 2025 年 年均 经济 甲比重（%） 43 47 〔4〕 乙降低（%） 〔30〕 资源 丙保有量（亿亩） — 18 〔0〕 注：略",
            [
                "类别|指标|2020年|2025年|年均",
                "经济|甲比重（%）|43|47|〔4〕",
                "经济|乙降低（%）|.|.|〔30〕",
                "资源|丙保有量（亿亩）|—|18|〔0〕",
            ],
            id="years broken, empty cells without a line, sums in brackets",
        ),
        pytest.param(
            "板块 序号 指标名称 属性 单位 2025年 2030年 绿化 1 新建绿地 约束性 万平方米 90.8 35 其中公园绿地 58.4 17.5 2 绿化覆盖率 约束性 % 31.4 31.5",
            [
                "板块|序号|指标名称|属性|单位|2025年|2030年",
                "绿化|1|新建绿地|约束性|万平方米|90.8|35",
                "绿化|.|其中公园绿地|约束性|万平方米|58.4|17.5",
                "绿化|2|绿化覆盖率|约束性|%|31.4|31.5",
            ],
            id="a part shares what the whole tells",
        ),
        pytest.param(
            "序号 指标 口径 2025年 1 甲率 全市 5% 2 乙率 全市 6%",
            ["序号|指标|口径|2025年", "1|甲率|全市|5%", "2|乙率|全市|6%"],
            id="a head that is not known",
        ),
        pytest.param(
            "指标 2025年 甲覆盖率 5 乙数量 6 丙面积 7",
            ["指标|2025年", "甲覆盖率|5", "乙数量|6", "丙面积|7"],
            id="two columns",
        ),
        pytest.param(
            "序号 任务 责任单位 完成时限 1 制定实施方案。 市发展改革委、市财政局 6月底前 2 建设平台。 市大数据局 持续推进 第三章 保障",
            ["序号|任务|责任单位|完成时限", "1|制定实施方案。|市发展改革委、市财政局|6月底前", "2|建设平台。|市大数据局|持续推进"],
            id="tasks",
        ),
        pytest.param(
            "序号 任务 措施 责任单位 1 扩大消费 发放消费券。 市商务局 举办购物节。 市文旅局 2 稳定就业 组织招聘会。 市人社局",
            ["序号|任务|措施|责任单位", "1|扩大消费|发放消费券。|市商务局", "1|扩大消费|举办购物节。|市文旅局", "2|稳定就业|组织招聘会。|市人社局"],
            id="a task over two rows",
        ),
    ],
)  # fmt: skip
def test_stacked(lines: str, rows: list[str], gap: str) -> None:
    assert cut(lines.replace(" ", gap)) == ("stacked", rows)


def test_lines_of_one_cell_stand_together_where_cells_stand_apart() -> None:
    text = "序号\n\n指标\n属性\n\n基准值\n（2020年）\n\n目标值\n（2025年）\n\n1\n\n河湖水面积\n（含湖泊）\n\n约束性\n\n120\n平方公里\n\n128\n平方公里\n\n2\n\n甲率\n\n预期性\n\n/\n\n5%\n\n注：略"
    assert cut(text)[1] == [
        "序号|指标|属性|基准值（2020年）|目标值（2025年）",
        "1|河湖水面积（含湖泊）|约束性|120平方公里|128平方公里",
        "2|甲率|预期性|/|5%",
    ]


def test_rows_with_blank_lines_between_them() -> None:
    text = "序号\n指标名称\n属性\n目标\n\n1\n甲率\n约束性\n5\n\n2\n乙数量\n预期性\n增加20\n\n二、任务"
    assert cut(text)[1] == ["序号|指标名称|属性|目标", "1|甲率|约束性|5", "2|乙数量|预期性|增加20"]


def test_the_span_is_the_table_and_the_caption_is_the_line_that_names_it() -> None:
    text = "到2025年，实现以下目标。\n主要指标\n单位：%\n序号\n指标\n2025年\n1\n甲率\n5\n2\n乙率\n6\n注：略\n二、任务"
    document = read_text(text.encode(), "made.txt")
    (grid,) = grids(document)
    assert grid.span.of(text) == "序号\n指标\n2025年\n1\n甲率\n5\n2\n乙率\n6"
    assert grid.caption is not None
    assert grid.caption.of(text) == "主要指标"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "序号\t类别\t指标\t2025年\n1\t经济\t甲率\t5\n2\t\t乙率\t6\n注：略",
            ["序号|类别|指标|2025年", "1|经济|甲率|5", "2|经济|乙率|6"],
            id="tabs, blank groups",
        ),
        pytest.param(
            "序号\t任务\t措施\t责任单位\n1\t扩大消费\t发券\t市商务局\n\t\t办节\t市文旅局\n",
            ["序号|任务|措施|责任单位", "1|扩大消费|发券|市商务局", "1|扩大消费|办节|市文旅局"],
            id="tabs, a row that goes on",
        ),
        pytest.param(
            "| 指标 | 单位 | 2025年 |\n|---|:-:|--:|\n| 甲率 | % | 5 |\n| 乙数 | 个 | 6 |\n",
            ["指标|单位|2025年", "甲率|%|5", "乙数|个|6"],
            id="Markdown",
        ),
        pytest.param(
            "指标      2020年     2025年\n甲率（%）    30    35\n乙率（%）  40   45\n以上为主要指标。",
            ["指标|2020年|2025年", "甲率（%）|30|35", "乙率（%）|40|45"],
            id="several spaces",
        ),
        pytest.param(
            "指标 2025 年 属性\n甲区 覆盖率 ≥50 约束性\n编制规划数量（专项规划、\n专题规划）\n≥20 约束性\n5\n新增数量 1 预期性\n",
            [".|指标|2025年|属性", "甲区|覆盖率|≥50|约束性", "甲区|编制规划数量（专项规划、专题规划）|≥20|约束性", "甲区|新增数量|1|预期性"],
            id="single spaces, names over several lines, a page number",
        ),
        pytest.param(
            "<table><tr><td rowspan='2'><b>类别</b></td><td>指标</td><td>2025年</td></tr><tr><td>指标</td><td>目标</td></tr>"
            "<tr><td>经济</td><td><p>甲率</p></td><td>5</td></tr></table>",
            ["类别|指标|2025年", "类别|指标|目标", "经济|甲率|5"],
            id="markup",
        ),
    ],
)  # fmt: skip
def test_delimited(text: str, rows: list[str]) -> None:
    assert cut(text) == ("delimited", rows)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "专栏1 主要指标指　标2015年2020年属性森林覆盖率（%）21.6623.04约束性森林蓄积量（亿立方米）151165约束性草原盖度（%）5456 预期性注：略",
            ["指标|2015年|2020年|属性", "森林覆盖率（%）|21.66|23.04|约束性", "森林蓄积量（亿立方米）|151|165|约束性", "草原盖度（%）|54|56|预期性"],
            id="digits without a gap",
        ),
        pytest.param(
            "指标2005年2010年“十一五”增减情况1排放总量（万吨）14141270-10%2劣Ⅴ类水质的比例（%）26.1＜22-4.1个百分点3优良天数超过292天的比例（%）69.4755.6个百分点",
            [
                ".|指标|2005年|2010年|“十一五”增减情况",
                "1|排放总量（万吨）|1414|1270|-10%",
                "2|劣Ⅴ类水质的比例（%）|26.1|＜22|-4.1个百分点",
                "3|优良天数超过292天的比例（%）|69.4|75|5.6个百分点",
            ],
            id="base, target and change agree",
        ),
        pytest.param(
            "指标2015年2020年〔累计〕1属性环境质量1.空气质量甲城市优良天数比率（%）76.7＞80-约束性乙浓度下降（%）--〔18〕约束性"
            "排放总量2.主要排放减少（%）化学需氧量--〔10〕约束性氨氮5--〔10〕生态修复3.野生动植物保护率（%）-＞95-预期性4.自然岸线保有率（%）-≥35-预期性",
            [
                ".|.|.|指标|2015年|2020年|〔累计〕|属性",
                "环境质量|1.空气质量|.|甲城市优良天数比率（%）|76.7|＞80|-|约束性",
                "环境质量|1.空气质量|.|乙浓度下降（%）|-|-|〔18〕|约束性",
                "排放总量|2.主要排放减少（%）|.|化学需氧量|-|-|〔10〕|约束性",
                "排放总量|2.主要排放减少（%）|.|氨氮5|-|-|〔10〕|约束性",
                "生态修复|.|3|野生动植物保护率（%）|-|＞95|-|预期性",
                "生态修复|.|4|自然岸线保有率（%）|-|≥35|-|预期性",
            ],
            id="groups, brackets, merged natures",
        ),
    ],
)  # fmt: skip
def test_glued(text: str, rows: list[str]) -> None:
    assert cut(text) == ("glued", rows)


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        pytest.param(
            [[("指标", 1, 2), "2025年"], [("保护", 2, 1), "甲数", "5"], ["乙数", "6"]],
            1,
            ["指标|指标|2025年", "保护|甲数|5", "保护|乙数|6"],
            id="merged head and groups",
        ),
        pytest.param(
            [
                [("指标", 2, 1), "现状", ("目标", 1, 2)],
                ["2019年", "2022年", "2025年"],
                ["苗木", "达标", ("良好", 1, 2)],
            ],
            2,
            ["指标|现状|目标|目标", "指标|2019年|2022年|2025年", "苗木|达标|良好|良好"],
            id="heads in two rows",
        ),
        pytest.param(
            [
                [("附件1 指标体系", 1, 3)],
                ["序号", "指标", "2025年"],
                [("一、经济", 1, 3)],
                ["1", "甲率", "5"],
                [("注：略", 1, 3)],
            ],
            1,
            [".|序号|指标|2025年", "一、经济|1|甲率|5"],
            id="a caption, a group and a note over all columns",
        ),
        pytest.param(
            [["类别", "任务"], [("总体上研究制定政策，健全长效机制。", 1, 2)], ["甲", "建设园区"]],
            1,
            ["类别|任务", "总体上研究制定政策，健全长效机制。|总体上研究制定政策，健全长效机制。", "甲|建设园区"],
            id="a measure over all columns is no group",
        ),
    ],
)
def test_ruled(rows: list[list[str | tuple[str, int, int]]], head: int, expected: list[str]) -> None:
    builder = DocumentBuilder()
    builder.table([[CellText(*cell) if isinstance(cell, tuple) else CellText(cell) for cell in row] for row in rows])
    document = builder.build(SOURCE)
    (grid,) = grids(document)
    assert (grid.kind, grid.head, shown(document, grid)) == ("ruled", head, expected)


def test_a_table_broken_by_a_page_is_one() -> None:
    builder = DocumentBuilder()
    for page in (
        (["序号", "指标", "2025年"], ["1", "甲率", "5"]),
        (["序号", "指标", "2025年"], ["2", "乙率", "6"]),
        (["3", "丙率", "7"],),
    ):
        builder.page()
        builder.table([[CellText(cell) for cell in row] for row in page])
    document = builder.build(SOURCE)
    (grid,) = grids(document)
    assert shown(document, grid) == ["序号|指标|2025年", "1|甲率|5", "2|乙率|6", "3|丙率|7"]


WORDS = st.sampled_from(
    ["序号", "指标", "单位", "2025年", "（2025年）", "属性", "约束性", "≥5", "10", "—", "%", "个", "社会", "救助", "覆盖率", "任务", "责任单位",
     "市财政局", "1", "2", "3", "注：", "一、", "。", "|", "\t", "<td>", "<tr>", "<table>", "</table>", "〔18〕", "15左右", "指标2015年2020年"]
)  # fmt: skip


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n", "\n\n", "  "])), min_size=1, max_size=60))
def test_grids_are_even_and_hold_their_cells(pieces: list[tuple[str, str]]) -> None:
    document = read_text(("始" + "".join(word + gap for word, gap in pieces)).encode(), "made.txt")
    found = grids(document)
    for grid in found:
        assert len({len(row) for row in grid.rows}) == 1
        assert 0 < grid.head < len(grid.rows)
        assert all(cell is None or grid.span.holds(cell.span) for row in grid.rows for cell in row)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000, "(" * 200_000, "|" * 200_000, "始" + " " * 200_000 + "终", "序号\n" * 40_000, "序号\n指标\n单位\n" * 10_000,
        "序号 指标 单位 2025年\n" * 10_000, "指标2015年2020年" * 10_000, "指标2015年2020年属性" + "1" * 100_000,
        "指标2015年2020年属性" + "覆盖率12345678901234567890约束性" * 2_000, "<td>" * 50_000, "<table>" * 30_000,
        "<table><tr>" + "<td rowspan=99 colspan=99>甲</td>" * 3_000 + "</table>",
        "序号\t指标\t2025年\n" + "1\t甲率\t5\n" * 20_000, "序号\n指标\n2025年\n" + "".join(f"{i}\n甲率{i}\n{i}\n" for i in range(1, 3000)),
    ],
    ids=lambda text: text[:12].strip(),
)  # fmt: skip
def test_hostile_text_costs_little(text: str) -> None:
    blocks = tuple(Block(Span(*line.span()).trimmed(text)) for line in re.finditer(r"[^\n]+", text))
    document = Document(SOURCE, text, blocks)
    started = time.process_time()
    grids(document)
    assert time.process_time() - started < 5
