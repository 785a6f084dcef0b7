"""JSON Schemas of the records, draft 2020-12: `python -m plan_extract.schema [FOLDER]` writes them to `schemas/`.

A plan, each record type, the comparison of two plans and the configuration of `validate` have one; all are made from the models, so the
descriptions are written once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from .compare.model import Comparison
from .errors import UsageError
from .lint.config import Configuration
from .records.base import CellPlace, Record, TextSpan
from .records.deadline import Deadline
from .records.diagnostic import Diagnostic
from .records.indicator import Baseline, Indicator, Target
from .records.metadata import Jurisdiction, Metadata, PlanPeriod
from .records.plan import SCHEMA_VERSION, PlanDocument
from .records.section import Section
from .records.source import Source
from .records.suppression import Suppression
from .records.task import Action, Assignment, Task
from .records.unit import Unit, UnitTasks
from .writers.files import write_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:plan-extract:schema:{name}:{version}"

RECORDS: dict[str, type[Record]] = {
    "plan-document": PlanDocument,
    "source": Source,
    "metadata": Metadata,
    "plan-period": PlanPeriod,
    "jurisdiction": Jurisdiction,
    "section": Section,
    "task": Task,
    "action": Action,
    "assignment": Assignment,
    "indicator": Indicator,
    "baseline": Baseline,
    "target": Target,
    "deadline": Deadline,
    "unit": Unit,
    "unit-tasks": UnitTasks,
    "diagnostic": Diagnostic,
    "suppression": Suppression,
    "text-span": TextSpan,
    "cell-place": CellPlace,
}
SCHEMAS: dict[str, type[BaseModel]] = {**RECORDS, "comparison": Comparison, "config": Configuration}


class _Plain(GenerateJsonSchema):
    """Without the `title` that Pydantic makes of every field's name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def schema(name: str = "plan-document") -> dict[str, Any]:
    """Give the JSON Schema of a record type, of a comparison or of the configuration, self-contained, with `$id` and version."""
    if name not in SCHEMAS:
        raise UsageError(f"unknown schema {name!r}; known: {', '.join(SCHEMAS)}")
    model = SCHEMAS[name]
    # What `parse` writes has every key, and what a person edits may leave out what has a default.
    _, made = models_json_schema([(model, "validation")], schema_generator=_Plain, ref_template="#/$defs/{model}")
    definitions = made["$defs"]
    body = definitions.pop(model.__name__)
    head = {"$schema": DIALECT, "$id": _ID.format(version=SCHEMA_VERSION, name=name), "version": SCHEMA_VERSION}
    return {**head, **body, **({"$defs": definitions} if definitions else {})}


def schema_text(name: str = "plan-document") -> str:
    """Give the schema as the text that stands in `schemas/`."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema, and remove what is no longer made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        write_file(folder / f"{name}.schema.json", schema_text(name).encode())
    for path in folder.glob("*.schema.json"):
        if path.name.removesuffix(".schema.json") not in SCHEMAS:
            path.unlink()


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas"))
