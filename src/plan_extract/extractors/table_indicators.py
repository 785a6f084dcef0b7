"""Indicators from tables with a column of targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..characters import compiled
from ..document.model import Document
from ..records.indicator import Nature
from ..records.task import AssignmentRole
from ..span import Span
from ..structure.columns import tells_targets
from ..structure.heads import ColumnRole, nature_of, period_end
from ..structure.model import Grid, GridCell, Reading
from ..values.bodies_roles import read_answers
from ..values.cells import CellValue, is_empty, is_unit, read_baseline, read_target, split_name
from .base import Doubt, FoundAssignment, FoundBaseline, FoundIndicator, FoundTarget

Row = Sequence[GridCell | None]


def extract(reading: Reading) -> tuple[tuple[FoundIndicator, ...], tuple[Doubt, ...]]:
    """Give the rows of every indicator table outside the background, in document order; none of what is no plan."""
    found: list[FoundIndicator] = []
    doubts: list[Doubt] = []
    if not reading.frame.plans:
        return (), ()
    for grid in reading.grids:
        rows = [] if _looks_back(reading, grid) else _Table(reading, grid).rows()
        found.extend(rows)
        if rows and grid.kind == "glued":
            doubts.append(Doubt("table-glued", "info", _GLUED, grid.span))
    return tuple(found), tuple(doubts)


_GLUED = "The cells of this table run together; they were cut where their values agree."
_PAST = re.compile(r"(?:完成|实现|执行|进展|达成|落实|实施|评估)情况")  # “十三五”指标完成情况


def _looks_back(reading: Reading, grid: Grid) -> bool:
    """Tell whether a table is about the last plan: by its caption or the section it stands in."""
    if grid.caption and _PAST.search("".join(grid.caption.of(reading.document.folded).split())):
        return True
    section = reading.outline.before(grid.span.start)
    return section is not None and section.role == "background"


class _Table:
    """One table: its columns by role, and what a note under it says."""

    def __init__(self, reading: Reading, grid: Grid) -> None:
        self.document: Document = reading.document
        self.grid = grid
        self.columns = reading.columns(grid)
        self._places: dict[tuple[str, ...], list[int]] = {}
        self.year = _target_year(reading, grid)
        self.note = _note_under(reading.document, grid)
        self.marked = _marked(self.note)
        heads = (f"{column.label or '-'}: {column.role}" for column in self.columns)
        self.why = f"row of a {grid.kind} table ({', '.join(heads)})"
        self.unit = _unit_above(reading.document, grid)

    def rows(self) -> list[FoundIndicator]:
        """Each row that names a quantity and has a target; none where the table has no column of targets."""
        if not tells_targets(self.columns):
            return []
        return [found for row in self.grid.rows[self.grid.head :] if (found := self._row(row))]

    def _cells(self, row: Row, *roles: str) -> list[tuple[ColumnRole, GridCell]]:
        """The cells of a row in the columns of some roles."""
        places = self._places.get(roles)
        if places is None:
            places = self._places[roles] = [i for i, column in enumerate(self.columns) if column.role in roles]
        return [(self.columns[i], cell) for i in places if (cell := row[i])]

    def _text(self, cell: GridCell) -> str:
        return "".join(cell.span.of(self.document.folded).split())

    def _row(self, row: Row) -> FoundIndicator | None:
        name_cell = self._named(row)
        if name_cell is None:
            return None
        words = self._without_footnotes(name_cell)
        counted = _COUNTED.match(words)
        name, unit = split_name(words[counted.end() if counted else 0 :])
        targets, printed = self._targets(row, name_cell, name)
        if not name or is_empty(name) or not targets:
            return None
        baseline, based = self._baseline(row)
        return FoundIndicator(
            source="table",
            name=name,
            unit=self._unit(row, unit, [*printed, *based]),
            targets=tuple(targets),
            span=self._span(row, name_cell),
            number=self._number(row) or (counted[1] if counted else None),
            category=self._category(row, name_cell),
            nature=self._nature(row, name_cell),
            baseline=baseline,
            assignments=self._assignments(row),
            why=self.why,
        )

    def _named(self, row: Row) -> GridCell | None:
        """The cell that names the quantity: where 二级指标 is blank, the last group cell before it."""
        filled = [cell for _, cell in self._cells(row, "category", "name") if not is_empty(self._text(cell))]
        named = any(not is_empty(self._text(cell)) for _, cell in self._cells(row, "name"))
        return filled[-1] if filled and (named or self._cells(row, "name")) else None

    def _without_footnotes(self, cell: GridCell) -> str:
        """The name as printed; in a glued table without the digits of notes that ran into it (城市2空气质量)."""
        words = cell.text(self.document)
        if self.grid.kind != "glued":
            return words
        notes = set(re.findall(r"(?<!\d)(\d)\.", self.note))
        return _FOOTNOTE.sub(lambda match: "" if match[0] in notes else match[0], words)

    def _assignments(self, row: Row) -> tuple[FoundAssignment, ...]:
        text, folded = self.document.text, self.document.folded
        return tuple(
            FoundAssignment(
                answer.body.name, answer.role, cell.span, answer.body.mention, why=f"column {column.label} of a table"
            )
            for column, cell in self._cells(row, *_ANSWERS)
            for answer in read_answers(text, folded, cell.span, _ANSWERS[column.role])
        )

    def _number(self, row: Row) -> str | None:
        cells = [cell for _, cell in self._cells(row, "number") if not is_empty(self._text(cell))]
        return cells[0].text(self.document).strip("().、（）．") if cells else None

    def _span(self, row: Row, name: GridCell) -> Span:
        """The row's own cells, from number or name on: a group cell filled down stands further up."""
        start = min(cell.span.start for _, cell in self._cells(row, "number", "name"))
        start = start if start > name.span.start - 40 else name.span.start
        return Span(start, max(cell.span.end for cell in row if cell and cell.span.start >= start))

    def _category(self, row: Row, name: GridCell) -> tuple[str, ...]:
        cells = dict.fromkeys(cell for _, cell in self._cells(row, "category") if cell != name)
        texts = (_NUMBERED.sub("", split_name(cell.text(self.document))[0]) for cell in cells)
        return tuple(text for text in texts if text and not is_empty(text))

    def _nature(self, row: Row, name: GridCell) -> Nature | None:
        for _, cell in self._cells(row, "nature"):
            if nature := nature_of(self._text(cell)):
                return nature
        if self.marked is None:
            return None
        return self.marked.bearing if self.marked.mark in self._text(name) else self.marked.others

    def _targets(self, row: Row, named: GridCell, name: str) -> tuple[list[FoundTarget], list[CellValue]]:
        """One target for each filled target column, those of change for the last year of their period."""
        found = [
            (column, span, value, whole)
            for column, cell in self._cells(row, "target", "change")
            if cell != named
            for span, value, whole in self._values(column, cell)
        ]
        targets = [
            FoundTarget(
                year=value.year or column.year or (self.year if whole else None),
                comparator=value.comparator,
                value=value.value,
                value_max=value.value_max,
                span=span,
                cumulative=value.cumulative or column.summed or "累计" in name,
            )
            for column, span, value, whole in found
        ]
        return targets, [value for _, _, value, _ in found]

    def _values(self, column: ColumnRole, cell: GridCell) -> list[tuple[Span, CellValue, bool]]:
        """What a target cell says: one value, or one for each clause where clauses tell their own years.

        较上一年增加，2023年达到80%，2035年达到95% is three. Each comes with whether it is the whole cell.
        """
        text = self._text(cell)
        if is_empty(text) or text.startswith("定性"):
            return []
        clauses = [Span(m.start(), m.end()) for m in _CLAUSE.finditer(self.document.folded, *cell.span)]
        if column.year or len(clauses) < 2 or not _DATED.search(text):
            return [(clauses[0] if len(clauses) == 1 else cell.span, read_target(text), True)]
        spans = [clause.trimmed(self.document.text) for clause in clauses]
        return [(span, read_target(span.of(self.document.folded)), False) for span in spans if span.end > span.start]

    def _baseline(self, row: Row) -> tuple[FoundBaseline | None, list[CellValue]]:
        for column, cell in self._cells(row, "baseline"):
            value = read_baseline(self._text(cell))
            if value:
                return FoundBaseline(column.year, value.value, cell.span), [value]
        return None, []

    def _unit(self, row: Row, named: str | None, values: Sequence[CellValue]) -> str | None:
        """The unit from its column, the name's or the group's bracket, the head of the targets, or the value cells."""
        for _, cell in self._cells(row, "unit"):
            unit = cell.text(self.document)
            if not is_empty(unit):
                return unit
        if named:
            return named
        for column, _ in self._cells(row, "target"):
            if column.unit and is_unit(column.unit):
                return column.unit
        for _, cell in reversed(self._cells(row, "category")):
            if grouped := split_name(cell.text(self.document))[1]:
                return grouped
        return next((value.unit for value in values if value.unit and not value.relative), self.unit)


_ANSWERS: dict[str, AssignmentRole] = {"lead": "lead", "support": "support", "responsible": "responsible"}
_FOOTNOTE = compiled(r"(?<=[一-鿿])\d(?=[一-鿿]|$)")
_COUNTED = re.compile(r"(\d{1,3})[.．、](?!\d)")  # 1.森林覆盖率
_CLAUSE = re.compile(r"[^。;,\n]+")
_DATED = re.compile(r"20\d\d年")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d))"
)


def _target_year(reading: Reading, grid: Grid) -> int | None:
    """The year of target columns that tell none: from the caption, the sentence above, else the plan's period."""
    folded = reading.document.folded
    if grid.caption:
        words = "".join(grid.caption.of(folded).split())
        year = period_end(words) or _last_year(words)
        if year:
            return year
    above = folded[max(0, grid.span.start - 400) : grid.span.start]
    years = re.findall(r"到\s?(20\d\d)\s?年", above)
    if years:
        return int(years[-1])
    return reading.frame.period[1] if reading.frame.period else None


def _last_year(words: str) -> int | None:
    years = re.findall(r"20\d\d(?=年(?!版)|\))", words)
    return int(years[-1]) if years else None


def _note_under(document: Document, grid: Grid) -> str:
    """The notes right under a table (备注:上表中带“※”的指标均为约束性指标), folded, or nothing."""
    below = document.folded[grid.span.end : grid.span.end + 600].strip()
    match = re.match(r"(?:\(?注\)?|备\s?注|说明|\*|※)[^\n]*(?:\n+\s*\d\.[^\n]*)*", below)
    return match[0] if match else ""


def _unit_above(document: Document, grid: Grid) -> str | None:
    """The unit that a line between caption and table tells for all its rows (单位：亿元), or None."""
    around = document.folded[max(0, grid.span.start - 40) : grid.span.start + 40]
    match = re.search(r"\(?单位:\s{0,4}([^\s()、,;]{1,8})", around)
    return match[1] if match and is_unit(match[1]) else None


class _Marked(NamedTuple):
    """What a note says of a mark: the nature of the names that bear it, and of all others."""

    mark: str
    bearing: Nature
    others: Nature | None


def _marked(note: str) -> _Marked | None:
    """Read 带“※”的指标均为约束性指标,其它指标均为预期性指标."""
    match = re.search(r"[带标有注为]*\"?([※*★☆▲△#①])\"?号?[^,。;]{0,12}?(约束|预期)性", note)
    if not match:
        return None
    kinds: tuple[Nature, Nature] = ("binding", "expected") if match[2] == "约束" else ("expected", "binding")
    rest = re.search(r"(?:其[它他余]|未标|不带|无)[^。;]{0,14}?(约束|预期)性", note[match.end() :])
    return _Marked(match[1], kinds[0], kinds[1] if rest else None)
