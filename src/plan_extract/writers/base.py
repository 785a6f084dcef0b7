"""What writers share: which part of a plan is written, and numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from ..errors import UsageError
from ..records.plan import PlanDocument

ALWAYS = ("schema_version", "source")
_WHOLE = re.compile(rb'(?m)^(\s+(?:"\w+": )?-?\d+)\.0(,?)$')


class Writer(Protocol):
    """A writer turns a plan into the bytes of a file; the same plan gives the same bytes."""

    def __call__(self, plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
        """Write; `only` names the top-level keys wanted (all if empty), `schema_version` and `source` always stay."""
        ...


class FolderWriter(Protocol):
    """A writer of a format that takes several files for a document: their bytes by name."""

    def __call__(self, plan: PlanDocument, only: tuple[str, ...] = ()) -> Mapping[str, bytes]:
        """Write as a `Writer` does."""
        ...


def kept(only: tuple[str, ...]) -> set[str] | None:
    """Check the keys that are wanted and give the set that is written; None is everything."""
    known = [key for key in PlanDocument.model_fields if key not in ALWAYS]
    for key in only:
        if key not in PlanDocument.model_fields:
            raise UsageError(f"unknown key {key!r}; known: {', '.join(known)}")
    return {*ALWAYS, *only} if only else None


def to_json(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """The plan as indented JSON, keys in the order of the contract; 100.0 is written 100.

    A number stands alone on its line there, and no string holds a line break that is not escaped: so the pattern
    meets numbers only.
    """
    text = plan.model_dump_json(indent=2, include=kept(only)).encode() + b"\n"
    return _WHOLE.sub(rb"\1\2", text)
