"""`plan-extract stats`: how much there is in each of several plans."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from ..printable import clean
from .console import colours, complain, emit
from .inputs import inputs
from .options import KINDS, Encoding, MaxSize, Verbose
from .targets import once

if TYPE_CHECKING:
    from rich.table import Table

    from ..tables.counts import Counts

_FORMS = ("table", "json", "csv")
_WIDE, _NARROW = 10_000, 72  # places: where there is no terminal nothing is cut, and numbers never are
# Heads of the table; a hyphen at the end of a line keeps columns narrow enough for eighty places.
_HEADS = {
    "tasks": "tasks",
    "owned": "with\nbody",
    "dated": "with\ndate",
    "indicators": "indi-\ncators",
    "assignments": "assign-\nments",
    "deadlines": "dead-\nlines",
    "bodies": "bodies",
}
_SHARES = ("owned", "dated")


def stats(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=f"Documents, or what `parse` wrote; - is standard input. {KINDS}"),
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, json or csv.", autocompletion=lambda: list(_FORMS))
    ] = "table",
    encoding: Encoding = None,
    max_size: MaxSize = None,
    verbose: Verbose = False,
) -> None:
    """Count what is in plans: tasks, how many of them have a body and a date, indicators, assignments, deadlines.

    On a terminal long titles are cut to its width; piped or in another format nothing is cut.
    """
    if form not in _FORMS:
        raise UsageError(f"unknown format {form!r}; known: {', '.join(_FORMS)}")
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
    if found:
        emit({"table": _table, "json": _json, "csv": _csv}[form](found))
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


def _table(found: Sequence[Counts]) -> bytes:
    """As wide as the terminal; where there is none, as wide as it takes."""
    from rich.console import Console

    text = io.StringIO()
    width = max(shutil.get_terminal_size().columns, _NARROW) if sys.stdout.isatty() else _WIDE
    looks: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False, "no_color": not colours()}
    Console(file=text, width=width, force_terminal=colours(), **looks).print(_laid_out(found, width))
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()


def _laid_out(found: Sequence[Counts], width: int) -> Table:
    """A line a plan, and their sum; only titles give way where there is no room."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    numbers = [[getattr(each, name) for name in _HEADS] for each in found]
    lines = [_cells(line, each.tasks) for line, each in zip(numbers, found, strict=True)]
    total = _cells([sum(column) for column in zip(*numbers, strict=True)], sum(each.tasks for each in found))
    columns = zip(*(head.split("\n") if "\n" in head else [head, ""] for head in _HEADS.values()), strict=True)
    taken = sum(2 + max(map(len, column)) for column in zip(*columns, *lines, total, strict=True))
    table = Table(box=box.SIMPLE_HEAD, show_footer=len(found) > 1, pad_edge=False, padding=(0, 1, 0, 0))
    room = max(width - taken - 3, 10)
    table.add_column("plan", f"{len(found)} plans", no_wrap=True, overflow="ellipsis", max_width=room)
    for head, foot in zip(_HEADS.values(), total, strict=True):
        table.add_column(head, foot, justify="right", no_wrap=True)
    for each, line in zip(found, lines, strict=True):
        table.add_row(Text(clean(each.title or each.file)), *line)
    return table


def _cells(line: Sequence[int], tasks: int) -> list[str]:
    return [_cell(name, value, tasks) for name, value in zip(_HEADS, line, strict=True)]


def _cell(name: str, value: int, tasks: int) -> str:
    """A count; of what is counted among the tasks, its share."""
    if name not in _SHARES:
        return str(value)
    return f"{100 * value / tasks:.0f}%" if tasks else ""
