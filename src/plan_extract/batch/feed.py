"""Planned documents in small groups, part after part, read as they are asked for."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from ..errors import PlanExtractError
from ..settings import Limits
from ..store.manifest import Entry, planned
from .jobs import Group, Job
from .rows import Columns, Row, rows_in
from .sources import open_binary

# A group is sent and counted at once; of one that died, each document is done again alone.
_DOCUMENTS = 16 if hasattr(signal, "setitimer") else 1  # without a timer only a group alone can be timed
_BYTES = 400_000


def groups(db: sqlite3.Connection, part: str, rows: Rows) -> list[Group]:
    """What is still to be done of a part."""
    found: list[Group] = []
    jobs: list[Job] = []
    for _, entry in planned(db, part):
        if jobs and (len(jobs) == _DOCUMENTS or sum(job.entry.bytes for job in jobs) + entry.bytes > _BYTES):
            found.append(Group(part, (len(found),), tuple(jobs)))
            jobs = []
        jobs.append(rows.job(entry) if entry.kind == "row" else Job(entry))
    return [*found, Group(part, (len(found),), tuple(jobs))] if jobs else found


class Rows:
    """The rows of tables, found again in the order in which they were listed; a table is read from start to end."""

    def __init__(self, columns: Columns | None, limits: Limits) -> None:
        self._columns = columns
        self._limits = limits
        self._file = ""
        self._rows: Iterator[Row] = iter(())
        self._row: Row | None = None

    def job(self, entry: Entry) -> Job:
        """The document in a row; without its bytes where it is no longer there."""
        if self._columns is None:
            return Job(entry)
        if entry.file != self._file or (self._row is not None and self._row.place > entry.place):
            self._file = entry.file
            self._rows = rows_in(entry.file, self._columns, self._limits, open_binary)
            self._row = None
        with suppress(PlanExtractError, StopIteration):
            while self._row is None or self._row.place < entry.place:
                self._row = next(self._rows)
        if self._row is None or self._row.place != entry.place:
            return Job(entry)
        return Job(entry, self._row.data, "utf-8" if self._row.text else None)
