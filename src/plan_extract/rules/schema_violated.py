"""The plan file is no plan: it cannot be taken apart, a key is misspelt or missing, or a value is of the wrong kind.

Why: everything that reads the file relies on the schema (`plan-extract schema`). Nothing else is checked in a file
that breaks it, because no finding in it could be trusted. The message names the field, the place is its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.plan import PlanDocument
from .base import Level, Profile
from .plan_file import EXAMPLE, FileProblem, PlanFile
from .schema_words import problems

CODE = "PF001"
NAME = "schema-violated"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()

BAD = EXAMPLE.replace("title:", "titel:")
GOOD = EXAMPLE

_WHOLE = "a plan file is a mapping with schema_version, source, metadata …"


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """A file that cannot be taken apart has one problem; else each field that is wrong."""
    if file.broken is not None:
        yield file.broken
    yield from problems(file.wrong, PlanDocument, _WHOLE)
