"""Group cells that were left blank below the first row of their group."""

from __future__ import annotations

from collections.abc import Sequence

from ..document.model import Document
from .heads import read_head
from .model import GridCell

Rows = Sequence[Sequence[GridCell | None]]


def fill_groups(document: Document, rows: Rows, head: int) -> tuple[tuple[GridCell | None, ...], ...]:
    """Fill blank group cells (领域, 类别) from above, and number and task of a row that only goes on with measures."""
    if len(rows) <= head or not rows[0]:
        return tuple(map(tuple, rows))
    roles = [_role(document, [row[column] for row in rows[:head]]) for column in range(len(rows[0]))]
    if roles[0] is None and not any(_filled(row[0]) for row in rows[:head]):
        roles[0] = "category"  # groups without a head
    out = [list(row) for row in rows]
    for i in range(head + 1, len(out)):
        row, above = out[i], out[i - 1]
        for column, role in enumerate(roles):
            if role == "category" and not _filled(row[column]):
                row[column] = above[column]
        held = {role for role, cell in zip(roles, row, strict=True) if _filled(cell)}
        if "measure" in held and not held & {"number", "task"}:
            for column, role in enumerate(roles):
                if role in ("number", "task"):
                    row[column] = above[column]
    return tuple(map(tuple, out))


def _role(document: Document, cells: Sequence[GridCell | None]) -> str | None:
    heads = [read_head(cell.span.of(document.folded), strict=False) for cell in cells if cell]
    return next((head.role for head in reversed(heads) if head), None)


def _filled(cell: GridCell | None) -> bool:
    return cell is not None and cell.span.end > cell.span.start
