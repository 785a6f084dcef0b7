"""What must hold of whatever was read, however odd it is: spans give back their quotes, places lie inside, ids lead somewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import BaseModel

from plan_extract.document.model import Document
from plan_extract.errors import PlanExtractError
from plan_extract.records.base import TextSpan
from plan_extract.records.plan import PlanDocument
from plan_extract.span import Span


def cpu_seconds() -> float:
    """The time that this process and those it started have used."""
    return sum(os.times()[:4])


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """An error of ours may be raised inside, if it is one line; any other is a defect."""
    try:
        yield
    except PlanExtractError as error:
        if "\n" in str(error):
            raise


def document_holds(document: Document) -> None:
    """Blocks stand in order, apart from each other and inside of the text; tables inside of it, cells inside of tables."""
    text, end = document.text, 0
    assert text.isprintable() or text.encode()  # no half of a surrogate pair
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
        assert block.table is None or block.span == document.tables[block.table].span
    for table in document.tables:
        _inside(table.span, Span(0, len(text)))
        for cell in (cell for row in table.rows for cell in row):
            _inside(cell.span, table.span)
            assert min(cell.row, cell.column) >= 0 < min(cell.rows, cell.columns)
    starts = document.page_starts
    assert list(starts) == sorted(starts)
    assert not starts or starts[-1] <= len(text)
    assert len(document.folded) == len(text)


def _inside(inner: Span, outer: Span) -> None:
    assert outer.start <= inner.start <= inner.end <= outer.end


def records(model: BaseModel) -> Iterator[BaseModel]:
    """The model and every one inside it."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from records(inner)


def plan_holds(plan: PlanDocument, text: str) -> None:
    """Every span lies in the text and gives back its quote; ids are unique, and those that are named exist."""
    for record in records(plan):
        span = getattr(record, "span", None)
        if isinstance(span, TextSpan):
            assert 0 <= span.start <= span.end <= len(text)
            for field in ("raw", "text"):
                if (quote := getattr(record, field, None)) is not None:
                    assert text[span.start : span.end] == quote
    for section in plan.sections:
        quote = "".join(text[section.span.start : section.span.end].split())
        assert section.title in quote
        assert (section.number or "") in quote
    for unit in plan.units:
        assert unit.mentions
        assert all(0 <= m.start < m.end <= len(text) for m in unit.mentions)
    _ids_lead_somewhere(plan)


def _ids_lead_somewhere(plan: PlanDocument) -> None:
    tables = {
        name: [record.id for record in getattr(plan, name)]
        for name in ("sections", "tasks", "indicators", "deadlines", "units")
    }
    assert all(len(ids) == len(set(ids)) for ids in tables.values())
    assert {s.parent for s in plan.sections if s.parent} <= set(tables["sections"])
    assert {t.section for t in plan.tasks if t.section} <= set(tables["sections"])
    assert {i for t in plan.tasks for i in t.deadlines} <= set(tables["deadlines"])
    assert {i for t in plan.tasks for i in t.indicators} <= set(tables["indicators"])
    assert {d.task for d in plan.deadlines if d.task} <= set(tables["tasks"])
    named = {t for u in plan.units for t in (*u.tasks.lead, *u.tasks.responsible, *u.tasks.support)}
    assert named <= set(tables["tasks"])
