"""Stacked tables: one cell to a line, as web pages and word processors leave them when pasted as text.

    序号
    指标名称
    2025年
    1
    森林覆盖率(%)
    ≥44.2

Nothing but the order of the lines tells rows from columns: the heads say which columns there are, and each row is
read as the cheapest way to deal out the next lines to them. Cells may be broken over lines (社会, 救助), group cells
are printed once, and empty cells may leave no line at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product

from .. import lexicon
from ..document.model import Document
from ..span import Span
from ..values.cells import is_empty, is_unit, read_target, split_name
from .captions import caption_of
from .heads import VALUES, ColumnRole, Role, nature_of, read_head
from .model import Frame, Grid, GridCell

_LONGEST_HEAD_LINE = 16
_LONGEST_CELL = 120
_LONGEST_MEASURE = 600
_MOST_HEADS = 14
_LONGEST_HEADS = 80
_MOST_TRIES = 200
_WORD = re.compile(r"\S+")
_TRIAL = 80
"""How many lines are read in each layout of the heads before one of them is taken."""
_WORST_ROW = 3.2
_LINE = 0.9
"""What a line is worth: a row whose lines are explained for less is a row."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands, its text (folded, white space dropped), whether a blank line stands before it, and
    its place among the document's blocks. `first`: it begins a line of the text, as all but words do.
    """

    span: Span
    bare: str
    loose: bool
    block: int
    first: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the heads tell it: its role, the lines of its head (none where it was inferred), and of the year
    that stands apart from it, below all heads.
    """

    role: Role
    head: Span | None
    year: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: for each column the first line and the number of lines (0 where it has no cell)."""

    cells: tuple[tuple[int, int], ...]
    end: int
    cost: float
    number: int | None


def find_stacked(document: Document, frame: Frame, taken: Sequence[Span]) -> Iterator[Grid]:
    """Give the stacked tables of the body, in order. `taken`: spans of tables that were found otherwise.

    Rows whose cells are parted by single spaces (1 森林覆盖率 % 约束性 24.1) are read in the same way, word by word.
    """
    read: dict[bool, tuple[list[Line], dict[int, int]]] = {}
    end = tries = 0
    for start, worded in _seeds(document):
        if start < end or tries > _MOST_TRIES:
            continue
        if worded not in read:
            lines = _lines(document, frame, taken, worded=worded)
            read[worded] = lines, {line.span.start: i for i, line in enumerate(lines)}
        lines, places = read[worded]
        found = _table(document, lines, places[start], worded=worded) if start in places else None
        tries += 1
        if found:
            end = found.span.end
            yield found


def _seeds(document: Document) -> Iterator[tuple[int, bool]]:
    """Where a table may begin: a line that is a column head, or (True) one of several heads in a row."""
    folded = document.folded
    for block in document.blocks:
        span = block.span
        if block.kind == "table" or span.end - span.start > _LONGEST_HEADS:
            continue
        if span.end - span.start <= 8 and _opens(span.of(folded)):
            yield span.start, False
        elif " " in (text := span.of(folded)):
            words = text.split()
            if len(words) > 2 and _opens(words[0]) and sum(bool(read_head(word)) for word in words) > 2:
                yield span.start, True


def _opens(text: str) -> bool:
    head = read_head(text)
    return head is not None and head.role in ("number", "category", "name", "task", "measure")


def _lines(document: Document, frame: Frame, taken: Sequence[Span], *, worded: bool) -> list[Line]:
    """The lines of the body that stand in no table yet; `worded`: their words, as if each were a line."""
    folded = document.folded
    lines: list[Line] = []
    shut = {span.start: span.end for span in taken}
    end = ends = 0
    for at, block in enumerate(document.blocks):
        span = block.span
        ends = max(ends, shut.get(span.start, 0))
        if block.kind == "table" or span.start < ends or not frame.body.holds(span):
            continue
        if worded and span.end - span.start <= _LONGEST_CELL:
            words = [Span(*match.span()) for match in _WORD.finditer(folded, *span)]
            lines.extend(Line(word, word.of(folded), False, at, word.start == span.start) for word in words)
        else:
            bare = "".join(folded[span.start : min(span.end, span.start + 2 * _LONGEST_MEASURE)].split())
            lines.append(Line(span, bare, not worded and folded.count("\n", end, span.start) > 1, at))
        end = span.end
    return lines


# --- heads -----------------------------------------------------------------------------------------------------------


def _table(document: Document, lines: Sequence[Line], start: int, *, worded: bool) -> Grid | None:
    """Read the table whose heads begin at a line."""
    heads, body = _heads(lines, start)
    if len(heads) < 3 or (worded and body < len(lines) and not lines[body].first):
        return None
    tried = [(_rows(lines, body, columns, _TRIAL), columns) for columns in _layouts(heads)]
    tried = [((score, rows), columns) for (score, rows), columns in tried if len(rows) > 1]
    if not tried:
        return None
    (_, rows), columns = min(tried, key=lambda item: item[0][0])
    if rows[-1].end - body > _TRIAL // 2:
        _, rows = _rows(lines, body, columns, len(lines))
    while rows and rows[-1].end < len(lines) and not lines[rows[-1].end].first:
        rows = rows[:-1]
    if len(rows) < 2:
        return None
    return replace(_grid(document, lines, start, columns, rows), kind="delimited" if worded else "stacked")


def _heads(lines: Sequence[Line], start: int) -> tuple[list[tuple[ColumnRole, Span, bool]], int]:
    """The column heads from a line on: each with its span, and whether it could join the one before (指标, 属性)."""
    heads: list[tuple[ColumnRole, Span, bool]] = []
    i = start
    while i < len(lines) and len(heads) < _MOST_HEADS:
        line = lines[i]
        head = read_head(line.bare) if len(line.bare) <= _LONGEST_HEAD_LINE else None
        if head is None and i + 1 < len(lines) and len(line.bare) <= 6 and len(lines[i + 1].bare) <= 6:
            head = read_head(line.bare + lines[i + 1].bare)
            if head is None:
                break
            heads.append((head, Span(line.span.start, lines[i + 1].span.end), False))
            i += 2
            continue
        if head is None:
            break
        heads.append((head, line.span, not line.loose))
        i += 1
    return heads, i


def _layouts(heads: Sequence[tuple[ColumnRole, Span, bool]]) -> list[list[Column]]:
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


def _join(heads: Sequence[tuple[ColumnRole, Span, bool]]) -> list[tuple[ColumnRole, Span, bool]]:
    """Join heads that are broken over two lines without a blank one: 指标, 属性."""
    out: list[tuple[ColumnRole, Span, bool]] = []
    for head, span, tight in heads:
        whole = not (out and out[-1][0].role == "year" and out[-1][0].label.startswith("("))
        if tight and out and whole and (joined := read_head(out[-1][0].label + head.label)) and head.role != "year":
            out[-1] = (joined, Span(out[-1][1].start, span.end), out[-1][2])
        else:
            out.append((head, span, tight))
    return out


def _attach_years(heads: Sequence[tuple[ColumnRole, Span, bool]]) -> list[Column]:
    """Give years in brackets to their heads: to the head before, or, several together, to the last value heads."""
    out: list[Column] = []
    late: list[Span] = []
    for i, (head, span, _) in enumerate(heads):
        bracketed = head.role == "year" and head.label.startswith("(")
        next_too = i + 1 < len(heads) and heads[i + 1][0].label.startswith("(")
        if bracketed and (late or next_too):
            late.append(span)
        elif bracketed and out and out[-1].head and out[-1].role in VALUES:
            out[-1] = replace(out[-1], head=Span(out[-1].head.start, span.end))
        else:
            out.append(Column(head.role, span))
    for at, span in zip(range(len(out) - len(late), len(out)), late, strict=True):
        if at >= 0 and out[at].role in VALUES:
            out[at] = replace(out[at], year=span)
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
    return [replace(c, role="nature") if i > named and c.role == "category" else c for i, c in enumerate(columns)]


# --- rows ------------------------------------------------------------------------------------------------------------


def _rows(lines: Sequence[Line], start: int, columns: Sequence[Column], limit: int) -> tuple[float, list[Row]]:
    """Deal out the lines from `start` on to rows; the best way's score (less is better) and its rows."""
    table = columns if any(c.role == "category" for c in columns) else [Column("category", None), *columns]
    reader = _Reader(lines, tuple(c.role for c in table), _spaced(lines, start, columns))
    best: dict[int, tuple[float, Row | None, int]] = {start: (0.0, None, start)}
    queue, farthest = [start], min(len(lines), start + limit)
    top = start
    while queue:
        at = queue.pop(0)
        cost, last, _ = best[at]
        for row in reader.rows(at, last):
            score = cost + row.cost - _LINE * (row.end - at)
            if row.end <= farthest and (row.end not in best or score < best[row.end][0]):
                if row.end not in best:
                    queue.append(row.end)
                best[row.end] = (score, row, at)
                if score < best[top][0]:
                    top = row.end
        queue.sort()
    rows: list[Row] = []
    at = top
    while at != start:
        _, found, before = best[at]
        if found is None:
            break
        rows.append(found)
        at = before
    return best[top][0], rows[::-1]


def _spaced(lines: Sequence[Line], body: int, columns: Sequence[Column]) -> bool:
    """Tell whether blank lines stand between cells: a line right below another then goes on with its cell."""
    heads = lines[max(0, body - len(columns)) : body + 1]
    return sum(line.loose for line in heads) > 0.7 * len(heads)


class _Reader:
    """Reads one row at a line: each way to deal out the next lines to the columns, with its cost."""

    def __init__(self, lines: Sequence[Line], roles: tuple[Role, ...], spaced: bool) -> None:
        self.lines, self.roles, self.spaced = lines, roles, spaced
        self.wordy = any(r in ("measure", "task", "note", "other", "responsible", "lead") for r in roles)
        self.numbered = "number" in roles
        self._costs: dict[tuple[int, Role, int], float | None] = {}

    def rows(self, at: int, last: Row | None) -> list[Row]:
        """The rows that may stand at a line, at most one for each end."""
        if at >= len(self.lines):
            return []
        states: dict[int, tuple[float, tuple[tuple[int, int], ...], int | None]] = {
            at: (0.0 if self.lines[at].first else 1.5, (), None)
        }
        for column, role in enumerate(self.roles):
            after: dict[int, tuple[float, tuple[tuple[int, int], ...], int | None]] = {}
            for i, (cost, cells, number) in states.items():
                for count in range(_MOST_LINES.get(role, 3) + 1):
                    if count and (i + count > len(self.lines) or self._stops(i + count - 1, role)):
                        break
                    price = self._price(i, role, count, column, last)
                    if price is None:
                        continue
                    total = cost + price + self._numbered_task(role, count, number)
                    told = self._number(i) if role == "number" and count else number
                    if total <= _WORST_ROW and (i + count not in after or total < after[i + count][0]):
                        after[i + count] = (total, (*cells, (i, count)), told)
            states = after
        return [
            Row(cells, end, cost, number if number is not None else last.number if last else None)
            for end, (cost, cells, number) in states.items()
            if end > at and self._whole(cells)
        ]

    def _numbered_task(self, role: Role, count: int, number: int | None) -> float:
        """A numbered row names its task; one without a number goes on with the task above."""
        if role != "task" or not self.numbered:
            return 0.0
        return 0.0 if bool(count) == (number is not None) else 0.9

    def _whole(self, cells: tuple[tuple[int, int], ...]) -> bool:
        """A row has a name (or what is to be done) and something else."""
        filled = [role for role, (_, count) in zip(self.roles, cells, strict=True) if count]
        return any(r in ("name", "task", "measure") for r in filled) and any(
            r not in ("name", "category", "number") for r in filled
        )

    def _number(self, i: int) -> int | None:
        match = re.search(r"\d{1,4}", self.lines[i].bare)
        return int(match[0]) if match else None

    def _stops(self, i: int, role: Role) -> bool:
        """Tell whether a line cannot stand in a cell: a heading, a note, a paragraph."""
        bare = self.lines[i].bare
        if len(bare) > (_LONGEST_MEASURE if self.wordy else _LONGEST_CELL):
            return True
        if _HARD_STOP.match(bare) or (bare.endswith("。") and not self.wordy):
            return True
        return bool(_SOFT_STOP.match(bare)) and role not in ("task", "measure", "category", "number")

    def _price(self, i: int, role: Role, count: int, column: int, last: Row | None) -> float | None:
        if count == 0:
            merged = bool(last and (last.cells[column][1] or role == "category"))
            return _absent(role, merged)
        key = (i, role, count)
        if key not in self._costs:
            self._costs[key] = self._cell(i, role, count)
        price = self._costs[key]
        if price is not None and role == "number":
            told, before = self._number(i), last.number if last else None
            price += 0.0 if told is None or told == (before or 0) + 1 else 1.0 if before is None else 2.5
        return price

    def _cell(self, i: int, role: Role, count: int) -> float | None:
        lines = self.lines[i : i + count]
        text = "".join(line.bare for line in lines)
        cost = _COST[role](text) if role in _COST else _ANY
        if cost is None:
            return None
        if self.spaced and not lines[0].loose:
            cost += 0.6
        return cost + sum(self._join(role, first, second) for first, second in pairwise(lines))

    def _join(self, role: Role, first: Line, second: Line) -> float:
        """The price of a line break within a cell."""
        if role in ("name", "category", "task") and (_is_value(second.bare) or _is_value(first.bare)):
            return _NEVER
        if self.spaced and not second.loose:
            return 0.0
        return _break(role, first, second)


def _break(role: Role, first: Line, second: Line) -> float:
    """The price of a line break where blank lines tell nothing."""
    if second.bare.startswith("(") or first.bare.endswith(("、", ",", "(")):
        return 0.2
    if role == "category" and len(first.bare) <= 4 and len(second.bare) <= 4:
        return 0.2
    if role in VALUES and is_unit(second.bare):
        return 0.2
    if role in ("measure", "note"):
        return 1.5 if _is_answer(second.bare) else 0.4
    return 1.2 if second.loose else 0.6


_MOST_LINES: dict[Role, int] = {
    "number": 1,
    "category": 6,
    "unit": 2,
    "nature": 1,
    "measure": 12,
    "deadline": 3,
    "note": 4,
}
_HARD_STOP = re.compile(
    r"(?:注:|备注[:\d]|说明:|资料来源|专栏\d|附件|附表|表\d|第[一二三四五六七八九十]{1,3}[章节篇]|\[\d+\])|https?:"
)
_SOFT_STOP = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}部分"
)


def _absent(role: Role, merged: bool) -> float | None:
    """The price of a cell that is not there; a merged one was printed in a row above."""
    if role == "name":
        return None
    if role == "category":
        return 0.0 if merged else 0.3
    if role in _MERGED:
        return 0.9 if merged else 2.0
    if role == "number":
        return 0.9 if merged else 2.0
    return {"measure": 0.9, "note": 0.2, "other": 0.4, "progress": 0.6}.get(role, 2.0)


def _number_cost(text: str) -> float | None:
    return 0.0 if re.fullmatch(r"\(?\d{1,4}\)?[.、]?", text) else None


def _category_cost(text: str) -> float | None:
    if _is_value(text) or nature_of(text) or len(text) > 24:
        return None
    cost = 0.35 + (0.6 if len(text) > 14 else 0.0) + (0.8 if text.startswith(_words_first()) else 0.0)
    named = split_name(text)[1] is not None or (len(text) > 5 and _name_end(text))
    return cost + (0.7 if named else 0.0) + (0.8 if ":" in text or text[-1] in "%元" else 0.0)


def _name_cost(text: str) -> float | None:
    if _is_value(text) or nature_of(text) or re.fullmatch(r"[\d.、()]+", text):
        return None
    if is_unit(text):
        return 2.5
    cost = 0.0 if _name_end(text) else 0.3
    if "。" in text[:-1] or len(text) > 60:
        cost += 1.5
    return cost + (0.5 if text.startswith(_words_first()) else 0.0)


def _unit_cost(text: str) -> float | None:
    if is_unit(text) or is_empty(text):
        return 0.0
    return None if _is_value(text) or len(text) > 8 or nature_of(text) else 2.0


def _nature_cost(text: str) -> float | None:
    return 0.0 if nature_of(text) else 0.4 if is_empty(text) else None


def _value_cost(text: str) -> float | None:
    if is_empty(text):
        return 0.1
    if nature_of(text) or is_unit(text):
        return None
    if read_target(text).value is not None:
        return 0.0
    if split_name(text)[1]:
        return 2.5
    cost = 0.3 if text.startswith(_words_first()) else 1.0
    return cost + (0.5 if len(text) > 30 else 0.0) + (0.4 if _name_end(text) and cost > 0.5 else 0.0)


def _task_cost(text: str) -> float | None:
    return None if _is_value(text) else 0.1 if len(text) > 3 else 0.5


def _body_cost(text: str) -> float | None:
    if is_empty(text):
        return 0.0
    return None if _is_value(text) else 0.0 if _BODY_END.search(text) else 0.8


def _is_answer(text: str) -> bool:
    """市财政局 or 2024年底前: a line that reads as a column of bodies or times does."""
    return len(text) <= 30 and (bool(_BODY_END.search(text)) or bool(_TIME.match(text)))


def _deadline_cost(text: str) -> float | None:
    if is_empty(text):
        return 0.2
    return 0.0 if _TIME.search(text) and len(text) <= 30 else 1.2


_MERGED = frozenset({"task", "nature", "responsible", "lead", "support", "deadline"})
_ANY, _NEVER = 0.4, 99.0
_BODY_END = re.compile(r"(?:[局委办部厅院府会社队站所处科司镇乡区县市室]|公司|中心|集团|街道|单位|部门|等)[)。]?$")
_TIME = re.compile(r"\d{4}|\d月|年|长期|持续|每|季度|底|常态")
_COST = {
    "number": _number_cost, "category": _category_cost, "name": _name_cost, "unit": _unit_cost, "nature": _nature_cost,
    "baseline": _value_cost, "target": _value_cost, "change": _value_cost, "year": _value_cost, "task": _task_cost,
    "measure": _task_cost, "lead": _body_cost, "support": _body_cost, "responsible": _body_cost,
    "deadline": _deadline_cost,
}  # fmt: skip


@cache
def _words_first() -> tuple[str, ...]:
    return lexicon.words("cell_words", "words_first")


@cache
def _name_ends() -> tuple[str, ...]:
    return lexicon.words("cell_words", "name_end")


def _name_end(text: str) -> bool:
    """率, 床位数, (%): the text ends as names of quantities do."""
    name, unit = split_name(text)
    return unit is not None or name.endswith(_name_ends())


def _is_value(text: str) -> bool:
    return text[:1] in "0123456789≥≤<>-[" and (is_empty(text) or read_target(text).value is not None)


# --- the grid --------------------------------------------------------------------------------------------------------


def _grid(
    document: Document, lines: Sequence[Line], start: int, columns: Sequence[Column], rows: Sequence[Row]
) -> Grid:
    """Make the rows even: group cells split into their levels and filled down, merged cells filled down."""
    table = list(columns) if any(c.role == "category" for c in columns) else [Column("category", None), *columns]
    body: list[list[list[GridCell | None]]] = []
    merged = _MERGED | {"number"} if any(c.role == "measure" for c in table) else _MERGED
    for column, told in enumerate(table):
        cells = [_cell(lines, *row.cells[column]) for row in rows]
        if told.role == "category":
            body.append(_levels(lines, [row.cells[column] for row in rows]))
        elif told.role in merged:
            body.append([_filled(cells)])
        else:
            body.append([cells])
    kept = [
        (told, level) for told, levels in zip(table, body, strict=True) for level in levels if told.head or any(level)
    ]
    heads = [tuple(GridCell(told.head) if told.head else None for told, _ in kept)]
    if any(told.year for told, _ in kept):
        heads.append(tuple(GridCell(told.year) if told.year else None for told, _ in kept))
    even = tuple(tuple(level[i] for _, level in kept) for i in range(len(rows)))
    span = Span(lines[start].span.start, lines[rows[-1].end - 1].span.end)
    return Grid(
        "stacked",
        span,
        (*heads, *even),
        len(heads),
        caption_of(document, document.blocks, lines[start].block, lines[rows[-1].end - 1].block),
    )


def _cell(lines: Sequence[Line], first: int, count: int) -> GridCell | None:
    return GridCell(Span(lines[first].span.start, lines[first + count - 1].span.end)) if count else None


def _filled(cells: Sequence[GridCell | None]) -> list[GridCell | None]:
    out: list[GridCell | None] = []
    for cell in cells:
        out.append(cell or (out[-1] if out else None))
    return out


def _levels(lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> list[list[GridCell | None]]:
    """Split the group cells of each row into levels, outermost first, and fill them down.

    Lines of two or three characters are pieces of one broken cell (社会, 救助), longer ones cells of their own.
    """
    groups = [_pieces(lines, *place) for place in places]
    depth = max((len(group) for group in groups), default=0)
    inner_broken = depth > 1 and all(g[-1][1] for g in groups if len(g) == depth)
    current: list[GridCell | None] = [None] * max(depth, 1)
    out: list[list[GridCell | None]] = []
    for group in groups:
        cells = [cell for cell, _ in group]
        if len(cells) == depth:
            current = [*cells] or current
        elif cells and inner_broken and not group[0][1]:
            current = [*cells, *[None] * (depth - len(cells))]
        elif cells:
            current = [*current[: depth - len(cells)], *cells]
        out.append(list(current))
    return [list(level) for level in zip(*out, strict=True)]


def _pieces(lines: Sequence[Line], first: int, count: int) -> list[tuple[GridCell, bool]]:
    """The group cells among some lines, each with whether it was broken."""
    out: list[tuple[GridCell, bool]] = []
    i = first
    while i < first + count:
        end = i + 1
        if len(lines[i].bare) <= 3:
            while end < first + count and len(lines[end].bare) <= 3:
                end += 1
        elif count > 1:
            while end < first + count and not lines[end].loose and lines[end - 1].loose:
                end += 1
        out.append((GridCell(Span(lines[i].span.start, lines[end - 1].span.end)), end - i > 1))
        i = end
    return out
