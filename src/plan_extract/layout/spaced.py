"""Tables without rulings: lines whose pieces stand under each other, parted by white space alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from .lines import join
from .model import Line, Part, PlacedCell, PlacedTable

_FEWEST_ROWS = 3
_WIDEST_GAP = 3.0  # of the size of characters: rows of a table stand nearer to each other
_LONGEST = 12  # characters of a usual cell; where two columns have more, they are prose
_MOST_LABELS = 0.5  # of the pieces end a label with a colon: 发文机关：…　发布日期：… is a list of labels

Column = tuple[float, float]


def with_spaced_tables(lines: Sequence[Line]) -> Iterator[Line | PlacedTable]:
    """Give the lines of a page, those that are a table without rulings as one."""
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        rows = _rows(lines[at:end]) if end - at >= _FEWEST_ROWS else []
        if len(rows) >= _FEWEST_ROWS and _is_table(rows):
            yield _table(rows, lines[at:end])
            at = end
        else:
            yield lines[at]
            at += 1


def _end(lines: Sequence[Line], start: int) -> int:
    """Where a run of lines ends whose pieces fall into the same columns; a line of one piece may go on with a cell."""
    columns = _columns(lines[start].parts)
    if len(columns) < 2:
        return start
    end = last = start + 1
    for at in range(start + 1, len(lines)):
        above, line = lines[at - 1], lines[at]
        merged = _columns([*_as_parts(columns), *line.parts])
        near = 0 < line.top - above.top <= _WIDEST_GAP * above.size + (above.bottom - above.top)
        if not near or line.column != above.column or len(merged) != max(len(columns), len(line.parts)):
            break
        if not line.parted and not _inside(line, columns[1:]):
            break
        columns, last = merged, at + 1
        end = last if line.parted else end
    return end


def _as_parts(columns: Sequence[Column]) -> list[Part]:
    return [Part("", x0, x1) for x0, x1 in columns]


def _inside(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line of one piece stands within a column behind the first."""
    return any(x0 - 1 <= line.x0 and line.x1 <= x1 + line.size for x0, x1 in columns)


def _columns(parts: Sequence[Part]) -> list[Column]:
    """The stretches that pieces cover, those that overlap as one."""
    columns: list[Column] = []
    for part in sorted(parts, key=lambda part: part.x0):
        if columns and part.x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], part.x1))
        else:
            columns.append((part.x0, part.x1))
    return columns


def _rows(lines: Sequence[Line]) -> list[list[Part]]:
    """The pieces of each row; a line of one piece goes on with the cell above it."""
    rows: list[list[Part]] = []
    for line in lines:
        if line.parted or not rows:
            rows.append(list(line.parts))
            continue
        [more] = line.parts
        above = rows[-1]
        at = next((i for i, part in enumerate(above) if part.x0 <= more.x1 and more.x0 <= part.x1), None)
        if at is None:
            above.append(more)
        else:
            part = above[at]
            above[at] = Part(join([part.text, more.text]), min(part.x0, more.x0), max(part.x1, more.x1))
    return rows


def _is_table(rows: Sequence[Sequence[Part]]) -> bool:
    """No list of labels, no columns of prose, no table of contents (the last column counts up), no spaced-out title."""
    parts = [part for row in rows for part in row]
    labels = sum("：" in part.text or ":" in part.text for part in parts)
    first, second = [len(row[0].text) for row in rows], [len(row[-1].text) for row in rows]
    prose = median(first) > _LONGEST and median(second) > _LONGEST
    if prose or labels > _MOST_LABELS * len(parts):
        return False
    if all(len(part.text) == 1 for part in parts):
        return False
    last = [row[-1].text for row in rows]
    numbers = [int(text) for text in last if text.isascii() and text.isdigit()]
    return not (len(numbers) == len(last) and numbers == sorted(numbers) and len(rows[0]) == 2)


def _table(rows: Sequence[Sequence[Part]], lines: Sequence[Line]) -> PlacedTable:
    columns = _columns([part for row in rows for part in row])
    cells = []
    for r, row in enumerate(rows):
        texts: dict[int, str] = {}
        for part in row:
            at = next(i for i, (x0, x1) in enumerate(columns) if x0 <= part.x0 and part.x1 <= x1)
            texts[at] = join([texts.get(at, ""), part.text])
        cells += [PlacedCell(r, c, 1, 1, texts.get(c, "")) for c in range(len(columns))]
    xs = (*(x0 for x0, _ in columns), columns[-1][1])
    return PlacedTable(xs[0], lines[0].top, xs[-1], lines[-1].bottom, len(rows), len(columns), tuple(cells), xs)
