"""A suppression suppresses nothing.

Why: the plan was mended, or the suppression names another rule or record than was meant. Left in place it would hide
the next finding of its kind, which nobody has looked at. Take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.plan import SCHEMA_VERSION
from .base import Level, Profile
from .plan_file import EXAMPLE, FileProblem, PlanFile

CODE = "PF004"
NAME = "unused-suppression"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()

BAD = EXAMPLE + "suppress:\n- code: PF003\n  reason: written by a later version\n"
GOOD = EXAMPLE.replace(SCHEMA_VERSION, "9.0.0") + "suppress:\n- code: PF003\n  reason: written by a later version\n"


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """The runner knows which were used."""
    yield from file.unused
