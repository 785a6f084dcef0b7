"""`batch` and `merge` as a user runs them: exit codes, what is printed, and wrong use."""

from __future__ import annotations

import json
import re
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from plan_extract.batch import run as batch_run
from plan_extract.cli import watch
from plan_extract.store import manifest
from program import ended
from stores import make, plans

__all__ = ["plans"]


class Batch:
    """Runs the program and keeps what it said."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capfd, self.monkeypatch = capfd, monkeypatch

    def __call__(self, *arguments: str | Path) -> tuple[int, str]:
        code = ended(self.monkeypatch, *map(str, arguments))
        out, err = self.capfd.readouterr()
        assert out == ""  # standard output is for data
        return code, err


@pytest.fixture
def program(plans: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Batch:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    assert plans == tmp_path / "plans"
    return Batch(capfd, monkeypatch)


def test_a_run_says_what_it_finds_and_what_it_did(program: Batch) -> None:
    Path("plans/残.docx").write_bytes(b"PK\x03\x04 cut off")
    Path("plans/style.css").write_bytes(b"x")
    code, said = program("batch", "plans", "-o", "out", "-j", "2")
    lines = said.splitlines()
    assert code == 1
    assert lines[:2] == [
        "26 documents listed; in the store: nothing; 26 to parse; left aside, as no reader takes them: 1 .css",
        "plan-extract: plans/残.docx: is damaged or cut off; fetch it again",
    ]
    assert lines[2].startswith("25 parsed, 1 failed in ")
    assert [line.split() for line in lines if "tasks" in line or "sources" in line] == [
        ["tasks", "25"], ["sources:", "failed", "1"], ["sources:", "parsed", "25"],
    ]  # fmt: skip
    code, said = program("batch", "plans", "-o", "out")
    assert code == 1
    assert said.splitlines()[0] == (
        "26 documents listed; in the store: 25 parsed, 1 failed; nothing to parse (--retry-failed tries those that failed again)"
        "; left aside, as no reader takes them: 1 .css"
    )


def test_all_well_is_0_and_quiet_is_quiet(program: Batch) -> None:
    assert program("batch", "plans", "-o", "out", "-q") == (0, "")
    assert program("batch", "plans", "-o", "out", "-q") == (0, "")


def test_events_are_lines_of_json(program: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_MINUTE", 0.0)
    Path("plans/空.txt").write_bytes(b"")
    code, said = program("batch", "plans", "-o", "out", "--log-format", "json")
    events = [json.loads(line) for line in said.splitlines()]
    assert code == 1
    assert [event["event"] for event in events if event["event"] != "progress"] == [
        "planned",
        "failed",
        "written",
        "finished",
    ]
    assert (events[0]["documents"], events[0]["to_parse"]) == (26, 26)
    failed = next(event for event in events if event["event"] == "failed")
    assert (failed["source"], failed["stage"], failed["error"]) == ("plans/空.txt", "read", "is empty; nothing to read")
    progress = [event for event in events if event["event"] == "progress"][-1]
    assert (progress["done"], progress["of"], progress["failed"]) == (26, 26, 1)
    assert (events[-1]["parsed"], events[-1]["failed"], events[-1]["rows"]["tasks"]) == (25, 1, 25)


def test_a_line_a_minute(program: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_MINUTE", 0.0)
    _, said = program("batch", "plans", "-o", "out", "--log-format", "text")
    assert "\n25 of 25 documents, 0 failed, " in said
    assert " a second, 0 min left\n" in said


def test_a_bar_on_a_terminal(program: Batch) -> None:
    code, said = program("batch", "plans", "-o", "out", "--log-format", "bar")
    assert code == 0
    assert "25 parsed, 0 failed in " in said


def test_only_the_first_failures_are_printed(program: Batch) -> None:
    for number in range(12):
        Path(f"plans/{number}.pdf").write_bytes(b"%PDF-1.7 nothing" + bytes([number]))
    code, said = program("batch", "plans", "-o", "out", "--log-format", "text")
    told = [line for line in said.splitlines() if line.startswith("plan-extract: ")]
    assert (code, len(told)) == (1, 10)
    assert told[-1].endswith("(the next stand in failures.jsonl only)")


@pytest.mark.parametrize("options", [["--fail-fast"], ["--max-failures", "0"]])
def test_failures_end_a_run_where_that_is_wanted(program: Batch, options: list[str]) -> None:
    Path("plans/0000.pdf").write_bytes(b"%PDF-1.7 nothing")
    code, said = program("batch", "plans", "-o", "out", "-j", "1", *options)
    assert code == 1
    assert "stopped: too many failures; the same command goes on from here\n" in said


def test_an_interruption_is_130_and_keeps_what_is_done(program: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    once = iter([signal.SIGINT])

    def finished(*arguments: Any) -> None:
        manifest.finish_part(*arguments)
        for number in once:
            signal.raise_signal(number)

    monkeypatch.setattr(batch_run, "_PART", (10, 10))
    with monkeypatch.context() as patched:
        patched.setattr(batch_run, "finish_part", finished)
        code, said = program("batch", "plans", "-o", "out", "--log-format", "text")
    assert code == 130
    assert "stopped: interrupted; the same command goes on from here\n" in said
    code, said = program("batch", "plans", "-o", "out", "--log-format", "text")
    assert code == 0
    told = re.search(r"in the store: (\d+) parsed; (?:(\d+)|nothing) to parse\n", said)
    assert told is not None
    assert int(told[1]) >= 10
    assert int(told[1]) + int(told[2] or 0) == 25


WRONG: list[tuple[list[str], str]] = [
    (["batch", "plans"], "Missing option '--output'"),
    (["batch", "gone", "-o", "out"], "plan-extract: gone: no such file or folder; check the name"),
    (["batch", "plans", "-o", "plans"], "plan-extract: plans: has files in it that are no store; choose another -o"),
    (["batch", "plans", "-o", "out", "--shard", "3/2"], "plan-extract: --shard 3/2: wanted is I/N, such as 1/4"),
    (["batch", "plans", "-o", "out", "--shard", "0/0"], "plan-extract: --shard 0/0: wanted is I/N, such as 1/4"),
    (["batch", "plans", "-o", "out", "--engine", "steam"], "plan-extract: unknown engine 'steam'; known: local, ray"),
    (["batch", "plans", "-o", "out", "--also", "docx"], "plan-extract: unknown format 'docx'; known: yaml, json"),
    (["batch", "plans", "-o", "out", "--id-column", "id"], "plan-extract: --id-column needs --text-column"),
    (
        ["batch", "plans", "-o", "out", "--log-format", "xml"],
        "plan-extract: unknown --log-format 'xml'; known: bar, text, json",
    ),
    (["batch", "plans", "-o", "out", "--jobs", "0"], "Invalid value for '--jobs'"),
    (["batch", "plans", "-o", "out", "--jobs", "100000000000"], "Invalid value for '--jobs'"),
    (["batch", "plans", "-o", "out", "--memory", "1e30"], "Invalid value for '--memory'"),
    (["batch", "plans", "-o", "out", "--memory", "inf"], "Invalid value for '--memory'"),
    (["batch", "plans", "-o", "out", "--timeout", "inf"], "Invalid value for '--timeout'"),
    (["batch", "plans", "-o", "out", "--encoding", "klingon"], "plan-extract: unknown encoding 'klingon'; known are"),
    (["batch", "plans", "-o", "out", "--memory", "20"], "Invalid value for '--memory'"),
    (["merge", "plans", "-o", "out"], "plan-extract: plans: is no store; `plan-extract batch` makes one"),
    (["merge", "a", "-o", "plans"], "plan-extract: plans: is there already; name a new folder with -o"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=lambda value: " ".join(value)[:60])
def test_wrong_use_is_2_and_says_what(program: Batch, arguments: list[str], message: str) -> None:
    code, said = program(*arguments)
    assert code == 2
    assert message in said
    assert "Traceback" not in said
    assert not Path("out").exists()


def test_without_the_extra_the_extra_is_named(program: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("plan_extract.cli.batch"), "find_spec", lambda _: None)
    code, said = program("batch", "plans", "-o", "out")
    assert code == 1
    assert said == (
        "plan-extract: needs an extra to read many documents into a store; pip install 'plan-extract[batch]'\n"
    )


def test_shards_are_merged(program: Batch) -> None:
    for number in (1, 2):
        assert program("batch", "plans", "-o", f"out{number}", "--shard", f"{number}/2", "-q")[0] == 0
    assert program("merge", "out1", "out2", "-o", "out") == (0, "2 stores merged into out: 25 parsed; 25 tasks\n")
    make(Path("plans"), 1, start=77)
    assert "25 parsed; 1 to parse" in program("batch", "plans", "-o", "out", "--log-format", "text")[1]


def test_one_is_one(program: Batch) -> None:
    Path("plans/twin.txt").write_bytes(Path("plans/0001.txt").read_bytes())
    _, said = program("batch", "plans/0001.txt", "-o", "one")
    assert said.startswith("1 document listed; in the store: nothing; 1 to parse\n")
    _, said = program("batch", "plans/0001.txt", "plans/twin.txt", "-o", "two")
    assert said.startswith("2 documents listed; in the store: 1 exact duplicate; 1 to parse\n")
    _, said = program("batch", "no*.txt", "-o", "none")
    assert said == "0 documents listed; in the store: nothing; nothing to parse\n"


def test_what_fails_while_it_is_listed_is_told(program: Batch) -> None:
    Path("rows.jsonl").write_text('{"text": 5}\n', encoding="utf-8")
    code, said = program("batch", "rows.jsonl", "-o", "out", "--text-column", "text")
    assert code == 1
    assert said.splitlines()[1].startswith("0 parsed, 1 failed in ")
    assert said.splitlines()[1].endswith("; failures.jsonl in the store tells why")
