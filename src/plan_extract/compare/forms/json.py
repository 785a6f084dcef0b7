"""JSON: for programs; `plan-extract schema comparison` is its form."""

from __future__ import annotations

from ..model import Comparison
from .base import Look


def write(comparison: Comparison, look: Look) -> bytes:  # noqa: ARG001
    """Write indented JSON in UTF-8."""
    return comparison.model_dump_json(indent=2).encode() + b"\n"
