"""Spreadsheets (XLSX, XLS): each sheet's title and notes as paragraphs, its cells as a table, merged ones kept.

The workbook is read in a process of its own, with bounded memory and time: calamine takes the room that a file claims, a
cell at XFD1048576 or a count in its header, and Rust code that is refused it ends its process.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from .. import errors
from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, PlanExtractError, ReadError
from .rows import write_rows
from .workbook import Sheet

SECONDS = 120
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
    for sheet in _read_apart(data):
        first = next((" ".join(filter(None, row)) for row in sheet.rows if any(row)), "")
        if first and first != sheet.title and not _UNNAMED.fullmatch(sheet.title):
            builder.paragraph(sheet.title)
        write_rows(builder, sheet.rows, {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged})
    media = _XLSX if data.startswith(b"PK") else _XLS
    document = builder.build(SourceFile(name, media, None, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document


def _read_apart(data: bytes) -> list[Sheet]:
    """Run `workbook.main` in a process that imports what we do and nothing else."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from plan_extract.readers.workbook import main; main()"
    command = [sys.executable, "-I", "-S", "-c", code]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ReadError(f"takes more than {SECONDS} seconds to read; save it anew") from None
    if done.returncode:
        raise ReadError("is damaged, or claims more room than any workbook needs; open it and save it anew")
    told: dict[str, Any] = json.loads(done.stdout)
    if "error" in told:
        kind: type[PlanExtractError] = getattr(errors, told["error"])
        raise kind(told["message"])
    return [Sheet(**sheet) for sheet in told["sheets"]]
