"""`plan-extract stats`: how much there is in each of several plans."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .console import colours, complain, emit
from .inputs import inputs
from .languages import in_output
from .options import KINDS, Encoding, Lang, MaxSize, Verbose
from .targets import once

if TYPE_CHECKING:
    from ..tables.counts import Counts

_FORMS = ("table", "json", "csv")


def stats(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=f"Documents, or what `parse` wrote; - is standard input. {KINDS}"),
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, json or csv.", autocompletion=lambda: list(_FORMS))
    ] = "table",
    lang: Lang = None,
    encoding: Encoding = None,
    max_size: MaxSize = None,
    verbose: Verbose = False,
) -> None:
    """Count what is in plans: tasks, how many of them have a body and a date, indicators, assignments, deadlines.

    On a terminal long titles are cut to its width, and heads are in the language of the locale.

    Piped or in another format nothing is cut, and heads are English unless --lang zh asks for others.
    """
    if form not in _FORMS:
        raise UsageError(f"unknown format {form!r}; known: {', '.join(_FORMS)}")
    language = in_output(lang)
    once(files)
    found: list[Counts] = []
    failed = 0
    for each in inputs(files, max_size):
        from ..tables.counts import counts

        try:
            found.append(counts(each.plan(encoding, max_size), each.name))
        except BrokenPipeError:
            raise
        except Exception as error:
            failed += 1
            complain(error, source=each.name, verbose=verbose)
    if found and form == "table":
        from .stats_table import table

        emit(table(found, language), painted=colours())
    elif found:
        emit({"json": _json, "csv": _csv}[form](found))
    if failed:
        raise typer.Exit(1)


def _rows(found: Sequence[Counts]) -> list[dict[str, Any]]:
    """The counts as plain data, with the shares of tasks."""
    from dataclasses import asdict

    from ..tables.counts import share

    return [
        {**asdict(each), "owned_share": share(each.owned, each.tasks), "dated_share": share(each.dated, each.tasks)}
        for each in found
    ]


def _json(found: Sequence[Counts]) -> bytes:
    return json.dumps(_rows(found), ensure_ascii=False, indent=2).encode() + b"\n"


def _csv(found: Sequence[Counts]) -> bytes:
    from ..writers.csv import table

    rows = _rows(found)
    return table(list(rows[0]), [list(row.values()) for row in rows])
