"""Spreadsheets (XLSX, XLS): each sheet's title and notes as paragraphs, its cells as a table, merged ones kept.

The workbook is read apart: calamine takes whatever room a file claims.
"""

from __future__ import annotations

import hashlib
import re
from importlib.util import find_spec

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError
from .apart import run_apart
from .rows import write_rows
from .workbook import Sheet

_UNNAMED = re.compile(r"(?i)(?:sheet|工作表|表)\s?\d{0,3}")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"


def read_sheet(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a workbook, sheet by sheet.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it has too many cells, MissingExtraError where
    the extra `sheets` is not installed.
    """
    if find_spec("python_calamine") is None:
        raise MissingExtraError("sheets", "read spreadsheets")
    builder = DocumentBuilder()
    sheets: list[Sheet] = run_apart("workbook:sheets", data)
    for sheet in sheets:
        first = next((" ".join(filter(None, row)) for row in sheet.rows if any(row)), "")
        if first and first != sheet.title and not _UNNAMED.fullmatch(sheet.title):
            builder.paragraph(sheet.title)
        write_rows(builder, sheet.rows, {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged})
    media = _XLSX if data.startswith(b"PK") else _XLS
    document = builder.build(SourceFile(name, media, None, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document
