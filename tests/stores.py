"""Runs into stores, and what is in them, for the tests of batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from plan_extract.batch.engines.base import Crew
from plan_extract.batch.events import Event, Finished
from plan_extract.batch.run import Wishes, run
from plan_extract.store.opened import data_files, open_to_read
from plan_extract.store.schema import schemas

Row = dict[str, Any]
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PLAN = "云汀市养老服务实施方案（{number}）\n一、重点任务\n（一）健全网络。到2025年，建成养老服务中心{number}个。（市民政局牵头，市财政局配合）\n"


def make(folder: Path, count: int, start: int = 1) -> Path:
    """Write so many different plans: 0001.txt, 0002.txt …"""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"{number:04d}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    return folder


def batch(sources: Sequence[str | Path] | str | Path, out: Path, **wishes: Any) -> tuple[Finished, list[Event]]:
    """Run with two workers, ten documents a part and small limits, and give how it went."""
    named = [sources] if isinstance(sources, str | Path) else sources
    heard: list[Event] = []
    asked = {"crew": Crew(2), "seconds": 20.0, "part": 10, **wishes}
    return run(Wishes([str(each) for each in named], out, **asked), heard.append), heard


def content(out: Path) -> dict[str, list[Row]]:
    """All rows of a store, by data set, in the order of documents: what two equal stores share."""
    with open_to_read(out) as store:
        tables = {
            name: [row for file in data_files(store, name) for row in pq.read_table(file, schema=schema).to_pylist()]
            for name, schema in schemas().items()
        }
    tables["sources"] = pq.read_table(out / "sources" / "all.parquet").to_pylist()
    tables["failures"] = [
        {key: value for key, value in row.items() if key not in ("seconds", "attempts")} for row in failures(out)
    ]
    return {name: sorted(rows, key=lambda row: json.dumps(row, default=str)) for name, rows in tables.items()}


def failures(out: Path) -> list[Row]:
    """The rows of failures.jsonl."""
    return [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]


def states(out: Path) -> dict[str, str]:
    """What became of each source, by the name of its file."""
    rows = pq.read_table(out / "sources" / "all.parquet").to_pylist()
    return {row["source"].rpartition("/")[2]: row["state"] for row in rows}


def files_of(out: Path) -> set[str]:
    """The files of a store."""
    return {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with 25 plans."""
    return make(tmp_path / "plans", 25)
