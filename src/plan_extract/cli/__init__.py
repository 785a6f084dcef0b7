"""The command line: one file a command; the only place that prints or exits."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Annotated

import typer

from .. import __version__
from ..errors import PlanExtractError, UsageError
from .batch import batch
from .console import PROGRAM, complain, report_recognition
from .diff import DIFF_CODES, diff
from .explain import explain
from .merge import merge
from .parse import parse
from .query import query
from .report import report
from .rules import rules
from .schema import schema
from .stats import stats
from .text import text
from .validate import VALIDATE_CODES, validate

EXIT_CODES = "Exit codes: 0 all went well, 1 a file failed, 2 wrong use."

app = typer.Typer(
    name=PROGRAM,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
_CODES = {validate: VALIDATE_CODES, diff: DIFF_CODES}
for _command in (parse, report, validate, diff, stats, batch, merge, query, text, schema, rules, explain):
    app.command(epilog=_CODES.get(_command, EXIT_CODES))(_command)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def plan_extract(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read Chinese government plans into records: tasks, indicators, responsible units, deadlines."""


def _end_at_once() -> None:
    """Have nothing looked through once more at the end; duckdb alone complains of what was not taken down piece by piece."""
    if "_duckdb" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run a command. Errors are one line on standard error, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    gc.set_threshold(50_000)  # looking for garbage after every 700 objects costs a run a twentieth of its time
    atexit.register(_end_at_once)
    verbose = "--verbose" in sys.argv or "-v" in sys.argv
    report_recognition(wanted=verbose)
    try:
        app()
    except UsageError as error:
        complain(error)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it complains no more
        sys.exit(1)
    except PlanExtractError as error:
        complain(error)
        sys.exit(1)
    except Exception as error:
        complain(error, verbose=verbose)
        sys.exit(1)
