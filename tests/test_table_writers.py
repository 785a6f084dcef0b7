"""CSV and XLSX: every field of every record comes back, and nothing from a document is taken for more than text."""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rich.cells import cell_len

from plan_extract import PlanDocument, PlanExtractError, UsageError, WriteError, lexicon, parse, parse_text
from plan_extract.tables.layout import tables
from plan_extract.tables.rows import plan_from, rows
from plan_extract.writers import BINARY, FOLDERS, LINES, WRITERS
from plan_extract.writers.xlsx import workbook
from plan_extract.writers.xlsx_views import FRONT
from table_files import read_csv, read_xlsx

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
PLAN = parse_text(
    "云汀市养老服务实施方案\n云政发〔2021〕3号\n\n一、重点任务\n（一）健全服务网络。\n2023年底前，新建社区养老服务中心12个。"
    "（市民政局牵头，市财政局配合）\n"
)
TURNS: dict[str, Callable[..., PlanDocument]] = {
    "csv": lambda plan, only=(): read_csv(FOLDERS["csv"](plan, only)),
    "xlsx": lambda plan, only=(): read_xlsx(WRITERS["xlsx"](plan, only)),
}
HOSTILE = (
    '=HYPERLINK("http://example.com","点击")', "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", " =1+1", "　=1+1", "＝1+1",
    "'", "''", "'=1+1", "", " ", "\x00", "\x00=1", "a\x00b", "\x01\x08\x0b\x0c\x1f\x7f", "\r", "甲\r乙", "甲\r\n乙\n", "\n",
    "<script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "<r>甲</r>", "<r><t>甲</t></r>", "&amp;&#0;", "_x0041_", "_x005F_x0041_",
    "\u202e逆序\u202c", "\u200b\u2028\ufeff", "\ufffe\uffff", "😀𠮷", '"', '","', "a,b;c", "null", "TRUE", "1E5", "2025-01-01",
    "001", "[]", '["a"]', "http://example.com", "internal:'任务'!A1", "#REF!", "\\", "{=1}", "长" * 40_000,
)  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(), st.sampled_from(HOSTILE), st.text(st.sampled_from("_x0041F<r>/='\"\r\n\t\0[],、\ufffe😀"))
)


def with_texts(plan: PlanDocument, choose: Callable[[], str]) -> PlanDocument:
    """The plan with other words wherever any words may stand: not in ids, and not in closed lists."""
    flat = rows(plan)
    for table in tables().values():
        for column in table.columns:
            any_words = column.name not in {"sha256", "id", "schema_version", *table.holders} and not column.choices
            for row in flat[table.name] if any_words else ():
                if column.kind == "texts":
                    row[column.name] = tuple(choose() for _ in row[column.name])
                elif column.kind == "text" and row[column.name] is not None:
                    row[column.name] = choose()
    return plan_from(flat)


def hostile(seed: int) -> PlanDocument:
    """A plan whose every text is one that some program would take for something else."""
    some = random.Random(seed)  # noqa: S311
    return with_texts(parse(SAMPLES[seed % len(SAMPLES)]), lambda: some.choice(HOSTILE))


# What must not happen: text that is taken for a formula, a link or markup.


@pytest.mark.parametrize("seed", range(2))
def test_no_cell_of_a_workbook_is_a_formula_or_leads_out_of_it(seed: int) -> None:
    book = workbook_of(hostile(seed))
    for sheet in book:
        assert [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.data_type in {"f", "e"}] == []
        links = [cell.hyperlink for line in sheet.iter_rows() for cell in line if cell.hyperlink]
        assert [link for link in links if link.target is not None] == []


def test_what_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    book = workbook_of(with_texts(parse(SAMPLES[0]), lambda: " =1+1"))
    cells = [cell for cell in book["任务"][2] if cell.value == " =1+1"]
    assert len(cells) > 2
    assert all(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize("seed", range(2))
def test_no_cell_of_a_csv_file_begins_like_a_formula(seed: int) -> None:
    for data in FOLDERS["csv"](hostile(seed)).values():
        for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            cells = {text for name, text in line.items() if name not in {"comparator", "value", "value_max"}}
            assert [
                text for text in cells if text.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            ] == []
            assert [text for text in cells if text.startswith(("\t", "\r", "\n", "\0"))] == []


@pytest.mark.parametrize("seed", range(2))
def test_a_workbook_is_well_formed_whatever_it_holds(seed: int) -> None:
    with ZipFile(io.BytesIO(WRITERS["xlsx"](hostile(seed)))) as packed:
        for part in packed.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(part))


# What must: every record comes back, whole.


@pytest.mark.parametrize("form", TURNS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_plan_comes_back_equal(path: Path, form: str) -> None:
    plan = parse(path)
    assert TURNS[form](plan) == plan


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert WRITERS["xlsx"](parse(SAMPLES[0])) == WRITERS["xlsx"](parse(SAMPLES[0]))
    assert FOLDERS["csv"](parse(SAMPLES[0])) == FOLDERS["csv"](parse(SAMPLES[0]))


@pytest.mark.parametrize("form", TURNS)
@pytest.mark.parametrize("seed", range(2))
def test_hostile_text_comes_back_equal(seed: int, form: str) -> None:
    plan = hostile(seed)
    assert TURNS[form](plan) == plan


@pytest.mark.parametrize("form", TURNS)
@given(data=st.data())
@settings(max_examples=10)
def test_any_text_comes_back_equal(form: str, data: st.DataObject) -> None:
    some = data.draw(st.lists(ANY_TEXT, min_size=1, max_size=5))
    turn = itertools.cycle(some)
    plan = with_texts(PLAN, lambda: next(turn))
    assert TURNS[form](plan) == plan


@pytest.mark.parametrize("form", TURNS)
def test_numbers_and_dates_come_back_equal(form: str) -> None:
    values = (100.0, 0.0, -3.0, 95.5, 0.1, 0.1 + 0.2, 1e16, 1e-7, 1.7e308, 12345678901234567.0, None)
    days = (date(2025, 2, 28), date(1899, 12, 31), date(1900, 2, 28), date(1, 1, 1), date(9999, 12, 31))
    flat = rows(PLAN)
    flat["targets"] = [{**flat["targets"][0], "ordinal": n, "value": value} for n, value in enumerate(values, 1)]
    flat["deadlines"] = [{**flat["deadlines"][0], "ordinal": n, "end": day} for n, day in enumerate(days, 1)]
    plan = plan_from(flat)
    assert TURNS[form](plan) == plan


@pytest.mark.parametrize("form", TURNS)
def test_real_documents_come_back_equal(shared: Path, form: str) -> None:
    """Every ninth of the shared texts."""
    for path in sorted((shared / "corpus" / "text").iterdir())[::9]:
        try:
            plan = parse(path)
        except PlanExtractError:
            continue
        assert TURNS[form](plan) == plan


@pytest.mark.parametrize("form", TURNS)
def test_some_keys_only(form: str) -> None:
    slim = PLAN.model_copy(update=dict.fromkeys(("sections", "indicators", "units", "diagnostics"), ()))
    assert TURNS[form](PLAN, ("tasks", "deadlines")) == slim
    with pytest.raises(UsageError, match="unknown key 'task'"):
        TURNS[form](PLAN, ("task",))


def test_only_the_files_that_are_wanted_are_written() -> None:
    names = {"documents.csv", "tasks.csv", "actions.csv", "assignments.csv"}
    assert FOLDERS["csv"](PLAN, ("tasks",)).keys() == names
    assert FOLDERS["csv"](PLAN).keys() == {f"{name}.csv" for name in tables()}


def test_a_database_reads_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra [batch]")
    for name, data in FOLDERS["csv"](PLAN).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "plan.jsonl").write_bytes(WRITERS["jsonl"](PLAN))
    monkeypatch.chdir(tmp_path)
    joined = """SELECT t.title, a.unit, d."end" FROM 'tasks.csv' t JOIN 'assignments.csv' a ON a.task = t.id
                JOIN 'deadlines.csv' d ON d.task = t.id ORDER BY a.ordinal"""
    lines = "SELECT t.title FROM (SELECT unnest(tasks) t FROM 'plan.jsonl')"
    with duckdb.connect() as database:
        assert database.execute(joined).fetchall() == [
            ("健全服务网络", "市民政局", date(2023, 12, 31)),
            ("健全服务网络", "市财政局", date(2023, 12, 31)),
        ]
        assert database.execute(lines).fetchall() == [("健全服务网络",)]


# A workbook as a clerk would make it.


def test_the_sheets_and_their_order() -> None:
    sheets = ["任务", "指标", "责任单位", "时限", "章节", "元数据", "举措", "分工", "目标值", "单位出处"]
    assert workbook_of(PLAN).sheetnames == sheets
    empty = parse(SAMPLES[2])
    assert workbook_of(empty).sheetnames[:6] == sheets[:6]


def test_a_sheet_of_tasks() -> None:
    sheet = workbook_of(PLAN)["任务"]
    shown = [cell.value for cell in sheet[1] if not width(sheet, cell).hidden]
    assert shown == [
        "编号",
        "序号",
        "标题",
        "牵头单位",
        "配合单位",
        "完成时限",
        "内容",
        "时限编号",
        "指标编号",
        "章节编号",
        "类型",
    ]
    line = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (line["牵头单位"].value, line["配合单位"].value, line["完成时限"].value) == (
        "市民政局",
        "市财政局",
        "2023年底前",
    )
    assert line["时限编号"].hyperlink.location == "'时限'!A2"
    assert line["内容"].alignment.wrap_text
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.dimensions.split(':')[1]}")
    assert sheet.print_title_rows == "$1:$1"


def test_every_link_leads_to_the_record_that_it_names() -> None:
    book = workbook_of(parse(SAMPLES[0]))
    links = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert len(links) > 30
    for cell in links:
        sheet, _, place = cell.hyperlink.location.partition("!")
        assert book[sheet.strip("'")][place].value == cell.value.split("、")[0]


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    book = workbook_of(PLAN)
    deadline = {head.value: cell for head, cell in zip(book["时限"][1], book["时限"][2], strict=True)}
    assert (deadline["止"].value, deadline["止"].number_format) == (datetime(2023, 12, 31), "yyyy-mm-dd")
    target = {head.value: cell for head, cell in zip(book["目标值"][1], book["目标值"][2], strict=True)}
    assert (target["数值"].value, target["年份"].value, target["累计"].value) == (12, 2023, "否")


def test_columns_are_wide_enough_for_chinese() -> None:
    sheet = workbook_of(PLAN)["任务"]
    for cell in sheet[1]:
        dimension = width(sheet, cell)
        assert dimension.hidden or dimension.width >= cell_len(str(cell.value)) + 4


def width(sheet: Any, cell: Any) -> Any:
    """What is said of a cell's column; one entry may stand for several columns."""
    return next(each for each in sheet.column_dimensions.values() if each.min <= cell.column <= each.max)


def test_text_that_no_cell_holds_stands_exactly_on_its_own_sheet() -> None:
    long = "长" * 32_767 + "\n😀" * 20_000
    book = workbook_of(with_texts(PLAN, lambda: long))
    assert max(len(str(cell.value)) for sheet in book for line in sheet.iter_rows() for cell in line) <= 32_767
    assert "原样文本" in book.sheetnames
    assert "原样文本" not in workbook_of(PLAN).sheetnames


def test_more_records_than_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan_extract.writers.xlsx._MOST_ROWS", 1)
    with pytest.raises(WriteError, match=r"2 units are more than a sheet holds \(1\)"):
        WRITERS["xlsx"](PLAN)


def test_english_headings() -> None:
    book = load(workbook(PLAN, (), "en"))
    assert book.sheetnames[:3] == ["Tasks", "Indicators", "Responsible bodies"]
    assert [cell.value for cell in book["Tasks"][1]][:4] == ["Id", "Number", "Title", "Led by"]


def test_the_views_are_labelled_and_every_front_column_is_there() -> None:
    labels = lexicon.pairs("labels", "views")
    asked = set()
    for name, wanted in FRONT.items():
        columns = {column.name for column in tables()[name].columns}
        found = {view if f"{name}.{view}" not in labels else f"{name}.{view}" for view in wanted if view not in columns}
        assert found <= labels.keys()
        asked |= found
    assert asked == labels.keys()
    assert all(set(words) == {"zh", "en"} for words in labels.values())


def test_what_is_told_of_formats_is_true() -> None:
    assert set(WRITERS) >= LINES | BINARY
    for form in WRITERS:
        assert (b"\0" in WRITERS[form](PLAN)) is (form in BINARY)
    for form in LINES:
        assert WRITERS[form](PLAN).splitlines() == WRITERS[form](PLAN).split(b"\n")[:-1]


def load(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def workbook_of(plan: PlanDocument) -> Any:
    return load(WRITERS["xlsx"](plan))
