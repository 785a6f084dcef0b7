"""What must hold for any text at all. `make fuzz` looks at a hundred times as many."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from invariants import document_holds, plan_holds, told_in_one_line
from linting import check
from plan_extract import EmptyDocumentError, PlanDocument, parse_text
from plan_extract.document.fold import fold
from plan_extract.lint.model import Checked, Outcome
from plan_extract.readers import read
from plan_extract.reports import REPORTS
from plan_extract.reports.base import Look
from plan_extract.writers import BINARY, WRITERS
from strategies import plans, texts

ROOT = Path(__file__).parents[1]


def parsed(text: str) -> PlanDocument | None:
    """The records, or None where there is nothing to read."""
    try:
        return parse_text(text)
    except EmptyDocumentError:
        return None


@cache
def schema() -> Any:
    return Draft202012Validator(
        json.loads((ROOT / "schemas" / "plan-document.schema.json").read_text(encoding="utf-8"))
    )


@given(texts)
def test_spans_give_back_their_quotes_and_ids_lead_somewhere(text: str) -> None:
    if plan := parsed(text):
        plan_holds(plan, text)


@given(texts)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = parsed(text), parsed(text)
    assert first == second
    if first and second:
        for name in set(WRITERS) - BINARY:  # a workbook takes its time; test_table_writers.py has its turn
            assert WRITERS[name](first) == WRITERS[name](second)


@given(texts)
def test_what_is_written_reads_back_and_obeys_the_schema(text: str) -> None:
    if plan := parsed(text):
        assert PlanDocument.model_validate(yaml.safe_load(WRITERS["yaml"](plan))) == plan
        assert PlanDocument.model_validate_json(WRITERS["json"](plan)) == plan
        schema().validate(json.loads(WRITERS["json"](plan)))


@given(texts)
def test_any_text_is_checked_or_told_in_one_line(text: str) -> None:
    with told_in_one_line():
        told(check(text))


@given(plans)
def test_what_was_written_is_checked(text: str) -> None:
    if plan := parsed(text):
        for name in ("yaml", "json"):
            told(check(WRITERS[name](plan).decode(), name=f"plan.{name}", source=text))


def told(checked: Checked) -> None:
    """Every report can be written of what was found, with no control character from the text in those for people."""
    outcome = Outcome((checked,))
    for name in REPORTS:
        report = REPORTS[name](outcome, Look())
        assert not set(report) & {"\x1b", "\u202e"} or name in ("json", "jsonl", "sarif", "gitlab", "junit")


@given(texts, st.sampled_from(["utf-8", "gb18030", "big5", "utf-16", "utf-32", "cp1252"]))
def test_bytes_of_any_encoding_give_a_document_or_one_line(text: str, encoding: str) -> None:
    with told_in_one_line():
        document_holds(read(text.encode(encoding, "ignore"), name="a.txt"))


@given(st.text(max_size=500))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=500))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
