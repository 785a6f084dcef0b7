"""Where `parse` writes the formats that are no single file a document, and what it refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from plan_extract import PlanDocument, parse
from plan_extract.tables.layout import tables
from plan_extract.writers import FORMATS, WRITERS
from program import Outcome, Program

PLAN = "云汀市养老服务实施方案\n一、重点任务\n（一）健全服务网络。2023年底前，新建服务中心12个。（市民政局牵头）\n"
TABLES = sorted(f"{name}.csv" for name in tables())


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(PLAN.replace("一、", f"{name}\n一、"), encoding="utf-8")
    Path("in").mkdir()
    Path("in/tasks.csv").write_text("任务,牵头单位\n健全网络,市民政局\n", encoding="utf-8")
    return Program(capsysbinary, monkeypatch, always=("parse",))


def below(folder: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


REFUSED: list[tuple[str, str]] = [
    ("a.txt --to csv", "csv is a file for each table, which need a directory to go to; name one with -o"),
    ("a.txt --to csv -o -", "csv is a file for each table, which need a directory to go to; name one with -o"),
    ("a.txt -o out.csv", "out.csv is one file, and csv is a file for each table; name a directory with -o"),
    ("a.txt --to csv -o b.txt", "b.txt is one file, and csv is a file for each table; name a directory with -o"),
    ("in/tasks.csv --to csv -o in", "in/tasks.csv is an input, and might be written over; the output needs another directory"),
    ("a.txt b.txt --to xlsx", "2 files need a directory to go to; name one with -o"),
    ("a.txt b.txt --to json", "2 files need a directory to go to; name one with -o"),
    ("a.txt b.txt --to jsonl -o a.txt", "a.txt is a file, and 2 files need a directory; name one with -o"),
    ("a.txt --to ics --only tasks", "ics is a calendar of the deadlines, which --only leaves out; add deadlines to it"),
    ("a.txt --to doc", f"unknown format 'doc'; known: {', '.join(FORMATS)}"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[case[0] for case in REFUSED])
def test_wrong_use_writes_nothing(run: Program, arguments: str, message: str) -> None:
    before = below(".")
    assert run(*arguments.split()) == Outcome(2, b"", f"plan-extract: {message}\n")
    assert below(".") == before


def test_a_workbook_is_not_thrown_at_a_terminal(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    message = "plan-extract: xlsx is no text for a terminal; name a file with -o, or send it on\n"
    assert run("a.txt", "--to", "xlsx") == Outcome(2, b"", message)


def test_one_document_is_the_directory(run: Program) -> None:
    for _ in range(2):  # the second time it is there already
        assert run("a.txt", "--to", "csv", "-o", "out", "-q").code == 0
        assert below("out") == TABLES


def test_each_of_several_documents_is_a_directory(run: Program) -> None:
    done = run("a.txt", "b.txt", "nope.txt", "--to", "csv", "-o", "out")
    assert (done.code, done.err.splitlines()[-1]) == (1, "2 of 3 written to out, 1 failed")
    assert below("out") == sorted(f"{name}/{file}" for name in "ab" for file in TABLES)


def test_a_table_of_tasks_only(run: Program) -> None:
    assert run("a.txt", "--to", "csv", "-o", "out", "--only", "deadlines", "-q").code == 0
    assert below("out") == ["deadlines.csv", "documents.csv"]


def test_lines_of_several_documents(run: Program) -> None:
    expected = [parse("a.txt"), parse("b.txt")]
    done = run("a.txt", "nope.txt", "b.txt", "--to", "jsonl")
    assert (done.code, done.err.splitlines()[-1]) == (1, "2 of 3 written to standard output, 1 failed")
    assert [PlanDocument.model_validate_json(line) for line in done.data.splitlines()] == expected
    assert run("a.txt", "b.txt", "-o", "new/all.jsonl").code == 0
    assert Path("new/all.jsonl").read_bytes() == done.data
    assert run("a.txt", "b.txt", "--to", "jsonl", "-o", "out").code == 0
    assert below("out") == ["a.jsonl", "b.jsonl"]


def test_one_line_does_not_replace_the_file_where_all_fail(run: Program) -> None:
    Path("all.jsonl").write_text("old\n")
    assert run("nope.txt", "neither.txt", "-o", "all.jsonl").code == 1
    assert Path("all.jsonl").read_text() == "old\n"


@pytest.mark.parametrize("form", ["xlsx", "ics", "md"])
def test_the_suffix_tells_the_format(run: Program, form: str) -> None:
    assert run("a.txt", "-o", f"plan.{form}", "-q").code == 0
    assert Path(f"plan.{form}").read_bytes() == WRITERS[form](parse("a.txt"))
    if form == "xlsx":
        assert openpyxl.load_workbook("plan.xlsx")["任务"]["A2"].value == "T001"
