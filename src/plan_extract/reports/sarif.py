"""SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..lint.model import Outcome, Place, Told
from ..rules import RULES
from ..rules.base import Level
from ..rules.pages import page_of
from .base import Look, posix

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write one run, with the rules that found something; regions are those of the plain text, in code points."""
    codes = sorted({told.finding.code for told in outcome.told})
    run = {
        "tool": {"driver": {"name": "plan-extract", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "invocations": [_invocation(outcome)],
        "artifacts": [{"location": _location(file.path)} for file in outcome.files],
        "columnKind": "unicodeCodePoints",
        "results": [_result(told, codes.index(told.finding.code)) for told in outcome.told],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    page = page_of(RULES[code])
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in page.name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why or page.summary},
        "help": {"text": page.text(), "markdown": page.markdown()},
        "defaultConfiguration": {"level": _LEVELS[page.level]},
        "properties": {"tags": [page.family]},
    }


def _invocation(outcome: Outcome) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": cause},
            "locations": [{"physicalLocation": {"artifactLocation": _location(path)}}],
        }
        for path, cause in outcome.failed
    ]
    return {"executionSuccessful": not notes, **({"toolExecutionNotifications": notes} if notes else {})}


def _result(told: Told, index: int) -> dict[str, Any]:
    finding, place = told.finding, told.place
    physical: dict[str, Any] = {"artifactLocation": _location(told.path)}
    if place is not None:
        physical["region"] = _region(place, told.quote)
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"planExtractFinding/v1": told.fingerprint},
        **({"properties": {"page": told.page}} if told.page is not None else {}),
    }


def _region(place: Place, words: str) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        **({"snippet": {"text": words}} if words else {}),
    }


def _location(path: str) -> dict[str, Any]:
    name = posix(path)
    return {"uri": Path(name).as_uri() if Path(name).is_absolute() else quote(name)}
