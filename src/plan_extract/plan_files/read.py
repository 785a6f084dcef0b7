"""A plan, whatever it comes from: a plan file is read back, a document is parsed."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..errors import PlanExtractError, ReadError, TooLargeError
from ..pipeline import extract
from ..readers import read
from ..readers.encoding import decode
from ..records.plan import PlanDocument
from ..rules.plan_file import FileProblem
from ..rules.schema_words import problems
from ..settings import DEFAULT_LIMITS, Limits
from .load import Loaded, load_plan_file, looks_like_plan

_WHOLE = "a plan file is a mapping with schema_version, source, metadata …"


def read_plan(data: bytes, name: str, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> PlanDocument:
    """Give the plan in a file, given its bytes: of a plan file as it stands there, of a document as `parse` reads it.

    Raises ReadError, which names the file, where it is neither.
    """
    if not looks_like_plan(data, name):
        return extract(read(data, name=name, encoding=encoding, limits=limits))
    try:
        if len(data) > limits.text_bytes:
            raise TooLargeError(f"is over the limit of {limits.text_bytes / 1e6:g} MB; raise it with --max-size")
        return plan_of(load_plan_file(decode(data, encoding=encoding).text))
    except PlanExtractError as error:
        error.source = error.source or name
        raise


def plan_of(loaded: Loaded) -> PlanDocument:
    """Give the plan that a plan file holds. Raises ReadError, with the first thing that is wrong."""
    if loaded.broken is not None:
        raise _wrong([loaded.broken])
    data: Any = loaded.data
    try:
        return PlanDocument.model_validate(data)
    except ValidationError as error:
        raise _wrong(list(problems(error.errors(include_url=False), PlanDocument, _WHOLE))) from None


def _wrong(found: list[FileProblem]) -> ReadError:
    first = found[0]
    line = f" (line {first.line})" if first.line is not None else ""
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return ReadError(f"is no valid plan file: {first.message}{line}{more}; `plan-extract validate` shows where")
