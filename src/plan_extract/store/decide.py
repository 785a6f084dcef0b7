"""From what was listed to what is to be done: each content once, in parts, in the order of the list."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .manifest import Entry, Known, known, parts, whole
from .parts import rewrite_part

_STANDS = "state IN ('planned', 'parsed', 'failed')"  # the one of several sources of a content that stands for it


def note(db: sqlite3.Connection, found: Sequence[tuple[int, Entry]], *, again: bool = False) -> int:
    """Note documents that are listed, each with its position in the list; one whose content changed is as new.

    Gives how many could not be read and were not known for it. One that still cannot be read is another failure only
    where it was tried `again`.
    """
    failed = 0
    with whole(db):
        before = known(db, [entry.source for _, entry in found])
        for position, entry in found:
            was = before.get(entry.source)
            as_before = was is not None and was.sha256 == entry.sha256
            if as_before and (entry.problem is None or (was.stamp == entry.stamp and not again)):  # type: ignore[union-attr]
                _move(db, position, entry)
            else:
                _replace(db, position, entry, was)
                failed += entry.problem is not None
    return failed


def _move(db: sqlite3.Connection, position: int, entry: Entry) -> None:
    db.execute(
        "UPDATE sources SET position = ?, kind = ?, file = ?, place = ?, bytes = ?, stamp = ? WHERE source = ?",
        (position, entry.kind, os.fsencode(entry.file), entry.place, entry.bytes, entry.stamp, entry.source),
    )


def _replace(db: sqlite3.Connection, position: int, entry: Entry, was: Known | None) -> None:
    if was is not None and was.sha256 is not None and was.state != "duplicate":
        part = was.part if was.state == "parsed" else None
        db.execute("INSERT OR IGNORE INTO withdrawn VALUES (?, ?)", (was.sha256, part))
    failed = entry.problem is not None
    db.execute(
        "INSERT INTO sources (source, position, kind, file, place, bytes, stamp, sha256, state, attempts, stage, error) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET position = excluded.position, "
        "kind = excluded.kind, file = excluded.file, place = excluded.place, bytes = excluded.bytes, "
        "stamp = excluded.stamp, sha256 = excluded.sha256, state = excluded.state, part = NULL, "
        "attempts = iif(sha256 IS excluded.sha256, attempts, 0) + excluded.attempts, stage = excluded.stage, "
        "error = excluded.error, seconds = NULL",
        (
            *(entry.source, position, entry.kind, os.fsencode(entry.file), entry.place),
            *(entry.bytes, entry.stamp, entry.sha256),
            *(("failed", 1, "list", entry.problem) if failed else ("listed", 0, None, None)),
        ),
    )


def retry_failed(db: sqlite3.Connection) -> None:
    """Put what failed on the list again."""
    with whole(db):
        db.execute("UPDATE sources SET state = 'listed' WHERE state = 'failed' AND sha256 IS NOT NULL")


def decide(
    db: sqlite3.Connection, store: Path, *, shard: int, most: int, forget: Callable[[str], None] = lambda _: None
) -> None:
    """Plan what is listed, `most` documents a part; what was read from a content that is gone leaves the store.

    `forget` is called with the SHA-256 of each such content. Parts have the number of the shard (0 without shards)
    before their own.
    """
    with whole(db):
        names = numbers(db, shard)
        _withdraw(db, store, names, forget)
        db.execute("CREATE TEMP TABLE fresh AS SELECT source, sha256 FROM sources WHERE state = 'listed' "
                   "ORDER BY position, source")  # fmt: skip
        count, part = 0, ""
        for source, content in db.execute("SELECT source, sha256 FROM temp.fresh ORDER BY rowid"):
            if _stood_for(db, content):
                db.execute("UPDATE sources SET state = 'duplicate' WHERE source = ?", (source,))
                continue
            if count % most == 0:
                part = next(names)
            count += 1
            db.execute("UPDATE sources SET state = 'planned', part = ? WHERE source = ?", (part, source))
        db.execute("DROP TABLE temp.fresh")


def _stood_for(db: sqlite3.Connection, content: str) -> bool:
    found = db.execute(f"SELECT 1 FROM sources WHERE sha256 = ? AND {_STANDS} LIMIT 1", (content,))  # noqa: S608
    return found.fetchone() is not None


def numbers(db: sqlite3.Connection, shard: int) -> Iterator[str]:
    """Names of parts that none had before: 000-000001, 000-000002 and so on."""
    last = db.execute(
        "SELECT max(part) FROM (SELECT max(part) AS part FROM sources WHERE state = 'planned' "
        "UNION ALL SELECT max(part) FROM sources WHERE state = 'parsed' UNION ALL SELECT max(name) FROM parts)"
    ).fetchone()[0]
    number = int(last.rpartition("-")[2]) if last else 0
    while True:
        number += 1
        yield f"{shard:03d}-{number:06d}"


def _withdraw(db: sqlite3.Connection, store: Path, names: Iterator[str], forget: Callable[[str], None]) -> None:
    """Write the parts that hold contents which are gone anew without them; their duplicates are on the list again."""
    gone = db.execute("SELECT sha256, part FROM withdrawn ORDER BY part, sha256").fetchall()
    for content in (content for content, _ in gone if not _stood_for(db, content)):
        forget(content)
        db.execute("UPDATE sources SET state = 'listed' WHERE state = 'duplicate' AND sha256 = ?", (content,))
    for old in sorted({part for _, part in gone if part} & parts(db).keys()):
        new = next(names)
        rows = rewrite_part(store, old, store, new, [content for content, part in gone if part == old])
        db.execute("DELETE FROM parts WHERE name = ?", (old,))
        if rows["documents"]:
            db.execute("INSERT INTO parts VALUES (?, ?)", (new, json.dumps(rows)))
        db.execute("UPDATE sources SET part = ? WHERE part = ? AND state = 'parsed'", (new, old))
    db.execute("DELETE FROM withdrawn")
