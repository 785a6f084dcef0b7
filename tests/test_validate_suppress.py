"""What is not told: suppressed by a plan file or by the configuration, or known from a baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linting import check, found, marked, run
from plan_extract import parse_text
from plan_extract.lint.fingerprints import fingerprints
from plan_extract.writers import WRITERS
from program import Program

__all__ = ["marked", "run"]

TEXT = (
    "云汀市养老服务实施方案\n\n一、重点任务\n（一）健全服务网络。新建养老驿站12家。\n（二）培养护理人才。培训500人。\n"
)
PLAN = WRITERS["yaml"](parse_text(TEXT, name="plan.txt")).decode()
ALL = ["PT999", "PT999"]
ONE = ["PT999"]


# What the plan file suppresses, and what is told all the same. The rule finds the tasks T001 and T002.
@pytest.mark.parametrize(
    ("suppress", "codes"),
    [
        ("[]", ALL),
        ("[PT]", []),
        ("[ALL]", []),
        ("[PT999]", []),
        ("[{code: PT999, reason: we know}]", []),
        ("[{code: PT999, record: T001}]", ONE),
        ("[{code: PT999, record: T001}, {code: PT, record: T002}]", []),
        ("[{code: PT999, quote: 培训500人}]", ONE),
        ("[{code: PT999, quote: 培训 500 人, record: T002}]", ONE),
        ("[{code: PT999, quote: 培训500人, record: T001}]", [*ALL, "PF004"]),
        ("[{code: PT999, record: T009}]", [*ALL, "PF004"]),
        ("[PT999, {code: PT999, record: T009}]", ["PF004"]),
        ("[PF004]", [*ALL, "PF004"]),  # what suppresses nothing cannot speak for itself
        ("[PX]", [*ALL, "PF004"]),
        ("['']", [*ALL, "PF004"]),
    ],
)
def test_a_plan_file_suppresses(marked: str, suppress: str, codes: list[str]) -> None:
    text = f"{PLAN}suppress: {suppress}\n"
    assert found(text, name="a.yaml", select=f"{marked},PF") == codes


def test_nothing_is_unused_where_its_rule_was_not_checked(marked: str) -> None:
    assert found(f"{PLAN}suppress: [{marked}]\n", name="a.yaml", select="PF") == []


def test_an_unused_one_stands_at_its_line(marked: str) -> None:
    text = f"{PLAN}suppress:\n- {marked}\n- code: {marked}\n  record: T009\n"
    (told,) = check(text, name="a.yaml", select=f"{marked},PF").told
    assert told.place is not None
    assert text.splitlines()[told.place.line - 1] == f"- code: {marked}"


def test_a_schema_violation_cannot_be_suppressed() -> None:
    assert found(f"{PLAN}suppress: [PF001]\nmore: 1\n", name="a.yaml", select="PF") == ["PF001"]


CONFIGURATION = """select = ["PT999", "PF"]
[[suppress]]
document = "{document}"
code = "{code}"
{more}
"""


# The rule finds 健全服 in plan.txt; the configuration's suppression, the codes told, and where.
@pytest.mark.parametrize(
    ("document", "code", "more", "told"),
    [
        ("plan.txt", "PT999", "", []),
        ("*.txt", "PT", "reason = 'we know'", []),
        ("plan.txt", "PT999", "quote = '〓健全'", []),
        ("other.txt", "PT999", "", ["plan.txt:4:1: PT999"]),  # it may be for another run
        ("plan.txt", "PT999", "quote = '培训'", ["plan.txt:4:1: PT999", "plan-extract.toml:3:13: PF004"]),
        ("plan.txt", "PF001", "", ["plan.txt:4:1: PT999", "plan-extract.toml:3:13: PF004"]),
        ("good.txt", "PT999", "", ["plan.txt:4:1: PT999", "plan-extract.toml:3:13: PF004"]),
    ],
)
def test_the_configuration_suppresses(run: Program, document: str, code: str, more: str, told: list[str]) -> None:
    Path("plan-extract.toml").write_text(CONFIGURATION.format(document=document, code=code, more=more), "utf-8")
    done = run("validate", "plan.txt", "good.txt", "--output-format", "concise")
    lines = [" ".join(line.split(" ")[:2]) for line in done.out.splitlines()]
    root = f"{Path.cwd()}/"
    assert [line.removeprefix(root) for line in lines] == told
    assert ("1 suppressed" in done.err) is (not told)


def test_per_file_ignores_are_no_suppressions(run: Program) -> None:
    Path("plan-extract.toml").write_text("select=['PT999', 'PF']\n[per-file-ignores]\n'*.txt' = ['PT']\n")
    done = run("validate", "plan.txt")
    assert (done.code, done.out, done.err) == (0, "", "0 findings in 1 file\n")


# Fingerprints: what is changed, and how many findings are new.
@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("培训500人", "培训900人", 0),
        ("一、重点任务", "前言\n\n这是新的一段。\n\n一、主要任务", 0),
        ("〓新建养", "〓扩建养", 1),
        ("培训500人", "〓培训500人", 1),
        ("培训500人", "〓新建养500人", 1),
        ("〓新建养", "新建养", 0),
    ],
)
def test_a_baseline_tells_what_is_new(run: Program, old: str, new: str, count: int) -> None:
    text = TEXT.replace("新建养", "〓新建养")
    Path("plan.txt").write_text(text, encoding="utf-8")
    assert run("validate", "plan.txt").code == 1
    done = run("validate", "plan.txt", "--write-baseline", "known.json")
    assert (done.code, done.out) == (0, "")
    assert done.err == "1 findings written to known.json; --baseline known.json tells what is new\n"
    assert run("validate", "plan.txt", "--baseline", "known.json").code == 0
    Path("plan.txt").write_text(text.replace(old, new), encoding="utf-8")
    done = run("validate", "plan.txt", "--baseline", "known.json", "--output-format", "json")
    assert len(json.loads(done.out)) == count
    assert done.code == bool(count)


def test_a_baseline_holds_for_its_files_wherever_it_is_named_from(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("sub").mkdir()
    Path("copy.txt").write_bytes(Path("plan.txt").read_bytes())
    run("validate", "plan.txt", "--write-baseline", "sub/known.json")
    first = Path("sub/known.json").read_bytes()
    assert [entry["path"] for entry in json.loads(first)["findings"]] == ["../plan.txt"]
    assert run("validate", "copy.txt", "--baseline", "sub/known.json").code == 1
    monkeypatch.chdir("sub")
    done = run("validate", "../plan.txt", "--baseline", "known.json")
    assert (done.code, done.err) == (0, "0 findings in 1 file; 1 known from the baseline\n")
    run("validate", "../plan.txt", "--write-baseline", "known.json")
    assert Path("known.json").read_bytes() == first


def test_the_configuration_names_a_baseline(run: Program) -> None:
    Path("plan-extract.toml").write_text("select = ['PT999']\nbaseline = 'known.json'\n")
    assert run("validate", "plan.txt").code == 2  # it is not there yet
    assert run("validate", "plan.txt", "--write-baseline", "known.json").code == 0
    assert run("validate", "plan.txt").code == 0


def test_findings_alike_are_apart() -> None:
    prints = fingerprints(
        [("A", "x", "m"), ("A", "x", "m"), ("B", "x", "m"), ("A", "", "m"), ("A", "", "n"), ("A", "y", "")]
    )
    assert len(set(prints)) == 6
    assert fingerprints([("A", " x\n", "other")]) == [prints[0]]
