"""What the columns of a table are, told from their heads and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..document.model import Document
from ..values.cells import is_empty, is_unit, read_target
from .heads import YEAR, ColumnRole, Role, nature_of, period_end, read_head, year_of

if TYPE_CHECKING:  # the reading asks for the columns of its grids
    from .model import Grid, GridCell


def column_roles(document: Document, grid: Grid, period: tuple[int, int] | None = None) -> tuple[ColumnRole, ...]:
    """Say what each column of a table is. `period`: the plan's years, which tell base year from target year."""
    roles = [_column(document, grid, column) for column in range(len(grid.rows[0]))] if grid.rows else []
    texts = [_texts(document, grid, column) for column in range(len(roles))]
    roles = [_by_content(role, cells) for role, cells in zip(roles, texts, strict=True)]
    roles = _duties(roles, texts)
    roles = _years(roles, period or _caption_period(document, grid))
    return tuple(_names(roles, texts))


def _texts(document: Document, grid: Grid, column: int) -> list[str]:
    """The first cells of a column below its head, folded and bare: enough to tell what it holds."""
    cells = (row[column] for row in grid.rows[grid.head : grid.head + 60])
    return ["".join(cell.span.of(document.folded).split()) for cell in cells if cell]


def _column(document: Document, grid: Grid, column: int) -> ColumnRole:
    """Read the head cells of a column, the lowest first: it says most (指标值 over 现状(2025年))."""
    cells: list[GridCell] = []
    for row in grid.rows[: grid.head]:
        cell = row[column]
        if cell and cell not in cells:
            cells.append(cell)
    texts = ["".join(cell.span.of(document.folded).split()) for cell in cells]
    heads = [head for text in reversed(texts) if (head := read_head(text, strict=False))]
    whole = read_head("".join(texts), strict=False) if len(texts) > 1 else None
    label = "".join(texts)
    if not heads:
        return whole._replace(label=label) if whole else ColumnRole("other", label=label)
    role: Role = next((h.role for h in heads if h.role != "year"), "year")
    role = "deadline" if any(h.role == "deadline" for h in heads) else role  # 建设期限 over 近期, 远期
    year = next((h.year for h in heads if h.year), None)
    unit = next((h.unit for h in heads if h.unit), None)
    return ColumnRole(role, year, unit, any(h.summed for h in heads), label)


def _by_content(column: ColumnRole, cells: Sequence[str]) -> ColumnRole:
    """Correct a role by what the column holds: 类型 may head 约束性 and 预期性, 单位 may head bodies."""
    held = [cell for cell in cells if not is_empty(cell)]
    if not held:
        return column
    if column.role in ("category", "other", "note", "name") and _share(held, nature_of) > 0.7:
        return column._replace(role="nature")
    if column.role == "unit" and _share(held, is_unit) < 0.3 and _share(held, _is_body) > 0.5:
        return column._replace(role="responsible")
    if column.role == "other" and not column.label and _share(held, _is_number) > 0.9:
        return column._replace(role="number")
    if column.role in ("other", "name") and _share(held, is_unit) > 0.8 and not all(c.isdigit() for c in held):
        return column._replace(role="unit")
    if column.role == "number" and _share(held, _is_number) < 0.3:
        return column._replace(role="other")
    return column


def _duties(roles: Sequence[ColumnRole], texts: Sequence[Sequence[str]]) -> list[ColumnRole]:
    """In a table of duties (职责) a column of bodies tells who bears them, whatever its head says."""
    out = list(roles)
    told = {role.role for role in roles}
    if told & {"lead", "support", "responsible"} or not any(
        role.role in ("measure", "task") and _DUTY.search(role.label) for role in roles
    ):
        return out
    for i, (role, cells) in enumerate(zip(roles, texts, strict=True)):
        held = [re.sub(r"\([^()]*\)$", "", cell) for cell in cells if not is_empty(cell)]
        if role.role in ("other", "category") and len(held) > 1 and _share(held, _is_body) >= _MOSTLY_BODIES:
            out[i] = role._replace(role="responsible")
    return out


def _share(cells: Sequence[str], test: object) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)  # type: ignore[operator]


_BODY = re.compile(r"[局委办部厅院府会社队站所处科司镇乡]$|公司$|中心$|集团$|街道$|单位$|部门$|主体$")
_DUTY = re.compile("职责|责任内容|责任事项")
_MOSTLY_BODIES = 0.7
_NUMBER = re.compile(r"[(\[]?(?:\d{1,4}(?:[.-]\d{1,3}){0,3}|[一二三四五六七八九十]{1,4})[)\]]?[.、]?")


def _is_body(text: str) -> bool:
    return bool(_BODY.search(text))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _caption_period(document: Document, grid: Grid) -> tuple[int, int] | None:
    """The plan's years from the table's caption ("十四五"…主要指标, 2021-2025年)."""
    if grid.caption is None:
        return None
    words = "".join(grid.caption.of(document.folded).split())
    end = period_end(words)
    if end:
        return end - 4, end
    match = YEAR.search(words)
    return (int(match["first"]), year_of(match)) if match and match["last"] else None


def _years(roles: Sequence[ColumnRole], period: tuple[int, int] | None) -> list[ColumnRole]:
    """Tell base-year columns from target-year columns where the heads say years only (2020年, 2025年)."""
    plain = [role for role in roles if role.role == "year"]
    years = sorted({role.year for role in plain if role.year})
    told = {role.role for role in roles}
    base: set[int] = set()
    if len(years) > 1 and period:
        base = {year for year in years if year < period[0]}
    if not base and len(years) == 2 and "baseline" not in told and (period is None or years[0] <= period[0]):
        base = {years[0]}
    if len(years) == 1 and period and years[0] < period[0]:
        base = set(years)
    return [
        role._replace(role="baseline" if role.year in base else "target") if role.role == "year" else role
        for role in roles
    ]


def _names(roles: Sequence[ColumnRole], texts: Sequence[Sequence[str]]) -> list[ColumnRole]:
    """See to it that an indicator table has one column of names: the last of several, else the one that reads so.

    Columns without a head that stand before it group the rows.
    """
    out = list(roles)
    names = [i for i, role in enumerate(out) if role.role == "name"]
    for i in names[:-1]:
        out[i] = out[i]._replace(role="category")
    found = names[-1] if names else _nameless(out, texts)
    if found is not None:
        out[found] = out[found]._replace(role="name")
    until = next((i for i, r in enumerate(out) if r.role in ("number", "name", "task", "measure")), 0)
    for i in range(max(until, found or 0)):
        if not out[i].label and _worded(texts[i]):
            out[i] = out[i]._replace(role="category")
    return out


def _nameless(roles: Sequence[ColumnRole], texts: Sequence[Sequence[str]]) -> int | None:
    """The column of names of an indicator table that does not call it so (项目, or no head at all)."""
    kinds = {role.role for role in roles}
    if not kinds & {"target", "change"} or kinds & {"measure", "lead", "support", "responsible", "deadline"}:
        return None
    dated = any(role.role in ("target", "change") and role.year for role in roles)
    valued = [i for i, role in enumerate(roles) if role.role in ("target", "baseline") and _numeric(texts[i])]
    free = [
        i
        for i in range(min(valued, default=0))
        if (not roles[i].label or (dated and roles[i].role in ("task", "category"))) and _worded(texts[i])
    ]
    return free[-1] if free else None


def _numeric(cells: Sequence[str]) -> bool:
    held = [cell for cell in cells if not is_empty(cell)]
    return bool(held) and _share(held, lambda cell: read_target(cell).value is not None) > 0.5


def _worded(cells: Sequence[str]) -> bool:
    held = [cell for cell in cells if not is_empty(cell)]
    return bool(held) and _share(held, lambda cell: read_target(cell).value is None) > 0.6


def tells_targets(columns: Sequence[ColumnRole]) -> bool:
    """Tell a table of indicators: it names quantities and says what they are to reach, not how far they have come."""
    kinds = {column.role for column in columns}
    return "name" in kinds and bool(kinds & {"target", "change"}) and "progress" not in kinds
