"""The options of `parse` that no other command has."""

from __future__ import annotations

from typing import Annotated

import typer

from ..writers import FORMATS
from .options import KINDS

Files = Annotated[list[str], typer.Argument(metavar="FILE", help=f"Files to read; - is standard input. {KINDS}")]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: by the suffix of -o, else yaml).",
        autocompletion=lambda: list(FORMATS),
    ),
]
Only = Annotated[
    str | None, typer.Option("--only", metavar="KEYS", help="Only these records: tasks,indicators,deadlines …")
]
Summary = Annotated[
    bool | None,
    typer.Option("--summary/--no-summary", help="Print a summary to standard error (default: on a terminal)."),
]
SummaryLang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help="Language of the summary (default: the locale's), and of the labels in html and xlsx (default: zh).",
        autocompletion=lambda: ["zh", "en"],
    ),
]
Explain = Annotated[
    list[str] | None,
    typer.Option("--explain", metavar="ID", help="Show which rule read which characters: T012, A003, I001, D004."),
]
