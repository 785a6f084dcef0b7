"""JSON Schemas: made from the records, valid, and what `parse` writes obeys them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from pydantic import BaseModel

from plan_extract import UsageError, parse_text
from plan_extract.records import base
from plan_extract.records.plan import SCHEMA_VERSION
from plan_extract.schema import DIALECT, RECORDS, SCHEMAS, schema, schema_text, write_schemas
from plan_extract.writers import WRITERS

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def plan_data(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(WRITERS["json"](parse_text(path.read_text(encoding="utf-8"), name=path.name)))
    return data


def test_the_folder_holds_what_is_made() -> None:
    """Where this fails: `make schemas`."""
    written = {path.name.removesuffix(".schema.json"): path for path in (ROOT / "schemas").iterdir()}
    assert sorted(written) == sorted(SCHEMAS)
    for name, path in written.items():
        assert path.read_text(encoding="utf-8") == schema_text(name)


def test_every_record_type_has_one() -> None:
    def below(model: type[BaseModel]) -> set[type[BaseModel]]:
        return {model, *(m for sub in model.__subclasses__() for m in below(sub))}

    shipped = {model for model in below(base.Record) if model.__module__.startswith("plan_extract.records")}
    assert shipped - {base.Record} == set(RECORDS.values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_valid_schema_that_describes_every_field(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert made["$id"].endswith(SCHEMA_VERSION)
    assert name in made["$id"]
    for part in (made, *made.get("$defs", {}).values()):
        assert all(field.get("description") for field in part["properties"].values())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_what_is_parsed_obeys(path: Path) -> None:
    data = plan_data(path)
    Draft202012Validator(schema()).validate(data)
    for key, name in (("tasks", "task"), ("indicators", "indicator"), ("deadlines", "deadline"), ("units", "unit")):
        for record in data[key]:
            Draft202012Validator(schema(name)).validate(record)


@pytest.mark.parametrize(
    ("key", "value"), [("tasks", "none"), ("metadata", {}), ("source", None), ("surplus", 1), ("schema_version", 1)]
)
def test_what_is_wrong_does_not(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate({**plan_data(SAMPLES[0]), key: value})


def test_an_unknown_name() -> None:
    with pytest.raises(UsageError, match="unknown schema 'plan'; known: plan-document, source"):
        schema("plan")


def test_writing_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    (tmp_path / "fund.schema.json").write_text("{}")
    (tmp_path / "README.md").write_text("")
    write_schemas(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["README.md", *(f"{n}.schema.json" for n in SCHEMAS)])
