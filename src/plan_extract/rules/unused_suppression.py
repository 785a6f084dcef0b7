"""A suppression suppresses nothing.

Why: the plan was mended, or the suppression names another rule or record than was meant. Left in place it would hide
the next finding of its kind, which nobody has looked at. Take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records.plan import SCHEMA_VERSION
from .base import Level, Profile
from .plan_file import FileProblem, PlanFile

CODE = "PF004"
NAME = "unused-suppression"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()

_PLAN = f"""schema_version: {SCHEMA_VERSION}
source: {{name: a.txt, media_type: text/plain, encoding: utf-8, sha256: {"0" * 64}, chars: 0}}
metadata: {{title: 养老服务实施方案, document_type: 方案}}
"""
BAD = _PLAN + "suppress:\n- code: PF003\n  reason: written by a later version\n"
GOOD = _PLAN + "suppress: []\n"


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """The runner knows which were used."""
    yield from file.unused
