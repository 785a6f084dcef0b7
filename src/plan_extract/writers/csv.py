"""CSV: a file for each table, for spreadsheets and databases.

- UTF-8 with a byte order mark, so that Excel sees it; commas, quotes and line ends as RFC 4180 has them; the first line
  has the names of the columns, those of the JSON records.
- Nothing is a formula: text that begins like one (= + - @, their full-width forms, white space before them) has a `'`
  before it, which a spreadsheet takes for text. Text that begins with `'` has one more, so that a reader that takes
  away the first `'` of a cell has the text again: https://owasp.org/www-community/attacks/CSV_Injection
- An empty cell is null, or empty text where a column is never null; empty text where it may be null is a lone `'`.
- A list of texts is a JSON array: ["市民政局","市财政局"].
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date

from ..records.plan import PlanDocument
from ..tables.layout import Column, tables
from ..tables.rows import Row
from .flat import chosen_rows

_MARK = "'"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", _MARK)
_BLANK = ("\t", "\r", "\n", "\0")


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Write a file for each table, by name: tasks.csv and assignments.csv among them."""
    return {f"{name}.csv": _file(tables()[name].columns, rows) for name, rows in chosen_rows(plan, only).items()}


def table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write any table: heads and values, which are text, numbers, dates, lists of text, or None."""
    return _written(heads, ([_cell(value) for value in line] for line in lines))


def further(lines: Iterable[Sequence[object]]) -> bytes:
    """Write lines to stand below such a table."""
    text = io.StringIO()
    csv.writer(text).writerows([_cell(value) for value in line] for line in lines)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _file(columns: tuple[Column, ...], rows: Iterable[Row]) -> bytes:
    # What is told of a closed list (>=) is ours, and no formula.
    lines = (
        [
            value if column.choices else _cell(value, nullable=column.nullable)
            for column, value in ((column, row[column.name]) for column in columns)
        ]
        for row in rows
    )
    return _written([column.name for column in columns], lines)


def _written(heads: Sequence[str], lines: Iterable[Sequence[str | None]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object, *, nullable: bool = False) -> str:
    match value:
        case None:
            return ""
        case str():
            return _text(value, nullable=nullable)
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return f"{value!r}".removesuffix(".0")


def _text(text: str, *, nullable: bool) -> str:
    """Mark what a spreadsheet would take for a formula, and what would read back otherwise."""
    marked = text.lstrip().startswith(_FORMULA) or text.startswith(_BLANK) or (nullable and not text)
    return _MARK + text if marked else text
