"""Ruling lines to tables: the even grid, and which of its places one merged cell covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .lines import join, lines_of, rows_of, width_of_first
from .model import Edge, Glyph, Line, PlacedCell, PlacedTable

_SNAP = 3.0  # points: ruling lines this near are one
_SHORTEST = 6.0
_MOST_EDGES = 4000  # of a page; more of them are a map or a drawing
_MOST_COLUMNS, _MOST_ROWS = 60, 400  # that a page can hold
_SIDE_BY_SIDE = 0.25  # of the rows with text have it in two cells or more; the others name groups
_WIDEST_PAD = 8.0  # points between a wall and the text
_ROOM = 1.0  # in characters: a line of a cell with no more room left goes on

Place = tuple[int, int]  # row and column
Owner = list[list[Place]]


def tables_of(edges: Sequence[Edge], glyphs: Sequence[Glyph]) -> list[PlacedTable]:
    """Give the ruled tables of a page, top to bottom: at least two columns and two rows, with text side by side."""
    long = list({_rounded(edge) for edge in edges if max(edge.x1 - edge.x0, edge.bottom - edge.top) >= _SHORTEST})
    if len(long) > _MOST_EDGES:
        return []
    found = [table for group in _groups(long) if (table := _table(group, glyphs)) is not None]
    return sorted(found, key=lambda table: (table.top, table.x0))


def _rounded(edge: Edge) -> Edge:
    """The same to half a point: cells drawn one by one have each ruling twice."""
    return Edge(*(round(value * 2) / 2 for value in edge))


def _groups(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Ruling lines that touch belong together: sweep from top to bottom with union-find over crossings."""
    level = [e for e in edges if e.level]
    upright = [e for e in edges if not e.level]
    if len(level) < 2 or len(upright) < 2:
        return
    parent = list(range(len(edges)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(level)), key=lambda i: level[i].top)
    tops = [level[i].top for i in order]
    for j, line in enumerate(upright):
        at = bisect_left(tops, line.top - _SNAP)
        while at < len(tops) and tops[at] <= line.bottom + _SNAP:
            i = order[at]
            if level[i].x0 - _SNAP <= line.x0 <= level[i].x1 + _SNAP:
                parent[root(i)] = root(len(level) + j)
            at += 1
    groups: dict[int, list[Edge]] = {}
    for i, edge in enumerate((*level, *upright)):
        groups.setdefault(root(i), []).append(edge)
    yield from (group for group in groups.values() if len(group) >= 4)


def _snapped(values: Sequence[float]) -> list[float]:
    """Values nearer than the snap become one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _at(marks: Sequence[float], value: float) -> int:
    """The index of the mark that a value was snapped to."""
    return max(0, bisect_left(marks, value - _SNAP - 0.01) if marks else 0)


def _table(edges: Sequence[Edge], glyphs: Sequence[Glyph]) -> PlacedTable | None:
    level = [e for e in edges if e.level]
    upright = [e for e in edges if not e.level]
    xs, ys = _snapped([e.x0 for e in upright]), _snapped([e.top for e in level])
    if not 2 < len(xs) <= _MOST_COLUMNS or not 2 < len(ys) <= _MOST_ROWS:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    right = _walls(upright, xs, ys)
    below = _floors(level, xs, ys)
    owner = _merge(rows, columns, right, below)
    box = PlacedTable(xs[0], ys[0], xs[-1], ys[-1], rows, columns, (), tuple(xs))
    texts = _texts([g for g in glyphs if box.holds(g)], owner, xs, ys)
    if not _is_table(texts, owner):
        return None
    cells = (
        PlacedCell(row, column, height, width, texts.get((row, column), ""))
        for (row, column), (height, width) in sorted(_sizes(owner).items())
    )
    return replace(box, cells=tuple(cells))


def _is_table(texts: Mapping[Place, str], owner: Owner) -> bool:
    """Boxes around paragraphs are no table: in a good part of the rows, text stands side by side."""
    filled = [len({cell for cell in row if texts.get(cell)}) for row in owner]
    several = sum(count > 1 for count in filled)
    return several > 0 and several >= _SIDE_BY_SIDE * sum(count > 0 for count in filled)


def _walls(upright: Sequence[Edge], xs: Sequence[float], ys: Sequence[float]) -> set[tuple[int, int]]:
    """(row, line): an upright ruling runs along this row at this x."""
    walls: set[tuple[int, int]] = set()
    for edge in upright:
        line = _at(xs, edge.x0)
        for row in range(len(ys) - 1):
            middle = (ys[row] + ys[row + 1]) / 2
            if edge.top <= middle <= edge.bottom:
                walls.add((row, line))
    return walls


def _floors(level: Sequence[Edge], xs: Sequence[float], ys: Sequence[float]) -> set[tuple[int, int]]:
    """(line, column): a level ruling runs along this column at this y."""
    floors: set[tuple[int, int]] = set()
    for edge in level:
        line = _at(ys, edge.top)
        for column in range(len(xs) - 1):
            middle = (xs[column] + xs[column + 1]) / 2
            if edge.x0 <= middle <= edge.x1:
                floors.add((line, column))
    return floors


def _merge(rows: int, columns: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> Owner:
    """Which cell owns each place: to the right while no wall parts them, then down while no floor does."""
    owner: Owner = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(1, columns):
            if (row, column) not in walls:
                owner[row][column] = owner[row][column - 1]
    for row in range(1, rows):
        for column in range(columns):
            same_width = owner[row][column][1] == owner[row - 1][column][1]
            if owner[row][column][0] == row and (row, column) not in floors and same_width:
                owner[row][column] = owner[row - 1][column]
    return owner


def _sizes(owner: Owner) -> dict[tuple[int, int], tuple[int, int]]:
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    for row, places in enumerate(owner):
        for column, cell in enumerate(places):
            height, width = sizes.get(cell, (1, 1))
            sizes[cell] = (max(height, row - cell[0] + 1), max(width, column - cell[1] + 1))
    return sizes


def _texts(glyphs: Sequence[Glyph], owner: Owner, xs: Sequence[float], ys: Sequence[float]) -> dict[Place, str]:
    held: dict[Place, list[Glyph]] = {}
    for glyph in glyphs:
        column = min(max(bisect_left(xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), len(xs) - 2)
        row = min(max(bisect_left(ys, (glyph.top + glyph.bottom) / 2) - 1, 0), len(ys) - 2)
        held.setdefault(owner[row][column], []).append(glyph)
    ends = {cell: xs[column + 1] for row in owner for column, cell in enumerate(row)}
    return {cell: cell_text(lines_of(rows_of(own)), xs[cell[1]], ends[cell]) for cell, own in held.items()}


def cell_text(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell between two walls: lines that fill it go on, others are paragraphs of it, apart by a blank."""
    pad = min(_WIDEST_PAD, max(0.0, min(line.x0 for line in lines) - left))
    texts = [line.text.replace("  ", "") for line in lines]
    out = texts[0]
    for (before, after), text in zip(pairwise(lines), texts[1:], strict=True):
        room = right - left - 2 * pad - (before.x1 - before.x0)
        out = (
            join([out, text]) if room < width_of_first(after.text, after.size) + _ROOM * after.size else f"{out} {text}"
        )
    return out
