"""Document to Reading: frame, tables and outline, in that order."""

from __future__ import annotations

from ..document.model import Document
from .frame import find_frame
from .grids import find_grids
from .model import Reading
from .outline import find_outline


def read_structure(document: Document) -> Reading:
    """Find what stands where, once for all extractors."""
    frame = find_frame(document)
    grids = find_grids(document, frame)
    return Reading(document, frame, grids, find_outline(document, frame, grids))
