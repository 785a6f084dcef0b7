"""A store that is there or is to be made: made by this version with these settings, or refused in one line."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import UsageError
from ..records.plan import SCHEMA_VERSION
from .manifest import FILE, LAYOUT, layout_of, meta, open_manifest, parts, reset, set_meta, told, whole
from .parts import part_file, sweep
from .schema import fingerprint, schemas

_LOCK = ".lock.sqlite"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: its folder and its manifest."""

    path: Path
    db: sqlite3.Connection


def made_with(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What tells whether a document that was parsed need not be parsed again."""
    return {
        "version": __version__,
        "schema_version": SCHEMA_VERSION,
        "columns": fingerprint(),
        "settings": {**settings},
    }


@contextlib.contextmanager
def open_store(path: Path, settings: Mapping[str, Any], *, refresh: bool = False) -> Iterator[Store]:
    """Open a store to write to; it is made where there is none, and emptied with `refresh`.

    Raises UsageError where the folder is something else, where another run writes to it, or where it was made by
    another version or with other settings.
    """
    _refuse_foreign(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"could not be made: {error.strerror}; choose another -o", source=str(path)) from None
    with _alone(path), told(path), contextlib.closing(open_manifest(path)) as db:
        wanted = made_with(settings)
        if refresh:
            reset(db)
        else:
            _refuse_other(path, db, wanted)
        with whole(db):
            set_meta(db, wanted)
        sweep(path, frozenset(parts(db)))
        yield Store(path, db)


@contextlib.contextmanager
def open_to_read(path: Path) -> Iterator[Store]:
    """Open a store that is there, to read; whatever settings it was made with.

    Raises UsageError where there is none, or where its columns are not ours.
    """
    if not (path / FILE).is_file():
        raise UsageError("is no store; `plan-extract batch` makes one", source=str(path))
    with told(path), contextlib.closing(open_manifest(path)) as db:
        _refuse_other(path, db, made_with(meta(db).get("settings", {}) if layout_of(db) == LAYOUT else {}))
        yield Store(path, db)


def data_files(store: Store, table: str) -> list[Path]:
    """The Parquet files of a data set that belong to the store, in order."""
    return [part_file(store.path, table, part) for part in parts(store.db)]


def _refuse_foreign(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise UsageError("is a file; a store is a folder, name one with -o", source=str(path))
    if path.is_dir() and not (path / FILE).exists() and any(each.name != _LOCK for each in path.iterdir()):
        raise UsageError("has files in it that are no store; choose another -o", source=str(path))


def _refuse_other(path: Path, db: sqlite3.Connection, wanted: Mapping[str, Any]) -> None:
    """Refuse a store that was not made as ours would be; say what differs, and what to do."""
    if layout_of(db) != LAYOUT:
        raise UsageError(f"was made by another version; {_ADVICE}", source=str(path))
    found = meta(db)
    if not found or found == wanted:
        _refuse_damaged(path, db)
        return
    if found["version"] != wanted["version"]:
        differs = f"by version {found['version']}, and this is {wanted['version']}"
    elif (found["schema_version"], found["columns"]) != (wanted["schema_version"], wanted["columns"]):
        differs = "with other columns than this version's"
    else:
        ours, theirs = wanted["settings"], found["settings"]
        names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
        differs = "with other settings (" + ", ".join(f"{n}: {theirs.get(n)}, now {ours.get(n)}" for n in names) + ")"
    raise UsageError(f"was made {differs}; {_ADVICE}", source=str(path))


_ADVICE = "--refresh makes it anew, or choose another -o"


def _refuse_damaged(path: Path, db: sqlite3.Connection) -> None:
    for part in parts(db):
        for table in schemas():
            if not (file := part_file(path, table, part)).is_file():
                raise UsageError(f"is missing, though the manifest names it; {_ADVICE}", source=str(file))


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other runs out; the lock goes with the process, however that ends."""
    with contextlib.closing(sqlite3.connect(path / _LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise UsageError(
                "is being written by another run; wait for it, or choose another -o", source=str(path)
            ) from None
        yield
