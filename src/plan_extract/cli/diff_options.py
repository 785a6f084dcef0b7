"""The options of `diff` that no other command has."""

from __future__ import annotations

from typing import Annotated

import typer

from ..compare.forms import FORMS
from .options import KINDS

Old = Annotated[str, typer.Argument(metavar="OLD", help="The old plan: a document, or what `parse` wrote.")]
New = Annotated[str, typer.Argument(metavar="NEW", help=f"The new plan; - is standard input. {KINDS}")]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMS)} (default: by the suffix of -o, else text).",
        autocompletion=lambda: list(FORMS),
    ),
]
Only = Annotated[
    str | None, typer.Option("--only", metavar="KINDS", help="Only these changes: tasks,owners,deadlines,indicators.")
]
OutputFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write to (default: standard output).")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 where the plans differ.")]
DiffLang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help="Language of the labels (default: zh in HTML; in text on a terminal the locale's, else en).",
        autocompletion=lambda: ["zh", "en"],
    ),
]
Whole = Annotated[bool, typer.Option("--verbose", "-v", help="Show reworded texts whole, and where a defect arose.")]
