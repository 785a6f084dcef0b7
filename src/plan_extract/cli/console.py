"""What is printed for people goes to standard error, through here; standard output is for data."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import PlanExtractError, WriteError
from ..printable import clean, clean_lines

if TYPE_CHECKING:
    from rich.console import Console

PROGRAM = "plan-extract"


def complain(error: BaseException, *, source: str | None = None, verbose: bool = False) -> None:
    """Print one line: `plan-extract: FILE: cause; what to do`. A defect of ours names its type."""
    if isinstance(error, PlanExtractError):
        where, message = error.source or source, error.message
    else:
        where, message = source, f"{type(error).__name__}: {error}; please report this (--verbose shows where)"
    print(clean(": ".join(part for part in (PROGRAM, where, message) if part)), file=sys.stderr)
    if verbose and (error.__cause__ or not isinstance(error, PlanExtractError)):
        traceback.print_exception(error, file=sys.stderr)


def note(message: str) -> None:
    """Print a line of news."""
    print(clean(message), file=sys.stderr)


def report_recognition(*, wanted: bool) -> None:
    """Say which scanned page is being recognised, since that takes seconds for each: on a terminal, or where wanted."""
    if not (wanted or sys.stderr.isatty()):
        return
    import logging

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            note(f"{PROGRAM}: {record.getMessage()}")

    logger = logging.getLogger("plan_extract.ocr")
    logger.setLevel(logging.INFO)
    logger.addHandler(Lines())


def terminal() -> Console:
    """Standard error as Rich sees it: colours, width and NO_COLOR are its business."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def put(data: bytes | Mapping[str, bytes], path: Path | None, *, painted: bool = False) -> None:
    """Write data to a file, its folders made where they are missing, or to standard output; several files by name."""
    from ..writers.files import write_file

    if isinstance(data, Mapping):
        for name, content in data.items():
            put(content, (path or Path()) / name)
        return
    if path is None:
        emit(data, painted=painted)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"could not be made: {error.strerror}", source=str(path.parent)) from error
    write_file(path, data)


def colours() -> bool:
    """Whether standard output has colours: on a terminal that knows them; NO_COLOR and FORCE_COLOR decide before it.

    https://no-color.org, https://force-color.org
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def emit(data: bytes, *, painted: bool = False) -> None:
    """Write data to standard output: exactly, but on a terminal in its encoding and with what that would obey spelled out.

    `painted` says that the colours in it are ours, and that the rest was made harmless.
    """
    if sys.stdout.isatty():
        text = data.decode("utf-8", "replace")
        data = (text if painted else clean_lines(text)).encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(f"could not be written: {error.strerror or error}", source="standard output") from error
