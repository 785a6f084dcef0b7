"""The columns of each data set: those of the flat tables, typed, of what `validate` finds, and of sketches of texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pyarrow as pa

from ..tables.layout import DOCUMENTS, KEY, ORDINAL, Column, Kind, tables

FINDINGS, SIGNATURES = "findings", "signatures"
TOLD = ("place", "years", "number")  # of a signature: where they differ, so do the plans
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
_SIGNATURES = (
    pa.field(KEY, pa.string(), False, {"description": "The document: SHA-256 of its file's bytes, in hexadecimal."}),
    pa.field("place", pa.string(), True, {"description": "GB/T 2260 code of the place whose plan it is."}),
    pa.field("years", pa.string(), True, {"description": "The years that it covers: 2021-2025."}),
    pa.field("number", pa.string(), True, {"description": "发文字号."}),
    pa.field("signature", pa.binary(), False, {"description": "MinHash of its text: 128 numbers of 32 bits."}),
)


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """The columns of each data set, `documents` first, `findings` last."""
    kept = {name: table.columns for name, table in tables().items() if name not in _LEFT_OUT}
    return MappingProxyType({**kept, DOCUMENTS: (SOURCE, *kept[DOCUMENTS]), FINDINGS: _FINDING})


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """The Arrow schema of each data set, `signatures` last; a field's metadata has its description.

    `signatures` has rows where near duplicates are looked for, and none elsewhere.
    """
    typed = {name: pa.schema([_field(column) for column in each]) for name, each in columns().items()}
    return MappingProxyType({**typed, SIGNATURES: pa.schema(_SIGNATURES)})


@cache
def fingerprint() -> str:
    """Tell one set of columns from another: a store whose columns are not ours is not added to."""
    told = "\n".join(f"{name} {c.name} {c.type} {c.nullable}" for name, each in schemas().items() for c in each)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _TYPES[column.kind], column.nullable, {"description": column.description})
