"""The options of `batch`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..writers import WRITERS

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Folders, files, patterns (in quotes), ZIP archives, JSON Lines or Parquet (with --text-column), URLs "
        "such as s3://…, or @FILE, a list of any of these, one a line.",
    ),
]
Store = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="The store: made, or added to.")]
TextColumn = Annotated[
    str | None, typer.Option("--text-column", metavar="NAME", help="Column of JSON Lines or Parquet with the texts.")
]
IdColumn = Annotated[
    str | None, typer.Option("--id-column", metavar="NAME", help="Column with ids (default: number of the row).")
]
Also = Annotated[
    str | None, typer.Option("--also", metavar="FORMATS", help=f"A file per document too: {','.join(WRITERS)}.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, max=4096, metavar="N", help="Documents at once (default: one a processor)."),
]
EngineName = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="Who does the work: local, or ray, a cluster.")
]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster (default: auto, the one found here)."),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.01, max=1e7, metavar="SECONDS", help="The most that one document may take.")
]
Memory = Annotated[
    float,
    typer.Option(
        "--memory", min=50, max=1e9, metavar="MB", help="The most memory that one document may take; scans take 2000."
    ),
]
NearDuplicates = Annotated[
    bool,
    typer.Option(
        "--near-duplicates", help="Mark documents that are nearly the same as one before them (takes some CPU more)."
    ),
]
Share = Annotated[
    str | None, typer.Option("--shard", metavar="I/N", help="Only this share of the sources; `merge` joins the stores.")
]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Empty the store and begin anew.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first document that fails.")]
MaxFailures = Annotated[
    int | None, typer.Option("--max-failures", min=0, metavar="N", help="Stop when more than N documents failed.")
]
LogFormat = Annotated[
    str | None,
    typer.Option("--log-format", metavar="FORMAT", help="bar, text or json (default: bar on a terminal, else text)."),
]
