"""Stores to one: those of shards, or of sources that were read apart."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count, groupby
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .manifest import counts, meta, parts, rows_of_store, whole
from .opened import Store, open_store, open_to_read
from .parts import give, link_part, rewrite_part
from .reports import Near, write_failures, write_run, write_sources

_COLUMNS = "source, position, kind, file, place, bytes, stamp, sha256, state, attempts, stage, error, seconds"
_Part = tuple[int, str]  # which store, and the part's name there


def merge(stores: Sequence[Path], out: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Join stores into a new one, and give its sources by state and its rows by data set.

    Of several documents with the same content the first in the list stands for all, as in a run that was not shared.
    Raises UsageError where the stores do not fit each other, or one is not finished.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError("is there already; name a new folder with -o", source=str(out))
    half = out.with_name(f".{out.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        with ExitStack() as opened:
            found = [opened.enter_context(open_to_read(path)) for path in stores]
            settings = _settings(found)
            with open_store(half, settings) as target:
                told = _join(found, target, settings["also"])
                write_failures(target)
                write_sources(target, _near(target) if settings["near_duplicates"] else {})
                write_run(target, {"merged": [str(path) for path in stores], "states": told[0], "rows": told[1]})
        half.replace(out)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return told


def _near(store: Store) -> Near:
    from .near import near_duplicates  # which loads numpy

    return near_duplicates(store)


def _settings(found: Sequence[Store]) -> dict[str, Any]:
    """The settings that all stores share, without the shard."""
    first = {**meta(found[0].db)["settings"], "shard": None}
    for store in found:
        states = counts(store.db)
        if left := states.get("planned", 0) + states.get("listed", 0):
            raise UsageError(f"is not finished: {left} documents are to be parsed yet", source=str(store.path))
        if {**meta(store.db)["settings"], "shard": None} != first:
            raise UsageError(f"was made with other settings than {found[0].path}", source=str(store.path))
    return first


def _join(found: Sequence[Store], target: Store, also: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Take over manifests and parts: the files first, the manifest's transaction last."""
    with whole(target.db):
        target.db.execute(
            "CREATE TEMP TABLE held (sha256 TEXT, position INTEGER, source TEXT, store INTEGER, part TEXT, state TEXT)"
        )
        for number, store in enumerate(found):
            _take(number, store, target.db)
        dropped = _settle(target.db)
        names = (f"000-{number:06d}" for number in count(1))
        for number, store in enumerate(found):
            for part, rows in parts(store.db).items():
                _give_part((number, part), store, rows, target, names, dropped)
            for form in also:
                for file in sorted((store.path / form).rglob(f"*.{form}")):
                    give(file, target.path / file.relative_to(store.path))
        target.db.execute("DROP TABLE temp.held")
    return counts(target.db), rows_of_store(target.db)


def _take(number: int, store: Store, db: sqlite3.Connection) -> None:
    """Note the sources of a store, and which contents it holds or failed at; one that another store has is one source."""
    for row in store.db.execute(f"SELECT {_COLUMNS}, part FROM sources"):  # noqa: S608
        source, position, content, state, part = row[0], row[1], row[7], row[8], row[-1]
        known = db.execute("SELECT sha256 FROM sources WHERE source = ?", (source,)).fetchone()
        if known is None:
            db.execute(f"INSERT INTO sources ({_COLUMNS}) VALUES ({','.join('?' * 13)})", row[:-1])  # noqa: S608
        elif known[0] != content:
            raise UsageError(f"{source} is another document there than in the stores before it", source=str(store.path))
        if content is not None and state != "duplicate":
            db.execute("INSERT INTO temp.held VALUES (?, ?, ?, ?, ?, ?)",
                       (content, position, source, number, part, state))  # fmt: skip


def _settle(db: sqlite3.Connection) -> Mapping[_Part, list[str]]:
    """Let one source stand for each content, and give the contents that parts are to lose."""
    dropped: dict[_Part, list[str]] = defaultdict(list)
    db.execute("UPDATE sources SET state = 'duplicate' WHERE sha256 IS NOT NULL")
    ordered = db.execute("SELECT * FROM temp.held ORDER BY sha256, position, source, store")
    for content, held in groupby(ordered, key=lambda row: row[0]):
        (_, _, source, number, part, state), *others = held
        stands = f"{number} {part}" if state == "parsed" else None
        db.execute("UPDATE sources SET state = ?, part = ? WHERE source = ?", (state, stands, source))
        for _, _, _, number, part, state in others:
            if state == "parsed":
                dropped[number, part].append(content)
    return dropped


def _give_part(
    part: _Part,
    store: Store,
    rows: Mapping[str, int],
    target: Store,
    names: Iterator[str],
    dropped: Mapping[_Part, Sequence[str]],
) -> None:
    """Take over a part under a new name, without what another part has too."""
    new = next(names)
    if gone := dropped.get(part):
        rows = rewrite_part(store.path, part[1], target.path, new, gone)
    else:
        link_part(store.path, part[1], target.path, new)
    if rows["documents"]:
        target.db.execute("INSERT INTO parts VALUES (?, ?)", (new, json.dumps(dict(rows))))
    target.db.execute("UPDATE sources SET part = ? WHERE part = ?", (new, f"{part[0]} {part[1]}"))
