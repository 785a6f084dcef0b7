"""A run: every document accounted for, nothing done twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from plan_extract import parse
from plan_extract.batch import run as batch_run
from plan_extract.batch.events import Event, Parsed, Planned
from plan_extract.errors import UsageError
from plan_extract.store import opened
from plan_extract.store.opened import open_to_read
from plan_extract.tables.rows import plan_from
from stores import SAMPLES, batch, content, failures, files_of, make, plans, states

__all__ = ["plans"]


def parsed(events: list[Event]) -> list[str]:
    return [event.outcome.source for event in events if isinstance(event, Parsed)]


def test_a_document_in_the_store_is_what_parse_gives(tmp_path: Path) -> None:
    batch(SAMPLES, tmp_path / "out")
    tables = content(tmp_path / "out")
    assert len(tables["documents"]) == 6
    for document in tables["documents"]:
        rows = {name: [row for row in each if row.get("sha256") == document["sha256"]] for name, each in tables.items()}
        assert plan_from(rows) == parse(SAMPLES / document["name"])
        assert document["source"] == str(SAMPLES / document["name"])


def test_every_source_is_accounted_for(plans: Path, tmp_path: Path) -> None:
    (plans / "0007 (2).txt").write_bytes((plans / "0007.txt").read_bytes())
    (plans / "空.txt").write_bytes(b"")
    (plans / "残.docx").write_bytes(b"PK\x03\x04 cut off")
    finished, _ = batch(plans, tmp_path / "out")
    assert (finished.parsed, finished.failed) == (25, 2)
    found = states(tmp_path / "out")
    assert len(found) == 28
    assert {name for name, state in found.items() if state != "parsed"} == {"0007.txt", "空.txt", "残.docx"}
    assert (found["0007 (2).txt"], found["0007.txt"]) == (
        "parsed",
        "duplicate",
    )  # the first in the list stands for both
    assert [(row["source"].rpartition("/")[2], row["stage"], row["error"]) for row in failures(tmp_path / "out")] == [
        ("残.docx", "read", "is damaged or cut off; fetch it again"),
        ("空.txt", "read", "is empty; nothing to read"),
    ]
    assert finished.rows["documents"] == 25
    assert finished.rows["assignments"] == 50


def test_a_second_run_parses_nothing(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    before = content(tmp_path / "out"), files_of(tmp_path / "out")
    finished, events = batch(plans, tmp_path / "out")
    assert (finished.parsed, finished.failed, parsed(events)) == (0, 0, [])
    assert (content(tmp_path / "out"), files_of(tmp_path / "out")) == before


def test_what_is_added_is_parsed_and_no_more(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    make(plans, 3, start=26)
    _, events = batch([plans, plans / "0001.txt"], tmp_path / "out")
    assert [Path(source).name for source in sorted(parsed(events))] == ["0026.txt", "0027.txt", "0028.txt"]
    batch(plans, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_file_that_changed_leaves_nothing_behind(plans: Path, tmp_path: Path) -> None:
    (plans / "0005-twin.txt").write_bytes((plans / "0005.txt").read_bytes())
    batch(plans, tmp_path / "out", also=("yaml",))
    text = (plans / "0005-twin.txt").read_text(encoding="utf-8")
    (plans / "0005-twin.txt").write_text(text + "（二）另一项。\n", encoding="utf-8")
    (plans / "0009.txt").write_text(text + "（二）又一项。\n", encoding="utf-8")
    _, events = batch(plans, tmp_path / "out", also=("yaml",))
    assert sorted(Path(source).name for source in parsed(events)) == ["0005-twin.txt", "0005.txt", "0009.txt"]
    batch(plans, tmp_path / "whole", also=("yaml",))
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert len(list((tmp_path / "out" / "yaml").rglob("*.yaml"))) == 26


def test_what_was_there_stays_though_it_is_not_named_again(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    other = make(tmp_path / "other", 2, start=90)
    finished, _ = batch(other, tmp_path / "out")
    assert finished.rows["documents"] == 27


def test_a_file_that_was_touched_is_read_but_not_parsed(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    (plans / "0003.txt").write_bytes((plans / "0003.txt").read_bytes())
    _, events = batch(plans, tmp_path / "out")
    assert parsed(events) == []


def test_failures_are_tried_again_only_on_demand(plans: Path, tmp_path: Path) -> None:
    (plans / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    finished, _ = batch(plans, tmp_path / "out")
    assert finished.failed == 1
    assert parsed(batch(plans, tmp_path / "out")[1]) == []
    assert [row["attempts"] for row in failures(tmp_path / "out")] == [1]
    assert [Path(s).name for s in parsed(batch(plans, tmp_path / "out", retry_failed=True)[1])] == ["a.pdf"]
    assert [row["attempts"] for row in failures(tmp_path / "out")] == [2]
    (plans / "a.pdf").write_text("云汀市方案\n一、任务\n", encoding="utf-8")
    finished, _ = batch(plans, tmp_path / "out")
    assert (finished.parsed, finished.states) == (1, {"parsed": 26})


def test_runs_stop_at_too_many_failures_and_go_on(plans: Path, tmp_path: Path) -> None:
    for number in range(3):
        (plans / f"{number}.pdf").write_bytes(b"%PDF-1.7 nothing" + bytes([number]))
    finished, _ = batch(plans, tmp_path / "out", most_failures=0)
    assert finished.stopped == "too many failures"
    assert finished.failed >= 1
    assert len(failures(tmp_path / "out")) == finished.failed
    finished, _ = batch(plans, tmp_path / "out")
    assert finished.stopped is None
    batch(plans, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_numbers_of_the_run_are_written_down(plans: Path, tmp_path: Path) -> None:
    finished, events = batch(plans, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (told["parsed"], told["failed"], told["rows"]) == (25, 0, dict(finished.rows))
    assert (told["jobs"], told["engine"], told["settings"]["keywords"]) == (2, "local", False)
    assert [event.to_parse for event in events if isinstance(event, Planned)] == [25]


def test_columns_are_typed_and_described(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "deadlines")
    assert str(table.schema.field("end").type) == "date32[day]"
    assert not table.schema.field("sha256").nullable
    assert table.schema.field("raw").metadata[b"description"] == b"As printed."


OTHERS: list[tuple[dict[str, Any], str]] = [
    ({"version": "9.9"}, "was made by version 0.1.0, and this is 9.9; --refresh makes it anew, or choose another -o"),
    ({"schema_version": "9"}, "was made with other columns than this version's; --refresh makes it anew"),
    ({"columns": "x"}, "was made with other columns than this version's; --refresh makes it anew"),
    ({"settings": {"keywords": True, "shard": None}}, "was made with other settings (keywords: False, now True"),
]


@pytest.mark.parametrize(("other", "message"), OTHERS)
def test_a_store_made_otherwise_is_refused_or_made_anew(
    other: dict[str, Any], message: str, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(plans, tmp_path / "out")
    before = content(tmp_path / "out")
    made_with = opened.made_with
    with monkeypatch.context() as patched:
        patched.setattr(opened, "made_with", lambda settings: {**made_with(settings), **other})
        with pytest.raises(UsageError) as told:
            batch(plans, tmp_path / "out")
        assert message in str(told.value)
        finished, _ = batch(plans, tmp_path / "out", refresh=True)
        assert finished.parsed == 25
    finished, _ = batch(plans, tmp_path / "out", refresh=True)
    assert content(tmp_path / "out") == before


def test_folders_that_are_no_store_are_left_alone(plans: Path) -> None:
    with pytest.raises(UsageError, match="has files in it that are no store"):
        batch(plans, plans)
    with pytest.raises(UsageError, match="has files in it that are no store"):
        batch(plans, plans, refresh=True)
    with pytest.raises(UsageError, match="is a file; a store is a folder"):
        batch(plans, plans / "0001.txt")
    assert len(files_of(plans)) == 25
    with pytest.raises(UsageError, match="is no store"), open_to_read(plans):
        pass
    (plans / "manifest.sqlite").write_bytes(b"no data base, and long enough to be looked at " * 20)
    with pytest.raises(UsageError, match="is no manifest of a store, or a damaged one; name another folder"):
        batch(plans, plans)


def test_two_runs_do_not_write_at_once(plans: Path, tmp_path: Path) -> None:
    with opened.open_store(tmp_path / "out", {}), pytest.raises(UsageError, match="is being written by another run"):
        batch(plans, tmp_path / "out")


def test_a_store_with_a_missing_file_is_refused(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "out")
    (tmp_path / "out" / "tasks" / "part-000-000002.parquet").unlink()
    with pytest.raises(UsageError, match="is missing, though the manifest names it"):
        batch(plans, tmp_path / "out")


def test_a_file_that_changes_while_a_run_is_on_fails_and_is_read_the_next_time(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = vars(batch_run)["decide"]

    def decide(*arguments: Any, **options: Any) -> None:
        decided(*arguments, **options)
        (plans / "0004.txt").write_text("另一件\n", encoding="utf-8")
        (plans / "0005.txt").unlink()

    with monkeypatch.context() as patched:
        patched.setattr(batch_run, "decide", decide)
        batch(plans, tmp_path / "out")
    assert [(Path(row["source"]).name, row["error"]) for row in failures(tmp_path / "out")] == [
        ("0004.txt", "changed while it was worked on; run the same command again"),
        ("0005.txt", "no such file; check the name"),
    ]
    finished, _ = batch(plans, tmp_path / "out")
    assert (finished.parsed, finished.states) == (1, {"parsed": 24, "failed": 1})
