"""Which tables there are: one for each kind of record, its columns made from the fields of its model.

A list of records is a table of the field's name (`tasks.actions` is `actions`), and two lists of the same name and type
share one (`tasks.assignments`, `indicators.assignments`). A single record stands in the columns of the one that holds it
(`baseline.year` is `baseline_year`); `source` and `metadata` are the document itself and give their names no prefix.

Every row names its document (`sha256`), its place among the rows of its table (`ordinal`), and the record that it stands
in by id (`task`: T001), or by ordinal where that has no id. Ids are unique in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeGuard, Union, get_args, get_origin

from ..records.base import Record
from ..records.plan import PlanDocument

Kind = Literal["text", "integer", "number", "boolean", "date", "texts"]

DOCUMENTS, KEY, ORDINAL, BARE = "documents", "sha256", "ordinal", "value"
_KINDS: Mapping[object, Kind] = {str: "text", int: "integer", float: "number", bool: "boolean", date: "date"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `texts` is a list of text, `choices` are the values of a closed list (牵头 is `lead`)."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the fields of a record stand.

    `values` are fields and their columns, `parts` are fields that are single records, `lists` are fields that are lists
    of records, each in the table of its name; `columns` are those of the record and its parts.
    `optional` tells that it or what holds it may be absent, `deep` that lists stand in it or in its parts.
    """

    values: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, Shape], ...]
    lists: tuple[str, ...]
    columns: tuple[str, ...]
    optional: bool
    deep: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows are records of one type. `holders` maps a column to the table whose row it names.

    `has_id` tells that others name its rows by `id`; `bare` that an item may be plain text instead of a record (a
    suppression may be its code alone), which then stands in the column `value`.
    """

    name: str
    record: type[Record]
    description: str
    columns: tuple[Column, ...]
    shape: Shape
    holders: Mapping[str, str]
    has_id: bool
    bare: bool


class _List(NamedTuple):
    """A list of records that a field holds."""

    name: str
    record: type[Record]
    bare: bool
    description: str


@cache
def tables() -> Mapping[str, Table]:
    """The tables of a plan, `documents` first, then as the fields stand in the models."""
    return layout(PlanDocument)


def layout(root: type[Record]) -> Mapping[str, Table]:
    """Derive the tables of a record type that has, itself or in a single record, a field `sha256`.

    Raises TypeError for a field that no column can hold, and where two columns or two tables would share a name.
    """
    found: dict[str, Table] = {}
    _add(_List(DOCUMENTS, root, False, "Each document, with what it says of itself."), None, found)
    return MappingProxyType({name: _with_keys(table, found) for name, table in found.items()})


def _add(rows: _List, holder: Table | None, found: dict[str, Table]) -> None:
    """Add the table of a list and those below it; where there is one of that name and type, it has one more holder."""
    name, record, bare, description = rows
    if name not in found:
        columns: list[Column] = []
        lists: list[_List] = []
        shape = _shape(record, "", columns, lists, whole=holder is None, optional=bare)
        has_id = "id" in record.model_fields
        found[name] = Table(name, record, description, tuple(columns), shape, {}, has_id, bare)
        for below in lists:
            _add(below, found[name], found)
    table = found[name]
    if (table.record, table.bare) != (record, bare) or (holder and holder.name in table.holders.values()):
        raise TypeError(f"two lists that cannot share a table are called {name}")
    if holder:
        column = "" if holder.name == DOCUMENTS else _singular(holder.record)
        found[name] = replace(table, holders={**table.holders, column: holder.name})


def _with_keys(table: Table, found: Mapping[str, Table]) -> Table:
    """Put the columns that tell whose row it is before those of the fields."""
    columns = (*_keys(table, found), *table.columns)
    names = [column.name for column in columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise TypeError(f"{table.name}: two columns are called {', '.join(twice)}")
    holders = {column: holder for column, holder in table.holders.items() if column}
    return replace(table, columns=columns, holders=MappingProxyType(holders))


def _keys(table: Table, found: Mapping[str, Table]) -> Iterator[Column]:
    """The columns that no field gives; of a document there are none."""
    if not table.holders:
        return
    yield Column(KEY, "text", False, "The document: SHA-256 of its file's bytes, in hexadecimal.")
    yield Column(ORDINAL, "integer", False, "Place among the document's rows of this table, 1-based.")
    for column, holder in table.holders.items():
        kind: Kind = "text" if found[holder].has_id else "integer"
        if column:
            told = f"{'Id' if kind == 'text' else 'Ordinal'} of the {column} that it stands in."
            yield Column(column, kind, len(table.holders) > 1, told)
    if table.bare:
        yield Column(BARE, "text", True, "The item where it is plain text; all else is null then.")


def _shape(
    record: type[Record], prefix: str, columns: list[Column], lists: list[_List], *, whole: bool, optional: bool
) -> Shape:
    """Sort the fields of a record, and add their columns and lists to those of the table.

    `whole` tells that single records in it give their columns no prefix, `optional` that it may be absent.
    """
    values, parts, own, first, before = [], [], [], len(columns), len(lists)
    for name, info in record.model_fields.items():
        kind, absent = _without_none(info.annotation)
        told = info.description or ""
        if (items := _items(kind)) and not absent:
            own.append(name)
            lists.append(_List(name, items[0], items[1:] == [str], told))
        elif _is_record(kind):
            _told_apart(kind, name, absent=absent)
            below = "" if whole else f"{prefix}{name}_"
            parts.append((name, _shape(kind, below, columns, lists, whole=False, optional=optional or absent)))
        else:
            values.append((name, prefix + name))
            columns.append(_column(prefix + name, kind, told, nullable=optional or absent))
    names = tuple(column.name for column in columns[first:])
    return Shape(tuple(values), tuple(parts), tuple(own), names, optional, len(lists) > before)


def _told_apart(record: type[Record], name: str, *, absent: bool) -> None:
    """Refuse a record that may be absent where no column of it would tell that it is there."""
    columns: list[Column] = []
    _shape(record, "", columns, [], whole=False, optional=False)
    if absent and all(column.nullable for column in columns):
        raise TypeError(f"{name}: may be absent, and no field of {record.__name__} tells that it is there")


def _column(name: str, kind: object, description: str, *, nullable: bool) -> Column:
    if get_origin(kind) is Literal:
        return Column(name, "text", nullable, description, get_args(kind))
    if kind == tuple[str, ...]:
        return Column(name, "texts", nullable, description)
    if kind not in _KINDS:
        raise TypeError(f"{name}: no column holds {kind}")
    return Column(name, _KINDS[kind], nullable, description)


def _singular(record: type[Record]) -> str:
    """The name of one record: `PlanPeriod` is plan_period."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def _without_none(annotation: object) -> tuple[Any, bool]:
    """Take `None` out of a type and tell whether it was there."""
    options = _options(annotation)
    rest = [option for option in options if option is not NoneType]
    return (rest[0] if len(rest) == 1 else annotation), len(rest) < len(options)


def _items(annotation: object) -> list[Any]:
    """The type of the records in a list of them; in `tuple[Suppression | str, ...]`, Suppression and str."""
    options = _options(get_args(annotation)[0]) if get_origin(annotation) is tuple else []
    return options if options[1:] in ([], [str]) and all(map(_is_record, options[:1])) else []


def _options(annotation: object) -> list[Any]:
    """The members of a union; of anything else, itself."""
    return list(get_args(annotation)) if get_origin(annotation) in (Union, UnionType) else [annotation]


def _is_record(annotation: object) -> TypeGuard[type[Record]]:
    return isinstance(annotation, type) and issubclass(annotation, Record)
