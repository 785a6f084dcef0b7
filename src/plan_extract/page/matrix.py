"""Bodies against tasks: who leads, answers for and supports what."""

from __future__ import annotations

from dataclasses import dataclass

from ..records.plan import PlanDocument
from ..records.task import AssignmentRole
from .tasks import ROLES


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A body's role in a task, by its key, or, with none, the empty cells up to the next."""

    role: AssignmentRole | None
    task: str | None = None
    columns: int = 1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body: its names, its number of tasks in each role (in the order of `ROLES`), its cells."""

    key: str
    name: str
    canonical: str
    also: tuple[str, ...]
    counts: tuple[tuple[AssignmentRole, int], ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The tasks that have a body, as key, id and title, and the bodies, those with most tasks first."""

    tasks: tuple[tuple[str, str, str], ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(plan: PlanDocument) -> Matrix:
    """Give who answers for what."""
    held = {t for unit in plan.units for role in ROLES for t in getattr(unit.tasks, role)}
    tasks = tuple((f"t{n}", task.id, task.title) for n, task in enumerate(plan.tasks) if task.id in held)
    rows = []
    for n, unit in enumerate(plan.units):
        roles = {t: role for role in reversed(ROLES) for t in getattr(unit.tasks, role)}
        counts = tuple((role, len(getattr(unit.tasks, role))) for role in ROLES if getattr(unit.tasks, role))
        canonical = unit.canonical if unit.canonical and unit.canonical != unit.name else ""
        rows.append(MatrixRow(f"u{n}", unit.name, canonical, unit.also, counts, _cells(tasks, roles)))
    rows.sort(key=lambda row: -sum(count for _, count in row.counts))
    return Matrix(tasks, tuple(rows))


def _cells(tasks: tuple[tuple[str, str, str], ...], roles: dict[str, AssignmentRole]) -> tuple[MatrixCell, ...]:
    """The cells of a row; empty ones are joined, since most are empty and a large plan has thousands."""
    cells: list[MatrixCell] = []
    for key, identity, _ in tasks:
        role = roles.get(identity)
        if role is None and cells and cells[-1].role is None:
            cells[-1] = MatrixCell(None, columns=cells[-1].columns + 1)
        else:
            cells.append(MatrixCell(role, key if role else None))
    return tuple(cells)
