"""Read back what the writers of tables wrote, as a careful program would by their documentation."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from plan_extract import PlanDocument
from plan_extract.tables.labels import column_label, table_label, value_label, word
from plan_extract.tables.layout import Column, tables
from plan_extract.tables.rows import plan_from
from plan_extract.writers.xlsx_views import REFERENCES


def read_csv(files: Mapping[str, bytes]) -> PlanDocument:
    """The plan of a directory of CSV files, as `writers/csv.py` tells."""
    return plan_from({name: _csv_rows(files[f"{name}.csv"], name) for name in tables() if f"{name}.csv" in files})


def _csv_rows(data: bytes, name: str) -> list[dict[str, Any]]:
    assert data.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    columns = tables()[name].columns
    assert lines.fieldnames == [column.name for column in columns]
    return [{column.name: _csv_value(line[column.name], column) for column in columns} for line in lines]


def _csv_value(text: str, column: Column) -> object:
    if text == "" and (column.nullable or column.kind != "text"):
        return None
    if column.kind == "texts":
        return json.loads(text)
    if column.kind == "integer":
        return int(text)
    return text.removeprefix("'") if column.kind == "text" else text


def read_xlsx(data: bytes) -> PlanDocument:
    """The plan of a workbook with Chinese headings, as `writers/xlsx.py` tells."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    exact: dict[tuple[str, int, str], str] = defaultdict(str)
    if word("exact", "zh") in book:
        for where, row, column, text in book[word("exact", "zh")].iter_rows(min_row=2, values_only=True):
            exact[str(where), int(str(row)), str(column)] += json.loads(unescape(str(text)))
    found = {name: _sheet_rows(book, name, exact) for name in tables() if table_label(name, "zh") in book}
    return plan_from(found)


def _sheet_rows(book: Any, name: str, exact: dict[tuple[str, int, str], str]) -> list[dict[str, Any]]:
    title = table_label(name, "zh")
    columns = {column_label(name, column.name, "zh"): column for column in tables()[name].columns}
    lines = [[_text(cell.value) for cell in line] for line in book[title].iter_rows()]
    if name == "documents":
        values = {str(head): exact.get((title, n, str(head)), value) for n, (head, value) in enumerate(lines[1:], 2)}
        return [{columns[head].name: _cell_value(value, columns[head]) for head, value in values.items()}]
    return [
        {
            columns[head].name: _cell_value(exact.get((title, number, head), value), columns[head])
            for head, value in zip(lines[0], line, strict=True)
            if head in columns
        }
        for number, line in enumerate(lines[1:], 2)
    ]


def _text(value: object) -> object:
    return unescape(value) if isinstance(value, str) else value


def _cell_value(text: object, column: Column) -> object:
    match column.kind:
        case "text" if column.choices and isinstance(text, str):
            return next(choice for choice in column.choices if value_label(column.name, choice, "zh") == text)
        case "text":
            return "" if text is None and not column.nullable else text
        case "texts" if not text:
            return []
        case "texts" if isinstance(text, str):
            between = "、" if column.name in REFERENCES else "\n"
            return json.loads(text) if text.startswith("[") else text.split(between)
        case "boolean":
            return text == word("yes", "zh")
        case "date" if isinstance(text, datetime):
            return text.date()
        case _:
            return text
