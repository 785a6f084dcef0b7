"""What the package promises to those who import it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import plan_extract
from plan_extract import EmptyDocumentError, EncodingError, PlanDocument, ReadError, TooLargeError, parse, parse_text
from plan_extract.settings import Limits

TEXT = "云汀市养老服务实施方案\r\n\r\n一、重点任务\r\n（一）健全服务网络。新建社区养老服务中心12个。\r\n"


def test_the_public_names() -> None:
    assert plan_extract.__all__ == sorted(plan_extract.__all__)
    for name in plan_extract.__all__:
        assert getattr(plan_extract, name) is not None
    public = {name for name, value in vars(plan_extract).items() if not name.startswith("_") and callable(value)}
    assert public <= {*plan_extract.__all__, "annotations"}
    with pytest.raises(AttributeError, match="has no attribute 'pars'"):
        _ = plan_extract.pars


def test_importing_it_costs_nothing() -> None:
    code = "import sys, plan_extract; print([m for m in ('pydantic', 'yaml', 'jieba', 'typer', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_and_its_text_give_the_same_records(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode(encoding))
    plan = parse(path)
    assert plan.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert parse(str(path)) == plan
    same = parse_text(TEXT, name="plan.txt")
    assert plan.model_dump(exclude={"source"}) == same.model_dump(exclude={"source"})
    assert (plan.source.name, plan.source.chars) == ("plan.txt", len(TEXT))


@pytest.mark.parametrize("lead", ["", "\ufeff", "%PDF-1.7\n", "<html>\n", "PK\x03\x04"])
def test_a_text_in_memory_is_taken_as_it_is(lead: str) -> None:
    text = lead + TEXT
    plan = parse_text(text)
    assert plan.source.name == "-"
    assert plan.source.chars == len(text)
    for section in plan.sections:
        assert section.title in text[section.span.start : section.span.end]


def test_damage_becomes_a_diagnostic(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes((TEXT * 3).encode()[:-4])
    (diagnostic,) = [d for d in parse(path).diagnostics if d.code == "encoding-damaged"]
    assert (diagnostic.severity, diagnostic.message[:12]) == ("warning", "1 place(s) c")


def test_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        parse(tmp_path / "none.txt")
    with pytest.raises(EmptyDocumentError):
        parse_text("  \n")
    with pytest.raises(EncodingError, match=r"^notes: character 2 is half a surrogate pair, no text$"):
        parse_text("云汀\ud83d", name="notes")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(TooLargeError, match="limit of"):
        parse(tmp_path / "a.txt", limits=Limits(text_bytes=10))


def test_records_cannot_be_changed() -> None:
    plan = parse_text(TEXT)
    with pytest.raises(ValueError, match="frozen"):
        plan.schema_version = "2"  # type: ignore[misc]
    with pytest.raises(ValueError, match="Extra inputs"):
        PlanDocument.model_validate({**plan.model_dump(), "note": 1})
