"""What the sheets of a workbook (XLSX, XLS) show, by calamine: run by `sheet` in a process of its own, see there."""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from lxml.etree import LxmlError

from ..errors import PlanExtractError, ReadError, TooLargeError
from .archive import UNREADABLE, open_zip
from .sheet_numbers import MOST_CELLS, Place, formats, plain, shown

MOST_MEMORY = 2_000_000_000  # bytes of address space; two million cells take a third of it
_DAY_ZERO = datetime.datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows of cells as it shows them, and its merged cells (top, left, bottom, right; all 0-based, included)."""

    title: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def main() -> None:
    """Read the workbook at standard input; write its sheets, or what is wrong with it, to standard output as JSON."""
    bound_memory(MOST_MEMORY)
    told: dict[str, Any]
    try:
        told = {"sheets": [asdict(sheet) for sheet in sheets(sys.stdin.buffer.read())]}
    except PlanExtractError as error:
        told = {"error": type(error).__name__, "message": error.message}
    sys.stdout.write(json.dumps(told))


def bound_memory(most: int) -> None:
    """Let this process have no more address space than that, where the system can say so (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def sheets(data: bytes) -> Iterator[Sheet]:
    """Give the visible sheets of a workbook.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it has too many cells.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    looks = _looks(data) if data.startswith(b"PK") else []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, told in enumerate(workbook.sheets_metadata):
            if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_index(index)
                yield _sheet(sheet, told.name, looks[index] if index < len(looks) else {})
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
