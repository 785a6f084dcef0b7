"""How a clerk would lay out the sheets: which columns come first, and what is said again in words beside a record.

The columns named here stand in front, in this order; the others follow in a folded group. A name that is no column of the
table is a view of the record, made below: it says nothing that the other sheets do not hold. Ids of other records stand
last, and are not printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..records.plan import PlanDocument
from .words import bodies, target, times, titles

# The sheets in order; those of MAIN are there even when nothing is in them.
MAIN = ("tasks", "indicators", "units", "deadlines", "sections", "documents")
FRONT: Mapping[str, tuple[str, ...]] = {
    "tasks": (
        "id", "number", "title", "lead", "responsible", "support", "when", "text", "deadlines", "indicators", "section",
        "kind", "policies", "keywords",
    ),
    "indicators": (
        "id", "number", "category", "name", "unit", "nature", "baseline_year", "baseline_value", "target", "answers", "of",
        "task", "source",
    ),
    "units": ("id", "name", "canonical", "also", "of", "tasks_lead", "tasks_responsible", "tasks_support"),
    "deadlines": ("id", "raw", "kind", "start", "end", "recurrence", "precision", "of", "task"),
    "sections": ("id", "level", "number", "title", "role", "parent"),
    "documents": (
        "title", "document_type", "issuers", "document_number", "written_on", "published_on", "effective_on", "expires_on",
        "status", "recipients", "plan_period_start", "plan_period_end", "outlook_year", "jurisdiction_province",
        "jurisdiction_city", "jurisdiction_county", "jurisdiction_code", "name",
    ),
    "actions": ("of", "verb", "object", "text", "task"),
    "assignments": ("of", "unit", "role", "basis", "raw", "task", "indicator"),
    "targets": ("of", "year", "comparator", "value", "value_max", "raw", "cumulative", "indicator"),
    "mentions": ("of", "start", "end", "page", "unit"),
    "diagnostics": ("severity", "code", "message"),
    "suppress": ("code", "record", "quote", "reason", "value"),
}  # fmt: skip
# Columns that name a record of another sheet, beside those of the record that a row stands in.
REFERENCES: Mapping[str, str] = {
    "section": "sections", "parent": "sections", "task": "tasks", "deadlines": "deadlines", "indicators": "indicators",
    "same_as": "indicators", "tasks_lead": "tasks", "tasks_responsible": "tasks", "tasks_support": "tasks",
}  # fmt: skip

Views = list[dict[str, tuple[str, ...]]]


def views(plan: PlanDocument) -> dict[str, Views]:
    """Give for each row of a table what is said again in words, one text a line."""
    named = titles(plan)
    by_id = {deadline.id: deadline for deadline in plan.deadlines}
    owned = [(task.id, task.assignments) for task in plan.tasks]
    owned += [(indicator.id, indicator.assignments) for indicator in plan.indicators]
    return {
        "tasks": [
            {
                "lead": bodies(task.assignments, "lead"),
                "responsible": bodies(task.assignments, "responsible"),
                "support": bodies(task.assignments, "support"),
                "when": times(task, by_id),
            }
            for task in plan.tasks
        ],
        "indicators": [
            {
                "target": tuple(map(target, each.targets)),
                "answers": tuple(dict.fromkeys(assignment.unit for assignment in each.assignments)),
                "of": _named(each.task, named),
            }
            for each in plan.indicators
        ],
        "deadlines": [{"of": _named(each.task, named)} for each in plan.deadlines],
        "units": [
            {
                "of": tuple(
                    named[t]
                    for t in dict.fromkeys((*u.tasks.lead, *u.tasks.responsible, *u.tasks.support))
                    if t in named
                )
            }
            for u in plan.units
        ],
        "actions": [{"of": (task.title,)} for task in plan.tasks for _ in task.actions],
        "assignments": [{"of": _named(name, named)} for name, assignments in owned for _ in assignments],
        "targets": [{"of": (each.name,)} for each in plan.indicators for _ in each.targets],
        "mentions": [{"of": (unit.name,)} for unit in plan.units for _ in unit.mentions],
    }


def _named(name: str | None, named: Mapping[str, str]) -> tuple[str, ...]:
    return (named[name],) if name and name in named else ()
