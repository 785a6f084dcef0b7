"""Cells of Word tables and what they cover: w:gridSpan across, w:vMerge down (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from ..document.build import CellText
from .docx_numbering import W, value

_WIDEST = 200


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its text, its width in columns, and whether it goes on with the cell above (`continue`)."""

    text: str
    width: int = 1
    merge: str | None = None

    @classmethod
    def of(cls, cell: Any, text: str) -> Self:  # noqa: ANN401 - an lxml element
        """Read the properties of a w:tc."""
        properties = cell.find(W + "tcPr")
        merge = properties.find(W + "vMerge") if properties is not None else None
        width = value(properties, "gridSpan")
        return cls(
            text,
            max(1, min(int(width[:4]), _WIDEST)) if width and width.isascii() and width.isdigit() else 1,
            None if merge is None else merge.get(W + "val") or "continue",
        )


def is_gone(properties: Any) -> bool:  # noqa: ANN401
    """Tell whether a row or the end of a paragraph was deleted, or moved elsewhere, by a tracked change."""
    return properties is not None and any(properties.find(W + name) is not None for name in ("del", "moveFrom"))


def merged(rows: Sequence[Sequence[WordCell]]) -> list[list[CellText]]:
    """Rows of cells with what they cover: a vertical merge goes on while cells at its column say `continue`."""
    placed = [_by_column(row) for row in rows]
    heights: dict[tuple[int, int], int] = {}
    for number in range(len(placed) - 1, -1, -1):  # from below: a cell that goes on lends its height to the one above
        for column, cell in placed[number].items():
            below = placed[number + 1].get(column) if number + 1 < len(placed) else None
            goes_on = cell.merge is not None and below is not None and below.merge == "continue"
            heights[number, column] = 1 + (heights[number + 1, column] if goes_on else 0)
    out: list[list[CellText]] = []
    for number, places in enumerate(placed):
        above = placed[number - 1] if number else {}
        line = [
            CellText(cell.text, heights[number, column], cell.width)
            for column, cell in places.items()
            if not (cell.merge == "continue" and column in above and above[column].merge is not None)
        ]
        out.append(line)
    return out


def _by_column(row: Sequence[WordCell]) -> dict[int, WordCell]:
    placed: dict[int, WordCell] = {}
    column = 0
    for cell in row:
        placed[column] = cell
        column += cell.width
    return placed
