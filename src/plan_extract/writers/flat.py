"""What the writers of tables share: which tables are written."""

from __future__ import annotations

from ..records.plan import PlanDocument
from ..tables.layout import DOCUMENTS, tables
from ..tables.rows import Row, rows
from .base import kept


def chosen(plan: PlanDocument, only: tuple[str, ...] = ()) -> PlanDocument:
    """The plan without the lists of records that are not wanted; the document itself always stays."""
    keys = kept(only)
    lists = tables()[DOCUMENTS].shape.lists
    return plan if keys is None else plan.model_copy(update={key: () for key in lists if key not in keys})


def chosen_rows(plan: PlanDocument, only: tuple[str, ...] = ()) -> dict[str, list[Row]]:
    """The rows by table: every table, or of `only` those named and what stands in their records.

    `tasks` gives tasks and their actions and assignments.
    """
    found = rows(chosen(plan, only))
    return {name: each for name, each in found.items() if each or not only or name in only}
