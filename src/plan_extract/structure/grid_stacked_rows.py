"""The rows of a stacked table: the cheapest way to deal out its lines to its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from ..values.cells import is_unit
from .grid_stacked_costs import MOST_LINES, absent_cost, break_cost, cell_cost, is_value, stops_cell
from .grid_stacked_lines import LONGEST_CELL, LONGEST_MEASURE, SHARED, Column, Line, Row, is_part
from .heads import VALUES, Role

_WORST_ROW = 3.2
_LINE = 0.9
"""What a line is worth: a row whose lines are explained for less is a row."""
_MID_LINE, _WRONG_TASK, _TIGHT, _SKIP, _SUM = 1.5, 0.9, 0.6, 0.4, 1.5
_DIGITS = re.compile(r"\d{1,4}")
_SHARED = 0.2  # a part of a quantity goes without what it shares with the whole
_PAGE = re.compile(r"-?\d{1,3}-?|第\d{1,3}页")  # 12, - 12 -

Cells = tuple[tuple[int, int], ...]
State = tuple[float, Cells, int | None]
Prices = dict[tuple[bool, bool, bool, Role], dict[int, list[float]]]
"""What cells cost, by line, for each setting and role: the layouts that are tried share most of it."""


def reader_of(lines: Sequence[Line], start: int, columns: Sequence[Column], prices: Prices) -> RowReader:
    """Give the reader of the rows of some columns, whose first row begins at `start`.

    A column of groups is always allowed for: many tables print their groups without a head.
    """
    roles = tuple(column.role for column in columns)
    roles = roles if "category" in roles else ("category", *roles)
    return RowReader(lines, roles, _spaced(lines, start, columns), prices)


def deal(reader: RowReader, start: int, limit: int) -> tuple[float, list[Row]]:
    """Deal out the lines from `start` on to rows; the best way's score (less is better) and its rows."""
    best = {start: _Step(0.0, None, start)}
    queue, farthest, top = [start], min(len(reader.lines), start + limit), start
    while queue:
        at = heappop(queue)
        for end, step in _steps(reader, at, best[at]):
            if end <= farthest and (end not in best or step.score < best[end].score):
                if end not in best:
                    heappush(queue, end)
                best[end] = step
                top = end if step.score < best[top].score else top
    return best[top].score, list(_way(best, top, start))[::-1]


class _Step(NamedTuple):
    """How the best way came to a line: its score, the last row on it, and the line that it came from."""

    score: float
    row: Row | None
    before: int


def _steps(reader: RowReader, at: int, step: _Step) -> Iterator[tuple[int, _Step]]:
    """Go on from a line: over a row, or over a page number between two rows."""
    for row in reader.rows(at, step.row):
        yield row.end, _Step(step.score + row.cost - _LINE * (row.end - at), row, at)
    if step.row and at < len(reader.lines) and _PAGE.fullmatch(reader.lines[at].bare):
        yield at + 1, _Step(step.score + _SKIP, step.row, at)


def _way(best: dict[int, _Step], top: int, start: int) -> Iterator[Row]:
    """The rows that lead to the best end, the last first."""
    while top != start:
        step = best[top]
        if step.row and step.row.end == top:
            yield step.row
        top = step.before


def _spaced(lines: Sequence[Line], body: int, columns: Sequence[Column]) -> bool:
    """Tell whether blank lines stand between cells: a line right below another then goes on with its cell."""
    heads = lines[max(0, body - len(columns)) : body + 1]
    return sum(line.loose for line in heads) > 0.7 * len(heads)


class RowReader:
    """Reads one row at a line: each way to deal out the next lines to the columns, with its cost."""

    def __init__(self, lines: Sequence[Line], roles: tuple[Role, ...], spaced: bool, prices: Prices) -> None:
        self.lines, self.roles, self.spaced = lines, roles, spaced
        self.wordy = any(r in ("measure", "task", "note", "other", "responsible", "lead") for r in roles)
        self.numbered, self.tasked = "number" in roles, bool({"task", "measure"} & set(roles))
        self.names = {i for i, role in enumerate(roles) if role in ("name", "task", "measure")}
        self.others = {i for i, role in enumerate(roles) if role not in ("name", "category", "number")}
        self.summed = "change" in roles  # sums in brackets (〔13.5〕) then stand there
        self._prices = {role: prices.setdefault((spaced, self.wordy, self.summed, role), {}) for role in roles}
        self._absent = {  # the price of no cell, where none was printed above, and where one was
            role: (absent_cost(role, False), absent_cost(role, role != "number" or self.tasked)) for role in roles
        }
        self._known: dict[int, tuple[Row | None, list[Row]]] = {}  # a table is dealt out twice: on trial, then whole

    def rows(self, at: int, last: Row | None) -> list[Row]:
        """The rows that may stand at a line, at most one for each end."""
        if at >= len(self.lines):
            return []
        known = self._known.get(at)
        if known is None or known[0] is not last:
            known = self._known[at] = last, self._rows(at, last)
        return known[1]

    def _rows(self, at: int, last: Row | None) -> list[Row]:
        states: dict[int, State] = {at: (0.0 if self.lines[at].first else _MID_LINE, (), None)}
        part = last is not None and is_part(self.lines[at])
        for column, role in enumerate(self.roles):
            merged = last is not None and (role == "category" or last.held[column])
            absent = _SHARED if part and role in SHARED else self._absent[role][merged]
            states = self._with_cell(states, role, absent, last)
        return [self._row(end, state, last) for end, state in states.items() if end > at and self._whole(state[1])]

    def _with_cell(self, states: dict[int, State], role: Role, absent: float, last: Row | None) -> dict[int, State]:
        """Go on from each line with a cell of a column: without one, for the price `absent`, or with one of some lines."""
        named, known = role == "task" and self.numbered, self._prices[role]
        after: dict[int, State] = {}
        for i, (before, cells, number) in states.items():
            prices = known.get(i)
            if prices is None:
                prices = known[i] = self._priced(i, role)
            for count, price in enumerate((absent, *prices)):
                told = number
                if count and role == "number":
                    told = self._number(i)
                    price += _out_of_turn(told, last)
                cost = before + price
                if named and bool(count) != (number is not None):
                    cost += (
                        _WRONG_TASK  # a numbered row names its task; one without a number goes on with the task above
                    )
                end = i + count
                if cost <= _WORST_ROW and (end not in after or cost < after[end][0]):
                    after[end] = cost, (*cells, (i, count)), told
        return after

    def _row(self, end: int, state: State, last: Row | None) -> Row:
        cost, cells, number = state
        held = tuple(bool(count) for _, count in cells)
        if last:
            number = last.number if number is None else number
            held = tuple(a or b for a, b in zip(held, last.held, strict=True))
        return Row(cells, end, cost, number, held)

    def _whole(self, cells: Cells) -> bool:
        """A row has a name (or what is to be done) and something else."""
        filled = [i for i, (_, count) in enumerate(cells) if count]
        return not (self.names.isdisjoint(filled) or self.others.isdisjoint(filled))

    def _number(self, i: int) -> int | None:
        match = _DIGITS.search(self.lines[i].bare)
        return int(match[0]) if match else None

    def _priced(self, i: int, role: Role) -> list[float]:
        """What a cell of one, two … lines at line `i` costs, as long as it costs no more than a row may."""
        prices: list[float] = []
        text, joined = "", _TIGHT if self.spaced and i < len(self.lines) and not self.lines[i].loose else 0.0
        above: Line | None = None
        for line in self.lines[i : i + MOST_LINES.get(role, 3)]:
            if self._stops(line.bare, role):
                break
            joined += self._join(role, above, line) if above else 0.0
            text += line.bare
            price = cell_cost(role, text) if joined <= _WORST_ROW else None
            if price is None:
                break
            summed = self.summed and text.startswith("[") and role in ("baseline", "target", "year")
            prices.append(price + joined + (_SUM * summed))
            above = line
        return prices

    def _stops(self, text: str, role: Role) -> bool:
        """Tell whether a line cannot stand in a cell: a heading, a note, a paragraph."""
        if len(text) > (LONGEST_MEASURE if self.wordy else LONGEST_CELL) or stops_cell(role, text):
            return True
        return text.endswith("。") and not self.wordy

    def _join(self, role: Role, first: Line, second: Line) -> float:
        """The price of a line break within a cell."""
        if role in ("name", "category", "task") and (is_value(second.bare) or is_value(first.bare)):
            return 2 * _WORST_ROW
        if self.spaced and not second.loose:
            return 0.0
        if role in VALUES and (is_value(second.bare) or (is_value(first.bare) and not _goes_on(second.bare))):
            return 2 * _WORST_ROW
        return break_cost(role, first.bare, second.bare, loose=second.loose)


def _out_of_turn(number: int | None, last: Row | None) -> float:
    """What it costs a row to be numbered otherwise than next."""
    before = last.number if last else None
    return 0.0 if number in (None, (before or 0) + 1) else 1.0 if before is None else 2.5


def _goes_on(text: str) -> bool:
    """平方公里, (除危废外), 以上: what may stand on a line of its own behind a value."""
    return is_unit(text) or text.startswith("(") or text in ("以上", "以下", "左右", "以内")
