"""`plan-extract parse`: documents in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from ..errors import UsageError
from ..writers import BINARY, FOLDERS, FORMATS, WRITERS
from .console import complain, note, put, terminal
from .inputs import Input, inputs
from .languages import in_summary
from .options import Encoding, Keywords, MaxSize, Output, Quiet, Verbose
from .pages import written
from .parse_options import Explain, Files, Only, Summary, SummaryLang, To
from .targets import once, targets

if TYPE_CHECKING:
    from ..tables.labels import Language

_SPELLINGS = {"yml": "yaml"}


class _Choices(NamedTuple):
    """What the user asked for, checked; `summary` is the language of the summary, None where none is wanted."""

    to: str
    only: tuple[str, ...]
    lang: Language
    summary: Language | None
    encoding: str | None
    max_size: float | None
    keywords: bool
    verbose: bool


def parse(
    files: Files,
    to: To = None,
    output: Output = None,
    encoding: Encoding = None,
    only: Only = None,
    summary: Summary = None,
    lang: SummaryLang = None,
    max_size: MaxSize = None,
    keywords: Keywords = False,
    explain: Explain = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read documents into records: tasks, indicators, responsible units, deadlines.

    One file goes to standard output, or to -o FILE.

    Several go into a directory, -o DIR: a.txt gives a.yaml (a.txt.yaml if a.html is there).

    csv is a file for each table: one document is the directory -o DIR, each of several one in it.

    jsonl is a line for each document: several may go to standard output or to one -o FILE.jsonl.

    A ZIP archive stands for the documents in it.
    """
    if explain:
        _explain(files, explain, {"--to": to, "--output": output, "--only": only}, encoding, max_size)
        return
    from ..tables.labels import language_of

    form = _format(to, output)
    keys = _keys(only)
    once(files)
    found = inputs(files, max_size)
    paths = targets([each.name for each in found], output, form, files)
    if form in BINARY and None in paths and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal; name a file with -o, or send it on")
    shown = not quiet and (summary if summary is not None else sys.stderr.isatty() and len(found) == 1)
    told = in_summary(lang) if shown else None
    choices = _Choices(form, keys, language_of(lang or "zh"), told, encoding, max_size, keywords, verbose)
    if _all(found, paths, choices, output, quiet=quiet):
        raise typer.Exit(1)


def _explain(
    files: Sequence[str],
    ids: Sequence[str],
    others: Mapping[str, str | None],
    encoding: str | None,
    max_size: float | None,
) -> None:
    """Print how some records of one document came about."""
    from ..pipeline import explain
    from .traced import explained, wanted

    known = wanted(ids, [name for name, value in others.items() if value is not None])
    found = inputs(files, max_size)
    if len(found) != 1:
        raise UsageError(f"--explain takes one document; there are {len(found)}")
    put(explained(explain(found[0].open(encoding, max_size)), known).encode(), None)


def _all(
    found: Sequence[Input], paths: Sequence[Path | None], choices: _Choices, output: str | None, *, quiet: bool
) -> int:
    """Parse and write every document; give the number of those that failed."""
    shared = len(paths) > 1 and paths[0] is not None and paths[0] == paths[1]  # several documents, one file of lines
    lines: list[bytes] = []
    failed = 0
    with _progress(found, wanted=not quiet and len(found) > 1) as steps:
        for each, path in zip(steps, paths, strict=True):
            failed += not _one(each, path, choices, lines if shared else None)
    if lines:
        put(b"".join(lines), paths[0])
    if len(found) > 1 and not quiet:
        where = output if paths[0] else "standard output"
        note(f"{len(found) - failed} of {len(found)} written to {where}" + (f", {failed} failed" if failed else ""))
    return failed


def _one(each: Input, path: Path | None, choices: _Choices, lines: list[bytes] | None) -> bool:
    """Parse one document and write it, or add it to `lines`; what goes wrong is one line, and the next file's turn."""
    from ..pipeline import extract

    try:
        document = each.open(choices.encoding, choices.max_size)
        plan = extract(document, keywords=choices.keywords)
        if choices.to in FOLDERS:
            put(FOLDERS[choices.to](plan, choices.only), path)
        elif lines is None:
            put(written(choices.to, plan, choices.only, choices.lang, document, each.name), path)
        else:
            lines.append(WRITERS[choices.to](plan, choices.only))
    except (UsageError, BrokenPipeError):
        raise
    except Exception as error:
        complain(error, source=each.name, verbose=choices.verbose)
        return False
    if choices.summary:
        from .summary import summarise

        summarise(plan, terminal(), choices.summary, whole=choices.verbose)
    elif choices.verbose:
        note(
            f"{each.name}: {len(plan.tasks)} tasks, {len(plan.indicators)} indicators, {len(plan.deadlines)} deadlines"
        )
    return True


def _format(to: str | None, output: str | None) -> str:
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    suffix = _SPELLINGS.get(suffix, suffix)
    form = to or (suffix if suffix in FORMATS else "yaml")
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}; known: {', '.join(FORMATS)}")
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
def _progress(found: Sequence[Input], *, wanted: bool) -> Iterator[Iterator[Input]]:
    """The documents one by one, with a bar on a terminal that goes away at the end."""
    if not (wanted and sys.stderr.isatty()):
        yield iter(found)
        return
    from rich.progress import Progress

    with Progress(console=terminal(), transient=True) as progress:
        yield iter(progress.track(found, description="Reading"))
