"""Documents that are rows of a table: JSON Lines or Parquet with a column of texts, HTML pages or files' bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import ReadError, UsageError
from ..settings import Limits

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_PARQUET = (".parquet", ".pq")
_AT_ONCE = 32  # rows that are in memory


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column has the document, and which its id (without one, rows are known by their number, from 1)."""

    text: str
    id: str | None = None

    @property
    def named(self) -> list[str]:
        """The columns that there must be."""
        return [name for name in (self.text, self.id) if name is not None]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1, its id, and the document's bytes (of a text, in UTF-8), or what is wrong with it."""

    place: int
    id: str
    data: bytes | None
    problem: str | None = None
    text: bool = True


def tabular(name: str) -> bool:
    """Tell whether a file has rows, by its name."""
    return name.lower().endswith(_LINES + _PARQUET)


def rows_in(file: str, columns: Columns, limits: Limits, opened: Callable[[str], IO[bytes]]) -> Iterator[Row]:
    """Give the rows of a file, a few at a time; `opened` opens it.

    Raises ReadError where it is damaged, UsageError where it has no such column.
    """
    parquet = Path(file).suffix.lower() in _PARQUET
    try:
        with opened(file) as stream:
            found = _parquet(stream, columns, file) if parquet else _lines(stream, columns, limits, file)
            for place, known in enumerate(found, 1):
                yield _row(place, known, columns, limits)
    except OSError as error:
        raise ReadError(f"could not be read: {error.strerror or error}") from None


def _lines(stream: IO[bytes], columns: Columns, limits: Limits, file: str) -> Iterator[dict[str, Any] | str]:
    if file.lower().endswith(".gz"):
        import gzip

        stream = gzip.open(stream)  # type: ignore[assignment]  # noqa: SIM115 - the file below it is closed
    most = 2 * limits.text_bytes  # of a line: a text may be escaped in it
    found = False
    while line := stream.readline(most + 1):
        if len(line) > most:
            while len(line) > most and not line.endswith(b"\n"):
                line = stream.readline(most + 1)
            yield _too_large(limits)
        elif line.strip():
            known = _object(line)
            if isinstance(known, dict):
                if not found and (missing := [name for name in columns.named if name not in known]):
                    raise _no_column(missing[0], known, file)
                found = True
            yield known


def _object(line: bytes) -> dict[str, Any] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return "is no JSON; each line must be one object"
    return found if isinstance(found, dict) else "is no JSON object; each line must be one"


def _parquet(stream: IO[bytes], columns: Columns, file: str) -> Iterator[dict[str, Any] | str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False)
        names = columns.named
        for name in names:
            if name not in table.schema_arrow.names:
                raise _no_column(name, table.schema_arrow.names, file)
        for batch in table.iter_batches(_AT_ONCE, columns=names):
            yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise ReadError(f"is damaged: {' '.join(str(error).split())[:200]}") from None


def _no_column(name: str, there: Any, file: str) -> UsageError:  # noqa: ANN401
    return UsageError(f"has no column {name!r}; it has {', '.join(map(str, list(there)[:20]))}", source=file)


def _row(place: int, found: dict[str, Any] | str, columns: Columns, limits: Limits) -> Row:
    if isinstance(found, str):
        return Row(place, str(place), None, found)
    named = found.get(columns.id) if columns.id is not None else None
    name = str(place) if named is None or named == "" else str(named)
    value = found.get(columns.text)
    text = isinstance(value, str)
    if isinstance(value, str):
        try:
            value = value.encode()
        except UnicodeEncodeError as error:
            return Row(place, name, None, f"character {error.start} is half a surrogate pair, no text")
    if not value:
        return Row(place, name, None, "is empty; nothing to read")
    if not isinstance(value, bytes):
        return Row(place, name, None, f"holds {type(value).__name__} in column {columns.text!r}, no text")
    if len(value) > limits.text_bytes:
        return Row(place, name, None, _too_large(limits))
    return Row(place, name, value, text=text)


def _too_large(limits: Limits) -> str:
    return f"is over the limit of {limits.text_bytes / 1e6:g} MB; split it, or raise the limit with --max-size"
