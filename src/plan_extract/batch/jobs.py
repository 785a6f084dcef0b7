"""What is sent to a worker, and what comes back; light to import, as who leads the workers parses nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..settings import DEFAULT_LIMITS, Limits
from ..store.manifest import Entry, Outcome

OUT_OF_MEMORY = 77  # the exit code of a worker that had no memory left


@dataclass(frozen=True, slots=True)
class Orders:
    """How documents are read, and the most that one may take: seconds, and bytes over what a worker has anyway.

    `sketched` tells that near duplicates are looked for.
    """

    store: str
    encoding: str | None = None
    keywords: bool = False
    also: tuple[str, ...] = ()
    limits: Limits = DEFAULT_LIMITS
    seconds: float | None = None
    memory: int | None = None
    sketched: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be parsed; `data` are the bytes of a row of a table, which only who reads the table has.

    `encoding` is that of the bytes, where it is known for sure.
    """

    entry: Entry
    data: bytes | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that a worker does in one go, with the part they are for and their place in it."""

    part: str
    place: tuple[int, ...]
    jobs: tuple[Job, ...]
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a group: the rows of those that went well, and an outcome for each."""

    group: Group
    packed: Mapping[str, bytes] | None
    outcomes: tuple[Outcome, ...]
