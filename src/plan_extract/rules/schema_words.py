"""What Pydantic says against a file, in words for those who edited it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from .plan_file import FileProblem, Way

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
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date like 2025-12-31",
    "date_parsing": "a date like 2025-12-31",
    "date_from_datetime_parsing": "a date like 2025-12-31",
    "date_from_datetime_inexact": "a date like 2025-12-31",
}
# Pydantic names the member of a union in the way (a file has no such key), and what it says of a member that was
# not meant is no news.
_UNION_TAGS = ("str", "Suppression")


def problems(errors: Iterable[Mapping[str, Any]], model: type[BaseModel], whole: str) -> Iterator[FileProblem]:
    """Give each thing that is wrong, once, with the way to it; `whole` says what the file should be.

    A misspelt key is one problem, not two: that the right one is missing goes without saying.
    """
    meant_errors = [error for error in errors if not _of_another_member(error)]
    each = {tuple(s for s in error["loc"] if s not in _UNION_TAGS): error for error in reversed(meant_errors)}
    unknown = {way: _near(way, model) for way, error in each.items() if error["type"] == "extra_forbidden"}
    meant = {(*way[:-1], near) for way, near in unknown.items()}
    for way, error in reversed(each.items()):
        missing = error["type"] == "missing"
        if not (missing and way in meant):
            shown = way[:-1] if missing else way
            yield FileProblem(_message(error, way, model, whole), shown, at_key=missing or way in unknown)


def _of_another_member(error: Mapping[str, Any]) -> bool:
    last = error["loc"][-1] if error["loc"] else None
    return last in _UNION_TAGS and isinstance(error["input"], dict) is (last == "str")


def dotted(way: Way) -> str:
    """Write a way as people do.

    >>> dotted(("tasks", 0, "title"))
    'tasks[0].title'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")


def _message(error: Mapping[str, Any], way: Way, model: type[BaseModel], whole: str) -> str:
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return f"{dotted(way)} is missing"
    if kind == "extra_forbidden":
        return _unknown(way, model)
    if not way:
        return f"{whole}, not {_named(value)}"
    if kind in _WANTED:
        hint = "; put it in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
        return f"{dotted(way)} should be {_WANTED[kind]}, and is {_named(value)}{hint}"
    if kind == "literal_error":
        return f"{dotted(way)} should be {error['ctx']['expected']}, and is {_named(value)}"
    return f"{dotted(way)}: {error['msg'][:1].lower()}{error['msg'][1:]}, and is {_named(value)}"


def _unknown(way: Way, model: type[BaseModel]) -> str:
    """A key that is not known, with the one that was probably meant."""
    near, known = _near(way, model), ", ".join(known_keys(way[:-1], model))
    told = f"; did you mean {near}?" if near else f"; known: {known}" if known else ""
    return f"unknown key {dotted(way)}{told}"


def _near(way: Way, model: type[BaseModel]) -> str | None:
    """The known key that is spelt most like the last of a way; underscores and hyphens count alike."""
    known = {key.replace("_", "-"): key for key in known_keys(way[:-1], model)}
    near = get_close_matches(str(way[-1]).replace("_", "-"), known, n=1)
    return known[near[0]] if near else None


def known_keys(way: Way, model: type[BaseModel]) -> list[str]:
    """Give the keys that stand in the mapping that a way leads to."""
    for step in (step for step in way if isinstance(step, str)):
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        inner = _model_in(fields[step].annotation) if step in fields else None
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


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
