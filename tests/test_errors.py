"""Errors: one root, one line, the file before the message."""

from __future__ import annotations

import inspect

import pytest

from plan_extract import errors
from plan_extract.errors import PlanExtractError, ReadError, UsageError
from plan_extract.registry import Registry

TYPES = [value for _, value in inspect.getmembers(errors, inspect.isclass) if value.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", TYPES)
def test_every_error_has_the_root_and_a_line_in_the_tree(kind: type[Exception]) -> None:
    assert issubclass(kind, PlanExtractError)
    assert kind.__name__ in (errors.__doc__ or "")
    assert kind.__doc__


def test_the_file_stands_before_the_message() -> None:
    assert str(ReadError("is empty")) == "is empty"
    assert str(ReadError("is empty", source="a.txt")) == "a.txt: is empty"


def test_a_family_names_its_members() -> None:
    family: Registry[object] = Registry("thing", {"one": "json:dumps", "two": "no.such.module:x"})
    assert list(family) == ["one", "two"]
    assert "two" in family
    assert family["one"] is not None
    with pytest.raises(UsageError, match="unknown thing 'three'; known: one, two"):
        family["three"]
