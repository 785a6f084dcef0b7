"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

KINDS = (
    "Text, Markdown, HTML, MHTML, DOCX, DOC, WPS, RTF, PDF, OFD, XLSX, XLS, CSV, pictures, and ZIP archives of them."
)

Encoding = Annotated[
    str | None,
    typer.Option("--encoding", "-e", metavar="NAME", help="Encoding of text files; told from the bytes if left out."),
]
MaxSize = Annotated[
    float | None,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=0.001,
        max=10_000,
        help="Largest file that is read, in megabytes (default: 20 for text, 200 for others).",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="PATH", help="File or directory to write to (default: standard output)."),
]
Explain = Annotated[
    list[str] | None,
    typer.Option("--explain", metavar="ID", help="Show which rule read which characters: T012, A003, I001, D004."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: each file, and where a defect arose.")]
