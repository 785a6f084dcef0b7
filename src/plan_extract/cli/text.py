"""`plan-extract text`: the plain text that spans index."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import UsageError
from .console import complain, put
from .inputs import inputs
from .options import KINDS, Encoding, MaxSize, Output
from .targets import targets


def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help=f"File to read; - is standard input. {KINDS}")],
    output: Output = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="Show where each paragraph and each table cell stands, before a tab.")
    ] = False,
    encoding: Encoding = None,
    max_size: MaxSize = None,
) -> None:
    """Print the plain text of a document, exactly as the spans of its records index it (UTF-8).

    With --pages, each paragraph and each table cell is a line: its page, its cell (T1R2C3: first table, second row, third
    column) and its text, with tabs between.

    A ZIP archive of several documents goes into a directory, -o DIR.
    """
    found = inputs([file], max_size)
    failed = 0
    for each, path in zip(found, targets([i.name for i in found], output, "txt", [file]), strict=True):
        try:
            document = each.open(encoding, max_size)
            if pages:
                from .places import placed

                put(placed(document).encode(), path)
            else:
                put(document.text.encode(), path)
        except (UsageError, BrokenPipeError):
            raise
        except Exception as error:
            complain(error, source=each.name)
            failed += 1
    if failed:
        raise typer.Exit(1)
