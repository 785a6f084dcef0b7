"""A Ray cluster: a group is a task, done on whichever node by the same pool of processes as on one machine.

Ray places tasks, does those of a lost node again, and brings results back; limits of time and memory, and what is said
of a document that breaks them, are the pool's. Each processor has a Ray worker with one process below it.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ... import __version__
from ...errors import MissingExtraError, PlanExtractError, UsageError
from ..jobs import Group, Orders, Result
from . import pool
from .base import Crew, alone, is_lost, lost

_RETRIES = 3  # times that Ray does a task again whose node or worker is gone
_KILLED = -9
_PATIENCE = 5.0  # seconds that a cluster may take to answer a call
_LOOK = 10.0  # seconds between two looks at how many processors the cluster has


def run(groups: Iterator[Group], orders: Orders, crew: Crew) -> Generator[Result]:
    """Do the work on a cluster, `crew.jobs` groups at once, or what its processors can take.

    Raises MissingExtraError without Ray, UsageError where no cluster answers, PlanExtractError where it cannot do our
    work.
    """
    with _connected(crew.address or "auto") as ray:
        yield from _through(ray, groups, orders, crew)


def _through(ray: Any, groups: Iterator[Group], orders: Orders, crew: Crew) -> Iterator[Result]:  # noqa: ANN401
    parse = ray.remote(num_cpus=1, max_retries=_RETRIES)(_parse)
    there = orders, str(Path.cwd()), __version__
    waiting: list[Group] = []
    running: dict[Any, tuple[Group, float]] = {}
    hands = _hands(ray, crew)
    while True:
        most = next(hands)
        while len(running) < most and (group := waiting.pop() if waiting else next(groups, None)):
            running[parse.remote(group, *there)] = group, time.monotonic()
        if not running:
            return
        for task in ray.wait(list(running), timeout=_LOOK)[0]:
            group, start = running.pop(task)
            found = _results(ray, task, group, time.monotonic() - start)
            if found is None:
                waiting += reversed(alone(group))
            else:
                yield from found


def _results(ray: Any, task: Any, group: Group, seconds: float) -> list[Result] | None:  # noqa: ANN401
    """What became of a group; None where it is to be done again, one by one."""
    try:
        found: list[Result] = ray.get(task)
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, PlanExtractError):
            raise error.cause from None
        raise PlanExtractError(f"the cluster cannot do the work: {_last_line(error)}") from None
    except ray.exceptions.RayError as error:
        why = f"its node or worker was lost again and again ({type(error).__name__}); the cluster may lack memory"
        return [lost(group, seconds, why)] if is_lost(group, _KILLED) else None
    return found


def _parse(group: Group, orders: Orders, folder: str, version: str) -> list[Result]:
    """Do a group on a node, in a process below the Ray worker: that is what may be killed."""
    import __main__

    if version != __version__:
        raise PlanExtractError(
            f"{socket.gethostname()} has plan-extract {__version__}, and this is {version}; install the same everywhere"
        )
    vars(__main__).pop("__file__", None)  # Ray's own, which the processes below would load without need
    with suppress(OSError):  # a name is to mean the same here; what is not here fails, document by document
        os.chdir(folder)
    return list(pool.work_in(pool.lasting, iter([group]), orders, 1))


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Ray, connected to a cluster, and silent: it would else write to standard error as it likes."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # before it is imported: nothing is told to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError:
        raise MissingExtraError("ray", "work on a cluster") from None
    _call(address)
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    driver = vars(ray._private.worker)
    prints = driver.get("print_to_stdstream")
    ended = signal.getsignal(signal.SIGTERM)  # Ray takes it, and does not give it back
    driver["print_to_stdstream"] = lambda *_, **__: None  # else a lost node is told on standard output, with its log
    try:
        ray.init(address, log_to_driver=False, configure_logging=False, logging_level=logging.CRITICAL)
    except (Exception, SystemExit) as error:
        raise UsageError(f"no Ray cluster at {address}: {_last_line(error)}") from None
    try:
        yield ray
    finally:
        ray.shutdown()
        driver["print_to_stdstream"] = prints
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ended)


def _call(address: str) -> None:
    """Refuse an address where nobody answers: Ray itself would try for minutes, and end the program."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not colon:
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except (OSError, ValueError, OverflowError) as error:
        raise UsageError(f"no Ray cluster at {address}: {getattr(error, 'strerror', None) or error}") from None


def _hands(ray: Any, crew: Crew) -> Iterator[int]:  # noqa: ANN401
    """How many groups may be out: what is asked for, or two a processor, of which some may join or leave."""
    looked, found = 0.0, 0
    while True:
        if crew.jobs is None and (found == 0 or time.monotonic() - looked > _LOOK):
            looked, found = time.monotonic(), 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield crew.jobs or found


def _last_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1].strip()
