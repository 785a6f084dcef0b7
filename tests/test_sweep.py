"""The sweep: what two versions read differently, in its sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import sweep
from sweep import Entry, Read

PLAN = "云汀市养老服务实施方案\n一、重点任务\n（一）健全制度。2025年底前，新建驿站10个。（市民政局负责）\n二、保障措施\n（一）加强领导。压实责任。\n"


def task(line: str, sentence: str = "。") -> Entry:
    return Entry("tasks", line, sentence)


@pytest.mark.parametrize(
    ("old", "new", "came", "went"),
    [
        ([], [], [], []),
        ([task("甲")], [task("甲")], [], []),
        ([task("甲"), task("乙")], [task("乙"), task("甲")], [], []),
        ([task("甲")], [task("甲"), task("甲")], ["甲"], []),
        ([task("甲")], [task("乙")], ["乙"], ["甲"]),
        ([task("甲", "一。")], [task("甲", "二。")], ["甲"], ["甲"]),
        ([Entry("deadlines", "甲", "")], [], [], []),
    ],
)
def test_differences(old: list[Entry], new: list[Entry], came: list[str], went: list[str]) -> None:
    found = sweep.differences({"a.txt": old}, {"a.txt": new}, "tasks")
    assert tuple([entry.line for _, entry in side] for side in found) == (came, went)


def test_the_report_counts_first_and_is_bounded() -> None:
    old: Read = {"a.txt": [task(str(n)) for n in range(5)], "b.txt": []}
    new: Read = {"a.txt": [task("0")], "b.txt": [task("9", "建成3个。")]}
    assert list(sweep.report(old, new, ["tasks"], 2)) == [
        "2 documents",
        "              before     now      +      -  documents",
        "tasks              5       2      1      4          2",
        "+ tasks b.txt: 9",
        "      建成3个。",
        "- tasks a.txt: 1",
        "      。",
        "- tasks a.txt: 2",
        "      。",
        "- tasks: … and 2 more",
    ]


def test_a_sentence_is_one_short_line() -> None:
    assert sweep.sentence("甲。乙\n丙丁，戊。己", 5, 6) == "丙丁，戊。"
    assert len(sweep.sentence("甲" * 5000, 2000, 3000)) <= 160


def test_every_kind_of_record_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    found = list(sweep.entries(tmp_path / "plan.txt"))
    assert {entry.kind for entry in found} == set(sweep.KINDS) - {"failures"}
    assert Entry("assignments", "市民政局 responsible explicit of 健全制度", "（市民政局负责）") in found
    assert Entry("deadlines", "2025年底前 by None..2025-12-31 of 健全制度", "2025年底前，新建驿站10个。") in found


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_bytes(b"")
    [entry] = sweep.entries(tmp_path / "gone.txt")
    assert entry.kind == "failures"


def test_a_tree_against_itself(tmp_path: Path) -> None:
    """Both versions run in processes of their own, each with the sources of its tree."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    old, new = sweep.both(sweep.ROOT, tmp_path, 10)
    assert old == new
    assert old["plan.txt"] == list(sweep.entries(tmp_path / "plan.txt"))


def test_no_folder_is_wrong_use(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(sweep.ROOT / "tools" / "sweep.py"), "HEAD", "--files", str(tmp_path / "none")],
        capture_output=True, text=True, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "no folder" in done.stderr
