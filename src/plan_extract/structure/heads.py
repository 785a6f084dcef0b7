"""What the columns of a table are, told from their heads and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from .. import lexicon
from ..document.model import Document
from ..values.cells import is_empty, is_unit, read_target, split_name

if TYPE_CHECKING:  # the reading asks for the columns of its grids
    from .model import Grid, GridCell

Role = Literal[
    "number", "category", "name", "task", "measure", "unit", "nature", "baseline", "target", "change",
    "lead", "support", "responsible", "deadline", "note", "progress", "year", "other",
]  # fmt: skip

VALUES = ("baseline", "target", "change", "year")
"""Columns that hold values; `year` is a head that tells a year and nothing else."""

_ORDER = (
    "number", "nature", "unit", "lead", "support", "responsible", "deadline", "progress", "category", "name", "task",
    "measure", "baseline", "target", "change", "note",
)  # fmt: skip
_LONGEST_HEAD = 24


class ColumnRole(NamedTuple):
    """One column: its role, the year its values are for (2025年目标), the unit told in its head (目标值(%)).

    `summed`: the head says 累计. `label` is the head as printed, white space dropped.
    """

    role: Role
    year: int | None = None
    unit: str | None = None
    summed: bool = False
    label: str = ""


@cache
def _words() -> dict[str, Role]:
    table: dict[str, Role] = {}
    for role in reversed(_ORDER):
        table.update(dict.fromkeys((w.lower() for w in lexicon.words("table_heads", role)), role))  # type: ignore[arg-type]
    return table


@cache
def _endings() -> tuple[tuple[str, Role], ...]:
    """Head words that may end a longer head (全市主要指标, 市级牵头单位), the longest first."""
    return tuple(sorted(((w, r) for w, r in _words().items() if len(w) > 1), key=lambda item: -len(item[0])))


_PERIOD = r"\"?(十[一二三四五六七八九]|二十)五\"?"  # "十四五"
_YEAR = re.compile(
    rf"(?P<first>(?:19|20)\d\d)年?(?:[-~至到](?P<last>(?:19|20)?\d\d))?年?(?:底|末|初)?|{_PERIOD}(?:规划)?(?:时期|期间|期末|末|期)?"
)
_ORDINALS = {f"十{c}": 10 + n for n, c in enumerate("一二三四五六七八九", 1)} | {"二十": 20}
_MARKS = re.compile(r"[※*①-⑳]|\[\d{1,2}\]|(?<=[^\d年(])\d(?=$|\))")


def period_end(words: str) -> int | None:
    """The last year of a five-year period named in a text, or None.

    >>> period_end('"十四五"'), period_end("十五五规划"), period_end("四五")
    (2025, 2030, None)
    """
    match = re.search(_PERIOD, words)
    return 1955 + 5 * _ORDINALS[match[1]] if match else None


@lru_cache(maxsize=4096)
def read_head(text: str, *, strict: bool = True) -> ColumnRole | None:
    """Read one column head (folded); None where it is none. Without `strict`, its ending may tell (全区主要指标).

    >>> read_head("2025年目标"), read_head("指 标").role, read_head("(2030年)").role
    (ColumnRole(role='target', year=2025, unit=None, summed=False, label='2025年目标'), 'name', 'year')
    >>> read_head("推进改革") is None
    True
    """
    label = "".join(text.split())
    if not 0 < len(label) <= _LONGEST_HEAD:
        return None
    bare, unit = split_name(label)
    bare = _MARKS.sub("", bare)
    years = list(_YEAR.finditer(bare))
    year = max((_year(match) for match in years), default=None)
    word = _YEAR.sub("", bare)
    role = _role(word, bool(years), strict)
    if role is None:
        return None
    if role in ("target", "baseline") and any(match["last"] for match in years) and "年均" in word:
        role = "change"
    return ColumnRole(role, year, unit, "累计" in label, label)


def _year(match: re.Match[str]) -> int:
    if match["first"] is None:
        return period_end(match[0]) or 0
    last = match["last"]
    return int(match["first"]) if last is None else int(match["first"][: 4 - len(last)] + last)


def _role(word: str, dated: bool, strict: bool) -> Role | None:
    words = _words()
    bare = word.lower().strip('()[]"/:值的')
    for form in (word.lower(), bare, re.sub(r"[()\[\]\"]", "", bare)):
        if form in words:
            return words[form]
    if dated and bare in ("", "年", "末", "底", "数", "前"):
        return "year"
    if not strict or dated:
        for ending, role in _endings():
            if word.endswith(ending):
                return role
        if not strict and "年均" in word:
            return "change"
    return None


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


def nature_of(text: str) -> Literal["binding", "expected"] | None:
    """Read a cell of a nature column; marks of notes behind it are dropped.

    >>> nature_of("约束性"), nature_of("预期性[1]"), nature_of("公里")
    ('binding', 'expected', None)
    """
    bare = "".join(text.split())
    if len(bare) > _LONGEST_NATURE:
        return None
    return _natures().get(bare) or _natures().get(_NATURE_MARK.sub("", bare))


_LONGEST_NATURE = 12
_NATURE_MARK = re.compile(r"[\[(]?\d{1,2}[\])]?$|[※*①-⑳]")


@cache
def _natures() -> dict[str, Literal["binding", "expected"]]:
    return {
        **dict.fromkeys(lexicon.words("table_heads", "expected"), "expected"),
        **dict.fromkeys(lexicon.words("table_heads", "binding"), "binding"),
    }


def _caption_period(document: Document, grid: Grid) -> tuple[int, int] | None:
    """The plan's years from the table's caption ("十四五"…主要指标, 2021-2025年)."""
    if grid.caption is None:
        return None
    words = "".join(grid.caption.of(document.folded).split())
    end = period_end(words)
    if end:
        return end - 4, end
    match = _YEAR.search(words)
    return (int(match["first"]), _year(match)) if match and match["last"] else None


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
