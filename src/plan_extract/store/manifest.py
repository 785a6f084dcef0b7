"""What is known of each document: one row for each source in a SQLite file, changed only in whole transactions.

    listed     found, its content's SHA-256 known; nothing decided yet
    planned    to be parsed, in the part that is named
    parsed     its rows stand in the part that is named
    duplicate  another source has the same content and stands for it
    failed     it could not be read or parsed: stage, error, seconds, attempts

`listed` becomes `planned` or `duplicate` in one transaction, `planned` becomes `parsed` or `failed` in another once
the files of its part are there. So whatever moment a run is killed at, the next one goes on from a whole state:
files that no row of `parts` names are rubbish, and a part that was not finished is made again as it was planned.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ..errors import UsageError, WriteError

FILE = "manifest.sqlite"
LAYOUT = 1
State = Literal["listed", "planned", "parsed", "duplicate", "failed"]
_SECONDS_TO_WAIT = 30.0
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE parts (name TEXT PRIMARY KEY, rows TEXT NOT NULL);
CREATE TABLE withdrawn (sha256 TEXT PRIMARY KEY, part TEXT);
CREATE TABLE sources (
  source TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, file BLOB NOT NULL, place INTEGER NOT NULL,
  bytes INTEGER NOT NULL, stamp TEXT NOT NULL, sha256 TEXT, state TEXT NOT NULL, part TEXT,
  attempts INTEGER NOT NULL DEFAULT 0, stage TEXT, error TEXT, seconds REAL
);
CREATE INDEX by_content ON sources (sha256, state);
CREATE INDEX by_state ON sources (state, part, position);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that is listed: where it was found (`source`), and how to get at it.

    `file` is a path or a URL, `place` the member of an archive or the row of a table, `stamp` what changes where the
    file does. `sha256` is of its content, None where `problem` says why that is not known.
    """

    source: str
    kind: Literal["file", "member", "row"]
    file: str
    place: int
    bytes: int
    stamp: str
    sha256: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the manifest says of a source."""

    stamp: str
    sha256: str | None
    state: State
    part: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a planned document; `stage` and `error` say where and why it failed."""

    source: str
    attempts: int
    seconds: float
    stage: str | None = None
    error: str | None = None


def open_manifest(store: Path) -> sqlite3.Connection:
    """Open the manifest of a store, made where there is none."""
    with told(store):
        db = sqlite3.connect(store / FILE, timeout=_SECONDS_TO_WAIT, isolation_level=None)
        try:
            if layout_of(db) == 0:
                reset(db)
        except BaseException:
            db.close()
            raise
        return db


def reset(db: sqlite3.Connection) -> None:
    """Forget everything: the manifest is as new."""
    with whole(db):
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for statement in (*(f'DROP TABLE "{name}"' for name in names), *_TABLES.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {LAYOUT}")


@contextmanager
def whole(db: sqlite3.Connection) -> Iterator[None]:
    """All of the changes made within, or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


@contextmanager
def told(store: Path) -> Iterator[None]:
    """Errors of the data base as one line for people."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = "full" in str(error) or "disk I/O" in str(error)
        advice = "the disk is full; make room and run the same command again" if full else str(error)
        raise WriteError(f"could not be written: {advice}", source=str(store / FILE)) from error
    except sqlite3.DatabaseError:
        raise UsageError(
            "is no manifest of a store, or a damaged one; name another folder", source=str(store / FILE)
        ) from None


def layout_of(db: sqlite3.Connection) -> int:
    """Which set of tables the file has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def meta(db: sqlite3.Connection) -> dict[str, Any]:
    """What the store was made with; empty for a new one."""
    return {key: json.loads(value) for key, value in db.execute("SELECT key, value FROM meta ORDER BY key")}


def set_meta(db: sqlite3.Connection, values: Mapping[str, Any]) -> None:
    """Note what the store is made with."""
    rows = [(key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def parts(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """The parts of the store, each with its number of rows by data set."""
    return {name: json.loads(rows) for name, rows in db.execute("SELECT name, rows FROM parts ORDER BY name")}


def known(db: sqlite3.Connection, sources: Sequence[str]) -> dict[str, Known]:
    """What is known of some sources."""
    marks = ",".join("?" * len(sources))
    found = db.execute(
        f"SELECT source, stamp, sha256, state, part FROM sources WHERE source IN ({marks})",  # noqa: S608
        sources,
    )
    return {row[0]: Known(*row[1:]) for row in found}


def finish_part(db: sqlite3.Connection, part: str, rows: Mapping[str, int], outcomes: Iterable[Outcome]) -> None:
    """The files of a part are there: its documents are parsed or have failed."""
    with whole(db):
        if rows.get("documents"):
            db.execute("INSERT INTO parts VALUES (?, ?)", (part, json.dumps(dict(rows))))
        for each in outcomes:
            _settle(db, part, each)


def _settle(db: sqlite3.Connection, part: str, outcome: Outcome) -> None:
    failed = outcome.error is not None
    db.execute(
        "UPDATE sources SET state = ?, part = ?, attempts = attempts + ?, stage = ?, error = ?, seconds = ? "
        "WHERE source = ? AND state = 'planned'",
        (
            *("failed" if failed else "parsed", None if failed else part, outcome.attempts),
            *(outcome.stage, outcome.error, round(outcome.seconds, 3), outcome.source),
        ),
    )


def planned(db: sqlite3.Connection, part: str) -> list[tuple[int, Entry]]:
    """The documents of a part that are still to be parsed, in order, each with its position."""
    found = db.execute(
        "SELECT position, source, kind, file, place, bytes, stamp, sha256 FROM sources "
        "WHERE state = 'planned' AND part = ? ORDER BY position, source",
        (part,),
    )
    return [(row[0], replace(Entry(*row[1:]), file=os.fsdecode(row[3]))) for row in found]


def planned_parts(db: sqlite3.Connection) -> list[str]:
    """The parts that are still to be made, in order."""
    return [part for (part,) in db.execute("SELECT DISTINCT part FROM sources WHERE state = 'planned' ORDER BY part")]


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many sources there are of each state."""
    return dict(db.execute("SELECT state, count(*) FROM sources GROUP BY state ORDER BY state"))


def rows_of_store(db: sqlite3.Connection) -> dict[str, int]:
    """How many rows each data set has."""
    total: dict[str, int] = {}
    for (text,) in db.execute("SELECT rows FROM parts"):
        for name, count in json.loads(text).items():
            total[name] = total.get(name, 0) + count
    return total
