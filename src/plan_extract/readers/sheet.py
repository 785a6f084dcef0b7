"""Spreadsheets (XLSX, XLS): each sheet's title and notes as paragraphs, its cells as a table, merged ones kept."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, ReadError, TooLargeError
from .archive import open_zip
from .rows import write_rows
from .sheet_numbers import MOST_CELLS, Place, formats, plain, shown

_UNNAMED = re.compile(r"(?i)(?:sheet|工作表|表)\s?\d{0,3}")
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
        with _quiet():
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for index, told in enumerate(workbook.sheets_metadata):
                if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
                    sheet = workbook.get_sheet_by_index(index)
                    _sheet(builder, sheet, told.name, looks[index] if index < len(looks) else {})
    except CalamineError as error:
        raise ReadError(f"is no readable workbook ({_cause(error)}); open it and save it anew") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ReadError("is damaged; open it and save it anew") from None
    source = SourceFile(name, _XLSX if zipped else _XLS, None, hashlib.sha256(data).hexdigest())
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Rust prints when it panics over a damaged file off standard error: our one line tells it."""
    try:
        kept = os.dup(2)
    except OSError:  # closed
        yield
        return
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


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
