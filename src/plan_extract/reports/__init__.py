"""Findings to text: one file a format, and its name in the table below.

A member is `write(outcome, look) -> str`; `--output-format` takes its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import Registry

if TYPE_CHECKING:
    from .base import Report

REPORTS: Registry[Report] = Registry(
    "output format",
    {
        name: f"{__name__}.{name}:write"
        for name in ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
    },
)
"""The formats, by name: for people first, then for programs, then for those that run CI."""
