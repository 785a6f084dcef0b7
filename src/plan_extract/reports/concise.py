"""One line a finding."""

from __future__ import annotations

from ..lint.model import Outcome
from .base import Look, headline


def write(outcome: Outcome, look: Look) -> str:
    """Write `plan.txt:3:1: PT001 error: …`."""
    return "".join(f"{headline(told, look)}\n" for told in outcome.told)
