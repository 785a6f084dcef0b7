"""Columns of a page (gazettes, newspapers, magazines): the white bands that part them, and the order of reading.

A band parts columns where, over many lines of the page, text stands on both its sides and none crosses it, and where the
text on both sides is set: it ends at the band on the left and begins at one place on the right. The columns of a table
without rulings are not set like that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lines import rows_of, segments_of
from .model import Glyph

_NARROWEST = 0.9  # in characters: a band between columns is at least as wide
_FEWEST_ROWS = 6  # of text on both sides
_LEAST_BOTH = 0.4  # of the rows along a band have text on both sides
_LEAST_SET = 0.6  # of these end at the band, and begin at one place behind it
_FEWEST_CHARS = 8  # in a line of a column, on the average
_WIDEST_SPACE = 2.5  # of the usual distance of rows: what stands further below is no part of a column
_MOST_BANDS = 12
_STEP = 4.0  # points: to what columns begin alike
_DEEPEST = 12

Segment = tuple[float, float, int]  # x0, x1 and how many characters
Path = tuple[int, ...]  # where the bands are that a column stands beside, negative to the left of one


@dataclass(frozen=True, slots=True)
class _Row:
    glyphs: list[Glyph]
    segments: list[Segment]
    size: float


@dataclass(frozen=True, slots=True)
class _Band:
    """A band at `x` along the rows from `first` up to `last`; `both` of them have text on both sides."""

    x: float
    first: int
    last: int
    both: int


def columns_of(glyphs: Sequence[Glyph], path: Path = ()) -> Iterator[tuple[Path, list[list[Glyph]]]]:
    """Give the rows of each column, in the order of reading; the path tells which column of which band it is.

    What stands above and below the columns has the path of the page itself.
    """
    found = rows_of(glyphs)
    rows = [_row(row) for row in found]
    band = _best_band(rows) if len(path) < _DEEPEST else None
    if band is None:
        if found:
            yield path, found
        return
    parts = (rows[: band.first], rows[band.first : band.last], rows[band.last :])
    above, between, below = ([glyph for row in part for glyph in row.glyphs] for part in parts)
    left = [glyph for glyph in between if glyph.x0 + glyph.x1 < 2 * band.x]
    right = [glyph for glyph in between if glyph.x0 + glyph.x1 >= 2 * band.x]
    at = round(band.x)
    for part, where in ((above, path), (left, (*path, -at)), (right, (*path, at)), (below, path)):
        yield from columns_of(part, where)


def _row(glyphs: list[Glyph]) -> _Row:
    size = sum([g.bottom - g.top for g in glyphs]) / len(glyphs)
    segments = [(s[0].x0, s[-1].x1, sum([len(g.text) for g in s])) for s in segments_of(glyphs, _NARROWEST)]
    return _Row(glyphs, segments, size)


def _best_band(rows: Sequence[_Row]) -> _Band | None:
    """The band along which the most rows have text on both sides: it lies before where many pieces of rows begin."""
    if len(rows) < _FEWEST_ROWS:
        return None
    begins = Counter(round(right[0] / _STEP) for row in rows for right in row.segments[1:])
    bands = (
        band
        for place, count in begins.most_common(_MOST_BANDS)
        if count >= _FEWEST_ROWS // 2
        for band in _bands(rows, (place - 1) * _STEP)
    )
    return max(bands, key=lambda band: (band.both, -band.x), default=None)


def _bands(rows: Sequence[_Row], x: float) -> Iterator[_Band]:
    """The stretches of rows that nothing crosses at this place, where both sides are columns."""
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not any(
            s[0] + 0.3 * rows[at].size < x < s[1] - 0.3 * rows[at].size for s in rows[at].segments
        ):
            continue
        stretch = rows[start:at]
        both = [i for i, row in enumerate(stretch) if row.segments[0][1] <= x <= row.segments[-1][0]]
        if len(both) >= _FEWEST_ROWS:
            first, last = both[0], _last(stretch, both[-1])
            if len(both) >= _LEAST_BOTH * (last - first) and _is_set([stretch[i] for i in both], x):
                yield _Band(x, start + first, start + last, len(both))
        start = at + 1


def _last(rows: Sequence[_Row], both: int) -> int:
    """Where the longer column ends: at the end of the rows, or where they leave a wide space."""
    tops = [row.glyphs[0].top for row in rows]
    pitch = median(b - a for a, b in pairwise(tops[: both + 1]))
    return next((at for at in range(both + 1, len(rows)) if tops[at] - tops[at - 1] > _WIDEST_SPACE * pitch), len(rows))


def _is_set(rows: Sequence[_Row], x: float) -> bool:
    """Whether the text on both sides is set in columns: even at the band on the left, even at its beginning on the right."""
    left = [max((s for s in row.segments if s[1] <= x + 0.3 * row.size), key=lambda s: s[1]) for row in rows]
    right = [min((s for s in row.segments if s[0] >= x - 0.3 * row.size), key=lambda s: s[0]) for row in rows]
    size = sum(row.size for row in rows) / len(rows)
    ends, begins = sorted(s[1] for s in left), sorted(s[0] for s in right)
    end, begin = ends[int(len(ends) * 0.95)], begins[len(begins) // 20]
    even = sum(abs(value - end) <= 1.3 * size for value in ends) >= _LEAST_SET * len(ends)
    behind = sum(abs(value - begin) <= 2.6 * size for value in begins) >= _LEAST_SET * len(begins)
    chars = min(sum(s[2] for s in left), sum(s[2] for s in right)) / len(rows)
    return even and behind and chars >= _FEWEST_CHARS
