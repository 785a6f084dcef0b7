"""Stub."""

from __future__ import annotations

from ..structure.model import Reading
from .base import Doubt


def extract(reading: Reading) -> tuple[tuple[()], tuple[Doubt, ...]]:
    """Find nothing yet."""
    return (), ()
