"""`plan-extract text`: the plain text that spans index."""

from __future__ import annotations

from typing import Annotated

import typer

from .console import emit
from .inputs import open_document
from .options import Encoding, MaxSize


def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File to read; - is standard input.")],
    encoding: Encoding = None,
    max_size: MaxSize = None,
) -> None:
    """Print the plain text of a document, exactly as the spans of its records index it (UTF-8)."""
    emit(open_document(file, encoding, max_size).text.encode())
