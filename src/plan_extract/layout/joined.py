"""Tables that go on over pages: one table again, repeated heads left out, broken rows healed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from .lines import join
from .model import PlacedCell, PlacedTable

_SNAP = 5.0  # points: how far columns may be off on another page
_MOST_HEAD_ROWS = 4
_LONG = 10  # characters: what is shorter (a body, a value) tells nothing by its end
_ENDS = ("。", "；", "！", "？", ";")
_NUMBER_HEADS = ("序号", "编号")


def goes_on(above: PlacedTable, below: PlacedTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the end of the page before.

    It has as many columns, or some of them are merged all over the page; a head with 序号 that is another begins anew.
    """
    if not _repeated(above, below) and any(cell.text in _NUMBER_HEADS for cell in below.cells if cell.row == 0):
        return False
    return above.columns == below.columns or _fits(above.xs, below.xs) or _fits(below.xs, above.xs)


def stacked(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """Put one under the other, a repeated head left out."""
    if above.columns != below.columns:
        xs = max(above.xs, below.xs, key=len)
        above, below = _on(xs, above), _on(xs, below)
    skip = _repeated(above, below)
    moved = [replace(c, row=c.row + above.rows - skip) for c in below.cells if c.row >= skip]
    cells = _healed(list(above.cells), moved, above.rows)
    return replace(above, rows=above.rows + below.rows - skip, cells=tuple(cells))


def _fits(many: Sequence[float], few: Sequence[float]) -> bool:
    """Whether each of these columns begins and ends where one of the others does, the outermost too."""
    if len(few) < 3 or abs(many[0] - few[0]) > _SNAP or abs(many[-1] - few[-1]) > _SNAP:
        return False
    return all(min(abs(x - other) for other in many) <= _SNAP for x in few)


def _on(xs: tuple[float, ...], table: PlacedTable) -> PlacedTable:
    """The same table over columns that begin at these places."""
    at = [bisect_left(xs, x - _SNAP) for x in table.xs]
    cells = (replace(c, column=at[c.column], columns=at[c.column + c.columns] - at[c.column]) for c in table.cells)
    return replace(table, columns=len(xs) - 1, cells=tuple(cells), xs=xs)


def _repeated(above: PlacedTable, below: PlacedTable) -> int:
    """How many rows of heads the second table says again."""
    rows = 0
    while rows < min(_MOST_HEAD_ROWS, below.rows - 1) and _texts(above, rows) == _texts(below, rows):
        rows += 1
    return rows


def _texts(table: PlacedTable, row: int) -> list[str]:
    return ["".join(cell.text.split()) for cell in table.cells if cell.row == row]


def _healed(above: list[PlacedCell], below: list[PlacedCell], at: int) -> list[PlacedCell]:
    """Mend what the page broke: a row whose second half has no text in its first column, or a group over both pages."""
    first = {c.column: c for c in below if c.row == at}
    last = {c.column: i for i, c in enumerate(above) if c.row + c.rows == at}
    if not first or 0 not in first or first[0].text or 0 not in last or not any(c.text for c in first.values()):
        return above + below
    if set(first) == set(last) and _is_broken(above, first, last):
        for column, cell in first.items():
            i = last[column]
            above[i] = replace(above[i], text=join([above[i].text, cell.text]), rows=above[i].rows + cell.rows)
        return above + [c for c in below if c.row != at]
    column, grown = 0, []
    while column in first and column in last and not first[column].text:  # group cells from the left
        i = last[column]
        above[i] = replace(above[i], rows=above[i].rows + first[column].rows)
        grown.append(first[column])
        column += first[column].columns
    return above + [c for c in below if c not in grown]


def _is_broken(above: Sequence[PlacedCell], first: dict[int, PlacedCell], last: dict[int, int]) -> bool:
    """Whether two halves are one row: what goes on had not come to an end.

    Behind a number (序号) one open sentence is enough, or that only some of the columns go on. A group (类别) may hold the
    rows of both pages together: there, all that goes on must be open.
    """
    going = [above[last[column]].text for column, cell in first.items() if cell.text]
    is_open = [len(text) >= _LONG and not text.endswith(_ENDS) for text in going]
    if above[last[0]].text.strip("().（）").isdigit():
        held = sum(bool(above[i].text) for i in last.values())
        return any(is_open) or len(going) < held - 1
    return all(is_open)
