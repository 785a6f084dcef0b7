"""When something is to be done."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from .base import Record, TextSpan

DeadlineKind = Literal["by", "during", "from", "recurring", "ongoing"]
Precision = Literal["day", "month", "quarter", "half", "year", "period"]


class Deadline(Record):
    """An expression that says when something is to be done: 2025年底前 is by 2025-12-31."""

    id: str = Field(description="D001, D002 … in document order.")
    raw: str = Field(description="As printed.")
    kind: DeadlineKind = Field(
        description="by (到2025年), during (2021—2025年), from (自2023年起), recurring (每年), ongoing."
    )
    start: date | None = Field(description="First day meant; null for `by`.")
    end: date | None = Field(description="Last day meant; null for `from`, or where it cannot be known.")
    recurrence: str | None = Field(default=None, description="ISO 8601 duration of `recurring`: P1Y, P3M, P1M, P10Y.")
    precision: Precision | None = Field(description="How exact the expression is; null for `ongoing` and festivals.")
    task: str | None = Field(description="Id of the task that it governs, or null.")
    span: TextSpan = Field(description="Exactly `raw`.")
