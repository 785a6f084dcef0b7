"""JSON Lines: for programs that take many documents, one a line.

A line is what `json` writes, in one line: DuckDB reads `FROM 'plans.jsonl'` with the records as lists to `unnest`, and
sqlite-utils takes it with `--nl`.
"""

from __future__ import annotations

import json

from ..records.plan import PlanDocument
from .base import to_json

# Inside strings JSON lets these stand as they are, but many programs take them for the end of a line.
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write the document as one line of JSON in UTF-8."""
    line = json.dumps(json.loads(to_json(plan, only)), ensure_ascii=False, separators=(",", ":"))
    return line.translate(_LINE_ENDS).encode() + b"\n"
