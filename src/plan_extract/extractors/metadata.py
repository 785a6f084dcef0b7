"""What the document says of itself."""

from __future__ import annotations

from ..records.metadata import Metadata
from ..structure.model import Reading
from .base import Doubt


def extract(reading: Reading) -> tuple[Metadata, tuple[Doubt, ...]]:
    """Find nothing yet."""
    return Metadata(title=None, document_type=None), ()
