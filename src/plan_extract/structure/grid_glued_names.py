"""What stands before the values of a row in a glued table: group cells, number and name, run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..span import Span
from ..values.cells import is_unit


class Name(NamedTuple):
    """What stands before the values of a row: group cells, number, name."""

    outer: Span | None
    inner: Span | None
    number: Span | None
    name: Span


_NUMBER = re.compile(r"(?<!\d)(\d{1,2})[.、](?!\d)")  # 1.空气质量
_COUNT = re.compile(r"\s*(\d{1,2})(?=[^\d.%])")  # 1化学需氧量
_UNIT = re.compile(r"\(([^()]{1,14})\)")


def cut_names(folded: str, spans: Sequence[Span]) -> list[Name]:
    """Cut what stands before the values of each row."""
    marks = [_first_number(folded, span) for span in spans]
    out: list[Name] = []
    for i, span in enumerate(spans):
        mark = marks[i]
        if mark is None:
            out.append(_plain(folded, span, i + 1))
            continue
        outer = Span(span.start, mark.start()).trimmed(folded)
        rest = Span(mark.end(), span.end)
        after = marks[i + 1] if i + 1 < len(marks) else None
        before = marks[i - 1] if i else None
        own = (after and int(after[1]) == int(mark[1]) + 1) or (
            i + 1 == len(spans) and before and int(before[1]) == int(mark[1]) - 1
        )
        above = outer if outer.end > outer.start else None
        cut = None if own else _group_end(folded, rest)
        if cut is None:
            out.append(Name(above, None, Span(*mark.span(1)), rest.trimmed(folded)))
        else:
            inner = Span(mark.start(), cut)
            out.append(Name(above, inner, None, Span(cut, span.end).trimmed(folded)))
    return out


def _first_number(folded: str, span: Span) -> re.Match[str] | None:
    return _NUMBER.search(folded, *span)


def _plain(folded: str, span: Span, count: int) -> Name:
    """A row without a group: 1化学需氧量排放总量, or a name alone."""
    number = _COUNT.match(folded, *span)
    if number and int(number[1]) == count:
        return Name(None, None, Span(*number.span(1)), Span(number.end(), span.end).trimmed(folded))
    return Name(None, None, None, span.trimmed(folded))


@cache
def _group_ends() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.pattern('cell_words', 'group_end')})+")


def _group_end(folded: str, rest: Span) -> int | None:
    """Where a group cell ends and the name begins: behind a unit (减少(%)化学需氧量), else behind a word that ends groups."""
    unit = _UNIT.search(folded, *rest)
    if unit and is_unit(unit[1]) and unit.end() < rest.end:
        return unit.end()
    for match in _group_ends().finditer(folded, *rest):
        whole = match.start() > rest.start or match.end() - match.start() > 2
        if whole and rest.end - match.end() >= 4:
            return match.end()
    return None
