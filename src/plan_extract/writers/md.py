"""Markdown: a brief for people, in Chinese: what the plan is, who is to do what by when, and its numbers.

A view, no store: what stands in the tables is the short form of the records. Nothing in a document is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..printable import clean
from ..records.plan import PlanDocument
from ..tables.labels import Language, column_label, table_label, value_label, view_label, word
from .base import kept
from .words import baseline, bodies, target, times

_LANGUAGE: Language = "zh"
# Marks that mean something within a line, in CommonMark and in what GitHub adds to it (tables, strikethrough, formulas,
# links made of bare addresses); text never stands at the start of a line, where others do.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})\.")
_BLANKS = re.compile(r"\s+")


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write the brief; `only` chooses among its parts: metadata, tasks, indicators, deadlines, diagnostics."""
    keys = kept(only)
    parts = {
        "metadata": _origin,
        "tasks": _tasks,
        "indicators": _indicators,
        "deadlines": _deadlines,
        "diagnostics": _diagnostics,
    }
    lines = [f"# {_inline(plan.metadata.title or plan.source.name)}", ""]
    for name, part in parts.items():
        if keys is None or name in keys:
            lines += part(plan)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _origin(plan: PlanDocument) -> list[str]:
    """Issuers, number, date and period, and how much there is."""
    said = plan.metadata
    years = (said.plan_period.start, said.plan_period.end) if said.plan_period else ()
    parts = {
        column_label("documents", "issuers", _LANGUAGE): "、".join(said.issuers),
        column_label("documents", "document_number", _LANGUAGE): said.document_number or "",
        column_label("documents", "written_on", _LANGUAGE): said.written_on.isoformat() if said.written_on else "",
        word("period", _LANGUAGE): "—".join(map(str, dict.fromkeys(years))),
    }
    counted = ("tasks", "indicators", "deadlines", "units")
    parts |= {table_label(name, _LANGUAGE): str(len(getattr(plan, name))) for name in counted}
    return [*(f"- {name}：{_inline(text)}" for name, text in parts.items() if text), ""]


def _tasks(plan: PlanDocument) -> list[str]:
    by_id = {deadline.id: deadline for deadline in plan.deadlines}
    heads = [*_columns("tasks", "id", "title"), *_views("tasks", "lead", "responsible", "support", "when")]
    rows = (
        (
            task.id,
            task.title,
            *("、".join(bodies(task.assignments, role)) for role in ("lead", "responsible", "support")),
            "；".join(times(task, by_id)),
        )
        for task in plan.tasks
    )
    return _table("tasks", heads, rows)


def _indicators(plan: PlanDocument) -> list[str]:
    heads = [*_columns("indicators", "id", "name", "unit"), word("baseline", _LANGUAGE)]
    heads += [*_views("indicators", "target"), *_columns("indicators", "nature")]
    rows = (
        (
            each.id,
            each.name,
            each.unit or "",
            baseline(each),
            "；".join(map(target, each.targets)),
            value_label("nature", each.nature, _LANGUAGE) if each.nature else "",
        )
        for each in plan.indicators
    )
    return _table("indicators", heads, rows)


def _deadlines(plan: PlanDocument) -> list[str]:
    titles = {task.id: task.title for task in plan.tasks}
    heads = [*_columns("deadlines", "id", "raw", "start", "end"), *_views("deadlines", "of")]
    rows = (
        (
            each.id,
            each.raw,
            each.start.isoformat() if each.start else "",
            each.end.isoformat() if each.end else "",
            titles.get(each.task or "", ""),
        )
        for each in plan.deadlines
    )
    return _table("deadlines", heads, rows)


def _diagnostics(plan: PlanDocument) -> list[str]:
    heads = _columns("diagnostics", "severity", "code", "message")
    rows = ((value_label("severity", d.severity, _LANGUAGE), d.code, d.message) for d in plan.diagnostics)
    return _table("diagnostics", heads, rows)


def _columns(table: str, *names: str) -> list[str]:
    return [column_label(table, name, _LANGUAGE) for name in names]


def _views(table: str, *names: str) -> list[str]:
    return [view_label(table, name, _LANGUAGE) for name in names]


def _table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A heading and a table without the columns that say nothing; nothing at all where there are no rows."""
    every = list(rows)
    if not every:
        return []
    filled = [place for place in range(len(heads)) if any(row[place] for row in every)]
    lines = [[heads[place] for place in filled], ["---"] * len(filled)]
    lines += [[_inline(row[place]) for place in filled] for row in every]
    return [f"## {table_label(name, _LANGUAGE)}", "", *("| " + " | ".join(line) + " |" for line in lines), ""]


def _inline(text: str) -> str:
    r"""Text that stays text within a line: <b>1|2</b> is \<b\>1\|2\</b\>."""
    return _MARKS.sub(r"\\\g<0>", clean(_BLANKS.sub(" ", text).strip()))
