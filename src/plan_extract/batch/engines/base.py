"""What engines share: their form, and what is said of a document that killed its worker."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from ...store.manifest import Outcome
from ..jobs import OUT_OF_MEMORY, Group, Orders, Result

_ALARM, _KILL = 14, 9  # signals; not all of them have a name on Windows
_MOST = 3  # attempts at a document whose worker somebody else kills: the kernel, for want of memory, or a user


@dataclass(frozen=True, slots=True)
class Crew:
    """How many work at once (None: one a processor), and where: the address of a cluster, for engines that need one."""

    jobs: int | None = None
    address: str | None = None


class Engine(Protocol):
    """The form of an engine."""

    def __call__(self, groups: Iterator[Group], orders: Orders, crew: Crew) -> Generator[Result]:
        """Do the work and give the results as they come."""
        ...


def is_lost(group: Group, code: int | None) -> bool:
    """Tell whether a group that ended its worker has failed, or is to be done again.

    `code` is what the worker ended with, None for too long a time. Of several documents each is done again alone, one
    alone has failed at its own doing, unless the memory it lacked may have been taken by those before it.
    """
    if len(group.jobs) > 1:
        return False
    if code == -_KILL:
        return group.attempt >= _MOST
    return code in (None, -_ALARM) or group.attempt > 1


def alone(group: Group) -> list[Group]:
    """Each document of a group that died, to be done again by itself."""
    return [
        replace(group, place=(*group.place, number), jobs=(job,), attempt=group.attempt + 1)
        for number, job in enumerate(group.jobs)
    ]


def lost(group: Group, seconds: float, error: str) -> Result:
    """The result of a document that killed its worker again."""
    outcomes = (Outcome(job.entry.source, group.attempt, seconds, "worker", error) for job in group.jobs)
    return Result(group, None, tuple(outcomes))


def cause(code: int, orders: Orders) -> str:
    """What the exit code of a worker says."""
    if code == -_ALARM:
        return too_long(orders)
    if code == OUT_OF_MEMORY:
        return f"needs more than {(orders.memory or 0) / 1e6:g} MB of memory; --memory allows more"
    if code < 0:
        return f"killed its worker ({signal.Signals(-code).name}); it may need more memory, or a library broke down"
    return f"killed its worker (exit code {code}); a library broke down"


def too_long(orders: Orders) -> str:
    """A document that took more than its time."""
    return f"took longer than {orders.seconds or 0:g} s; --timeout allows more, as long scans need it"
