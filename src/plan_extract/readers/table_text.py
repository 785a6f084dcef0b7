"""CSV and TSV: one table, its encoding and its separator told from the content."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError, TooLargeError
from .encoding import decode
from .rows import MOST_CELLS, write_rows

_SEPARATORS = ",\t;|"
_LONGEST_FIELD = 1_000_000
_LOOKED_AT = 20  # lines, to tell the separator


def read_csv(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a table in text form; rows with one filled cell before and behind the others are titles and notes.

    Raises ReadError where quotes do not match up, EncodingError where it is no text.
    """
    found = decode(data, encoding=encoding)
    lines = [line for line in found.text.splitlines()[:_LOOKED_AT] if line.strip()]
    separator = max(_SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), -_SEPARATORS.index(mark)))
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(_rows(csv.reader(found.text.splitlines(keepends=True), delimiter=separator)))
    except csv.Error as error:
        raise ReadError(f"is no readable CSV ({error}); check its quotes") from None
    builder = DocumentBuilder()
    write_rows(builder, [[" ".join(cell.split()) for cell in row] for row in rows], {})
    media = "text/tab-separated-values" if separator == "\t" else "text/csv"
    document = builder.build(SourceFile(name, media, found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document


def _rows(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows that hold something; not more cells than a workbook may have."""
    cells = 0
    for row in lines:
        cells += len(row)
        if cells > MOST_CELLS:
            raise TooLargeError(f"has more than {MOST_CELLS} cells; keep the rows that matter")
        if any(row):
            yield row
