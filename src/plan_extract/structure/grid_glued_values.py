"""Values that run together (14141270-10%): of all ways to cut them, the one in which they agree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..span import Span
from .heads import ColumnRole

_MOST_SPLITS = 4000

_VALUE = re.compile(
    r"([<>≥≤]|约)?(-?\d{1,8}(?:\.\d{1,3})?)(%|‰|个百分点|百分点)?(左右|以上|以下|以内)?|\[-?\d{1,6}(?:\.\d{1,3})?%?\]|[-/]"
)


def cut_values(folded: str, span: Span, values: Sequence[ColumnRole]) -> tuple[Span | None, ...] | None:
    """Cut a run into one cell for each value column, the way that agrees best; None where no way does."""
    text = span.of(folded)
    best: tuple[float, tuple[Span | None, ...]] | None = None
    for tried, cells in enumerate(_splits(text.rstrip(), 0, len(values))):
        if tried > _MOST_SPLITS:
            break
        padded = [*cells, *[""] * (len(values) - len(cells))]
        cost = _cost(padded, values)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, _places(span.start, padded))
    return best[1] if best else None


def _places(start: int, cells: Sequence[str]) -> tuple[Span | None, ...]:
    out: list[Span | None] = []
    for cell in cells:
        out.append(Span(start, start + len(cell)) if cell else None)
        start += len(cell)
    return tuple(out)


def _splits(text: str, at: int, left: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut the text into at most `left` values."""
    if at == len(text):
        yield ()
        return
    if left == 0:
        return
    for end in range(at + 1, min(len(text), at + 16) + 1):
        piece = text[at:end]
        if _VALUE.fullmatch(piece) and not re.match(r"[<>≥≤]?-?0\d", piece):
            for rest in _splits(text, end, left - 1):
                yield (piece, *rest)


def _cost(cells: Sequence[str], values: Sequence[ColumnRole]) -> float | None:
    """How badly the values of a row agree; None where they cannot stand in their columns."""
    cost = 0.0
    levels: list[tuple[float, str]] = []
    change: float | None = None
    for cell, head in zip(cells, values, strict=True):
        bracketed = head.label.startswith("[")
        if cell in ("", "-", "/"):
            cost += 0.7 if not cell else 0.3
            continue
        if bracketed is not cell.startswith("["):
            return None
        number = re.search(r"-?\d+(?:\.\d+)?", cell)
        if number is None:
            return None
        if head.role == "change":
            change = float(number[0])
        else:
            levels.append((float(number[0]), number[0]))
    for (low, first), (high, second) in pairwise(levels):
        cost += abs(math.log((abs(high) + 0.05) / (abs(low) + 0.05)))
        cost += 0.1 * abs(len(first.partition(".")[2]) - len(second.partition(".")[2]))
    if change is not None and len(levels) > 1:
        cost += _agreement(levels[0][0], levels[-1][0], change)
    return cost


def _agreement(low: float, high: float, change: float) -> float:
    """A change that is the difference of the two values, or that in per cent, speaks for the cut."""
    if abs(high - low - change) < 0.02 * max(1.0, abs(change)):
        return -3.0
    if low and abs((high / low - 1) * 100 - change) < 1.0:
        return -3.0
    return 0.5
