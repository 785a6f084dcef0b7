"""JSON Lines: an object a finding, one a line."""

from __future__ import annotations

import json

from ..lint.model import Outcome
from .base import Look, as_data


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write one line a finding."""
    return "".join(json.dumps(as_data(told), ensure_ascii=False) + "\n" for told in outcome.told)
