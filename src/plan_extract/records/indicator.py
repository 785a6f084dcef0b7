"""Named quantities with a target."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Record, TextSpan, absent
from .task import Assignment

Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range"]
Nature = Literal["binding", "expected"]
IndicatorSource = Literal["table", "prose"]


class Baseline(Record):
    """The value at the start."""

    year: int | None = Field(description="Year of the value.")
    value: float | None = Field(description="The number; null where it is printed as words.")
    raw: str = Field(description="As printed.")
    basis: Literal["table", "text"] = Field(default="table", description="Where it is stated.")
    span: TextSpan | None = Field(default=None, description="Exactly `raw`.")


class Target(Record):
    """A value to be reached."""

    year: int | None = Field(description="Year it is to be reached in; null where none governs.")
    comparator: Comparator | None = Field(description="= >= <= > < ~ (左右) or range; null where the target is words.")
    value: float | None = Field(description="The number, or the lower bound of a range; null where it is words.")
    value_max: float | None = Field(default=None, description="The upper bound of a range.")
    raw: str = Field(description="As printed.")
    cumulative: bool = Field(default=False, description="True where brackets or 累计 say so.")
    span: TextSpan | None = Field(default=None, description="Exactly `raw`.")


class Indicator(Record):
    """A named quantity with a target, from a table or a sentence."""

    id: str = Field(description="I001, I002 … in document order.")
    source: IndicatorSource = Field(description="table or prose.")
    number: str | None = Field(default=None, description="序号 as printed.")
    name: str = Field(description="Without unit and marks (※ * ①).")
    unit: str | None = Field(description="As printed: %, 张, 件/万人, 万户.")
    category: tuple[str, ...] = Field(default=(), description="Group cells of its row, outermost first.")
    nature: Nature | None = Field(default=None, description="binding (约束性) or expected (预期性).")
    baseline: Baseline | None = Field(default=None, description="The value at the start, where one is stated.")
    targets: tuple[Target, ...] = Field(description="One for each filled target column; of prose, one.")
    assignments: tuple[Assignment, ...] = Field(default=(), description="From a column of responsible units.")
    task: str | None = Field(default=None, description="Id of the task whose sentence states it, or null.")
    same_as: str | None = Field(
        default=None, exclude_if=absent, description="Id of the table's indicator whose target this sentence states."
    )
    span: TextSpan = Field(description="The row or the clause it was read from.")
