"""What a page is: characters with their boxes, and ruling lines. Units are points, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

_HANGS = 2.0  # points


class Glyph(NamedTuple):
    """A character (of a scan: a run of them) and its box."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Edge(NamedTuple):
    """A ruling line, upright or level: `x0 <= x1`, `top <= bottom`, one of the pairs equal."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    edges: tuple[Edge, ...] = ()


class Part(NamedTuple):
    """A part of a line: its text, where it begins and ends."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: what it says, where it stands, the height of its characters, and the column of its page.

    Its parts are what wide gaps part (two spaces in the text).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    column: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def parted(self) -> bool:
        """Whether wide gaps part it."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a ruled table: its place in the grid, how much of it it covers, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its box; rows by columns is the even grid under its merged cells, `xs` where its columns begin and end."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: int
    columns: int
    cells: tuple[PlacedCell, ...]
    xs: tuple[float, ...] = ()

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands in the table; a mark may hang out over its border."""
        across = glyph.x0 <= self.x1 + _HANGS and glyph.x1 >= self.x0 - _HANGS
        return across and self.top <= (glyph.top + glyph.bottom) / 2 <= self.bottom
