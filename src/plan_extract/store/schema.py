"""The columns of each data set: those of the flat tables, typed, and those of what `validate` finds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pyarrow as pa

from ..tables.layout import DOCUMENTS, KEY, ORDINAL, Column, Kind, tables

FINDINGS = "findings"
_LEFT_OUT = frozenset(["suppress"])  # what people accept in plan files: a document that was read has none
_TYPES: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
}
SOURCE = Column("source", "text", False, "Where it was found: plans/养老.html, plans.zip/养老.docx, plans.jsonl#7.")
_FINDING: tuple[Column, ...] = (
    Column(KEY, "text", False, "The document: SHA-256 of its file's bytes, in hexadecimal."),
    Column(ORDINAL, "integer", False, "Place among the document's findings, 1-based."),
    Column("code", "text", False, "Code of the rule: PT001."),
    Column("name", "text", False, "Name of the rule: task-without-owner."),
    Column("level", "text", False, "error, warning or info."),
    Column("message", "text", False, "One line for people."),
    Column("quote", "text", True, "The characters it is about; null for the whole document."),
    Column("span_start", "integer", True, "Offset of the first code point, 0-based."),
    Column("span_end", "integer", True, "Offset after the last code point."),
)


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """The columns of each data set, `documents` first, `findings` last."""
    kept = {name: table.columns for name, table in tables().items() if name not in _LEFT_OUT}
    return MappingProxyType({**kept, DOCUMENTS: (SOURCE, *kept[DOCUMENTS]), FINDINGS: _FINDING})


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """The Arrow schema of each data set; a field's metadata has its description."""
    return MappingProxyType({name: pa.schema([_field(column) for column in each]) for name, each in columns().items()})


@cache
def fingerprint() -> str:
    """Tell one set of columns from another: a store whose columns are not ours is not added to."""
    told = "\n".join(f"{name} {c.name} {c.kind} {c.nullable}" for name, each in columns().items() for c in each)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _TYPES[column.kind], column.nullable, {"description": column.description})
