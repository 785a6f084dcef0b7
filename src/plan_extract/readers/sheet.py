"""Spreadsheets (XLSX, XLS): each sheet's title and notes as paragraphs, its cells as a table, merged ones kept."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from lxml.etree import LxmlError

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, ReadError, TooLargeError
from .archive import open_zip
from .sheet_numbers import MOST_CELLS, Place, formats, plain, shown

Merged = dict[Place, Place]
_UNNAMED = re.compile(r"(?i)(?:sheet|工作表|表)\s?\d{0,3}")
_LABEL = re.compile(r"[^:：]{1,12}[:：]")
_DAY_ZERO = datetime.datetime(1899, 12, 30)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"


def read_sheet(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a workbook, sheet by sheet.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it has too many cells, MissingExtraError where
    the extra `sheets` is not installed.
    """
    if find_spec("python_calamine") is None:
        raise MissingExtraError("sheets", "read spreadsheets")
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    zipped = data.startswith(b"PK")
    looks = _looks(data) if zipped else []
    builder = DocumentBuilder()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, told in enumerate(workbook.sheets_metadata):
            if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_index(index)
                _sheet(builder, sheet, told.name, looks[index] if index < len(looks) else {})
    except CalamineError as error:
        raise ReadError(f"is no readable workbook ({_cause(error)}); open it and save it anew") from None
    source = SourceFile(name, _XLSX if zipped else _XLS, None, hashlib.sha256(data).hexdigest())
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document


def _looks(data: bytes) -> list[dict[Place, str]]:
    """How each sheet shows its numbers; a sheet that claims a million rows is refused before it is laid out."""
    found = []
    try:
        with open_zip(data) as archive:
            for codes, cells in formats(archive):
                if cells > MOST_CELLS:
                    raise TooLargeError(f"has a sheet of more than {MOST_CELLS} cells; keep the rows that matter")
                found.append(codes)
    except (LxmlError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise ReadError("is damaged; open it and save it anew") from None
    return found


def _cause(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _sheet(builder: DocumentBuilder, sheet: Any, title: str, looks: dict[Place, str]) -> None:  # noqa: ANN401
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise TooLargeError(f"has a sheet of more than {MOST_CELLS} cells; keep the rows that matter")
    top, left = sheet.start or (0, 0)
    rows = [
        [_text(value, looks.get((top + r, left + c), "")) for c, value in enumerate(row)]
        for r, row in enumerate(sheet.to_python(skip_empty_area=True))
    ]
    merged = {
        (y - top, x - left): (bottom - top, right - left)
        for (y, x), (bottom, right) in sheet.merged_cell_ranges or ()
        if (y, x) != (bottom, right) and y >= top and x >= left
    }
    first = next((" ".join(filter(None, row)) for row in rows if any(row)), "")
    if first and first != title and not _UNNAMED.fullmatch(title):
        builder.paragraph(title)
    write_rows(builder, rows, merged)


def write_rows(builder: DocumentBuilder, rows: Sequence[Sequence[str]], merged: Merged) -> None:
    """Write rows of cells: those with one filled cell at the top or the bottom are titles and notes, the rest a table.

    `merged` tells the last place (row, column) of each merged cell by its first. An empty row and a title after it begin
    another table.
    """
    for start, end in _parts(rows):
        inner = [number for number in range(start, end) if _is_row(rows[number])]
        first, last = (inner[0], inner[-1] + 1) if inner else (end, end)
        for number in range(start, end):
            if number == first:
                builder.table(_cells(rows, merged, first, last - 1))
            if not first <= number < last:
                builder.paragraph(" ".join(filter(None, rows[number])))


def _is_row(row: Sequence[str]) -> bool:
    """Tell a row of a table from a title, a note, or a line like 填报单位：市民政局 …… 单位：万元."""
    filled = [text for text in row if text]
    return len(filled) > 1 and not all(_LABEL.match(text) for text in filled)


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Cut the rows where a title stands behind an empty row."""
    start = 0
    for number in range(1, len(rows)):
        if any(rows[number]) and not any(rows[number - 1]) and sum(map(bool, rows[number])) == 1:
            behind = next((n for n in range(number + 1, len(rows)) if _is_row(rows[n])), None)
            if behind is not None:
                yield start, number
                start = number
    if rows:
        yield start, len(rows)


def _cells(rows: Sequence[Sequence[str]], merged: Merged, first: int, last: int) -> list[list[CellText]]:
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


def _text(value: object, code: str) -> str:
    """A cell as its sheet shows it."""
    if isinstance(value, datetime.datetime | datetime.date):
        code = code or "yyyy-mm-dd"
        value = (
            (value - _DAY_ZERO).total_seconds() / 86400
            if isinstance(value, datetime.datetime)
            else (value - _DAY_ZERO.date()).days
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else " ".join(str(value).split())
    return shown(float(value), code) if code else plain(float(value))
