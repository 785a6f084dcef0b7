"""`plan-extract validate`, as CI meets it: exit codes, what goes where, settings."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linting import marked, run
from plan_extract import parse
from plan_extract.cli.console import colours
from plan_extract.writers import WRITERS
from program import Program

__all__ = ["marked", "run"]  # fixtures


def test_findings_are_1_and_go_to_standard_output(run: Program) -> None:
    done = run("validate", "plan.txt")
    assert done.code == 1
    assert done.out == (
        "plan.txt:4:1: PT999 error: a mark before 健全服\n"
        "   4 | 〓健全服务网络。\n"
        "     | ^^^^^^^^\n"
    )  # fmt: skip
    assert done.err == "1 finding (1 error) in 1 file\n"


def test_nothing_found_is_0(run: Program) -> None:
    done = run("validate", "good.txt")
    assert (done.code, done.out, done.err) == (0, "", "0 findings in 1 file\n")


def test_several_files_and_a_folder(run: Program) -> None:
    Path("sub/.hidden").mkdir(parents=True)
    for name in ("sub/b.txt", "sub/a.md", "sub/.hidden/c.txt", "sub/picture.png"):
        shutil.copy("plan.txt", name)
    Path("sub/other.json").write_text("[1]")
    done = run("validate", "good.txt", "sub", "sub/b.txt", "--output-format", "concise")
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["sub/a.md", "sub/b.txt"]
    assert done.err == "2 findings (2 errors) in 3 files\n"


def test_what_is_excluded_in_a_folder_is_checked_where_it_is_named(run: Program) -> None:
    Path("plan-extract.toml").write_text("select = ['PT999']\nexclude = ['plan.*']\n")
    assert run("validate", ".").code == 0
    assert run("validate", ".", "plan.txt").code == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (["missing.txt"], "plan-extract: missing.txt: no such file; check the name\n"),
        (["empty.txt"], "plan-extract: empty.txt: is empty; nothing to read\n"),
        (["other.yaml"], "plan-extract: other.yaml: is no plan file: it has no schema_version; "),
        (["list.json"], "plan-extract: list.json: is no plan file: it has no schema_version; "),
        (["broken.json"], "plan-extract: broken.json: is no plan file: is no JSON: "),
        (["empty.yaml"], "plan-extract: empty.yaml: is no plan file: "),
        (["archive.zip"], "plan-extract: archive.zip: "),
    ],
)
def test_what_cannot_be_read_is_2_and_the_others_are_checked(run: Program, files: list[str], message: str) -> None:
    for name, text in {
        "empty.txt": "", "other.yaml": "a: 1\n", "list.json": "[1]", "broken.json": '{"a" 1}', "empty.yaml": "",
        "archive.zip": "PK\x03\x04" + "\0" * 50,
    }.items():  # fmt: skip
        Path(name).write_text(text)
    done = run("validate", *files, "plan.txt")
    assert done.code == 2
    assert done.err.startswith(message)
    assert "PT999" in done.out
    assert done.err.endswith("1 finding (1 error) in 1 file; 1 file not checked\n")
    assert run("validate", *files, "--exit-zero").code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plan.txt", "--select", "PX"], "unknown rule 'PX'"),
        (["plan.txt", "--ignore", "PT99,PX"], "unknown rule 'PX'"),
        (["plan.txt", "--profile", "law"], "unknown profile 'law'; known: auto, five-year-plan"),
        (["plan.txt", "--fail-on", "fatal"], "unknown level 'fatal'; known: error, warning, info"),
        (["plan.txt", "--output-format", "xml"], "unknown output format 'xml'; known: full, concise, json"),
        (["plan.txt", "--config", "no.toml"], "no.toml: could not be read: No such file"),
        (["plan.txt", "--config", "pyproject.toml"], "pyproject.toml: has no [tool.plan-extract]"),
        (["plan.txt", "--config", "bad.toml"], "bad.toml: unknown key selct; did you mean select?"),
        (["plan.txt", "--config", "plan-extract.toml", "--isolated"], "leave one out"),
        (["plan.txt", "--baseline", "no.json"], "no.json: could not be read"),
        (["plan.txt", "--baseline", "plan.txt"], "plan.txt: is no baseline; --write-baseline FILE writes one"),
        (["plan.txt", "--source", "missing.txt"], "missing.txt: no such file"),
        (["plan.txt", "--output-file", "."], ".: is a directory; name a file"),
        (["plan.txt", "--output-file", "no/such/out.json"], "could not be written"),
        (["-", "-"], "standard input (-) can be read only once"),
        (["bare"], "nothing to check in bare"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use_is_2_and_one_line(run: Program, arguments: list[str], message: str) -> None:
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n")
    Path("bad.toml").write_text("selct = ['PT']\n")
    Path("bare").mkdir()
    done = run("validate", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_defect_of_a_rule_is_2_and_names_it(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    import marked_rule

    monkeypatch.setattr(marked_rule, "check", lambda _: iter([1 // 0]))
    done = run("validate", "plan.txt")
    assert done.code == 2
    assert "plan.txt: RuntimeError: rule PT999 broke down: ZeroDivisionError" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--fail-on", "info"], 1),
        (["--fail-on", "info", "--exit-zero"], 0),
        (["--isolated", "--select", "PT999"], 1),
        (["--isolated", "--ignore", "ALL"], 0),
        (["--isolated", "--select", "PF", "--extend-select", "PT999"], 1),
        (["--ignore", "PT9"], 0),
        (["--config", "strict.toml"], 1),
    ],
)
def test_the_failing_level(run: Program, arguments: list[str], code: int) -> None:
    Path("plan-extract.toml").write_text("select = ['PT999']\n[levels]\nPT = 'info'\n")
    Path("strict.toml").write_text("select = ['PT999']\nfail-on = 'warning'\n")
    assert run("validate", "plan.txt", *arguments).code == code


def test_standard_input_a_document_and_a_plan_file(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(data: bytes) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return run("validate", "-", "--output-format", "concise").out

    assert given(Path("plan.txt").read_bytes()) == "-:4:1: PT999 error: a mark before 健全服\n"
    plan = parse("plan.txt")
    for form in ("yaml", "json"):
        assert "PT999 error: task 重点任务" in given(WRITERS[form](plan))


def test_output_file_and_statistics_and_quiet(run: Program) -> None:
    done = run("validate", "plan.txt", "--output-format", "json", "--output-file", "out.json", "--statistics")
    assert (done.code, done.out) == (1, "")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))[0]["code"] == "PT999"
    assert done.err == "     1  PT999  error    marked\n1 finding (1 error) in 1 file\n"
    done = run("validate", "plan.txt", "--quiet")
    assert (done.code, done.err) == (1, "")


def test_in_github_actions_findings_are_annotations(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("validate", "plan.txt").out.startswith("::error file=plan.txt,line=4,")
    assert run("validate", "plan.txt", "--output-format", "concise").out.startswith("plan.txt:4:1")
    run("validate", "plan.txt", "--output-file", "out.txt")
    assert Path("out.txt").read_text(encoding="utf-8").startswith("plan.txt:4:1")


def test_show_settings(run: Program) -> None:
    done = run("validate", "plan.txt", "--show-settings", "--select", "PF", "--profile", "notice")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "plan.txt\n"
        f"  configuration: {Path('plan-extract.toml').resolve()}\n"
        "  profile: notice\n  fail-on: warning\n  baseline: none\n  suppress: 0\n"
        "  rules: PF001=error PF002=error PF003=error PF004=warning\n"
    )


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour(run: Program, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], colour: bool) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("validate", "plan.txt").out) is colour


def test_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colours()
    monkeypatch.setenv("TERM", "dumb")
    assert not colours()


def test_a_file_name_that_would_be_obeyed(run: Program) -> None:
    shutil.copy("plan.txt", "a\x1b[31m\n::error::x.txt")
    for form in ("full", "concise", "github"):
        out = run("validate", "a\x1b[31m\n::error::x.txt", "--output-format", form).out
        assert "\x1b" not in out
        assert "\n::error::x" not in out


def test_rules_and_explain(run: Program) -> None:
    listed = json.loads(run("rules", "--output-format", "json").out)
    assert {"code", "name", "level", "family", "summary", "why", "bad", "good", "profiles", "url"} <= set(listed[0])
    assert [rule["code"] for rule in listed if rule["family"] == "plan files"] == ["PF001", "PF002", "PF003", "PF004"]
    lines = run("rules").out.splitlines()
    assert len(lines) == len(listed)
    assert any(line.startswith("PF001  error    schema-violated") for line in lines)
    page = run("explain", "PF001").out
    assert page.startswith("PF001 schema-violated (error)\n\n")
    assert "Why: " in page
    assert run("explain", "pf001").out == run("explain", "schema-violated").out == page
    wrong = {
        "explain PX001": "unknown rule",
        "explain PT": "PT stands for",
        "rules --output-format xml": "unknown format",
    }
    for arguments, why in wrong.items():
        done = run(*arguments.split())
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"plan-extract: {why}")
        assert len(done.err) < 120


def test_a_closed_pipe_is_no_drama(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("schema_version: 1.0.0\n" + "".join(f"k{n}: 1\n" for n in range(9000)))
    script = f"{sys.executable} -m plan_extract validate plan.yaml --isolated | head -c 10"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False, env={**os.environ})
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr
