"""Tables that go on over pages: one table again, repeated heads left out, broken rows healed."""

from __future__ import annotations

from dataclasses import replace

from .lines import join
from .model import PlacedCell, PlacedTable


def goes_on(above: PlacedTable, below: PlacedTable) -> bool:
    """Whether a table at the top of a page can go on with the one at the end of the page before."""
    return above.columns == below.columns


def stacked(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """Put one under the other, a repeated head left out."""
    head = [c.text for c in above.cells if c.row == 0]
    skip = 1 if head == [c.text for c in below.cells if c.row == 0] else 0
    moved = [replace(c, row=c.row + above.rows - skip) for c in below.cells if c.row >= skip]
    cells = _healed(list(above.cells), moved, above.rows)
    return replace(above, rows=above.rows + below.rows - skip, cells=tuple(cells))


def _healed(above: list[PlacedCell], below: list[PlacedCell], at: int) -> list[PlacedCell]:
    """A row broken by the page: its second half has no text in its first column and goes on in the others."""
    first = [c for c in below if c.row == at]
    last = {c.column: i for i, c in enumerate(above) if c.row + c.rows == at}
    number = next((c for c in first if c.column == 0), None)
    broken = number is not None and not number.text and 0 in last and any(c.text for c in first)
    if not broken or {c.column for c in first} != set(last):
        return above + below
    for cell in first:
        i = last[cell.column]
        above[i] = replace(above[i], text=join([above[i].text, cell.text]), rows=above[i].rows + cell.rows)
    return above + [c for c in below if c.row != at]
