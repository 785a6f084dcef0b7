"""A pool of processes on this machine: pebble's, which kills a worker that takes too long and starts another."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, TimeoutError, wait  # noqa: A004 - in 3.11 another
from itertools import chain
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ...errors import PlanExtractError
from ..work import OUT_OF_MEMORY, Group, Orders, Result, bound, work
from .base import Crew, alone, cause, is_lost, lost, too_long

_RECYCLED = 2_000  # groups that a worker does before another takes its place: whatever leaks is bounded
_BARREN = 3  # pools in a row that broke down before anything was done
_GRACE = 30.0  # seconds after which a worker that its own alarm did not end is killed
_orders: list[Orders] = []  # of this process, where it is a worker


def run(groups: Iterator[Group], orders: Orders, crew: Crew) -> Generator[Result]:
    """Do the work in `crew.jobs` processes.

    Raises PlanExtractError where no process can be started.
    """
    barren = 0
    while barren < _BARREN:
        again: list[Group] = []
        before = barren
        for result in _through_pool(groups, orders, crew, again):
            barren = 0
            yield result
        if not again:
            return
        barren = barren + 1 if barren == before else 1
        groups = chain(again, groups)  # the pool broke down: what it had in hand goes to another
    raise PlanExtractError("no worker could be started; what they said stands above")


def _through_pool(groups: Iterator[Group], orders: Orders, crew: Crew, again: list[Group]) -> Iterator[Result]:
    """Do the work until all is done or the pool breaks down; `again` then holds what it had in hand."""
    pool = _pool(orders, crew.jobs)
    waiting: list[Group] = []
    running: dict[Any, tuple[Group, float]] = {}
    try:
        while True:
            while len(running) < 2 * crew.jobs and (group := waiting.pop() if waiting else next(groups, None)):
                running[pool.schedule(_work, args=(group,), timeout=_limit(group, orders))] = group, time.monotonic()
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                group, start = running[future]
                result = _result(future, group, orders, time.monotonic() - start)
                del running[future]
                if result is not None:
                    yield result
                else:
                    waiting += reversed(alone(group))
    except BrokenExecutor:
        again += [*waiting, *(group for group, _ in running.values())]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _result(future: Any, group: Group, orders: Orders, seconds: float) -> Result | None:  # noqa: ANN401
    """What became of a group; None where it is to be done again, one by one."""
    try:
        result: Result = future.result()
    except TimeoutError:
        code, error = None, too_long(orders)
    except ProcessExpired as expired:
        code, error = expired.exitcode, cause(expired.exitcode, orders)
    except MemoryError:
        code, error = OUT_OF_MEMORY, "needs more memory than there is; --memory allows more"
    else:
        return result
    return lost(group, seconds, error) if is_lost(group, code) else None


def _pool(orders: Orders, jobs: int) -> ProcessPool:
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload(["plan_extract.batch.warm"])
    return ProcessPool(jobs, _RECYCLED, _begin, (orders,), context)


def _begin(orders: Orders) -> None:
    from .. import warm  # noqa: F401 - where the process was not forked from one that has it

    bound(orders)
    _orders[:] = [orders]


def _work(group: Group) -> Result:
    return work(group, _orders[0])


def _limit(group: Group, orders: Orders) -> float | None:
    return orders.seconds * len(group.jobs) + _GRACE if orders.seconds is not None else None
