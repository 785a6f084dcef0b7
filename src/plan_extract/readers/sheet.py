"""Spreadsheets (XLSX, XLS): each sheet's title and notes as paragraphs, its cells as a table, merged ones kept."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, ReadError, TooLargeError
from .archive import open_zip

MOST_CELLS = 2_000_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"


def read_sheet(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a workbook, sheet by sheet.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it has too many cells, MissingExtraError where
    the extra `sheets` is not installed.
    """
    if find_spec("python_calamine") is None:
        raise MissingExtraError("sheets", "read spreadsheets")
    from python_calamine import CalamineError, CalamineWorkbook

    zipped = data.startswith(b"PK")
    if zipped:
        open_zip(data).close()
    builder = DocumentBuilder()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, title in enumerate(workbook.sheet_names):
            _sheet(builder, workbook.get_sheet_by_index(index), title)
    except CalamineError as error:
        raise ReadError(f"is no readable workbook ({error}); open it and save it anew") from None
    source = SourceFile(name, _XLSX if zipped else _XLS, None, hashlib.sha256(data).hexdigest())
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document


def _sheet(builder: DocumentBuilder, sheet: Any, title: str) -> None:  # noqa: ANN401 - a calamine sheet
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise TooLargeError(f"sheet {title} has more than {MOST_CELLS} cells; keep the rows that matter")
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = {start: end for start, end in sheet.merged_cell_ranges or () if start != end}
    if any(map(any, rows)) and not title.lower().startswith("sheet"):
        builder.paragraph(title)
    write_rows(builder, rows, merged)


def write_rows(
    builder: DocumentBuilder,
    rows: Sequence[Sequence[str]],
    merged: dict[tuple[int, int], tuple[int, int]],
) -> None:
    """Write rows of cells: those with one filled cell at the top or the bottom are titles and notes, the rest a table.

    `merged` tells the last place (row, column) of each merged cell by its first.
    """
    filled = [number for number, row in enumerate(rows) if any(row)]
    inner = [number for number in filled if sum(map(bool, rows[number])) > 1]
    if not inner:
        inner = []
    first, last = (inner[0], inner[-1]) if inner else (len(rows), -1)
    for number in filled:
        if number < first:
            builder.paragraph(" ".join(filter(None, rows[number])))
    if inner:
        builder.table(_cells(rows, merged, first, last))
    for number in filled:
        if number > last and inner:
            builder.paragraph(" ".join(filter(None, rows[number])))


def _cells(
    rows: Sequence[Sequence[str]], merged: dict[tuple[int, int], tuple[int, int]], first: int, last: int
) -> list[list[CellText]]:
    """The cells from row to row, empty columns and what merged cells cover left out."""
    used = [
        c for c in range(max(map(len, rows))) if any(c < len(rows[r]) and rows[r][c] for r in range(first, last + 1))
    ]
    place = {column: index for index, column in enumerate(used)}
    covered: set[tuple[int, int]] = set()
    out: list[list[CellText]] = []
    for r in range(first, last + 1):
        line: list[CellText] = []
        for c in used:
            if (r, c) in covered:
                continue
            bottom, right = merged.get((r, c), (r, c))
            bottom = min(bottom, last)
            covered.update((y, x) for y in range(r, bottom + 1) for x in range(c, right + 1))
            width = sum(1 for x in place if c <= x <= right)
            line.append(CellText(rows[r][c] if c < len(rows[r]) else "", bottom - r + 1, max(width, 1)))
        out.append(line)
    return out


def _text(value: object) -> str:
    """A cell as its sheet shows it: whole numbers without a point, dates by ISO 8601."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return "" if value is None else " ".join(str(value).split())
