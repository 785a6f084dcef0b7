"""`plan-extract diff OLD NEW`: what differs between two plans."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..compare.forms import FORMS
from ..errors import PlanExtractError, UsageError
from .console import colours, complain, put
from .diff_options import DiffLang, ExitCode, Form, New, Old, Only, OutputFile, Whole
from .inputs import limits_of
from .languages import in_output
from .options import Encoding, MaxSize
from .targets import STDIN, once, targets

if TYPE_CHECKING:
    from ..compare.forms.base import Look
    from ..records.plan import PlanDocument
    from ..settings import Limits
    from ..tables.labels import Language

DIFF_CODES = "Exit codes: 0 done, 1 they differ (with --exit-code), 2 could not do its job."
_DIFFER, _FAILED = 1, 2
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html"}


def diff(
    old: Old,
    new: New,
    form: Form = None,
    only: Only = None,
    output: OutputFile = None,
    exit_code: ExitCode = False,
    lang: DiffLang = None,
    encoding: Encoding = None,
    max_size: MaxSize = None,
    verbose: Whole = False,
) -> None:
    """Compare two plans: 十三五 with 十四五, or a draft with what was printed.

    Tasks are matched by title and words, never by number.

    Told are: tasks added, dropped, reworded, moved to another section; owners; deadlines; indicators with other values.

    Not told are: numbers, spacing, widths, punctuation, the order of bodies, 市民政局 for 广州市民政局.

    In text, [-these words-] were dropped and {+these words+} were added.

    `plan-extract schema comparison` is the form of the JSON.
    """
    known = _form(form, output)
    once([old, new])
    kinds, look = _names(only), _look(known, _lang(lang, known), path := _path(output, [old, new]), whole=verbose)
    try:
        from ..compare.plans import compare

        plans = [_plan(file, encoding, limits_of(max_size)) for file in (old, new)]
        comparison = compare(plans[0], plans[1], only=kinds)
        put(FORMS[known](comparison, look), path, painted=look.colour)
    except (UsageError, BrokenPipeError):
        raise
    except Exception as error:
        complain(error, verbose=verbose)
        raise typer.Exit(_FAILED) from None
    if exit_code and comparison.differs:
        raise typer.Exit(_DIFFER)


def _form(form: str | None, output: str | None) -> str:
    """The format asked for, else that of the suffix of the file to write."""
    known = form or _SUFFIXES.get(Path(output).suffix.lower() if output else "", "text")
    if known not in FORMS:
        raise UsageError(f"unknown format {known!r}; known: {', '.join(FORMS)}")
    return known


def _names(only: str | None) -> list[str]:
    """The kinds of change asked for."""
    from ..compare.plans import kinds_of

    if only is None:
        return []
    names = [name.strip() for name in only.split(",") if name.strip()]
    if not names:
        raise UsageError("--only names no kind of change; known: tasks, owners, deadlines, indicators")
    return list(kinds_of(names))


def _path(output: str | None, files: Sequence[str]) -> Path | None:
    """The file to write; None is standard output."""
    if output is not None and Path(output).is_dir():
        raise UsageError(f"{output} is a directory; name a file")
    return targets(files[:1], output, "", files)[0]


def _plan(file: str, encoding: str | None, limits: Limits) -> PlanDocument:
    """Read one of the plans; what is wrong names its file."""
    from ..plan_files.read import read_plan
    from ..readers import load

    try:
        data = sys.stdin.buffer.read(limits.most_bytes + 1) if file == STDIN else load(file, limits)
        return read_plan(data, file, encoding=encoding, limits=limits)
    except PlanExtractError as error:
        error.source = error.source or file
        raise


def _look(form: str, lang: Language, path: Path | None, *, whole: bool) -> Look:
    """Colours and width are those of a terminal; what is piped or written to a file has neither."""
    from ..compare.forms.base import Look

    shown = path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if shown else None
    return Look(lang, colour=form == "text" and path is None and colours(), width=width, whole=whole)


def _lang(lang: str | None, form: str) -> Language:
    """The language asked for; a page is Chinese, as the plans are."""
    return in_output("zh" if lang is None and form == "html" else lang)
