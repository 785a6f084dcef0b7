"""Task tables: 序号, 任务, 责任单位, 完成时限, in any order and wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..span import Span
from .model import Grid, GridCell, Heading, Reading
from .numbering import number_at

LONGEST_TITLE = 40  # records.md: a title is cut at 40 characters
_CUTS = frozenset("。;,:")
_ANSWERS = frozenset({"lead", "support", "responsible", "deadline"})
_VALUES = frozenset({"target", "baseline", "change"})
_SUMS = frozenset({"合计", "总计", "小计"})
_BARRED = frozenset({"background", "goals", "guidance", "preface"})

Row = tuple[GridCell | None, ...]


class TaskRow(NamedTuple):
    """A row of a task table: `span` is the cell that says what is to be done, `reach` every cell of the row."""

    number: str | None
    title: str
    span: Span
    reach: tuple[Span, ...]


def task_rows(reading: Reading) -> dict[int, list[TaskRow]]:
    """Give the rows of the task tables, by the index of the section they stand in (-1 before the first heading).

    Each row that has its own measure is a task; a cell merged over several rows belongs to each of them.
    """
    found: dict[int, list[TaskRow]] = {}
    for grid in reading.grids:
        section = reading.outline.before(grid.span.start)
        if section is not None and section.role in _BARRED:
            continue
        roles = [column.role for column in reading.columns(grid)]
        if _is_task_table(roles, section):
            found.setdefault(section.index if section else -1, []).extend(_rows(reading, grid, roles))
    return found


def _is_task_table(roles: Sequence[str], section: Heading | None) -> bool:
    """It names what is to be done, and who or when; under 主要任务 what is to be done is enough."""
    names = {"task", "measure"} & set(roles)
    if not names or (_VALUES & set(roles) and not _ANSWERS & set(roles)):
        return False
    committed = section is not None and section.role in ("tasks", "safeguards")
    return bool(_ANSWERS & set(roles)) or committed


def _rows(reading: Reading, grid: Grid, roles: Sequence[str]) -> Iterator[TaskRow]:
    body = list(_filled(grid.rows[grid.head :], [i for i, role in enumerate(roles) if role == "task"], roles))
    columns = [i for i, role in enumerate(roles) if role in ("task", "measure")]
    shared = _merged(body, columns)
    seen: dict[tuple[Span, ...], list[Row]] = {}
    for row in body:
        named = tuple(cell.span for i in columns if (cell := row[i]) and cell.span.end > cell.span.start)
        if named:
            seen.setdefault(named, []).append(row)
    for named, rows in seen.items():
        own = next((span for span in named if span not in shared), named[-1])
        words = own.of(reading.document.folded).strip()
        if not words or words in _SUMS or (_over_all(rows[0]) and not _CUTS & set(words)):
            continue
        yield TaskRow(
            number=_number(reading, rows[0], roles),
            title=row_title(reading.document.folded, reading.document.text, own),
            span=named[-1],
            reach=tuple(dict.fromkeys(c.span for row in rows for c in row if c and c.span.end > c.span.start)),
        )


def _filled(body: Sequence[Row], tasks: Sequence[int], roles: Sequence[str]) -> Iterator[Row]:
    """In tabbed text a task that goes on is left blank in the rows below it: each of them has its own measure."""
    above: dict[int, GridCell] = {}
    for row in body:
        cells = list(row)
        for i in tasks if "measure" in roles else ():
            cell = cells[i]
            if cell is not None and cell.span.end > cell.span.start:
                above[i] = cell
            elif i in above:
                cells[i] = above[i]
        yield tuple(cells)


def _merged(body: Sequence[Row], columns: Sequence[int]) -> set[Span]:
    """The cells that name more than one row."""
    count: dict[Span, set[tuple[Span, ...]]] = {}
    for row in body:
        spans = tuple(cell.span for i in columns if (cell := row[i]))
        for span in spans:
            count.setdefault(span, set()).add(spans)
    return {span for span, rows in count.items() if len(rows) > 1}


def _over_all(row: Row) -> bool:
    """A single cell over all columns heads a group of rows."""
    return len({cell.span for cell in row if cell}) == 1


def _number(reading: Reading, row: Row, roles: Sequence[str]) -> str | None:
    at = next((i for i, role in enumerate(roles) if role == "number"), None)
    cell = row[at] if at is not None else None
    return (cell.text(reading.document).strip("、.。") or None) if cell else None


def row_title(folded: str, text: str, span: Span) -> str:
    """The text of a cell up to the first of 。；，：, cut at 40 characters, a number before it left out."""
    span = span.trimmed(text)
    number = number_at(folded, text, span)
    span = Span(number.end, span.end) if number else span
    end = next((i for i in range(span.start, span.end) if folded[i] in _CUTS), span.end)
    return "".join(text[span.start : min(end, span.start + LONGEST_TITLE)].split())
