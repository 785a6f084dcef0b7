"""Processes on this machine."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator

from ..jobs import Group, Orders, Result
from . import pool
from .base import Crew


def run(groups: Iterator[Group], orders: Orders, crew: Crew) -> Generator[Result]:
    """Do the work in `crew.jobs` processes, one a processor where that is not said.

    Raises PlanExtractError where no process can be started.
    """
    yield from pool.work_in(pool.passing, groups, orders, crew.jobs or _processors())


def _processors() -> int:
    """How many processors are ours: a container or a cluster may have given us fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
