"""Find the tables, however they came."""

from __future__ import annotations

from ..document.model import Document
from .grid_delimited import find_delimited
from .grid_glued import find_glued
from .grid_ruled import find_ruled
from .grid_stacked import find_stacked
from .model import Frame, Grid


def find_grids(document: Document, frame: Frame) -> tuple[Grid, ...]:
    """Give every table of the body as an even grid, in order."""
    found = list(find_ruled(document, frame)) if document.tables else []
    found.extend(find_delimited(document, frame))
    found.extend(find_stacked(document, frame, [grid.span for grid in found]))
    found.extend(find_glued(document, frame, [grid.span for grid in found]))
    return tuple(sorted(found, key=lambda grid: grid.span))
