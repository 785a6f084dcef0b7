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
Keywords = Annotated[
    bool, typer.Option("--keywords", help="Give each task its five most telling words (loads a dictionary).")
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help="Language of the labels (default: on a terminal the locale's, else en).",
        autocompletion=lambda: ["zh", "en"],
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: each file, and where a defect arose.")]
