"""Reading in a process of its own, with bounded memory and time, for code that no exception stops.

PDFium and calamine end their process where they get no more memory, and a small file can make them ask for any: a form
that draws ten forms that draw ten forms, a cell at XFD1048576.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import import_module
from typing import Any

from .. import errors
from ..errors import PlanExtractError, ReadError

MOST_MEMORY = 2_000_000_000  # bytes of address space; two million cells, or three million characters of PDF, take half
CPU_SECONDS = 300  # three million characters of PDF take a fifth
_WALL_SECONDS = 3000  # where no system counts the others
_bounded = False


def run_apart(function: str, data: bytes) -> Any:  # noqa: ANN401
    """Give what a function (`module:name` in this package) makes of the data, in a process that imports what we do.

    Raises what it raises, if that is ours, and ReadError where it takes too much memory or time, or ends its process.
    """
    if _bounded:
        return _called(function, data)
    code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({function!r})"
    command = [sys.executable, "-I", "-S", "-c", code]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_WALL_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode:
        raise ReadError("is damaged, or needs more memory or time than any document; open it and save it anew")
    kind, told = pickle.loads(done.stdout)  # noqa: S301 - it is our own code that wrote it
    if kind is None:
        return told
    raise getattr(errors, kind)(told)


def serve(function: str) -> None:
    """Do the work in the new process: data at standard input, what comes of it to standard output."""
    bound_process(MOST_MEMORY, CPU_SECONDS)
    told: tuple[str | None, Any]
    try:
        told = None, _called(function, sys.stdin.buffer.read())
    except PlanExtractError as error:
        told = type(error).__name__, error.message
    sys.stdout.buffer.write(pickle.dumps(told))


def is_bounded() -> None:
    """Say that this process is bounded already and may end over a file: it needs no other."""
    global _bounded  # noqa: PLW0603 - of the process, as its bounds are
    _bounded = True


def bound_process(memory: int, seconds: int) -> None:
    """Let this process have no more, where the system can say so (not on Windows); stricter bounds stay as they are."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _called(function: str, data: bytes) -> Any:  # noqa: ANN401
    module, _, name = function.partition(":")
    return getattr(import_module(f"{__package__}.{module}"), name)(data)
