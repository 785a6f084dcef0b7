"""XLSX: a workbook as a clerk would make it, with every field of every record in it.

A sheet for each table (任务, 指标, 责任单位, 时限, 章节, 元数据 and what stands in them); the columns that people read come
first, the others in a folded group behind them. Text is never a formula or a link; links lead between the sheets only.

A list of texts stands one a line, a list of ids with 、 between them; either as a JSON array where that would not read
back. What a cell cannot hold as it is (text over 32,767 characters) stands exactly on the sheet 原样文本. Characters that
XML has not are written as _x0000_, which spreadsheets read (ECMA-376 part 1, 22.9.2.19).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ..errors import WriteError
from ..records.plan import PlanDocument
from ..tables.labels import Language, column_label, table_label, value_label, view_label, word
from ..tables.layout import DOCUMENTS, Column, Table, tables
from ..tables.rows import Row
from .flat import chosen, chosen_rows
from .xlsx_cells import exact_parts, is_date, is_number, looks_like_formula, one_text, shown
from .xlsx_views import FRONT, MAIN, REFERENCES, Views, views

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2000, 1, 1)  # fixed: the same workbook for the same plan
_MOST_ROWS, _MOST_LINKS = 1_048_575, 65_000  # of a sheet; the format allows 65,530 links
_WIDEST, _LOOKED_AT = 30, 200  # in places of a digit
_WIDE = {"text": 54, "raw": 40, "message": 56, "title": 32, "name": 36, "lead": 22, "responsible": 22, "support": 22}
_LINE, _MOST_LINES = 15, 27  # points; a row is 409 points high at most
_LINED = {"valign": "top", "border": 1, "border_color": "#D9D9D9"}
_FORMATS = {
    "head": {"bold": True, "bg_color": "#DDEBF7", "border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "vcenter"},
    "text": {**_LINED, "text_wrap": True},
    "quoted": {**_LINED, "text_wrap": True, "quote_prefix": True},
    "link": {**_LINED, "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "number": {**_LINED},
    "whole": {**_LINED, "align": "left"},
    "date": {**_LINED, "num_format": "yyyy-mm-dd", "align": "left"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook that is written: where each record stands, and the texts that no cell holds."""

    file: Workbook
    language: Language
    formats: Mapping[str, Format]
    places: Mapping[tuple[str, str], str]
    exact: list[tuple[str, int, str, str]] = field(default_factory=list)


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write a workbook with Chinese headings."""
    return workbook(plan, only, "zh")


def workbook(plan: PlanDocument, only: tuple[str, ...], language: Language) -> bytes:
    """Write a workbook with headings in a language.

    Raises WriteError where a table has more rows than a sheet.
    """
    import xlsxwriter

    data = io.BytesIO()
    found = chosen_rows(plan, only)
    names = [name for name in FRONT if name in found and (name in MAIN or found[name])]
    names += [name for name in found if name not in FRONT]
    for name in names:
        if len(found[name]) > _MOST_ROWS:
            raise WriteError(
                f"{len(found[name])} {name} are more than a sheet holds ({_MOST_ROWS}); take another format"
            )
    beside = views(chosen(plan, only))
    with xlsxwriter.Workbook(data, {"in_memory": True}) as file:
        file.set_properties({"created": _MADE})
        formats = {name: file.add_format(properties) for name, properties in _FORMATS.items()}
        book = _Book(file, language, formats, _places(found, language))
        for name in names:
            write_sheet = _document if name == DOCUMENTS else _sheet
            write_sheet(book, tables()[name], found[name], beside.get(name, []))
        _exact(book)
    return data.getvalue()


def _places(found: Mapping[str, Sequence[Row]], language: Language) -> dict[tuple[str, str], str]:
    """Where each record stands that has an id, as a link."""
    return {
        (name, row["id"]): f"internal:'{table_label(name, language)}'!A{number}"
        for name, rows in found.items()
        if tables()[name].has_id
        for number, row in enumerate(rows, 2)
    }


def _sheet(book: _Book, table: Table, rows: Sequence[Row], beside: Views) -> None:
    """A table with its heading, filter, widths and heights: a record a row."""
    columns = {column.name: column for column in table.columns}
    records = [{**row, **said} for row, said in zip(rows, beside or [{}] * len(rows), strict=True)]
    front, back = _order(table, records)
    sheet = book.file.add_worksheet(table_label(table.name, book.language))
    lines = [1] * len(rows)
    for place, name in enumerate((*front, *back)):
        label = column_label if name in columns else view_label
        head = label(table.name, name, book.language)
        sheet.write_string(0, place, head, book.formats["head"])
        seen = [
            _cell(book, sheet, (number, place), record[name], columns.get(name), table)
            for number, record in enumerate(records, 1)
        ]
        width = _width(name, head, seen)
        sheet.set_column(place, place, width, None, {"level": 1, "hidden": True} if name in back else {})
        if name in front:
            lines = [max(most, _lines(text, width)) for most, text in zip(lines, seen, strict=True)]
    for number, most in enumerate(lines, 1):
        sheet.set_row(number, _LINE * min(most, _MOST_LINES))
    sheet.set_column(len(front) + len(back), len(front) + len(back), None, None, {"collapsed": True})
    ids = next(
        (place for place, name in enumerate(front) if place and name in {*REFERENCES, *table.holders}), len(front)
    )
    sheet.print_area(0, 0, len(rows), ids - 1)
    _finish(sheet, len(rows), len(front) + len(back), frozen=1)


def _order(table: Table, records: Sequence[Mapping[str, object]]) -> tuple[list[str], list[str]]:
    """The columns that stand in front, and those that are folded away: spans and keys, and what says nothing here."""
    columns = [column.name for column in table.columns]
    wanted = FRONT.get(table.name, tuple(columns))
    front = [name for name in wanted if not records or any(record[name] not in (None, ()) for record in records)]
    return front, [name for name in (*wanted, *(each for each in columns if each not in wanted)) if name not in front]


def _document(book: _Book, table: Table, rows: Sequence[Row], _: Views) -> None:
    """The document itself: a field a row."""
    sheet = book.file.add_worksheet(table_label(table.name, book.language))
    columns = {column.name: column for column in table.columns}
    names = [*FRONT[table.name], *(name for name in columns if name not in FRONT[table.name])]
    for place, head in enumerate(("field", "content")):
        sheet.write_string(0, place, word(head, book.language), book.formats["head"])
    for number, name in enumerate(names, 1):
        sheet.write_string(number, 0, column_label(table.name, name, book.language), book.formats["text"])
        _cell(book, sheet, (number, 1), rows[0][name], columns[name], table)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 70)
    _finish(sheet, len(names), 2, frozen=0)


def _exact(book: _Book) -> None:
    """The texts that no cell holds as they are, where there are any."""
    if not book.exact:
        return
    sheet = book.file.add_worksheet(word("exact", book.language))
    for place, name in enumerate(("exact_sheet", "exact_row", "exact_column", "exact_text")):
        sheet.write_string(0, place, word(name, book.language), book.formats["head"])
        sheet.set_column(place, place, 70 if name == "exact_text" else 14)
    for number, (where, row, column, text) in enumerate(book.exact, 1):
        sheet.write_string(number, 0, where)
        sheet.write_number(number, 1, row)
        sheet.write_string(number, 2, column)
        sheet.write_string(number, 3, text, book.formats["text"])
    _finish(sheet, len(book.exact), 4, frozen=0)


def _finish(sheet: Worksheet, rows: int, columns: int, *, frozen: int) -> None:
    """Heading that stays, filter, and print on A4 across, all columns on a page."""
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.freeze_panes(1, frozen)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _cell(
    book: _Book, sheet: Worksheet, at: tuple[int, int], value: object, column: Column | None, table: Table
) -> str:
    """Write a value as what it is, of a view (no column) too, and give the text that is seen."""
    if value is None:
        sheet.write_blank(*at, None, book.formats["text"])
        return ""
    refers = column is not None and column.name in REFERENCES
    text = one_text(value, "、") if refers and isinstance(value, tuple) else _plain(value, book.language)
    if isinstance(value, int | float) and not isinstance(value, bool) and is_number(value):
        sheet.write_number(*at, value, book.formats["whole" if isinstance(value, int) else "number"])
        return text
    if isinstance(value, date) and is_date(value):
        sheet.write_datetime(*at, value, book.formats["date"])
        return text
    if column is None:
        return _text(book, sheet, at, shown(text), None)
    if column.choices:
        text = value_label(column.name, text, book.language)
    for part in exact_parts(text, nullable=column.nullable):
        book.exact.append((sheet.name, at[0] + 1, column_label(table.name, column.name, book.language), part))
    first = value[0] if isinstance(value, tuple) and value else value
    return _text(book, sheet, at, shown(text), _link(book, table, column, first))


def _plain(value: object, language: Language) -> str:
    """A value as text."""
    match value:
        case bool():
            return word("yes" if value else "no", language)
        case date():
            return value.isoformat()
        case tuple():
            return one_text(value)
        case int() | float():
            return f"{value!r}".removesuffix(".0")
        case _:
            return str(value)


def _text(book: _Book, sheet: Worksheet, at: tuple[int, int], text: str, link: str | None) -> str:
    """Write text that stays text, also when it is edited; a link leads to the record that it names."""
    if link and sheet.hlink_count < _MOST_LINKS:
        sheet.write_url(*at, link, book.formats["link"], text)
    else:  # of empty text, a blank cell
        sheet.write_string(*at, text, book.formats["quoted" if looks_like_formula(text) else "text"])
    return text


def _link(book: _Book, table: Table, column: Column, name: object) -> str | None:
    """Where the record stands that a cell names, the first of several."""
    to = table.holders.get(column.name) or REFERENCES.get(column.name)
    return book.places.get((to, str(name))) if to else None


def _width(name: str, head: str, seen: Sequence[str]) -> int:
    """How wide a column is for its texts and for its heading with a button: a Chinese character takes two places."""
    widest = max((cell_len(line) for text in seen for line in text[:_LOOKED_AT].split("\n")), default=0)
    return min(max(widest + 2, cell_len(head) + 4), _WIDE.get(name, _WIDEST))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(1 + cell_len(line) // (width - 1) for line in text[: width * _MOST_LINES].split("\n"))
