"""The indicators of each table: rows that follow one another and have the same years."""

from __future__ import annotations

from collections.abc import Iterator

from ..records.indicator import Indicator
from ..records.plan import PlanDocument

_FARTHEST = 400  # characters between two rows of one table; the notes of a table may stand between


def tables(document: PlanDocument) -> Iterator[list[Indicator]]:
    """Give the indicators table by table."""
    table: list[Indicator] = []
    for indicator in (one for one in document.indicators if one.source == "table"):
        if table and not _same(table[-1], indicator):
            yield table
            table = []
        table.append(indicator)
    if table:
        yield table


def _same(before: Indicator, after: Indicator) -> bool:
    """A table goes on where the next row stands near by and its number does not start anew."""
    places = before.span.cell, after.span.cell
    if places[0] and places[1]:
        return places[0].table == places[1].table
    starts_anew = after.number == "1" and before.number is not None
    return after.span.start - before.span.end <= _FARTHEST and not starts_anew


def number_of(indicator: Indicator) -> int | None:
    """The value of 序号, where it is a plain number."""
    return int(indicator.number) if indicator.number and indicator.number.isdecimal() else None
