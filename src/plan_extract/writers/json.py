"""JSON: for programs."""

from __future__ import annotations

from ..records.plan import PlanDocument
from .base import to_json


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write indented JSON in UTF-8."""
    return to_json(plan, only)
