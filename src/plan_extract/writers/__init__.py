"""PlanDocument to bytes: one file a format, and its name in the table below.

A member is `write(plan, only=()) -> bytes`; its name is also the suffix of the files it writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import Registry

if TYPE_CHECKING:
    from .base import Writer

WRITERS: Registry[Writer] = Registry(
    "format",
    {name: f"plan_extract.writers.{name}:write" for name in ("yaml", "json")},
)
