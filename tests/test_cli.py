"""The command line, as a user meets it: standard output is data, standard error is for people."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from rich.cells import cell_len

from plan_extract import PlanDocument, __version__, parse
from plan_extract.cli import app
from plan_extract.printable import clean
from program import Program

PLAN = """云汀市养老服务实施方案

一、主要目标
到2025年，全市护理型床位占比达到55%以上。
二、重点任务
（一）健全服务网络。2023年底前，新建社区养老服务中心12个。（市民政局牵头，市财政局配合）
（二）加强人才培养。每年培训养老护理员500人。（责任单位：市人力资源社会保障局）
"""


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    return Program(capsysbinary, monkeypatch)


def test_one_file_goes_to_standard_output_and_nothing_else_does(run: Program) -> None:
    done = run("parse", "plan.txt")
    assert (done.code, done.err) == (0, "")
    assert PlanDocument.model_validate(yaml.safe_load(done.out)) == parse("plan.txt")


def test_json(run: Program) -> None:
    done = run("parse", "plan.txt", "--to", "json")
    assert PlanDocument.model_validate_json(done.out) == parse("plan.txt")


def test_the_same_bytes_every_time(run: Program) -> None:
    assert run("parse", "plan.txt").out == run("parse", "plan.txt").out


def test_standard_input(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    plan = yaml.safe_load(run("parse", "-").out)
    assert plan["source"]["name"] == "-"
    assert len(plan["tasks"]) == 2


def test_only_some_records(run: Program) -> None:
    plan = json.loads(run("parse", "plan.txt", "--to", "json", "--only", "deadlines, tasks").out)
    assert list(plan) == ["schema_version", "source", "tasks", "deadlines"]


@pytest.mark.parametrize(
    ("inputs", "output", "names"),
    [
        (["plan.txt"], "out.yaml", ["out.yaml"]),
        (["plan.txt"], "out.json", ["out.json"]),
        (["plan.txt"], "deep/er/out.yml", ["deep/er/out.yml"]),
        (["plan.txt"], "dir/", ["dir/plan.yaml"]),
        (["plan.txt", "b.txt"], "dir", ["dir/b.yaml", "dir/plan.yaml"]),
        (["plan.txt", "plan.text"], "dir", ["dir/plan.text.yaml", "dir/plan.txt.yaml"]),
        (["plan.txt", "PLAN.text"], "dir", ["dir/PLAN.text.yaml", "dir/plan.txt.yaml"]),
        (["plan.txt", "sub/plan.txt"], "dir", ["dir/plan.txt-2.yaml", "dir/plan.txt.yaml"]),
        (["plan.txt", "plan.txt"], "dir", ["dir/plan.txt-2.yaml", "dir/plan.txt.yaml"]),
    ],
)
def test_where_output_goes(run: Program, inputs: list[str], output: str, names: list[str]) -> None:
    for name in inputs:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(PLAN, encoding="utf-8")
    before = {str(p) for p in Path().rglob("*") if p.is_file()}
    done = run("parse", *inputs, "-o", output)
    assert (done.code, done.data) == (0, b"")
    assert sorted({str(p) for p in Path().rglob("*") if p.is_file()} - before) == names
    for name in names:
        assert Path(name).read_bytes().startswith(b"{" if name.endswith("json") else b"schema_version")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse", "plan.txt", "b.txt"], "2 files need a directory to go to; name one with -o"),
        (["parse", "plan.txt", "b.txt", "-o", "plan.txt"], "plan.txt is a file, and 2 files need a directory"),
        (["parse", "-", "-", "-o", "dir"], "standard input (-) can be read only once"),
        (["parse", "plan.txt", "-o", "plan.txt"], "plan.txt is an input; the output needs another name"),
        (["parse", "plan.txt", "--to", "docx"], "unknown format 'docx'; known: yaml, json"),
        (["parse", "plan.txt", "--only", "task"], "unknown key 'task'; known: metadata, sections, tasks"),
        (["parse", "plan.txt", "--only", ","], "--only needs at least one key"),
        (["parse"], "Missing argument"),
        (["parse", "plan.txt", "--colour"], "No such option"),
        (["parse", "plan.txt", "--max-size", "0"], "--max-size"),
        (["schema", "tasks"], "unknown schema 'tasks'; known: plan-document"),
        (["text"], "Missing argument"),
        (["pars"], "No such command"),
    ],
)
def test_wrong_use_is_2_and_says_what(run: Program, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.code, done.data) == (2, b"")
    assert message in done.err
    assert "Traceback" not in done.err


def test_text_is_printed_exactly(run: Program) -> None:
    raw = "一、目标\r\n二、任务\r\n\r\n末行".encode("gbk")
    Path("a.txt").write_bytes(raw)
    assert run("text", "a.txt").out == raw.decode("gbk")


def test_schema(run: Program) -> None:
    assert json.loads(run("schema").out)["title"] == "PlanDocument"
    assert json.loads(run("schema", "task").out)["title"] == "Task"


def test_version_and_help(run: Program) -> None:
    assert run("--version").out == f"plan-extract {__version__}\n"
    for arguments in (["--help"], ["-h"], ["parse", "--help"]):
        assert run(*arguments).code == 0
    assert "0 all went well, 1 a file failed, 2 wrong use" in run("--help").out
    assert {command.callback.__name__ for command in app.registered_commands if command.callback} == {
        "parse", "report", "batch", "merge", "query", "validate", "stats", "diff", "text", "schema", "rules", "explain",
    }  # fmt: skip


def test_the_summary_shows_a_share_in_words_as_printed(run: Program) -> None:
    Path("cut.txt").write_text(
        "云汀市工作要点\n一、重点任务\n（一）规范检查。2025年底前，检查频次减少三分之一。\n", encoding="utf-8"
    )
    shown = run("parse", "cut.txt", "--summary", "-o", "out.yaml").err
    assert "三分之一" in shown
    assert "0.333" not in shown


def test_the_summary_tells_the_plan_at_80_columns(run: Program) -> None:
    done = run("parse", "plan.txt", "--summary", "-o", "out.yaml")
    assert done.err.startswith("云汀市养老服务实施方案\n")
    for expected in ("2 tasks", "Indicators", "Deadlines", "2023-12-31", "2023年底前", "Who leads", "市民政局"):
        assert expected in done.err
    assert max(cell_len(line) for line in done.err.splitlines()) <= 80


def test_quiet_is_quiet_and_no_summary_is_none(run: Program) -> None:
    Path("b.txt").write_text(PLAN, encoding="utf-8")
    assert run("parse", "plan.txt", "--summary", "--quiet").err == ""
    assert run("parse", "plan.txt", "b.txt", "-o", "dir", "--quiet").err == ""
    assert run("parse", "plan.txt", "b.txt", "-o", "dir").err == "2 of 2 written to dir\n"


def test_verbose_tells_each_file(run: Program) -> None:
    done = run("parse", "plan.txt", "-o", "dir/", "--verbose")
    assert done.err.startswith("plan.txt: 2 tasks, ")


HOSTILE = "\x1b[31m\x07\u202e\x9b2J\r"


def test_a_document_cannot_steer_the_terminal(run: Program) -> None:
    body = PLAN.replace("云汀市养老服务实施方案", f"云汀市{HOSTILE}养老[bold]服务[/bold]实施方案")
    Path("a.txt").write_text(body.replace("服务中心", HOSTILE + "服务中心"), encoding="utf-8")
    done = run("parse", "a.txt", "--summary", "--verbose", "-o", "out.yaml")
    assert done.code == 0
    assert not set("\x1b\x07\u202e\x9b\r") & set(done.err)
    assert "Traceback" not in done.err


def test_a_file_name_cannot_either(run: Program) -> None:
    done = run("parse", f"no{HOSTILE}such.txt")
    assert done.code == 1
    assert done.err == "plan-extract: no\\x1b[31m\\x07\\u202e\\x9b2J\\rsuch.txt: no such file; check the name\n"


@pytest.mark.parametrize(
    ("text", "shown"), [("云汀市（1）", "云汀市（1）"), ("a\tb\n", "a\\tb\\n"), ("\ud800", "\\ud800")]
)
def test_what_a_terminal_would_obey_is_spelt_out(text: str, shown: str) -> None:
    assert clean(text) == shown


COMMAND = [sys.executable, "-m", "plan_extract"]


def on_a_terminal(arguments: list[str], folder: Path, **environment: str) -> tuple[str, bytes]:
    """Run with standard error on a terminal; give what stood there, and standard output."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    done = subprocess.run(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=theirs, cwd=folder, env=env, check=True
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(ours)
    return shown.decode(), done.stdout


def test_on_a_terminal_there_is_a_summary_and_colour(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    shown, out = on_a_terminal(["parse", "plan.txt"], tmp_path)
    assert "2 tasks" in shown
    assert "\x1b[" in shown
    assert yaml.safe_load(out)["source"]["name"] == "plan.txt"
    shown, _ = on_a_terminal(["parse", "plan.txt"], tmp_path, NO_COLOR="1")
    assert "\x1b[3" not in shown
    assert on_a_terminal(["parse", "plan.txt", "--no-summary"], tmp_path)[0] == ""


def test_on_a_terminal_several_files_have_a_bar(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    shown, out = on_a_terminal(["parse", "a.txt", "b.txt", "-o", "dir"], tmp_path)
    assert "Reading" in shown
    assert shown.rstrip().endswith("2 of 2 written to dir")
    assert out == b""


def test_a_closed_pipe_is_no_drama(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN * 2000, encoding="utf-8")
    script = f"{sys.executable} -m plan_extract text plan.txt | head -c 10"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == ("云汀市".encode() + b"\xe5", b"")


def test_ctrl_c_is_130_and_silent(tmp_path: Path) -> None:
    command = [*COMMAND, "parse", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    time.sleep(1.0)  # it waits for input by now
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_help_loads_neither_models_nor_readers_nor_jieba() -> None:
    code = (
        "import sys, runpy\nsys.argv = ['plan-extract', '--help']\n"
        "try: runpy.run_module('plan_extract', run_name='__main__')\nexcept SystemExit: pass\n"
        "heavy = ('jieba', 'rjieba', 'yaml', 'pydantic', 'charset_normalizer', 'plan_extract.readers', "
        "'plan_extract.records', 'plan_extract.extractors', 'plan_extract.pipeline')\n"
        "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
