"""The options of `validate`; their help is what a user reads."""

from __future__ import annotations

from typing import Annotated

import typer

from ..reports import REPORTS

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Documents, plan files, or folders of them; - is standard input.")
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Rules to check: codes, prefixes of codes or ALL, with commas."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="Rules not to check.")]
ExtendSelect = Annotated[
    list[str] | None, typer.Option("--extend-select", metavar="CODES", help="Rules to check besides those selected.")
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="What is expected: five-year-plan, action-plan, division-of-work, notice, or auto (default).",
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--output-format",
        metavar="FORMAT",
        help=f"{', '.join(REPORTS)} (default: full; github in GitHub Actions).",
        autocompletion=lambda: list(REPORTS),
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option("--output-file", "-o", metavar="FILE", help="File for the findings (default: standard output)."),
]
Source = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="FILE", help="Document that a plan file was read from: its quotes are compared."),
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Tell only what does not stand in this baseline.")
]
WriteBaseline = Annotated[
    str | None, typer.Option("--write-baseline", metavar="FILE", help="Write what is found now as the baseline.")
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="LEVEL", help="Least level that fails: error, warning (default) or info."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule, on standard error.")]
Config = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Configuration to use in place of the nearest.")
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Use no configuration file.")]
ShowSettings = Annotated[
    bool, typer.Option("--show-settings", help="Print what would be checked in each file, and by which configuration.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and errors only.")]
