"""The base of all records, and the span that ties each to its source."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A frozen record; unknown fields are refused, so that a misspelt key in an edited file is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=False)


class TextSpan(Record):
    """A half-open range of code points in the document's plain text: `text[start:end]`."""

    start: int = Field(ge=0, description="Offset of the first code point, 0-based.")
    end: int = Field(ge=0, description="Offset after the last code point.")
    page: int | None = Field(default=None, ge=1, description="Page of the first code point, 1-based; null without pages.")
