"""A plan to rows, and rows to a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from ..records.base import Record
from ..records.plan import PlanDocument
from .layout import BARE, DOCUMENTS, KEY, ORDINAL, Shape, Table, tables

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Made = TypeVar("Made", bound=Record)
_Holder = tuple[()] | tuple[str, object]  # the table and the name of the row that holds a row; () is the document


def rows(plan: PlanDocument) -> dict[str, list[Row]]:
    """Give a plan's rows by table, each with every column of it; a table without rows is an empty list.

    Values are str, int, float, bool, date, None, and of `texts` a tuple of str: 市民政局牵头 is the row
    {"sha256": …, "ordinal": 1, "task": "T001", "indicator": None, "unit": "市民政局", "role": "lead", …} of `assignments`.
    """
    return flatten(plan, tables())


def plan_from(rows: Rows) -> PlanDocument:
    """Give back the plan that the rows of one document were made of, whatever their order.

    Lists may stand for tuples and ISO 8601 text for dates; more columns or tables than ours are passed over.
    Raises pydantic.ValidationError where the rows make no plan.
    """
    return rebuild(PlanDocument, tables(), rows)


def flatten(root: Record, layout: Mapping[str, Table]) -> dict[str, list[Row]]:
    """Give the rows of any record by the tables that were derived from its type."""
    found: dict[str, list[Row]] = {name: [] for name in layout}
    _add({}, layout[DOCUMENTS], root, found, layout)
    return found


def _add(
    row: Row, table: Table, record: Record | str, found: dict[str, list[Row]], layout: Mapping[str, Table]
) -> None:
    """Add a record's row, which has the keys of its document and holder already, and the rows of its lists."""
    found[table.name].append(row)
    if table.bare:
        row[BARE] = record if isinstance(record, str) else None
    whole = None if isinstance(record, str) else record
    _fill(row, table.shape, whole)
    for name, items in _lists(table.shape, whole):
        below, same = layout[name], found[name]
        named = {
            column: _name(table, row) if holder == table.name else None for column, holder in below.holders.items()
        }
        for item in items:
            _add({KEY: row[KEY], ORDINAL: len(same) + 1, **named}, below, item, found, layout)


def _fill(row: Row, shape: Shape, record: Record | None) -> None:
    """Put the values of a record and of its parts into a row; of an absent one, nulls."""
    if record is None:
        row.update(dict.fromkeys(shape.columns))
        return
    values = record.__dict__
    for field, column in shape.values:
        row[column] = values[field]
    for field, part in shape.parts:
        _fill(row, part, values[field])


def _lists(shape: Shape, record: Record | None) -> Iterator[tuple[str, Sequence[Record | str]]]:
    """The lists of records in a record and in its parts."""
    if record is not None and shape.deep:
        yield from ((name, getattr(record, name)) for name in shape.lists)
        for field, part in shape.parts:
            yield from _lists(part, getattr(record, field))


def rebuild(record: type[Made], layout: Mapping[str, Table], rows: Rows) -> Made:
    """Give back the record that the rows of one document were made of."""
    held: dict[tuple[str, _Holder], list[Mapping[str, Any]]] = defaultdict(list)
    for name, table in layout.items():
        for row in sorted(rows.get(name, ()), key=lambda row: row.get(ORDINAL) or 0):
            held[name, _holder(table, row)].append(row)

    def item(table: Table, row: Mapping[str, Any]) -> object:
        if table.bare and row.get(BARE) is not None:
            return row[BARE]
        return data(table.shape, row, () if table.name == DOCUMENTS else (table.name, _name(table, row)))

    def data(shape: Shape, row: Mapping[str, Any], holder: _Holder) -> dict[str, Any]:
        found: dict[str, Any] = {field: row.get(column) for field, column in shape.values}
        for field, part in shape.parts:
            absent = part.optional and all(row.get(column) is None for column in part.columns)
            found[field] = None if absent else data(part, row, holder)
        for name in shape.lists:
            found[name] = [item(layout[name], each) for each in held[name, holder]]
        return found

    (document,) = rows[DOCUMENTS]
    return record.model_validate(item(layout[DOCUMENTS], document))


def _name(table: Table, row: Mapping[str, Any]) -> object:
    """What others call a row: its id, or its ordinal."""
    return row["id"] if table.has_id else row[ORDINAL]


def _holder(table: Table, row: Mapping[str, Any]) -> _Holder:
    """What holds a row: the first that is named."""
    named = ((holder, row[column]) for column, holder in table.holders.items() if row.get(column) is not None)
    return next(named, ())
