"""`plan-extract parse`: documents in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError, WriteError
from ..writers import WRITERS
from .console import complain, emit, note, terminal
from .inputs import open_document
from .options import Encoding, MaxSize, Verbose
from .targets import targets

_SPELLINGS = {"yml": "yaml"}


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the user asked for, checked."""

    to: str
    only: tuple[str, ...]
    encoding: str | None
    max_size: float | None
    summary: bool
    verbose: bool


def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files to read; - is standard input.")],
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=f"{' or '.join(WRITERS)} (default: by the suffix of -o, else yaml).",
            autocompletion=lambda: list(WRITERS),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="File or directory to write to (default: standard output)."
        ),
    ] = None,
    encoding: Encoding = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="KEYS", help="Only these records: tasks,indicators,deadlines …")
    ] = None,
    summary: Annotated[
        bool | None,
        typer.Option("--summary/--no-summary", help="Print a summary to standard error (default: on a terminal)."),
    ] = None,
    max_size: MaxSize = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Verbose = False,
) -> None:
    """Read documents into records: tasks, indicators, responsible units, deadlines.

    One file goes to standard output, or to -o FILE.

    Several go into a directory, -o DIR: a.txt gives a.yaml (a.txt.yaml if a.html is there).
    """
    form = _format(to, output)
    shown = not quiet and (summary if summary is not None else sys.stderr.isatty() and len(files) == 1)
    choices = _Choices(form, _keys(only), encoding, max_size, shown, verbose)
    paths = targets(files, output, form)
    failed = 0
    with _progress(files, wanted=not quiet and len(files) > 1) as steps:
        for file, path in zip(steps, paths, strict=True):
            failed += not _one(file, path, choices)
    if len(files) > 1 and not quiet:
        note(f"{len(files) - failed} of {len(files)} written to {output}" + (f", {failed} failed" if failed else ""))
    if failed:
        raise typer.Exit(1)


def _one(file: str, path: Path | None, choices: _Choices) -> bool:
    """Parse one file; whatever goes wrong with it is one line, and the next file's turn."""
    from ..pipeline import extract

    try:
        plan = extract(open_document(file, choices.encoding, choices.max_size))
        _put(WRITERS[choices.to](plan, choices.only), path)
    except (UsageError, BrokenPipeError):
        raise
    except Exception as error:
        complain(error, source=file, verbose=choices.verbose)
        return False
    if choices.summary:
        from .summary import summarise

        summarise(plan, terminal(), whole=choices.verbose)
    elif choices.verbose:
        note(f"{file}: {len(plan.tasks)} tasks, {len(plan.indicators)} indicators, {len(plan.deadlines)} deadlines")
    return True


def _put(data: bytes, path: Path | None) -> None:
    from ..writers.files import write_file

    if path is None:
        emit(data)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"could not be made: {error.strerror}", source=str(path.parent)) from error
    write_file(path, data)


def _format(to: str | None, output: str | None) -> str:
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    suffix = _SPELLINGS.get(suffix, suffix)
    form = to or (suffix if suffix in WRITERS else "yaml")
    if form not in WRITERS:
        raise UsageError(f"unknown format {form!r}; known: {', '.join(WRITERS)}")
    return form


def _keys(only: str | None) -> tuple[str, ...]:
    """Split and check `--only tasks,indicators`, before any work is done."""
    if only is None:
        return ()
    from ..writers.base import kept

    keys = tuple(key.strip() for key in only.split(",") if key.strip())
    if not keys:
        raise UsageError("--only needs at least one key, such as tasks,indicators")
    kept(keys)
    return keys


@contextmanager
def _progress(files: Sequence[str], *, wanted: bool) -> Iterator[Iterator[str]]:
    """The files one by one, with a bar on a terminal that goes away at the end."""
    if not (wanted and sys.stderr.isatty()):
        yield iter(files)
        return
    from rich.progress import Progress

    with Progress(console=terminal(), transient=True) as progress:
        yield iter(progress.track(files, description="Reading"))
