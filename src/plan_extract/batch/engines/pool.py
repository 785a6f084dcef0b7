"""A pool of processes: pebble's, which kills a worker that takes too long and starts another."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, TimeoutError, wait  # noqa: A004 - in 3.11 another
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ...errors import PlanExtractError
from ..jobs import OUT_OF_MEMORY, Group, Orders, Result
from .base import alone, cause, is_lost, lost, too_long

_RECYCLED = 2_000  # groups that a worker does before another takes its place: whatever leaks is bounded
_AHEAD = 4  # groups a worker that are sent, so that none waits while a part of the store is written
_BARREN = 3  # pools in a row that broke down before anything was done
_GRACE = 30.0  # seconds after which a worker that its own alarm did not end is killed
_orders: list[Orders] = []  # of this process, where it is a worker
_lasting: list[tuple[Orders, int, ProcessPool]] = []  # of this process, where it leads workers for several calls
Pools = Callable[[Orders, int], AbstractContextManager[ProcessPool]]


@contextmanager
def passing(orders: Orders, jobs: int) -> Iterator[ProcessPool]:
    """A pool that goes when it is no longer needed."""
    pool = _pool(orders, jobs)
    try:
        yield pool
    finally:
        _end(pool)


@contextmanager
def lasting(orders: Orders, jobs: int) -> Iterator[ProcessPool]:
    """A pool that stays for the next call; another, where that has other orders or the pool broke down."""
    if not _lasting or _lasting[0][:2] != (orders, jobs) or not _lasting[0][2].active:
        while _lasting:
            _end(_lasting.pop()[2])
        _lasting.append((orders, jobs, _pool(orders, jobs)))
    yield _lasting[0][2]


def work_in(pools: Pools, groups: Iterator[Group], orders: Orders, jobs: int) -> Generator[Result]:
    """Do the work in so many processes.

    Raises PlanExtractError where no process can be started.
    """
    barren = 0
    while barren < _BARREN:
        again: list[Group] = []
        before = barren
        with pools(orders, jobs) as pool:
            for result in _through(pool, groups, orders, jobs, again):
                barren = 0
                yield result
        if not again:
            return
        barren = barren + 1 if barren == before else 1
        groups = chain(again, groups)  # the pool broke down: what it had in hand goes to another
    raise PlanExtractError("no worker could be started; what they said stands above")


def _through(
    pool: ProcessPool, groups: Iterator[Group], orders: Orders, jobs: int, again: list[Group]
) -> Iterator[Result]:
    """Do the work until all is done or the pool breaks down; `again` then holds what it had in hand."""
    waiting: list[Group] = []
    running: dict[Any, tuple[Group, float]] = {}
    try:
        while True:
            while len(running) < _AHEAD * jobs and (group := waiting.pop() if waiting else next(groups, None)):
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


def prepare(*, sketched: bool) -> Any:  # noqa: ANN401 - a context of multiprocessing
    """Let the process that workers are forked from load what they need, while others do something else."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running

    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *(["datasketch"] if sketched else []), "plan_extract.batch.warm"])
    ensure_running()
    return context


def _pool(orders: Orders, jobs: int) -> ProcessPool:
    return ProcessPool(jobs, _RECYCLED, _begin, (orders,), prepare(sketched=orders.sketched))


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _begin(orders: Orders) -> None:
    from .. import warm, work  # noqa: F401 - where the process was not forked from one that has it

    if orders.sketched:
        import datasketch  # noqa: F401 - before memory is bounded: it brings much
    work.bound(orders)
    _orders[:] = [orders]


def _work(group: Group) -> Result:
    from ..work import work

    return work(group, _orders[0])


def _limit(group: Group, orders: Orders) -> float | None:
    return orders.seconds * len(group.jobs) + _GRACE if orders.seconds is not None else None
