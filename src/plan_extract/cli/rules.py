"""`plan-extract rules`: what is checked."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ..errors import UsageError
from ..rules import RULES
from .console import emit

_FORMS = ("text", "json")


def rules(
    output_format: Annotated[
        str,
        typer.Option("--output-format", metavar="FORMAT", help="text or json.", autocompletion=lambda: list(_FORMS)),
    ] = "text",
) -> None:
    """List the rules that `validate` checks, with their levels; `plan-extract explain CODE` tells more."""
    from ..rules.pages import page_of

    pages = [page_of(RULES[code]) for code in RULES]
    if output_format == "json":
        listed = [{**page.data(), "url": f"docs/rules.md#{page.anchor}"} for page in pages]
        emit((json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode())
    elif output_format == "text":
        width = max(len(page.name) for page in pages)
        emit("".join(f"{p.code}  {p.level:<7}  {p.name:<{width}}  {p.summary}\n" for p in pages).encode())
    else:
        raise UsageError(f"unknown format {output_format!r}; known: {', '.join(_FORMS)}")
