"""What the tool doubted."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Record, TextSpan

Severity = Literal["info", "warning", "error"]


class Diagnostic(Record):
    """Something that was doubted or could not be told."""

    code: str = Field(description="Stable name of the kind of doubt, such as deadline-year-unknown.")
    severity: Severity = Field(description="info, warning or error.")
    message: str = Field(description="One line for people.")
    span: TextSpan | None = Field(default=None, description="What it is about; null for the whole document.")
