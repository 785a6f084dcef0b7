"""`plan-extract explain CODE`: a rule's page."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import UsageError
from ..rules import RULES
from .console import emit


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Code or name of a rule: PT001.",
            autocompletion=lambda: list(RULES),
            show_default=False,
        ),
    ],
) -> None:
    """Print what a rule finds, why it matters, and a bad and a good example."""
    from ..lint.choose import known
    from ..rules.pages import page_of

    code = code if code in RULES else next((each for each in RULES if code == RULES[each].NAME), code.upper())
    if code not in RULES:
        known(code)  # which says what may be meant
        raise UsageError(f"{code} stands for several rules; `plan-extract rules` lists them")
    emit((page_of(RULES[code]).text() + "\n").encode())
