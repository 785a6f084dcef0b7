"""Spreadsheets: titles, header rows, merged cells, numbers as the sheet shows them, and the records of their tables."""

from __future__ import annotations

import struct

import pytest

from plan_extract import pipeline
from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, ReadError, TooLargeError
from plan_extract.readers import read
from plan_extract.readers.sheet_numbers import shown
from sheet_files import Rows, Value, xls, xlsx

TASKS: Rows = [
    ["云汀市养老服务重点任务分工表"],
    ["序号", "重点任务", "具体措施", "牵头单位", "责任单位", "完成时限"],
    [1, "健全服务网络", "新建社区养老服务中心12个。", "市民政局", "市财政局、市自然资源局", "2025年底前"],
    [2, None, "改造老旧驿站。", None, "市住房城乡建设局", "2024年6月底前"],
    [3, "加强人才培养", "每年培训护理员500人。", "市人力资源社会保障局", "市教育局", "长期坚持"],
    ["注：时限以年底考核为准。"],
]
TARGETS: Rows = [
    ["云汀市养老服务主要指标"],
    ["类别", "指标名称", "单位", "2020年基期值", "2025年目标值", "属性"],
    ["设施", "护理型床位占比", "%", (0.45, "0%"), (0.55, "0%"), "约束性"],
    [None, "每千名老年人养老床位数", "张", (40.0, "0.0"), (45.5, "0.0"), "预期性"],
]


def sheet(rows: Rows, *merged: str, name: str = "Sheet1") -> Document:
    return read(xlsx({name: rows}, merged), name="a.xlsx")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["标题"], ["甲", "乙"], ["1", "2"]], ["标题", "甲\t乙", "1\t2"]),
        ([["甲", "乙"], ["1", "2"], ["注：略"]], ["甲\t乙", "1\t2", "注：略"]),
        ([[None, None, "单位：万元"], ["甲", "乙", "丙"], ["1", "2", "3"]], ["单位：万元", "甲\t乙\t丙", "1\t2\t3"]),
        (  # two labels are no row of a table
            [["填报单位：民政局", None, "日期：2025年"], ["甲", "乙", "丙"], ["1", "2", "3"]],
            ["填报单位：民政局 日期：2025年", "甲\t乙\t丙", "1\t2\t3"],
        ),
        ([[], [], [None, "甲", "乙"], [None, "1", "2"]], ["甲\t乙", "1\t2"]),
        ([["甲", None, "乙"], ["1", None, "2"]], ["甲\t乙", "1\t2"]),  # an empty column
        ([["甲", "乙"], ["1", "2"], [], ["3", "4"]], ["甲\t乙", "1\t2", "\t", "3\t4"]),
        (
            [["表一"], ["甲", "乙"], ["1", "2"], [], ["表二"], ["丙", "丁"]],
            ["表一", "甲\t乙", "1\t2", "表二", "丙\t丁"],
        ),
        ([["甲\n乙", " 丙 丁\t"]], ["甲 乙\t丙 丁"]),
        ([["一段话"], ["又一段"]], ["一段话", "又一段"]),
    ],
)
def test_rows_to_text(rows: Rows, lines: list[str]) -> None:
    assert sheet(rows).text.splitlines() == lines


@pytest.mark.parametrize(
    ("name", "first"),
    [("Sheet1", "标题"), ("工作表2", "标题"), ("标题", "标题"), ("分工表", "分工表")],
)
def test_the_name_of_a_sheet(name: str, first: str) -> None:
    assert sheet([["标题"], ["甲", "乙"]], name=name).text.splitlines()[0] == first


def test_several_sheets_and_hidden_ones() -> None:
    data = xlsx({"任务": [["甲", "乙"]], "选项": [["是", "否"]], "空": [], "指标": [["丙", "丁"]]}, hidden=["选项"])
    assert read(data, name="a.xlsx").text.splitlines() == ["任务", "甲\t乙", "指标", "丙\t丁"]


def test_merged_cells_stand_once() -> None:
    document = sheet(
        [["类别", "目标", None], [None, "2020", "2025"], ["养老", "1", "2"], [None, "3", "4"]],
        "A1:A2",
        "B1:C1",
        "A3:A4",
    )
    [table] = document.tables
    assert [(c.span.of(document.text), c.row, c.column, c.rows, c.columns) for row in table.rows for c in row] == [
        ("类别", 0, 0, 2, 1), ("目标", 0, 1, 1, 2), ("2020", 1, 1, 1, 1), ("2025", 1, 2, 1, 1),
        ("养老", 2, 0, 2, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1), ("3", 3, 1, 1, 1), ("4", 3, 2, 1, 1),
    ]  # fmt: skip


def test_merged_cells_that_end_before_they_begin_are_none() -> None:
    document = sheet([["甲", "乙"], ["1", "2"]], "B2:A1", "A2:B1")
    assert document.text == "甲\t乙\n1\t2\n"
    assert {(c.rows, c.columns) for row in document.tables[0].rows for c in row} == {(1, 1)}


def test_a_workbook_of_old_excel() -> None:
    document = read(xls([["标题"], ["甲", "乙"], ["一", 2.5]]), name="a.xls")
    assert document.text == "指标\n标题\n甲\t乙\n一\t2.5\n"
    assert document.source.media_type == "application/vnd.ms-excel"


def test_a_merged_title_over_the_table_is_a_paragraph() -> None:
    document = sheet([["标题", None], ["甲", "乙"]], "A1:B1")
    assert [block.kind for block in document.blocks] == ["paragraph", "table"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (504.76980851135437, "504.76980851"),
        (1e20, "1e+20"),
        ((0.9, "0%"), "90%"),
        ((0.955, "0.0%"), "95.5%"),
        ((0.07, "0%"), "7%"),
        ((1.5, "0.00"), "1.50"),
        ((1.5, "0.##"), "1.5"),
        ((2.0, "0.##"), "2"),
        ((12345.0, "#,##0"), "12345"),
        ((3.0, '0"个"'), "3个"),
        ((3.0, '"不少于"0'), "不少于3"),
        ((3.0, "General"), "3"),
        ((3.0, "0;[Red]-0"), "3"),
        ((3.0, "0_ "), "3"),
        ((3.0, "0.00E+00"), "3.00"),
        ((46022.0, "yyyy-mm-dd"), "2025-12-31"),
        ((46022.0, "yyyy/m/d"), "2025-12-31"),
        ((46022.0, 'yyyy"年"m"月"d"日"'), "2025年12月31日"),
        ((46022.0, 'yyyy"年"m"月"'), "2025年12月"),
        ((46022.0, 'm"月"d"日"'), "12月31日"),
        ((46022.0, "yyyy"), "2025年"),
        ((46022.0, "[$-F800]dddd"), "31日"),
        ("2025年底前", "2025年底前"),
    ],
)
def test_numbers_as_the_sheet_shows_them(value: Value, text: str) -> None:
    assert sheet([["甲", value]]).text == f"甲\t{text}\n"


@pytest.mark.parametrize("code", ["", "%", '"', "[", "\\", ";;;", "@", "y", "#" * 300, '""', "0.", "?", "yyyy0"])
@pytest.mark.parametrize("value", [0.0, -1.5, 1e300, 46022.0])
def test_no_format_breaks(code: str, value: float) -> None:
    assert isinstance(shown(value, code), str)


def test_a_table_of_tasks() -> None:
    plan = pipeline.extract(sheet(TASKS, "A1:F1", "B3:B4", "D3:D4", "A6:F6"))
    told = [(t.title, [(a.unit, a.role) for a in t.assignments]) for t in plan.tasks]
    assert [units for _, units in told] == [
        [("市民政局", "lead"), ("市财政局", "responsible"), ("市自然资源局", "responsible")],
        [("市民政局", "lead"), ("市住房城乡建设局", "responsible")],
        [("市人力资源社会保障局", "lead"), ("市教育局", "responsible")],
    ]
    ends = {d.id: d.end.isoformat() if d.end else d.kind for d in plan.deadlines}
    assert [[ends[d] for d in t.deadlines if ends[d] != "recurring"] for t in plan.tasks] == [
        ["2025-12-31"], ["2024-06-30"], ["ongoing"],
    ]  # fmt: skip
    assert plan.metadata.title == "云汀市养老服务重点任务分工表"


def test_a_table_of_targets() -> None:
    plan = pipeline.extract(sheet(TARGETS, "A1:F1", "A3:A4"))
    told: list[object] = [
        (i.category, i.name, i.unit, i.baseline and i.baseline.value, i.targets[0].year, i.targets[0].value, i.nature)
        for i in plan.indicators
    ]
    assert told == [
        (("设施",), "护理型床位占比", "%", 45, 2025, 55, "binding"),
        (("设施",), "每千名老年人养老床位数", "张", 40, 2025, 45.5, "expected"),
    ]


def changed(data: bytes, record: int, at: int, new: bytes) -> bytes:
    """The workbook with bytes of its first record of a kind in the place of others."""
    start = data.index(struct.pack("<H", record), 1536) + at
    return data[:start] + new + data[start + len(new) :]


def moved(data: bytes) -> bytes:
    """The archive with its members 800 bytes nearer to its beginning than its list says."""
    return data[:4] + data[804:]


CLAIMS = "is damaged, or needs more memory or time than any document"
CLAIM = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
FAR = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AQQQQQQQQQQQQQ5" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
BLANK = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (xlsx({"甲": CLAIM}), TooLargeError, "has a sheet of more than 2000000 cells; keep the rows that matter"),
        (xlsx({"甲": []}), EmptyDocumentError, "has no filled cell"),
        (xlsx({"甲": "<sheetData><row>"}), ReadError, "is no readable workbook"),
        (xlsx({"甲": [["一", "二"]]})[:-40], ReadError, "is damaged or cut off"),
        (xlsx({"甲": FAR}), ReadError, CLAIMS),  # found by atheris, as those below
        (changed(xls([["一", "二"]]), 0x204, 4, b"\xff\xff\xff\xff"), ReadError, CLAIMS),  # a cell at 65536, 65536
        (moved(xlsx({"甲": [["一", "二"]]})), ReadError, "is damaged"),
    ],
)
def test_bad_workbooks_are_told(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read(data, name="a.xlsx")


def test_a_million_rows_of_nothing_are_read() -> None:
    assert read(xlsx({"甲": f'<dimension ref="A1:XFD1048576"/>{BLANK}'}), name="a.xlsx").text == "甲\n1\n"
