"""CSV and TSV: separators and encodings told from the content, titles, quoted cells."""

from __future__ import annotations

import pytest

from plan_extract import pipeline
from plan_extract.errors import EmptyDocumentError, ReadError, TooLargeError
from plan_extract.readers import read


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("甲,乙\n1,2\n", ["甲\t乙", "1\t2"]),
        ("\ufeff甲,乙\r\n1,2\r\n", ["甲\t乙", "1\t2"]),
        ("甲;乙\n1,5;2\n", ["甲\t乙", "1,5\t2"]),
        ("甲\t乙\n1\t2\n", ["甲\t乙", "1\t2"]),
        ("甲|乙\n1|2\n", ["甲\t乙", "1\t2"]),
        ('甲,乙\n"一,\n二","三""四"\n', ["甲\t乙", '一, 二\t三"四']),
        ("甲,乙,丙\n1\n2,3\n", ["甲\t乙\t丙", "1\t\t", "2\t3\t"]),
        ("重点任务分工表,,\n甲,乙,丙\n1,2,3\n", ["重点任务分工表", "甲\t乙\t丙", "1\t2\t3"]),
        ("重点任务分工表\n甲,乙,丙\n1,2,3\n", ["重点任务分工表", "甲\t乙\t丙", "1\t2\t3"]),
        ("甲,乙\n\n,\n1,2\n", ["甲\t乙", "1\t2"]),
        ("甲,乙\n1,2\n注：略,\n", ["甲\t乙", "1\t2", "注：略"]),
        ('甲,乙\n1,"2\n', ["甲\t乙", "1\t2"]),  # a quote that never closes
    ],
)
def test_rows(data: str, lines: list[str]) -> None:
    assert read(data.encode(), name="a.csv").text.splitlines() == lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "序号,重点任务,牵头单位\n1,新建社区养老服务中心十二个,市民政局\n"
    assert "市民政局" in read(text.encode(encoding), name="a.csv").text


def test_media_types() -> None:
    assert read("甲,乙\n".encode(), name="a.csv").source.media_type == "text/csv"
    assert read("甲\t乙\n".encode(), name="a.tsv").source.media_type == "text/tab-separated-values"


@pytest.mark.parametrize("data", [b",,\n,,\n", b"\n \n"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError):
        read(data, name="a.csv")


def test_a_cell_without_end_is_told() -> None:
    with pytest.raises(ReadError, match=r"is no readable CSV .*; check its quotes"):
        read(('甲,"' + "一" * 1_100_000).encode(), name="a.csv")


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan_extract.readers.table_text.MOST_CELLS", 5)
    assert read("甲,乙\n1,2\n".encode(), name="a.csv").text == "甲\t乙\n1\t2\n"
    for data in ("甲,乙\n1,2\n3,4\n", "甲,乙,丙,丁,戊,己\n", ",,\n,,\n甲,乙\n"):
        with pytest.raises(TooLargeError, match="has more than 5 cells; keep the rows that matter"):
            read(data.encode(), name="a.csv")


@pytest.mark.parametrize("data", ["a," * 50_000 + "\n1,2\n", "\na,\n\n" * 100_000 + "1,2\n3,4\n", "\na,\n\n" * 100_000])
def test_wide_and_broken_tables_are_read(data: str) -> None:
    """Each took minutes when every cell looked at every column, or every title at every row behind it."""
    assert read(data.encode(), name="a.csv").text


def test_tasks_of_a_table() -> None:
    text = "序号,重点任务,牵头单位,责任单位,完成时限\n1,新建社区养老服务中心12个。,市民政局,市财政局,2025年底前\n"
    plan = pipeline.extract(read(text.encode(), name="a.csv"))
    [task] = plan.tasks
    assert [(a.unit, a.role) for a in task.assignments] == [("市民政局", "lead"), ("市财政局", "responsible")]
    assert [str(d.end) for d in plan.deadlines] == ["2025-12-31"]
