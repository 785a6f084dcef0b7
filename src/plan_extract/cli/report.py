"""`plan-extract report`: pages to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ..errors import UsageError
from .console import complain, note, put
from .inputs import Input, inputs
from .options import KINDS, Encoding, MaxSize, Output, Quiet, Verbose
from .pages import Paged, paged
from .stored import is_store, stored_pages
from .targets import once, targets

if TYPE_CHECKING:
    from ..page.entries import Entry
    from ..tables.labels import Language

_FORM = "html"
_INDEX = f"index.{_FORM}"


class _Choices(NamedTuple):
    """How files are read and shown."""

    sources: tuple[str, ...]
    lang: Language
    encoding: str | None
    max_size: float | None
    verbose: bool


class _Job(NamedTuple):
    """A page to be made: the name of its document, where it goes, and what it shows."""

    name: str
    path: Path | None
    page: Callable[[], Paged]


@dataclass(slots=True)
class _Done:
    """What was written, and what failed with its cause."""

    entries: list[Entry] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


def report(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help=f"Documents, plan files, folders of them, or stores; - is standard input. {KINDS}"
        ),
    ],
    output: Output = None,
    lang: Annotated[
        str, typer.Option("--lang", metavar="LANG", help="Language of the labels: zh or en.", show_default=True)
    ] = "zh",
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="FILE", help="Document that a plan file was read from (default: beside it)."),
    ] = None,
    encoding: Encoding = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write a page to look at: the text with its records marked, and tasks, indicators, deadlines and bodies beside it.

    One file that needs no other and no network. One document goes to standard output, or to -o FILE.

    Several, a folder, or a store that `batch` made, go into a directory, -o DIR, with an index.html that searches them.
    """
    from ..tables.labels import language_of

    choices = _Choices(tuple(source or ()), language_of(lang), encoding, max_size, verbose)
    once(paths)
    folders = any(Path(path).is_dir() for path in paths)
    found = [each for file in _files(paths) for each in inputs([file], max_size)]
    if len(found) == 1 and not folders:
        done = _write(_jobs(found, targets([found[0].name], output, _FORM, paths), choices), choices)
    else:
        if output is None or (Path(output).exists() and not Path(output).is_dir()):
            raise UsageError("several documents and their index need a directory to go to; name one with -o")
        names = [_INDEX, *(each.name for each in found)]  # so that no page takes the index's name
        pages = targets(names, f"{output}/", _FORM, [each.file for each in found])[1:]
        stored = (job for path in paths if is_store(path) for job in _stored(path, Path(output)))
        done = _write(chain(_jobs(found, pages, choices), stored), choices)
        _index(Path(output), done, choices)
        if not quiet:
            failed = f", {len(done.failed)} failed" if done.failed else ""
            note(
                f"{len(done.entries)} of {len(done.entries) + len(done.failed)} written; open {Path(output) / _INDEX}{failed}"
            )
    if done.failed:
        raise typer.Exit(1)


def _jobs(found: Sequence[Input], paths: Sequence[Path | None], choices: _Choices) -> Iterator[_Job]:
    for each, path in zip(found, paths, strict=True):
        yield _Job(each.name, path, partial(paged, each, choices.sources, choices.encoding, choices.max_size))


def _stored(store: str, folder: Path) -> Iterator[_Job]:
    for name, page, shown in stored_pages(store):
        yield _Job(name, folder / f"{page}.{_FORM}", partial(Paged, shown.plan, shown.document, shown.notes))


def _files(paths: Sequence[str]) -> list[str]:
    """The files that are meant: a folder stands for the documents and plan files in it."""
    if not any(Path(path).is_dir() for path in paths):
        return list(paths)
    from ..lint.files import files_of

    files = files_of([path for path in paths if not is_store(path)], lambda _: False)
    if not files and not any(is_store(path) for path in paths):
        raise UsageError(f"nothing to show in {', '.join(paths)}")
    return files


def _write(jobs: Iterable[_Job], choices: _Choices) -> _Done:
    """Write each page; whatever goes wrong with one is one line, and the next one's turn."""
    from ..page.entries import entry_of
    from ..writers.html import write

    done = _Done()
    for job in jobs:
        try:
            page = job.page()
            put(write(page.plan, document=page.document, notes=page.notes, lang=choices.lang), job.path)
            done.entries.append(entry_of(page.plan, job.path.name if job.path else "", choices.lang))
        except (UsageError, BrokenPipeError):
            raise
        except Exception as error:
            complain(error, source=job.name, verbose=choices.verbose)
            done.failed.append((job.name, getattr(error, "message", None) or f"{type(error).__name__}: {error}"))
    return done


def _index(folder: Path, done: _Done, choices: _Choices) -> None:
    from ..page.render import index

    put(index(done.entries, done.failed, lang=choices.lang), folder / _INDEX)
