"""The plan file is no plan: it cannot be taken apart, a key is misspelt or missing, or a value is of the wrong kind.

Why: everything that reads the file relies on the schema (`plan-extract schema`). Nothing else is checked in a file
that breaks it, because no finding in it could be trusted. The message names the field, the place is its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from ..records.plan import SCHEMA_VERSION, PlanDocument
from .base import Level, Profile
from .plan_file import FileProblem, PlanFile, Way

CODE = "PF001"
NAME = "schema-violated"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()

_PLAN = """schema_version: {version}
source: {{name: a.txt, media_type: text/plain, encoding: utf-8, sha256: {digest}, chars: 0}}
metadata: {{{title}: 养老服务实施方案, document_type: 方案}}
"""
BAD = _PLAN.format(version=SCHEMA_VERSION, digest="0" * 64, title="titel")
GOOD = _PLAN.format(version=SCHEMA_VERSION, digest="0" * 64, title="title")

# Pydantic's names of what is wrong, in words; its own message stands for the rest.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date like 2025-12-31",
    "date_parsing": "a date like 2025-12-31",
    "date_from_datetime_parsing": "a date like 2025-12-31",
    "date_from_datetime_inexact": "a date like 2025-12-31",
}
_UNION_TAGS = ("str", "Suppression")  # Pydantic names the member of a union in the way; a file has no such key


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """A file that cannot be taken apart has one problem; else each field that is wrong."""
    if file.broken is not None:
        yield file.broken
    told: set[Way] = set()
    for error in file.wrong:
        way = tuple(step for step in error["loc"] if step not in _UNION_TAGS)
        if way in told:
            continue
        told.add(way)
        missing = error["type"] == "missing"
        yield FileProblem(_message(error, way), way[:-1] if missing else way)


def dotted(way: Way) -> str:
    """Write a way as people do.

    >>> dotted(("tasks", 0, "title"))
    'tasks[0].title'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")


def _message(error: Mapping[str, Any], way: Way) -> str:
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return f"{dotted(way)} is missing"
    if kind == "extra_forbidden":
        return _unknown(way)
    if not way:
        return f"a plan file is a mapping with schema_version, source, metadata …, not {_named(value)}"
    if kind in _WANTED:
        hint = "; put it in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
        return f"{dotted(way)} should be {_WANTED[kind]}, and is {_named(value)}{hint}"
    if kind == "literal_error":
        return f"{dotted(way)} should be {error['ctx']['expected']}, and is {_named(value)}"
    return f"{dotted(way)}: {error['msg'][:1].lower()}{error['msg'][1:]}, and is {_named(value)}"


def _unknown(way: Way) -> str:
    """A key that is not known, with the one that was probably meant."""
    near = get_close_matches(str(way[-1]), known_keys(way[:-1]), n=1)
    return f"{dotted(way)} is no key of the schema" + (f"; did you mean {near[0]}?" if near else "")


def known_keys(way: Way, model: type[BaseModel] = PlanDocument) -> list[str]:
    """Give the keys of the record that a way leads to."""
    for step in way:
        if isinstance(step, str):
            inner = _model_in(model.model_fields[step].annotation) if step in model.model_fields else None
            if inner is None:
                return []
            model = inner
    return list(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The record type in an annotation: that of `tuple[Task, ...]` is Task."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in parts if part is not None), None)


def _named(value: object) -> str:
    """Say what stands there, in short."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value)
    shown = text if len(text) <= 30 else text[:29] + "…"
    return f"the number {shown}" if isinstance(value, int | float) else f"“{shown}”"
