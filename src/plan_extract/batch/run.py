"""A run: list, plan, parse, write part by part, report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..settings import DEFAULT_LIMITS, Limits
from ..store.decide import decide, numbers, retry_failed
from ..store.manifest import counts, finish_part, parts, planned_parts, rows_of_store
from ..store.opened import Store, open_store
from ..store.parts import also_file, sweep, write_part
from ..store.reports import Near, moment, write_failures, write_run, write_sources
from .engines import ENGINES
from .engines.base import Crew
from .events import Finished, Listed, Parsed, Planned, Tell, Written
from .feed import Rows, groups
from .jobs import Group, Orders, Result
from .plan import Shard, write_list
from .rows import Columns
from .sources import Wanted, check, entries

_LONGEST = 60.0  # seconds after which what there is of a part is written: scans take long
_TOO_MANY, _INTERRUPTED = "too many failures", "interrupted"
_PART = 250, 5_000  # documents of a part: some seconds of work are lost when the plug is pulled; files are few
_PARTS = 200  # that a run is to have, where these bounds let it


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a run. The store depends on what `settings` has: that stays as it was."""

    sources: Sequence[str]
    out: Path
    columns: Columns | None = None
    limits: Limits = DEFAULT_LIMITS
    encoding: str | None = None
    keywords: bool = False
    also: tuple[str, ...] = ()
    shard: Shard = field(default_factory=Shard)
    engine: str = "local"
    crew: Crew = field(default_factory=Crew)
    seconds: float | None = None
    memory: int | None = None
    near_duplicates: bool = False
    retry_failed: bool = False
    refresh: bool = False
    most_failures: int | None = None
    part: int | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """What a document's records depend on, besides its content and our version."""
        shard = None if self.shard.count == 1 else f"{self.shard.number}/{self.shard.count}"
        return {
            "encoding": self.encoding,
            "keywords": self.keywords,
            "also": list(self.also),
            "near_duplicates": self.near_duplicates,
            "shard": shard,
        }


def run(wishes: Wishes, tell: Tell) -> Finished:
    """Bring the store up to date with the sources, and give how it went; `tell` hears of it on the way.

    Raises UsageError for what makes no sense, WriteError where the store cannot be written: what is in it then stays.
    """
    start = time.time()
    check(wishes.sources)
    with open_store(wishes.out, wishes.settings, refresh=wishes.refresh) as store:
        done: Counter[str] = Counter()
        try:
            done["failed"] = _plan(store, wishes, tell)
            stopped = _work(store, wishes, tell, done)
        except KeyboardInterrupt:
            stopped = _INTERRUPTED
        near = _near(store) if wishes.near_duplicates and stopped is None else {}
        seconds, states, rows = time.time() - start, counts(store.db), rows_of_store(store.db)
        finished = Finished(done["parsed"], done["failed"], seconds, states, rows, len(near), stopped)
        write_failures(store)
        write_sources(store, near)
        times = {"started": moment(start), "finished": moment(start + finished.seconds)}
        write_run(store, {"engine": wishes.engine, "jobs": wishes.crew.jobs, **times, **asdict(finished)})
    tell(finished)
    return finished


def _near(store: Store) -> Near:
    from ..store.near import near_duplicates  # which loads numpy

    return near_duplicates(store)


def _plan(store: Store, wishes: Wishes, tell: Tell) -> int:
    """List what there is and decide what is to be done; give how many could not even be looked at."""
    passed: Counter[str] = Counter()
    wanted = Wanted(wishes.columns, wishes.limits, lambda suffix: passed.update([suffix]))
    found = entries(wishes.sources, wanted)
    shard = wishes.shard
    total, failed = write_list(
        store.db, found, wishes.limits, shard, retry=wishes.retry_failed, tell=lambda count: tell(Listed(count))
    )
    if wishes.retry_failed:
        retry_failed(store.db)
    most = wishes.part or min(max(counts(store.db).get("listed", 0) // _PARTS, _PART[0]), _PART[1])
    decide(store.db, store.path, shard=shard.prefix, most=most, forget=partial(_forget, store.path, wishes.also))
    sweep(store.path, frozenset(parts(store.db)))  # what was written anew is not to be read twice
    states = counts(store.db)
    tell(Planned(total, states.get("planned", 0), states, dict(passed)))
    return failed


def _forget(path: Path, also: Sequence[str], content: str) -> None:
    for form in also:
        also_file(path, form, content).unlink(missing_ok=True)


@dataclass(slots=True)
class _Part:
    """A part on its way: how many documents it is to have, what came back of them, and since when that waits."""

    size: int
    results: list[Result] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> int:
        """How many documents are still out."""
        return self.size - sum(len(result.outcomes) for result in self.results)


def _work(store: Store, wishes: Wishes, tell: Tell, done: Counter[str]) -> str | None:
    """Parse what is planned; give why it was stopped before its time, if it was. What was done by then is kept."""
    open_parts: dict[str, _Part] = {}
    try:
        stopped = _TOO_MANY if _too_many(wishes, done) else _parse(store, wishes, tell, done, open_parts)
    except KeyboardInterrupt:
        stopped = _INTERRUPTED
    for part in open_parts.values():
        _keep(store, wishes, part, tell)
    return stopped


def _parse(store: Store, wishes: Wishes, tell: Tell, done: Counter[str], open_parts: dict[str, _Part]) -> str | None:
    """Write each part as soon as it is whole; of one that takes long, what there is of it."""
    names = planned_parts(store.db)
    if not names:
        return None
    feed = _feed(store, wishes, names, open_parts)
    with closing(ENGINES[wishes.engine](feed, _orders(wishes), wishes.crew)) as results:
        for result in results:
            name = result.group.part
            part = open_parts[name]
            part.results.append(result)
            for outcome in result.outcomes:
                done["parsed" if outcome.error is None else "failed"] += 1
                tell(Parsed(outcome))
            if part.left == 0:
                _finish(store, name, open_parts.pop(name), tell)
            elif time.monotonic() - part.since > _LONGEST:
                _keep(store, wishes, part, tell)
            if _too_many(wishes, done):
                return _TOO_MANY
    return None


def _too_many(wishes: Wishes, done: Counter[str]) -> bool:
    return wishes.most_failures is not None and done["failed"] > wishes.most_failures


def _feed(store: Store, wishes: Wishes, names: Sequence[str], open_parts: dict[str, _Part]) -> Iterator[Group]:
    rows = Rows(wishes.columns, wishes.limits)
    for name in names:
        found = groups(store.db, name, rows)
        open_parts[name] = _Part(sum(len(group.jobs) for group in found))
        yield from found


def _keep(store: Store, wishes: Wishes, part: _Part, tell: Tell) -> None:
    """Write what there is of a part as a part of its own; the rest goes on as it was planned."""
    if part.results:
        _finish(store, next(numbers(store.db, wishes.shard.prefix)), part, tell)
        part.size, part.results, part.since = part.left, [], time.monotonic()


def _finish(store: Store, name: str, part: _Part, tell: Tell) -> None:
    """Write the files of a part, then say in the manifest that they are there."""
    rows: Mapping[str, int] = {}
    ordered = sorted(part.results, key=lambda result: result.group.place)
    if packed := [result.packed for result in ordered if result.packed is not None]:
        rows = write_part(store.path, name, packed)
    pa.default_memory_pool().release_unused()
    finish_part(store.db, name, rows, [outcome for result in ordered for outcome in result.outcomes])
    tell(Written(name, rows))


def _orders(wishes: Wishes) -> Orders:
    return Orders(
        str(wishes.out),
        wishes.encoding,
        wishes.keywords,
        wishes.also,
        wishes.limits,
        wishes.seconds,
        wishes.memory,
        wishes.near_duplicates,
    )
