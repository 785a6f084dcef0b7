"""The command line with files of every kind: archives, places of text, extras that are missing."""

from __future__ import annotations

import importlib
import importlib.util
import io
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from program import ended as run
from test_archives import packed
from word_files import docx, p, tbl, tc, tr

PLAN = "云汀市养老服务实施方案\n一、重点任务\n（一）健全服务网络。新建社区养老服务中心12个。\n"
WORD = docx(
    p("云汀市养老服务规划")
    + tbl(tr(tc("类别", merge="restart"), tc("目标", width=2)), tr(tc("", merge="continue"), tc("床位"), tc("")))
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("one.zip").write_bytes(packed({"附件/养老.txt": PLAN}))
    Path("plans.zip").write_bytes(packed({"附件/养老.txt": PLAN, "b.docx": WORD, "b.txt": PLAN}))
    Path("mixed.zip").write_bytes(packed({"养老.txt": PLAN, "inner.zip": packed({"a.txt": PLAN}), "空.txt": ""}))
    Path("a.docx").write_bytes(WORD)
    return tmp_path


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["parse", "text"])
def test_several_documents_need_a_directory(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, command, "plans.zip") == 2
    message = "plan-extract: plans.zip holds 3 documents, which need a directory to go to; name one with -o\n"
    assert capsys.readouterr() == ("", message)


def test_one_file_for_each_member(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "parse", "plans.zip", "-o", "out/") == 0
    assert capsys.readouterr() == ("", "3 of 3 written to out/\n")
    assert written(folder / "out") == ["b.docx.yaml", "b.txt.yaml", "养老.yaml"]
    assert "name: 养老.txt" in Path("out/养老.yaml").read_text(encoding="utf-8")
    assert run(monkeypatch, "text", "plans.zip", "-o", "texts") == 0
    assert written(folder / "texts") == ["b.docx.txt", "b.txt.txt", "养老.txt"]
    assert Path("texts/养老.txt").read_text(encoding="utf-8") == PLAN


@pytest.mark.usefixtures("folder")
def test_one_document_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "text", "one.zip") == 0
    assert capsys.readouterr() == (PLAN, "")
    assert run(monkeypatch, "parse", "one.zip", "--only", "tasks") == 0
    assert "title: 健全服务网络" in capsys.readouterr().out


def test_members_that_fail_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "parse", "mixed.zip", "-o", "out") == 1
    assert capsys.readouterr().err.splitlines() == [
        "plan-extract: mixed.zip/inner.zip: is an archive in an archive; unpack it",
        "plan-extract: mixed.zip/空.txt: is empty; nothing to read",
        "1 of 3 written to out, 2 failed",
    ]
    assert written(folder / "out") == ["养老.yaml"]


def test_names_that_lead_elsewhere_stay_in_the_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("bad.zip").write_bytes(packed({"../../上.txt": PLAN, "/etc/下.txt": PLAN, "..": PLAN, "../上.txt": PLAN}))
    before = written(folder)
    assert run(monkeypatch, "parse", "-q", "bad.zip", "-o", "out") == 0
    assert sorted({*written(folder)} - {*before}) == ["out/上.txt-2.yaml", "out/上.txt.yaml", "out/下.yaml"]


@pytest.mark.usefixtures("folder")
def test_a_damaged_archive_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("cut.zip").write_bytes(Path("plans.zip").read_bytes()[:-40])
    for arguments in (["parse", "cut.zip"], ["text", "cut.zip"]):
        assert run(monkeypatch, *arguments) == 1
        assert capsys.readouterr() == ("", "plan-extract: cut.zip: is damaged or cut off; fetch it again\n")


@pytest.mark.usefixtures("folder")
def test_an_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("one.zip").read_bytes())))
    assert run(monkeypatch, "text", "-") == 0
    assert capsys.readouterr().out == PLAN


@pytest.mark.usefixtures("folder")
def test_an_archive_is_not_written_over(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "parse", "one.zip", "-o", "one.zip") == 2
    assert "one.zip is an input; the output needs another name" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_places(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "text", "--pages", "a.docx") == 0
    assert capsys.readouterr().out.splitlines() == [
        "\t\t云汀市养老服务规划",
        "\tT1R1-2C1\t类别",
        "\tT1R1C2-3\t目标",
        "\tT1R2C2\t床位",
    ]
    Path("a.txt").write_text("一、甲\n\n二、乙\n", encoding="utf-8")
    assert run(monkeypatch, "text", "--pages", "a.txt") == 0
    assert capsys.readouterr().out == "\t\t一、甲\n\t\t二、乙\n"


@pytest.mark.parametrize(
    ("name", "data", "module", "extra"),
    [
        ("a.xlsx", packed({"xl/workbook.xml": "<a/>"}), "python_calamine", "sheets"),
        ("a.ofd", packed({"OFD.xml": "<a/>"}), "ofdkit", "ofd"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "rapidocr", "ocr"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_missing_extra_is_named(
    name: str, data: bytes, module: str, extra: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec

    def hidden(wanted: str, package: str | None = None) -> ModuleSpec | None:
        return None if wanted == module else found(wanted, package)

    for place in ("importlib.util", "plan_extract.readers.sheet", "plan_extract.readers.ofd"):
        importlib.import_module(place)  # before anything is hidden: a module keeps what it imports
    for place in ("plan_extract.readers.sheet", "plan_extract.readers.ofd", "importlib.util"):
        monkeypatch.setattr(f"{place}.find_spec", hidden)
    Path(name).write_bytes(data)
    assert run(monkeypatch, "text", name) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"plan-extract: {name}: needs an extra to read ")
    assert err.endswith(f"; pip install 'plan-extract[{extra}]'\n")


@pytest.mark.parametrize("command", ["parse", "text"])
def test_the_help_lists_the_formats(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(monkeypatch, command, "--help") == 0
    out = capsys.readouterr().out
    for word in ("DOCX", "PDF", "OFD", "HTML", "XLSX", "WPS", "ZIP"):
        assert word in out
