"""The table of `plan-extract stats`, right with wide characters."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..printable import clean
from ..tables.counts import Counts
from ..tables.labels import said
from .console import colours

if TYPE_CHECKING:
    from ..tables.labels import Language

_WIDE, _NARROW = 10_000, 72  # places: where there is no terminal nothing is cut, and numbers never are
_COLUMNS = ("tasks", "owned", "dated", "indicators", "assignments", "deadlines", "bodies")
_SHARES = ("owned", "dated")


def table(found: Sequence[Counts], language: Language) -> bytes:
    """As wide as the terminal; where there is none, as wide as it takes."""
    text = io.StringIO()
    width = max(shutil.get_terminal_size().columns, _NARROW) if sys.stdout.isatty() else _WIDE
    looks: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False, "no_color": not colours()}
    console = Console(file=text, width=width, force_terminal=colours(), **looks)
    console.print(_laid_out(found, width, said("terminal_labels", "stats", language)))
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()


def _laid_out(found: Sequence[Counts], width: int, heads: Mapping[str, str]) -> Table:
    """A line a plan, and their sum; only titles give way where there is no room."""
    numbers = [[getattr(each, name) for name in _COLUMNS] for each in found]
    lines = [_cells(line, each.tasks) for line, each in zip(numbers, found, strict=True)]
    total = _cells([sum(column) for column in zip(*numbers, strict=True)], sum(each.tasks for each in found))
    columns = zip([heads[name] for name in _COLUMNS], *lines, total, strict=True)
    taken = sum(2 + max(cell_len(line) for cell in column for line in cell.split("\n")) for column in columns)
    room = max(width - taken - 3, 10)
    laid_out = Table(box=box.SIMPLE_HEAD, show_footer=len(found) > 1, pad_edge=False, padding=(0, 1, 0, 0))
    laid_out.add_column(
        heads["plan"], heads["plans"].format(len(found)), no_wrap=True, overflow="ellipsis", max_width=room
    )
    for name, foot in zip(_COLUMNS, total, strict=True):
        laid_out.add_column(heads[name], foot, justify="right", no_wrap=True)
    for each, line in zip(found, lines, strict=True):
        laid_out.add_row(Text(clean(each.title or each.file)), *line)
    return laid_out


def _cells(line: Sequence[int], tasks: int) -> list[str]:
    return [_cell(name, value, tasks) for name, value in zip(_COLUMNS, line, strict=True)]


def _cell(name: str, value: int, tasks: int) -> str:
    """A count; of what is counted among the tasks, its share."""
    if name not in _SHARES:
        return str(value)
    return f"{100 * value / tasks:.0f}%" if tasks else ""
