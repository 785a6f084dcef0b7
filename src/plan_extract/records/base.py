"""The base of all records, and the span that ties each to its source."""

from __future__ import annotations

from operator import not_

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A frozen record; unknown fields are refused, so that a misspelt key in an edited file is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=False)


absent = not_
"""Tells what is left out of the output: an optional field that says nothing. In C, for each span is asked twice; no
page, cell or id that is there is false.
"""


class CellPlace(Record):
    """Where a cell stands: which table of the document, and its upper left place in it."""

    table: int = Field(ge=1, description="Number of the table in the document, 1-based.")
    row: int = Field(ge=1, description="Row of the cell, 1-based.")
    column: int = Field(ge=1, description="Column of the cell, 1-based.")


class TextSpan(Record):
    """A half-open range of code points in the document's plain text: `text[start:end]`."""

    start: int = Field(ge=0, description="Offset of the first code point, 0-based.")
    end: int = Field(ge=0, description="Offset after the last code point.")
    page: int | None = Field(
        default=None, ge=1, exclude_if=absent, description="Page of the first code point, 1-based; only with pages."
    )
    cell: CellPlace | None = Field(
        default=None, exclude_if=absent, description="Cell of a table that the format tells; only within one."
    )
