"""What a run tells while it goes; how it is shown is the business of who listens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..store.manifest import Outcome


@dataclass(frozen=True, slots=True)
class Listed:
    """So many documents were found so far."""

    documents: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The list is whole: `to_parse` documents are to be parsed; `states` counts all sources, `passed` what is left aside."""

    documents: int
    to_parse: int
    states: Mapping[str, int]
    passed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document was parsed, or failed."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Written:
    """A part of the store was written."""

    part: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over: what it did in how many seconds, and the store as it is now (sources by state, rows by data set).

    `near_duplicates` counts what is marked as such, where that is asked for and the run came to its end.
    `stopped` says why it ended before its time: the user stopped it, or too many documents failed.
    """

    parsed: int
    failed: int
    seconds: float
    states: Mapping[str, int]
    rows: Mapping[str, int]
    near_duplicates: int = 0
    stopped: str | None = None


Event = Listed | Planned | Parsed | Written | Finished
Tell = Callable[[Event], None]
