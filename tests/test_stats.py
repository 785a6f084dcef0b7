"""`plan-extract stats`: a line a plan, right with wide characters, plain when piped."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from plan_extract import PlanDocument, parse
from plan_extract.tables.counts import counts, share
from plan_extract.writers import WRITERS
from program import Outcome, Program

PLAN = """云汀市养老服务实施方案

一、重点任务
（一）健全服务网络。2023年底前，新建社区养老服务中心12个。（市民政局牵头，市财政局配合）
（二）加强人才培养。每年培训养老护理员500人。
（三）落实扶持政策。抓好落实。（责任单位：市财政局）
"""
LONG = PLAN.replace("养老服务", "关于进一步加快推进养老服务高质量发展的若干措施和")


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    Path("long.txt").write_text(LONG, encoding="utf-8")
    Path("notice.txt").write_text("云汀市民政局\n关于办公地点变更的通知\n办公地点已变更。\n", encoding="utf-8")
    return Program(capsysbinary, monkeypatch, always=("stats",))


BAD: list[tuple[list[str], int, str]] = [
    (["nope.txt"], 1, "plan-extract: nope.txt: no such file; check the name\n"),
    (["plan.txt", "--format", "xml"], 2, "plan-extract: unknown format 'xml'; known: table, json, csv\n"),
    (["-", "-"], 2, "plan-extract: standard input (-) can be read only once\n"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), BAD, ids=[" ".join(case[0]) for case in BAD])
def test_wrong_use_is_one_line(run: Program, arguments: list[str], code: int, message: str) -> None:
    assert run(*arguments) == Outcome(code, b"", message)


def test_a_file_that_fails_costs_itself_alone(run: Program) -> None:
    done = run("plan.txt", "nope.txt", "--format", "json")
    assert (done.code, done.err) == (1, "plan-extract: nope.txt: no such file; check the name\n")
    assert [each["file"] for each in json.loads(done.out)] == ["plan.txt"]


def test_a_title_cannot_steer_the_terminal_nor_a_spreadsheet(run: Program) -> None:
    plan = parse("plan.txt")
    odd = plan.model_copy(update={"metadata": plan.metadata.model_copy(update={"title": "=1+1\x1b[31m[red]\u202e"})})
    Path("odd.json").write_bytes(WRITERS["json"](odd))
    assert "=1+1\\x1b[31m[red]\\u202e" in run("odd.json").out
    assert ",'=1+1" in run("odd.json", "--format", "csv").out


def test_piped_it_is_plain_and_nothing_is_cut(run: Program) -> None:
    done = run("plan.txt", "long.txt", "notice.txt")
    assert (done.code, done.err) == (0, "")
    out = done.out
    assert "\x1b" not in out
    assert "…" not in out
    lines = out.splitlines()
    assert len({cell_len(line) for line in lines[1:]}) == 1
    assert [line.split() for line in lines if "云汀市养老服务实施方案" in line] == [
        ["云汀市养老服务实施方案", "3", "67%", "67%", "2", "3", "2", "2"]
    ]
    assert ["0"] * 5 in [line.split()[1:] for line in lines]
    assert lines[-1].split() == ["3", "plans", "6", "67%", "67%", "4", "6", "4", "4"]


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
@pytest.mark.parametrize("columns", [80, 100])
def test_on_a_terminal_no_line_is_wider(
    run: Program, columns: int, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    lines = run("plan.txt", "long.txt").out.splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert sum("…" in line for line in lines) == 1
    numbers = ["3", "67%", "67%", "2", "3", "2", "2"]
    assert next(line.split()[-7:] for line in lines if "云汀市养老服务实施方案" in line) == numbers


def test_on_a_terminal_heads_are_bold_not_spelled_out(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out = run("plan.txt").out
    assert "\x1b[1m" in out
    assert "\\x1b" not in out


def test_json_and_csv_say_the_same(run: Program) -> None:
    files = ["plan.txt", "notice.txt"]
    as_json = json.loads(run(*files, "--format", "json").out)
    text = run(*files, "--format", "csv").out.removeprefix("\ufeff")
    as_csv = list(csv.DictReader(io.StringIO(text)))
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in as_json] == as_csv
    assert as_json[0] == {
        "file": "plan.txt", "title": "云汀市养老服务实施方案", "tasks": 3, "owned": 2, "dated": 2, "indicators": 2,
        "assignments": 3, "deadlines": 2, "bodies": 2, "owned_share": 0.667, "dated_share": 0.667,
    }  # fmt: skip
    assert (as_json[1]["owned_share"], as_json[1]["tasks"]) == (None, 0)


def test_what_parse_wrote_counts_as_the_document(run: Program) -> None:
    Path("plan.yaml").write_bytes(WRITERS["yaml"](parse("plan.txt")))
    first, second = json.loads(run("plan.txt", "plan.yaml", "--format", "json").out)
    assert {**first, "file": ""} == {**second, "file": ""}


@pytest.mark.usefixtures("run")
def test_bodies_of_indicators_count_too() -> None:
    plan: PlanDocument = parse("plan.txt")
    indicator = plan.indicators[0].model_copy(update={"assignments": plan.tasks[0].assignments})
    assert counts(plan.model_copy(update={"indicators": (indicator,)}), "x").assignments == 5
    assert (share(1, 3), share(0, 0)) == (0.333, None)
