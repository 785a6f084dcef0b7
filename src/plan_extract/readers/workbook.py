"""What the sheets of a workbook (XLSX, XLS) show, by calamine: run by `sheet` in a process of its own, see there."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import Any

from lxml.etree import LxmlError

from ..errors import ReadError, TooLargeError
from .archive import UNREADABLE, open_zip
from .rows import MOST_CELLS
from .sheet_numbers import Place, formats, plain, shown

_DAY_ZERO = datetime.datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows of cells as it shows them, and its merged cells (top, left, bottom, right; all 0-based, included)."""

    title: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def sheets(data: bytes) -> list[Sheet]:
    """Give the visible sheets of a workbook.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it has too many cells.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    looks = _looks(data) if data.startswith(b"PK") else []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _sheet(workbook.get_sheet_by_index(index), told.name, looks[index] if index < len(looks) else {})
            for index, told in enumerate(workbook.sheets_metadata)
            if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible
        ]
    except CalamineError as error:
        raise ReadError(f"is no readable workbook ({_cause(error)}); open it and save it anew") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust, and no Exception
            raise
        raise ReadError("is damaged; open it and save it anew") from None


def _looks(data: bytes) -> list[dict[Place, str]]:
    """How each sheet shows its numbers; a sheet that claims a million rows is refused before it is laid out."""
    found = []
    try:
        with open_zip(data) as archive:
            for codes, cells in formats(archive):
                if cells > MOST_CELLS:
                    raise TooLargeError(f"has a sheet of more than {MOST_CELLS} cells; keep the rows that matter")
                found.append(codes)
    except (LxmlError, *UNREADABLE):
        raise ReadError("is damaged; open it and save it anew") from None
    return found


def _cause(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _sheet(sheet: Any, title: str, looks: dict[Place, str]) -> Sheet:  # noqa: ANN401 - calamine's
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise TooLargeError(f"has a sheet of more than {MOST_CELLS} cells; keep the rows that matter")
    top, left = sheet.start or (0, 0)
    rows = [
        [_text(value, looks.get((top + r, left + c), "")) for c, value in enumerate(row)]
        for r, row in enumerate(sheet.to_python(skip_empty_area=True))
    ]
    merged = [
        (y - top, x - left, bottom - top, right - left)
        for (y, x), (bottom, right) in sheet.merged_cell_ranges or ()
        if top <= y <= bottom and left <= x <= right and (y, x) != (bottom, right)
    ]
    return Sheet(title, rows, merged)


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
