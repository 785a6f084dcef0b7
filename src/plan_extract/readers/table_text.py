"""CSV and TSV: one table, its encoding and its separator told from the content."""

from __future__ import annotations

import csv
import hashlib

from ..document.build import CellText, DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError
from .encoding import decode

_SEPARATORS = ",\t;|"
_LONGEST_FIELD = 1_000_000


def read_csv(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a table in text form; a row with one filled cell before the others is a title.

    Raises ReadError where quotes do not match up, EncodingError where it is no text.
    """
    found = decode(data, encoding=encoding)
    first = next((line for line in found.text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda mark: (first.count(mark), -_SEPARATORS.index(mark)))
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = [row for row in csv.reader(found.text.splitlines(keepends=True), delimiter=separator) if any(row)]
    except csv.Error as error:
        raise ReadError(f"is no readable CSV ({error}); check its quotes") from None
    builder = DocumentBuilder()
    while rows and sum(1 for cell in rows[0] if cell.strip()) == 1 and len(rows) > 1:
        builder.paragraph(" ".join(rows.pop(0)))
    width = max(map(len, rows), default=0)
    builder.table([[CellText(cell) for cell in (*row, *[""] * (width - len(row)))] for row in rows])
    media = "text/tab-separated-values" if separator == "\t" else "text/csv"
    document = builder.build(SourceFile(name, media, found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("has no filled cell; nothing to read", source=name)
    return document
