"""What a query gave, in the forms that it can be kept in: some rows are in memory at a time.

Text is never a formula in a spreadsheet: CSV marks it, a workbook writes it as text.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import UsageError
from ..writers.csv import further, table
from ..writers.xlsx_cells import is_date, is_number, shown
from .ask import Answer, told

_MOST_ROWS = 1_048_575  # of a sheet, under its heading
_MADE = datetime(2000, 1, 1)  # fixed: the same workbook for the same answer
_CHUNK = 1 << 20


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    """A value as JSON has it: dates in ISO 8601, what is no number null, bytes in hexadecimal."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case _:
            return str(value)


def csv(answer: Answer) -> Iterator[bytes]:
    """RFC 4180, UTF-8 with a byte order mark, as `parse --to csv` has it."""
    yield table(answer.columns, [])
    for rows in answer.rows:
        yield further([_cell(value) for value in row] for row in rows)


def jsonl(answer: Answer) -> Iterator[bytes]:
    """An object a line."""
    for rows in answer.rows:
        yield b"".join(_object(answer, row) + b"\n" for row in rows)


def json_array(answer: Answer) -> Iterator[bytes]:
    """An array of objects, one a line."""
    between = b"[\n"
    for rows in answer.rows:
        yield between + b",\n".join(_object(answer, row) for row in rows)
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def xlsx(answer: Answer) -> Iterator[bytes]:
    """A workbook of one sheet with heading and filter. Raises UsageError where the rows are more than a sheet holds."""
    import xlsxwriter

    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties({"created": _MADE})
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(answer.columns) - 1, 20)
            formats = {"head": book.add_format({"bold": True}), "date": book.add_format({"num_format": "yyyy-mm-dd"})}
            for place, name in enumerate(answer.columns):
                sheet.write_string(0, place, shown(name), formats["head"])
            count = _fill(sheet, answer, formats["date"])
            sheet.autofilter(0, 0, max(count, 1), len(answer.columns) - 1)
        yield from _content(file)


def parquet(reader: pa.RecordBatchReader) -> Iterator[bytes]:
    """Typed columns, as the query has them. Raises UsageError where Parquet has no such type."""
    with tempfile.TemporaryFile() as file:
        try:
            with pq.ParquetWriter(file, reader.schema, compression="zstd") as out:
                while True:
                    with told():
                        batch = next(reader, None)
                    if batch is None:
                        break
                    out.write_batch(batch)
        except pa.ArrowException as error:
            raise UsageError(f"Parquet cannot hold this: {' '.join(str(error).split())}; cast it to text") from None
        yield from _content(file)


FORMS: Mapping[str, Callable[[Answer], Iterator[bytes]]] = {
    "csv": csv,
    "json": json_array,
    "jsonl": jsonl,
    "xlsx": xlsx,
}


def _object(answer: Answer, row: tuple[Any, ...]) -> bytes:
    return json.dumps(
        {name: plain(value) for name, value in zip(answer.columns, row, strict=True)}, ensure_ascii=False
    ).encode(errors="backslashreplace")


def _cell(value: Any) -> object:  # noqa: ANN401
    """A value as CSV and sheets take it: lists and structures as JSON."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = plain(value)
    return json.dumps(found, ensure_ascii=False) if isinstance(found, list | dict) else found


def _fill(sheet: Any, answer: Answer, dated: Any) -> int:  # noqa: ANN401
    count = 0
    for rows in answer.rows:
        for row in rows:
            count += 1
            if count > _MOST_ROWS:
                raise UsageError(f"there are more rows than a sheet holds ({_MOST_ROWS}); take csv or parquet")
            for place, value in enumerate(map(_cell, row)):
                _write(sheet, count, place, value, dated)
    return count


def _write(sheet: Any, row: int, place: int, value: object, dated: Any) -> None:  # noqa: ANN401
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, place, value)
        case int() | float() if is_number(value):
            sheet.write_number(row, place, value)
        case date() if is_date(value):
            sheet.write_datetime(row, place, value, dated)
        case _:
            sheet.write_string(row, place, shown(str(value)))


def _content(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(_CHUNK):
        yield data
