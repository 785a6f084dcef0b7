"""Which language people at a terminal are spoken to, and that nothing else depends on it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from rich.cells import cell_len

from plan_extract.cli.languages import in_summary, of_locale
from plan_extract.lexicon import load
from program import Program

ROOT = Path(__file__).parents[1]
PLAN = (ROOT / "samples" / "five-year-plan.txt").read_text(encoding="utf-8")

# LC_ALL, LC_MESSAGES, LANG, LANGUAGE
ENGLISH: list[tuple[str, str, str, str]] = [
    ("", "", "", ""),
    ("C", "", "", ""),
    ("POSIX", "", "", ""),
    ("", "", "C.UTF-8", ""),
    ("", "", "en_GB.UTF-8", ""),
    ("", "", "en", ""),
    ("", "", "fr_FR.UTF-8", ""),
    ("", "", "ja_JP.UTF-8", ""),
    ("", "", "garbage", ""),
    ("", "", "zhx_CN", ""),
    ("", "", "zha", ""),  # Zhuang
    ("", "", "../zh", ""),
    ("", "", "\x1b[2J", ""),
    ("C", "zh_CN.UTF-8", "zh_CN.UTF-8", "zh_CN"),  # LANGUAGE counts in no C locale
    ("POSIX", "", "zh_CN.UTF-8", ""),
    ("C.UTF-8", "", "zh_CN.UTF-8", "zh"),
    ("", "C", "zh_CN.UTF-8", "zh"),
    ("", "", "", "zh_CN"),
    ("", "en_US.UTF-8", "zh_CN.UTF-8", ""),
    ("de_DE.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8", ""),
    ("", "", "zh_CN.UTF-8", "en"),
    ("", "", "zh_CN.UTF-8", "en_US:zh_CN"),
    ("", "", "zh_CN.UTF-8", "fr"),
    ("", "", "zh_CN.UTF-8", ":"),
]
CHINESE: list[tuple[str, str, str, str]] = [
    ("", "", "zh_CN.UTF-8", ""),
    ("", "", "zh_CN", ""),
    ("", "", "zh", ""),
    ("", "", "zh_TW", ""),
    ("", "", "zh_Hans", ""),
    ("", "", "zh-Hans-CN", ""),
    ("", "", "zh_CN.GB18030", ""),
    ("", "", "zh_CN@pinyin", ""),
    ("zh_CN.UTF-8", "en_US.UTF-8", "en_US.UTF-8", ""),
    ("", "zh_CN.UTF-8", "en_US.UTF-8", ""),
    ("", "", "en_US.UTF-8", "zh_CN"),
    ("", "", "en_US.UTF-8", "zh_CN:en"),
    ("", "", "en_US.UTF-8", "fr::zh_TW"),
]


def variables(case: tuple[str, str, str, str]) -> dict[str, str]:
    return dict(zip(("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"), case, strict=True))


@pytest.mark.parametrize("case", ENGLISH, ids="|".join)
def test_locales_that_are_english(case: tuple[str, str, str, str]) -> None:
    assert of_locale(variables(case)) == "en"


@pytest.mark.parametrize("case", CHINESE, ids="|".join)
def test_locales_that_are_chinese(case: tuple[str, str, str, str]) -> None:
    assert of_locale(variables(case)) == "zh"


def test_without_any_variable_it_is_english() -> None:
    assert of_locale({}) == "en"


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    Path("new.txt").write_text(PLAN.replace("2022年9月1日起", "2022年10月1日起"), encoding="utf-8")
    return Program(capsysbinary, monkeypatch)


SAME: list[tuple[str, ...]] = [
    *[("parse", "plan.txt", "--to", form) for form in ("yaml", "json", "jsonl", "md", "ics", "html", "xlsx")],
    *[("stats", "plan.txt", "--format", form) for form in ("table", "json", "csv")],
    *[("diff", "plan.txt", "new.txt", "--format", form) for form in ("text", "json", "html")],
    *[("validate", "--isolated", "--select", "ALL", "plan.txt", "--output-format", form) for form in ("full", "json")],
    ("report", "plan.txt"),
    ("text", "plan.txt"),
    ("rules",),
]  # fmt: skip


@pytest.mark.parametrize("arguments", SAME, ids=" ".join)
def test_what_is_piped_is_the_same_in_every_locale(
    run: Program, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C")
    first = run(*arguments)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run(*arguments) == first
    assert first.data or first.err


# arguments, what is said in English, in Chinese; whether on standard output
TOLD: list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]] = [
    (
        ("parse", "plan.txt", "--summary", "-o", "out.yaml"),
        ("27 sections · 12 tasks", "Indicators (23)", "≥ 46 (2025)", "… and 8 more (--verbose shows all)", "Who leads"),
        ("章节 27 · 任务 12", "指标（23）", "≥46（2025年）", "……另有 8 行（--verbose 全部列出）", "牵头单位（"),
        False,
    ),
    (("stats", "plan.txt", "new.txt"), ("indi-", "2 plans"), ("有单位", "共 2 份"), True),
    (("diff", "plan.txt", "new.txt"), ("Tasks with other deadlines: 1",), ("时限有变的任务: 1",), True),
]  # fmt: skip


@pytest.mark.parametrize("lang", [None, "zh", "en"])
@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
@pytest.mark.parametrize(("arguments", "english", "chinese", "on_output"), TOLD, ids=[case[0][0] for case in TOLD])
def test_a_terminal_is_spoken_to_in_its_language(
    run: Program, arguments: tuple[str, ...], english: tuple[str, ...], chinese: tuple[str, ...], on_output: bool,
    locale: str, lang: str | None, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = run(*arguments, *(["--lang", lang] if lang else []))
    told = done.out if on_output else done.err
    is_chinese = lang == "zh" or (lang is None and locale != "C")
    wanted, other = (chinese, english) if is_chinese else (english, chinese)
    assert [said for said in wanted if said not in told] == []
    assert [said for said in other if said in told] == []
    assert max(map(cell_len, told.splitlines())) <= 80


@pytest.mark.parametrize("command", ["parse", "stats", "diff", "report"])
def test_another_language_is_wrong_use_and_nothing_is_written(run: Program, command: str) -> None:
    done = run(command, "plan.txt", *(["new.txt"] if command == "diff" else []), "--lang", "fr", "-o", "out.html")
    if command == "stats":  # which has no -o
        done = run(command, "plan.txt", "--lang", "fr")
    assert (done.code, done.data) == (2, b"")
    assert done.err == "plan-extract: unknown language 'fr'; known: zh, en\n"
    assert not Path("out.html").exists()


def test_files_are_labelled_in_the_language_asked_for(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "<html lang=zh-Hans>" in run("parse", "plan.txt", "--to", "html").out
    assert "<html lang=en>" in run("parse", "plan.txt", "--to", "html", "--lang", "en").out
    books = [openpyxl.load_workbook(io.BytesIO(run("parse", "plan.txt", "--to", "xlsx", *more).data))
             for more in ((), ("--lang", "en"))]  # fmt: skip
    assert [book.sheetnames[:2] for book in books] == [["任务", "指标"], ["Tasks", "Indicators"]]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "big5", "no-such"])
def test_a_stream_without_the_characters_is_spoken_to_in_english(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(encoding=encoding))
    assert in_summary(None) == "en"
    assert in_summary("zh") == "zh"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "任务"), ("gb18030", "任务"), ("ascii", "tasks")],
)
@pytest.mark.parametrize("command", [["stats"], ["parse", "-o", "out.yaml"]], ids=" ".join)
def test_a_terminal_of_any_encoding(command: list[str], encoding: str, told: str, tmp_path: Path) -> None:
    """In a process of its own, on a terminal: its bytes are of its encoding, and what it lacks is spelled out."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    ours, theirs = os.openpty()
    environment = os.environ | {
        "LC_ALL": "", "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": encoding, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "plan_extract", *command, "plan.txt"],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=tmp_path, env=environment,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += (read := os.read(ours, 65536))
            except OSError:  # Linux says so of a terminal that nobody holds any more
                break
            if not read:
                break
        os.close(ours)
    assert process.returncode == 0
    assert told in shown.decode(encoding)
    assert b"Traceback" not in shown


def test_every_label_has_both_languages_with_the_same_places() -> None:
    rows = [row for group in load("terminal_labels")["pairs"].values() for row in group.values()]
    assert rows
    assert [row for row in rows if len(row) != 2 or not all(row) or ("{0}" in row[0]) != ("{0}" in row[1])] == []
