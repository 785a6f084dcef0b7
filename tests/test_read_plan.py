"""A plan out of any file: a plan file as it stands, a document as `parse` reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_extract import parse
from plan_extract.errors import ReadError
from plan_extract.plan_files.read import read_plan
from plan_extract.settings import Limits
from plan_extract.writers import WRITERS

SAMPLE = Path(__file__).parents[1] / "samples" / "task-division.txt"
HEAD = (
    "schema_version: 1.0.0\n"
    "source: {name: a.txt, media_type: text/plain, encoding: utf-8, sha256: '%s', chars: 1, pages: null}\n" % ("0" * 64)
)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plan_file_gives_the_plan_that_was_written(form: str) -> None:
    plan = parse(SAMPLE)
    assert read_plan(WRITERS[form](plan, ()), f"plan.{form}") == plan
    assert read_plan(WRITERS[form](plan, ()), "-") == plan


def test_a_document_is_parsed() -> None:
    assert read_plan(SAMPLE.read_bytes(), SAMPLE.name) == parse(SAMPLE)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.yaml", "a: 1\n", "is no plan file: it has no schema_version"),
        ("a.yaml", "schema_version: [\n", "is no valid plan file: is no YAML: "),
        ("a.json", '{"schema_version": 1,}', "is no valid plan file: "),
        ("a.yaml", HEAD, "is no valid plan file: metadata is missing; `plan-extract validate` shows where"),
        (
            "a.yaml",
            f"{HEAD}metadata: {{titel: X, document_type: null}}\ntasks: 1\n",
            "is no valid plan file: unknown key metadata.titel; did you mean title?, and 1 more; ",
        ),
        ("a.txt", "", "is empty; nothing to read"),
        ("a.yaml", f"{HEAD}{' ' * 2000}\n", "is over the limit of 0.001 MB"),
    ],
)
def test_what_is_no_plan_is_one_line_that_names_the_file(name: str, text: str, told: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_plan(text.encode(), name, limits=Limits(1000, 1000))
    assert str(caught.value).startswith(f"{name}: {told}")
    assert "\n" not in str(caught.value)
