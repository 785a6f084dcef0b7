"""PlanDocument to bytes: one file a format, and its name in the table below.

A member is `write(plan, only=()) -> bytes`; its name is also the suffix of the files it writes. Those of `FOLDERS` give
several files for a document, `{name: bytes}`. In a format of `LINES` documents may follow each other in one file; one of
`BINARY` is no text. Those of `WITH_TEXT` also take the `document` that the plan was read from, and `notes` on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import Registry

if TYPE_CHECKING:
    from .base import FolderWriter, Writer

WRITERS: Registry[Writer] = Registry(
    "format",
    {name: f"plan_extract.writers.{name}:write" for name in ("yaml", "json", "jsonl", "xlsx", "ics", "md", "html")},
)
FOLDERS: Registry[FolderWriter] = Registry("format", {"csv": "plan_extract.writers.csv:write"})
LINES = frozenset({"jsonl"})
BINARY = frozenset({"xlsx"})
WITH_TEXT = frozenset({"html"})
FORMATS = (*WRITERS, *FOLDERS)
