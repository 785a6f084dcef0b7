"""Workers in which some documents do what they should not: told by a word in them.

Loaded by the worker processes of the tests themselves, in the place of what readies a worker.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from plan_extract import readers
from plan_extract.batch import work
from plan_extract.batch.engines import pool
from plan_extract.batch.jobs import Orders
from plan_extract.errors import ReadError

_begin = pool._begin
_read = readers.read


def begin(orders: Orders) -> None:
    """Ready a worker whose reader misbehaves."""
    _begin(orders)
    vars(work)["read"] = misread


def misread(data: bytes, **options: Any) -> Any:
    """Read a document, unless it is one of those."""
    word = data.partition(b"\n")[0]
    if word == b"HANG":
        time.sleep(1000)
    elif word == b"CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == b"EXIT":
        os._exit(3)
    elif word == b"EAT":
        bytearray(3_000_000_000)
    elif word == b"UNLOADED":
        raise ReadError("could not be read") from ImportError("libx.so: failed to map segment from shared object")
    elif word == b"BROKEN":
        why = "ImportError: libGL.so.1: cannot open shared object file"
        raise ReadError(f"could not be read: {why}") from ImportError(why)
    elif word == b"DEFECT":
        raise ZeroDivisionError("by zero\nin two lines")
    elif word.startswith(b"ONCE "):  # as if somebody killed the worker
        flag = Path(word[5:].decode())
        if flag.exists():
            flag.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
    return _read(data, **options)


def stop(*_: Any) -> None:
    """End a worker before it is ready."""
    os._exit(1)
