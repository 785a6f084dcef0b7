"""The answer to a query as a table for people: as wide as the terminal; where there is none, as wide as it takes."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..printable import clean
from .console import note

if TYPE_CHECKING:
    from rich.table import Table

    from ..store.ask import Answer

_MOST_ROWS = 1_000
_WIDE, _NARROW = 100_000, 40  # places
_LONGEST = 120  # characters of a cell on a terminal
_LEAST = 12  # places that a column of text wants, if it has so many
_ELLIPSIS = "…"


def drawn(answer: Answer, *, to_file: bool) -> Iterator[bytes]:
    """Draw a table of the first thousand rows; one row below the other where its columns are too many for the width."""
    found = list(islice((row for rows in answer.rows for row in rows), _MOST_ROWS + 1))
    on_terminal = sys.stdout.isatty() and not to_file
    width = max(shutil.get_terminal_size().columns, _NARROW) if on_terminal else _WIDE
    most = _LONGEST if on_terminal else None
    lines = [[_cell(value, most) for value in row] for row in found[:_MOST_ROWS]]
    heads = [clean(name) for name in answer.columns]
    yield (_table if _fits(heads, lines, width) else _records)(heads, lines, answer.numbers, width).encode()
    if len(found) > _MOST_ROWS:
        note(f"only the first {_MOST_ROWS:,} rows are shown; --to csv gives all")


def _fits(heads: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> bool:
    from rich.cells import cell_len

    columns = zip(*([heads, *lines]), strict=True)
    return sum(2 + min(max(map(cell_len, column)), _LEAST) for column in columns) <= width


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]], numbers: Sequence[bool], width: int) -> str:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for head, number in zip(heads, numbers, strict=True):
        table.add_column(Text(head), justify="right" if number else "left", overflow="fold", no_wrap=number)
    for line in lines:
        table.add_row(*map(Text, line))
    return _printed(table, width)


def _printed(table: Table, width: int) -> str:
    from rich.console import Console

    text = io.StringIO()
    Console(file=text, width=width, highlight=False, markup=False, emoji=False, no_color=True).print(table)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _records(heads: Sequence[str], lines: Sequence[Sequence[str]], _: Sequence[bool], __: int) -> str:
    """A field a line, an empty line between rows."""
    longest = max(map(len, heads))
    rows = ("".join(f"{head:<{longest}}  {cell}\n" for head, cell in zip(heads, line, strict=True)) for line in lines)
    return "\n".join(rows) or "no rows\n"


def _cell(value: Any, most: int | None) -> str:  # noqa: ANN401 - whatever a query gives
    from ..store.answers import plain

    found = plain(value)
    match found:
        case None:
            return ""
        case float():
            return f"{found!r}".removesuffix(".0")
        case list() if all(isinstance(each, str) for each in found):
            text = "、".join(found)
        case list() | dict() | bool():
            text = json.dumps(found, ensure_ascii=False)
        case _:
            text = str(found)
    return clean(text if most is None or len(text) <= most else text[:most] + _ELLIPSIS)
