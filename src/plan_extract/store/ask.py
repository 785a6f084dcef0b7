"""The store asked in SQL: DuckDB in memory, with the data sets as views, and nothing else within its reach.

What a query names is read by pyarrow and handed over, so that DuckDB itself needs no file: its access to files, the
network and extensions is switched off, and its settings are locked, before the first word of the query is read.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from ..errors import PlanExtractError, UsageError
from .opened import Store, data_files, open_to_read
from .reports import FAILURES, SOURCES, SOURCES_SCHEMA
from .schema import schemas

_AT_ONCE = 1_000  # rows
_LONGEST = 400  # characters of an error
_READS = ("SELECT", "EXPLAIN", "MULTI")  # DESCRIBE, SHOW, VALUES and FROM are SELECT to DuckDB, PIVOT is MULTI
_NUMBERS = ("INT", "BIGINT", "HUGEINT", "SMALLINT", "TINYINT", "DOUBLE", "FLOAT", "DECIMAL", "NUMBER")
_FAILURES = pa.schema(
    [
        ("source", pa.string()),
        ("sha256", pa.string()),
        ("stage", pa.string()),
        ("error", pa.string()),
        ("seconds", pa.float64()),
        ("attempts", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of the columns, which of them are numbers, and the rows, once, some at a time."""

    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: Iterator[list[tuple[Any, ...]]]


@contextlib.contextmanager
def opened(path: Path, memory: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store to ask it; a query may take `memory` bytes.

    Raises UsageError where there is no store, or one with other columns than ours.
    """
    with open_to_read(path) as store, contextlib.closing(duckdb.connect(":memory:", config=_settings(memory))) as db:
        for name, data in _data(store).items():
            db.register(name, data)
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
        yield db


def ask(db: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str]) -> Answer:
    """Ask in SQL; `values` are those of its parameters: $year is the value of `year`.

    Raises UsageError where it is no query, PlanExtractError where it is stopped; so may the rows while they are read.
    """
    with told():
        _refuse_what_writes(db, sql)
        found = db.execute(sql, dict(values))
        columns = _distinct([column[0] for column in found.description])
        numbers = tuple(str(column[1]).lstrip("U").startswith(_NUMBERS) for column in found.description)
    return Answer(columns, numbers, _rows(found))


def ask_arrow(db: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str]) -> pa.RecordBatchReader:
    """Ask in SQL as `ask` does, for typed columns."""
    with told():
        _refuse_what_writes(db, sql)
        found = db.sql(sql, params=dict(values))
        reader = found.to_arrow_reader() if hasattr(found, "to_arrow_reader") else found.fetch_arrow_reader()
        names = _distinct(reader.schema.names)
        schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, names, strict=True)])
        batches = (pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in reader)
        return reader if schema == reader.schema else pa.RecordBatchReader.from_batches(schema, batches)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Errors of DuckDB as one line for people."""
    try:
        yield
    except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
        raise _stopped(str(error)) from None
    except duckdb.Error as error:
        raise UsageError(_line(error)) from None
    except (pa.ArrowException, OSError) as error:  # DuckDB's own, while Arrow reads from it
        if "INTERRUPT" in str(error) or "Out of Memory" in str(error):
            raise _stopped(str(error)) from None
        raise UsageError(_line(error)) from None


def _settings(memory: int) -> dict[str, Any]:
    return {
        "memory_limit": f"{memory // 1_000_000}MB",
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,  # a name in a query is a view's, never a variable's
    }


def _data(store: Store) -> dict[str, Any]:
    """Each data set under its name, read as far as a query asks for it."""
    found: dict[str, Any] = {name: _dataset(data_files(store, name), schema) for name, schema in schemas().items()}
    listed = store.path / SOURCES / "all.parquet"
    found[SOURCES] = _dataset([listed] if listed.is_file() else [], SOURCES_SCHEMA)
    failures = store.path / FAILURES
    lines = failures.read_text(encoding="utf-8").splitlines() if failures.is_file() else []
    found["failures"] = pa.Table.from_pylist([json.loads(line) for line in lines], _FAILURES)
    return found


def _dataset(files: list[Path], schema: pa.Schema) -> Any:  # noqa: ANN401 - a data set or an empty table
    return ds.dataset([str(file) for file in files], schema, format="parquet") if files else schema.empty_table()


def _refuse_what_writes(db: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = db.extract_statements(sql)
    if len(statements) != 1:
        raise UsageError(f"one query is wanted, and there are {len(statements)}")
    kind = statements[0].type.name
    if kind not in _READS:
        raise UsageError(f"{kind} is no query; a store is only read: SELECT, DESCRIBE, SHOW TABLES")


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names of columns, no two alike: a, a_1, as DuckDB itself has them in a query within another."""
    taken: dict[str, None] = {}
    for name in names:
        free, count = name, 0
        while free in taken:
            count += 1
            free = f"{name}_{count}"
        taken[free] = None
    return tuple(taken)


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        with told():
            rows = found.fetchmany(_AT_ONCE)
        if not rows:
            return
        yield rows


def _stopped(message: str) -> PlanExtractError:
    if "Out of Memory" in message:
        return PlanExtractError("the query needs more memory; --memory allows more, LIMIT or WHERE asks for less")
    return PlanExtractError("the query took too long; --timeout allows more, LIMIT or WHERE asks for less")


def _line(error: Exception) -> str:
    """What DuckDB says, without the picture of the line that it says it of."""
    said = str(error).partition("\nLINE ")[0]
    return " ".join(said.split())[:_LONGEST]
