"""The list of documents into the manifest: each content known by its SHA-256, each source noted once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import file_digest, sha256
from itertools import islice
from zlib import crc32

from ..errors import PlanExtractError
from ..readers import Archive, open_archive
from ..readers.archive import unpacked
from ..settings import Limits
from ..store.decide import note
from ..store.manifest import Entry, Known, known
from .sources import load_bytes, open_binary, printable, remote_errors

_AT_ONCE = 256  # sources that are looked at between two transactions
_THREADS = 8  # a remote store answers slowly, and takes several questions at once


@dataclass(frozen=True, slots=True)
class Shard:
    """Which of several runs this is: `number` of `count`; a source belongs to one by its name."""

    number: int = 1
    count: int = 1

    @property
    def prefix(self) -> int:
        """What the parts of its store are called by: its number, or 0 where nothing is shared."""
        return 0 if self.count == 1 else self.number

    def has(self, source: str) -> bool:
        """Tell whether a source is ours."""
        return crc32(source.encode()) % self.count == self.number - 1


def write_list(
    db: sqlite3.Connection,
    found: Iterable[Entry],
    limits: Limits,
    shard: Shard,
    *,
    retry: bool = False,
    tell: Callable[[int], None] = lambda _: None,
) -> tuple[int, int]:
    """Note every source in the manifest; give how many are ours and how many of them are failures that were not known.

    `tell` hears how many there are so far.
    A content is read only where the manifest does not know it, its file changed, or it failed and `retry` is wanted.
    """
    db.execute("CREATE TEMP TABLE named (source TEXT PRIMARY KEY, file BLOB, place INTEGER) WITHOUT ROWID")
    total = failed = 0
    with ThreadPoolExecutor(_THREADS) as threads:
        own = _own(db, found, shard)
        while some := list(islice(own, _AT_ONCE)):
            before = known(db, [entry.source for _, entry in some])
            looked = threads.map(lambda each: _known(each[1], before, limits, retry=retry), some)  # noqa: B023
            failed += note(
                db, [(position, entry) for (position, _), entry in zip(some, looked, strict=True)], again=retry
            )
            total += len(some)
            tell(total)
    db.execute("DROP TABLE temp.named")
    return total, failed


def _own(db: sqlite3.Connection, found: Iterable[Entry], shard: Shard) -> Iterator[tuple[int, Entry]]:
    """The sources of our shard, each once, with its position in the whole list; another of the same name is renamed."""
    for position, entry in enumerate(found):
        if not shard.has(entry.source):
            continue
        if not _name(db, entry):
            twin = db.execute("SELECT file, place FROM temp.named WHERE source = ?", (entry.source,)).fetchone()
            if twin == (os.fsencode(entry.file), entry.place):
                continue
            entry = replace(entry, source=f"{entry.source}@{entry.place}")
            if not _name(db, entry):
                continue
        yield position, entry


def _name(db: sqlite3.Connection, entry: Entry) -> bool:
    values = (entry.source, os.fsencode(entry.file), entry.place)
    return db.execute("INSERT OR IGNORE INTO temp.named VALUES (?, ?, ?)", values).rowcount == 1


def _known(entry: Entry, before: dict[str, Known], limits: Limits, *, retry: bool) -> Entry:
    """The entry with its content's SHA-256: as it was, where the file did not change, else read."""
    was = before.get(entry.source)
    if entry.sha256 is not None or entry.problem is not None:
        return entry
    if was is not None and was.stamp == entry.stamp and (was.sha256 or not retry):
        return replace(entry, sha256=was.sha256) if was.sha256 else entry
    try:
        return replace(entry, sha256=_digest(entry, limits))
    except PlanExtractError as error:
        return replace(entry, problem=error.message)
    except OSError as error:
        return replace(entry, problem=f"could not be read: {error.strerror or error}")


def _digest(entry: Entry, limits: Limits) -> str:
    if entry.kind == "member":
        archive = _archive(entry.file, entry.stamp, limits)
        return sha256(unpacked(archive.packed, archive.members[entry.place])).hexdigest()
    with remote_errors(), open_binary(entry.file) as opened:
        return file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _archive(file: str, stamp: str, limits: Limits) -> Archive:  # noqa: ARG001 - a file that changed is another
    return open_archive(load_bytes(file, limits), printable(file))
