"""The samples: what comes out is what lies beside them. How right it is, `test_gold.py` tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

import samples
import score
from plan_extract import PlanDocument, parse

NAMES = [path.stem for path in samples.texts()]


@cache
def plan(name: str) -> PlanDocument:
    return parse(score.SAMPLES / f"{name}.txt")


def test_six_kinds_of_document() -> None:
    assert NAMES == [
        "five-year-plan",
        "implementation-plan",
        "notice",
        "task-division",
        "work-priorities",
        "work-report",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_expected_records_come_out(name: str) -> None:
    path = score.SAMPLES / f"{name}.txt"
    change = samples.difference(path)
    assert not change, f"{change}\nIf this is meant: make samples ACCEPT=1"


@pytest.mark.parametrize("name", NAMES)
def test_the_expected_file_reads_back(name: str) -> None:
    content = yaml.safe_load((score.SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert PlanDocument.model_validate(content) == plan(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_of_ordinary_length(name: str) -> None:
    assert 1500 <= len((score.SAMPLES / f"{name}.txt").read_text(encoding="utf-8")) <= 4000


def test_the_notice_plans_nothing() -> None:
    notice = plan("notice")
    assert (notice.tasks, notice.indicators, notice.deadlines, notice.units) == ((), (), (), ())


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of the records with the names that lead to it: `tasks.assignments.role`, 'lead'."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, path)
    else:
        yield path, value


SHOWN: dict[str, set[Any]] = {
    "metadata.document_type": {"规划", "方案", "要点", "报告"},
    "metadata.status": {"有效", None},
    "metadata.outlook_year": {2035, None},
    "sections.role": {"preface", "background", "guidance", "goals", "tasks", "safeguards", "annex"},
    "sections.level": {1, 2, 3, 4},
    "tasks.kind": {"task", "safeguard"},
    "tasks.assignments.role": {"lead", "support", "responsible"},
    "tasks.assignments.basis": {"explicit", "inherited"},
    "indicators.source": {"table", "prose"},
    "indicators.nature": {"binding", "expected", None},
    "indicators.targets.comparator": {"=", ">=", "<=", ">", "~", "range", None},
    "indicators.targets.cumulative": {True, False},
    "deadlines.kind": {"by", "during", "from", "recurring", "ongoing"},
    "deadlines.recurrence": {"P1Y", "P2Y", "P6M", "P3M", "P1M", None},
    "deadlines.precision": {"day", "month", "quarter", "half", "year", "period", None},
}


@pytest.mark.parametrize("field", SHOWN)
def test_the_samples_show_every_construct(field: str) -> None:
    found = {value for name in NAMES for path, value in walk(plan(name).model_dump(mode="json")) if path == field}
    assert found >= SHOWN[field]
