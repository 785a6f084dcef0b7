"""The heads of a stacked table, and the ways in which they may stand for columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from ..span import Span
from .grid_stacked_lines import Column, Line
from .heads import VALUES, ColumnRole, read_head

_LONGEST_HEAD_LINE = 16
_LONGEST_PIECE = 6
_MOST_HEADS = 14

Heads = Sequence[tuple[ColumnRole, Span, bool]]


def heads_at(lines: Sequence[Line], start: int) -> tuple[list[tuple[ColumnRole, Span, bool]], int]:
    """The column heads from a line on: each with its span, and whether it could join the one before (指标, 属性)."""
    heads: list[tuple[ColumnRole, Span, bool]] = []
    i = start
    while i < len(lines) and len(heads) < _MOST_HEADS:
        line, after = lines[i], lines[i + 1].bare if i + 1 < len(lines) else ""
        if head := _head(line.bare):
            heads.append((head, line.span, not line.loose))
        elif (
            heads and not line.bare[-1:].isdigit() and line.bare and (head := _head(heads[-1][0].label + line.bare))
        ):  # 2022, 年
            heads[-1] = (head, Span(heads[-1][1].start, line.span.end), heads[-1][2])
        elif len(line.bare) <= _LONGEST_PIECE and len(after) <= _LONGEST_PIECE and (head := _head(line.bare + after)):
            heads.append((head, Span(line.span.start, lines[i + 1].span.end), False))
            i += 1
        elif len(heads) > 1 and len(line.bare) <= _LONGEST_PIECE and _head(after):  # a word not known among heads
            heads.append((read_head(line.bare, strict=False) or ColumnRole("other", label=line.bare), line.span, False))
        else:
            break
        i += 1
    return heads, i


def _head(text: str) -> ColumnRole | None:
    return read_head(text) if len(text) <= _LONGEST_HEAD_LINE else None


def layouts(heads: Heads) -> list[list[Column]]:
    """The ways in which the heads may stand for columns, the plainest first."""
    found: list[list[Column]] = []
    dated = frozenset(span for head, span, _ in heads if head.year)
    for tight, spanning, unnamed, typed in product((False, True), repeat=4):
        out = _attach_years(_join(heads) if tight else heads)
        out = _drop_spanning(out, dated) if spanning else out
        out = _with_name(out) if unnamed else out
        out = _with_nature(out) if typed else out
        if out not in found and any(c.role in ("name", "task", "measure", "category") for c in out):
            found.append(out)
    return found


def _join(heads: Heads) -> list[tuple[ColumnRole, Span, bool]]:
    """Join heads that are broken over two lines without a blank one: 指标, 属性."""
    out: list[tuple[ColumnRole, Span, bool]] = []
    for head, span, tight in heads:
        whole = not (out and out[-1][0].role == "year" and out[-1][0].label.startswith("("))
        if tight and out and whole and (joined := read_head(out[-1][0].label + head.label)) and head.role != "year":
            out[-1] = (joined, Span(out[-1][1].start, span.end), out[-1][2])
        else:
            out.append((head, span, tight))
    return out


def _attach_years(heads: Heads) -> list[Column]:
    """Give years in brackets to their heads: to the head before, or, several together, to the last value heads."""
    out: list[Column] = []
    late: list[Span] = []
    for i, (head, span, _) in enumerate(heads):
        bracketed = head.role == "year" and head.label.startswith("(")
        next_too = i + 1 < len(heads) and heads[i + 1][0].label.startswith("(")
        if bracketed and (late or next_too):
            late.append(span)
        elif bracketed and out and out[-1].head and out[-1].role in VALUES:
            out[-1] = out[-1]._replace(head=Span(out[-1].head.start, span.end))
        else:
            out.append(Column(head.role, span))
    for at, span in zip(range(len(out) - len(late), len(out)), late, strict=True):
        if at >= 0 and out[at].role in VALUES:
            out[at] = out[at]._replace(year=span)
    return out


def _drop_spanning(columns: list[Column], dated: frozenset[Span]) -> list[Column]:
    """Leave out a value head that spans the value heads behind it (指标值 over 现状 and 近期规划)."""
    for i, column in enumerate(columns[:-2]):
        below = all(c.role in VALUES for c in columns[i + 1 : i + 3])
        if below and column.role in ("target", "baseline", "change") and column.head not in dated:
            return [*columns[:i], *columns[i + 1 :]]
    return columns


def _with_name(columns: list[Column]) -> list[Column]:
    """Put in the column of names where its head got lost, before the first column behind number and category."""
    if any(c.role in ("name", "task", "measure") for c in columns):
        return columns
    at = next((i for i, c in enumerate(columns) if c.role not in ("number", "category")), len(columns))
    return [*columns[:at], Column("name", None), *columns[at:]]


def _with_nature(columns: list[Column]) -> list[Column]:
    """Take a group head behind the names (类型) for that of binding and expected."""
    named = next((i for i, c in enumerate(columns) if c.role == "name"), len(columns))
    return [c._replace(role="nature") if i > named and c.role == "category" else c for i, c in enumerate(columns)]
