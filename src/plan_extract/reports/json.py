"""JSON: an array with an object a finding."""

from __future__ import annotations

import json

from ..lint.model import Outcome
from .base import Look, as_data


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write one array, empty where nothing was found."""
    return json.dumps([as_data(told) for told in outcome.told], ensure_ascii=False, indent=2) + "\n"
