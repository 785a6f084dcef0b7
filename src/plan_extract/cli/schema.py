"""`plan-extract schema`: the JSON Schema of what is written."""

from __future__ import annotations

from typing import Annotated

import typer

from .console import emit


def _names() -> list[str]:
    from ..schema import SCHEMAS

    return list(SCHEMAS)


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="plan-document, metadata, section, task, indicator, deadline, unit …, comparison or config",
            autocompletion=_names,
        ),
    ] = "plan-document",
) -> None:
    """Print the JSON Schema (draft 2020-12) of the whole plan document, of one record type, or of a comparison."""
    from ..schema import schema_text

    emit(schema_text(name).encode())
