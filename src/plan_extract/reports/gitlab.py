"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..lint.model import Outcome, Told
from ..rules.base import Level
from .base import Look, posix

_SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "info": "info"}


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write one array; a fingerprint is unique over all files, as GitLab wants it."""
    return json.dumps([_issue(told) for told in outcome.told], ensure_ascii=False, indent=2) + "\n"


def _issue(told: Told) -> dict[str, Any]:
    path, place = posix(told.path), told.place
    lines = {"begin": place.line, "end": place.end_line} if place else {"begin": 1, "end": 1}
    return {
        "description": f"{told.finding.code}: {told.finding.message}",
        "check_name": told.finding.name,
        "fingerprint": hashlib.sha256(f"{path}\0{told.fingerprint}".encode()).hexdigest()[:32],
        "severity": _SEVERITIES[told.finding.level],
        "location": {"path": path, "lines": lines},
    }
