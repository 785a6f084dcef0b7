"""Shards of one list, joined, are the store of a run that was not shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_extract.batch.engines.base import Crew
from plan_extract.batch.plan import Shard
from plan_extract.errors import ReadError, UsageError
from plan_extract.store.merged import merge
from stores import batch, content, files_of, make, plans

__all__ = ["plans"]


def test_shards_joined_are_the_whole(plans: Path, tmp_path: Path) -> None:
    for number in range(1, 12):  # twins in all shards
        (plans / f"{number:04d}-twin.txt").write_bytes((plans / f"{number:04d}.txt").read_bytes())
    (plans / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    (plans / "bad-twin.pdf").write_bytes(b"%PDF-1.7 nothing")
    shards = [tmp_path / f"shard-{number}" for number in (1, 2, 3)]
    counts = [
        batch(plans, out, shard=Shard(number, 3), also=("yaml",))[0].states for number, out in enumerate(shards, 1)
    ]
    assert sum(sum(states.values()) for states in counts) == 38
    assert all(states.get("parsed") for states in counts)
    assert sum(states["parsed"] for states in counts) > 25  # a twin in another shard is not known there
    merge(shards, tmp_path / "merged")
    batch(plans, tmp_path / "whole", also=("yaml",))
    assert content(tmp_path / "merged") == content(tmp_path / "whole")
    finished, _ = batch([plans, make(tmp_path / "more", 3, start=50)], tmp_path / "merged", also=("yaml",))
    assert finished.parsed == 3  # a merged store is one like others


def test_stores_of_other_sources_are_joined(plans: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other", 30, start=20)
    batch(plans, tmp_path / "a")
    batch([other, plans / "0001.txt"], tmp_path / "b")
    _, rows = merge([tmp_path / "a", tmp_path / "b"], tmp_path / "both")
    assert rows["documents"] == 49
    assert len(content(tmp_path / "both")["documents"]) == 49
    assert {row["source"] for row in content(tmp_path / "both")["sources"]} >= {str(plans / "0001.txt")}


def test_a_damaged_table_is_named(plans: Path, tmp_path: Path) -> None:
    batch(plans / "0001.txt", tmp_path / "a")
    batch(plans, tmp_path / "b", part=30)  # which is written anew without what both have
    (file,) = (tmp_path / "b" / "tasks").glob("*-000001.parquet")
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(ReadError, match=r"tasks.part-000-000001\.parquet: is damaged or cut off; batch with --refresh"):
        merge([tmp_path / "a", tmp_path / "b"], tmp_path / "both")


def test_what_does_not_fit_is_refused(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "a")
    batch(plans, tmp_path / "b", keywords=True, crew=Crew(1))
    (plans / "0001.txt").write_text("另一件\n", encoding="utf-8")
    batch(plans, tmp_path / "c")
    before = files_of(tmp_path)
    for stores, message in [
        (["a", "b"], r"b: was made with other settings than .*a"),
        (["a", "c"], r"c: .*0001\.txt is another document there"),
        (["a", "plans"], "plans: is no store"),
    ]:
        with pytest.raises(UsageError, match=message):
            merge([tmp_path / name for name in stores], tmp_path / "new")
    with pytest.raises(UsageError, match="is there already; name a new folder"):
        merge([tmp_path / "a"], tmp_path / "c")
    assert files_of(tmp_path) == before


def test_a_store_that_is_not_finished_is_refused(plans: Path, tmp_path: Path) -> None:
    (plans / "0000.pdf").write_bytes(b"%PDF-1.7 nothing")
    batch(plans, tmp_path / "a", most_failures=0, crew=Crew(1), part=50)
    with pytest.raises(UsageError, match=r"is not finished: \d+ documents are to be parsed yet"):
        merge([tmp_path / "a"], tmp_path / "new")
