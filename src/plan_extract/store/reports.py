"""What a run leaves for people and programs to read: made from the manifest, whole, at its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .manifest import meta
from .opened import Store
from .parts import replaced

FAILURES, RUN, SOURCES = "failures.jsonl", "run.json", "sources"
_AT_ONCE = 10_000  # rows
Near = Mapping[str, tuple[str, float]]  # a source, the one before it that is nearly the same, and how alike they are
SOURCES_SCHEMA = pa.schema(
    [
        pa.field("source", pa.string(), False, {"description": "Where it was found, as in `documents`."}),
        pa.field("sha256", pa.string(), True, {"description": "Of its content; null where that could not be read."}),
        pa.field("bytes", pa.int64(), False, {"description": "Size of its content, or of its file."}),
        pa.field("state", pa.string(), False, {"description": "parsed, duplicate, failed; planned in a run that was stopped."}),
        pa.field("duplicate_of", pa.string(), True, {"description": "The source with the same content that stands for it."}),
        pa.field("near_duplicate_of", pa.string(), True, {"description": "The source before it whose document is nearly the same."}),
        pa.field("similarity", pa.float64(), True, {"description": "How alike they are, estimated: share of runs of five characters."}),
    ]
)  # fmt: skip


def write_failures(store: Store) -> None:
    """Write failures.jsonl: source, hash, stage, error, seconds and attempts of each document that failed."""
    found = store.db.execute(
        "SELECT source, sha256, stage, error, seconds, attempts FROM sources WHERE state = 'failed' "
        "ORDER BY position, source"
    )
    keys = ("source", "sha256", "stage", "error", "seconds", "attempts")
    with replaced(store.path / FAILURES) as file:
        for row in found:
            file.write(json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False).encode() + b"\n")


def write_sources(store: Store, near: Near) -> None:
    """Write the data set of all sources, and what became of each; `near` are the near duplicates among them."""
    found = store.db.execute(
        "SELECT s.source, s.sha256, s.bytes, s.state, (SELECT c.source FROM sources c WHERE s.state = 'duplicate' "
        "AND c.sha256 = s.sha256 AND c.state IN ('planned', 'parsed', 'failed') LIMIT 1) FROM sources s "
        "ORDER BY s.position, s.source"
    )
    with (
        replaced(store.path / SOURCES / "all.parquet") as file,
        pq.ParquetWriter(file, SOURCES_SCHEMA, compression="zstd") as out,
    ):
        while rows := found.fetchmany(_AT_ONCE):
            whole = zip(*((*row, *near.get(row[0], (None, None))) for row in rows), strict=True)
            arrays = [pa.array(column, kept.type) for column, kept in zip(whole, SOURCES_SCHEMA, strict=True)]
            out.write_batch(pa.RecordBatch.from_arrays(arrays, schema=SOURCES_SCHEMA))


def write_run(store: Store, told: Mapping[str, Any]) -> None:
    """Write run.json: with which version, and what else is told."""
    made = {key: value for key, value in meta(store.db).items() if key in ("version", "schema_version", "settings")}
    with replaced(store.path / RUN) as file:
        file.write(json.dumps({**made, **told}, ensure_ascii=False, indent=2).encode() + b"\n")


def moment(seconds: float) -> str:
    """A time as people and programs write it: 2026-11-23T20:15:00+00:00."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
