"""Writers: the same bytes everywhere, and the plan comes back equal."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plan_extract import PlanDocument, UsageError, WriteError, parse_text
from plan_extract.records.indicator import Indicator, Target
from plan_extract.writers import WRITERS
from plan_extract.writers.files import write_file
from plan_extract.writers.yaml import dump

PLAN = parse_text(
    "云汀市养老服务实施方案\n云政发〔2021〕3号\n\n一、重点任务\n（一）健全服务网络。\n2023年底前，新建社区养老服务中心12个，"
    "达标率达到95.5%。\n每年开展评估。（市民政局牵头，市财政局配合）\n"
)
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


PLAIN = ("yaml", "json", "jsonl")


def loaded(form: str, data: bytes) -> Any:
    return yaml.safe_load(data) if form == "yaml" else json.loads(data)


def with_values(*values: float | None) -> PlanDocument:
    targets = tuple(Target(year=2025, comparator="=", value=v, raw="x") for v in values)
    span = PLAN.tasks[0].span
    indicator = Indicator(id="I001", source="table", name="床位数", unit="张", targets=targets, span=span)
    return PLAN.model_copy(update={"indicators": (indicator,)})


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_plan_comes_back_equal(path: Path, form: str) -> None:
    plan = parse_text(path.read_text(encoding="utf-8"), name=path.name)
    written = WRITERS[form](plan)
    assert PlanDocument.model_validate(loaded(form, written)) == plan
    assert written == WRITERS[form](plan)
    keys = [
        "schema_version",
        "source",
        "metadata",
        "sections",
        "tasks",
        "indicators",
        "deadlines",
        "units",
        "diagnostics",
    ]
    assert list(loaded(form, written)) == keys


def test_yaml_and_json_say_the_same() -> None:
    assert yaml.safe_load(WRITERS["yaml"](PLAN)) == json.loads(WRITERS["json"](PLAN))


@pytest.mark.parametrize("form", PLAIN)
def test_characters_are_characters_and_dates_are_strings(form: str) -> None:
    written = WRITERS[form](PLAN)
    assert "健全服务网络".encode() in written
    assert b"\r" not in written
    assert written.endswith(b"\n")
    assert loaded(form, written)["deadlines"][0]["end"] == date(2023, 12, 31).isoformat()


@pytest.mark.parametrize("form", PLAIN)
def test_numbers_are_numbers(form: str) -> None:
    values = (100.0, 0.0, -3.0, 95.5, 0.1, 1e16, 1e-7, 123456789.0, None)
    plan = with_values(*values)
    written = WRITERS[form](plan)
    assert b"100.0" not in written
    found = [t["value"] for t in loaded(form, written)["indicators"][0]["targets"]]
    assert found == list(values)
    assert [type(v) for v in found[:4]] == [int, int, int, float]
    assert PlanDocument.model_validate(loaded(form, written)) == plan


def test_a_string_that_looks_like_a_number_line_is_left_alone() -> None:
    plan = PLAN.model_copy(
        update={"metadata": PLAN.metadata.model_copy(update={"title": '\n  "value": 5.0,\n  7.0\n'})}
    )
    for form in PLAIN:
        assert loaded(form, WRITERS[form](plan))["metadata"]["title"] == '\n  "value": 5.0,\n  7.0\n'


STRINGS = st.one_of(
    st.text(),
    st.text(
        st.sampled_from("一二《》，。:：#-|>'\"\\ \n\r\t\x85\u2028\ufeff\xa0\u3000😀𠮷ab12.\x00\x07\x7f%@&*!?{}[],`~=<")
    ),
    st.sampled_from(
        [
            "on",
            "off",
            "yes",
            "no",
            "null",
            "~",
            "true",
            "2025-01-01",
            "12:30",
            "1e5",
            "0x1F",
            "0o7",
            ".inf",
            "=",
            "<<",
            "-",
            "?",
            ":",
            "#",
            "1_000",
            "+1",
            ".5",
            "😀",
        ]
    ),
)


@given(st.recursive(st.one_of(STRINGS, st.floats(allow_nan=False, allow_infinity=False), st.integers(), st.none(), st.booleans()),
                    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("ab"), inner)),
                    max_leaves=5))  # fmt: skip
def test_yaml_is_the_same_with_and_without_libyaml_and_comes_back(value: Any) -> None:
    written = dump({"key": value})
    assert dump({"key": value}, pure=True) == written
    assert yaml.safe_load(written) == {"key": value}


def test_some_keys_only() -> None:
    for form in PLAIN:
        assert list(loaded(form, WRITERS[form](PLAN, ("units", "tasks")))) == [
            "schema_version",
            "source",
            "tasks",
            "units",
        ]
    with pytest.raises(UsageError, match="unknown key 'unit'; known: metadata, sections, tasks"):
        WRITERS["yaml"](PLAN, ("unit",))


def test_a_line_is_a_document() -> None:
    plan = PLAN.model_copy(
        update={"metadata": PLAN.metadata.model_copy(update={"title": "一\n二\r三\x85四\u2028五\u2029六\x0b七"})}
    )
    lines = WRITERS["jsonl"](plan) + WRITERS["jsonl"](PLAN)
    assert [PlanDocument.model_validate_json(line) for line in lines.decode().splitlines()] == [plan, PLAN]


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(UsageError, match="unknown format 'toml'; known: yaml, json"):
        WRITERS["toml"]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    write_file(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError, match="could not be written: No space left on device"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_has_the_usual_permissions_and_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    mask = os.umask(0o022)
    try:
        write_file(path, b"1")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    write_file(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_file(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


def test_what_is_no_file_is_written_to_directly() -> None:
    write_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
