"""The plan file was written for a version of the record contract that is not known here.

Why: a later version may mean something else by the same key, and an earlier one may lack what is checked; what is
found in such a file can be wrong. Write the file anew with `plan-extract parse`, or install the version that wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records.plan import SCHEMA_VERSION
from .base import Level, Profile
from .plan_file import EXAMPLE, FileProblem, PlanFile

CODE = "PF003"
NAME = "unknown-schema-version"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()

BAD = EXAMPLE.replace(SCHEMA_VERSION, "9.0.0")
GOOD = EXAMPLE

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """A version is known when its first number is ours and it is not later than ours (semantic versioning)."""
    if not isinstance(file.data, dict) or "schema_version" not in file.data:
        return
    version = file.data["schema_version"]
    if not _known(str(version)):
        message = f"schema version {version} is not known here; this plan-extract reads {SCHEMA_VERSION}"
        yield FileProblem(message, ("schema_version",))


def _known(version: str) -> bool:
    ours, theirs = _VERSION.fullmatch(SCHEMA_VERSION), _VERSION.fullmatch(version)
    if ours is None or theirs is None:
        return False
    mine, other = (tuple(map(int, match.groups())) for match in (ours, theirs))
    return mine[0] == other[0] and other <= mine
