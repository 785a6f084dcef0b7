"""The plan file is no plan: it cannot be taken apart, a key is misspelt or missing, or a value is of the wrong kind.

Why: everything that reads the file relies on the schema (`plan-extract schema`). Nothing else is checked in a file
that breaks it, because no finding in it could be trusted. The message names the field, the place is its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.plan import SCHEMA_VERSION, PlanDocument
from .base import Level, Profile
from .plan_file import FileProblem, PlanFile
from .schema_words import problems

CODE = "PF001"
NAME = "schema-violated"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()

_PLAN = """schema_version: {version}
source: {{name: a.txt, media_type: text/plain, encoding: utf-8, sha256: {digest}, chars: 0}}
metadata: {{{title}: 养老服务实施方案, document_type: 方案}}
"""
BAD = _PLAN.format(version=SCHEMA_VERSION, digest="0" * 64, title="titel")
GOOD = _PLAN.format(version=SCHEMA_VERSION, digest="0" * 64, title="title")

_WHOLE = "a plan file is a mapping with schema_version, source, metadata …"


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """A file that cannot be taken apart has one problem; else each field that is wrong."""
    if file.broken is not None:
        yield file.broken
    yield from problems(file.wrong, PlanDocument, _WHOLE)
