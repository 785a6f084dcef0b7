"""Start-up, from a cold interpreter: the help of plan-extract against that of a bare Typer application (bar 1.3), and a
plan of 18,000 characters parsed to JSON against a program that only imports Typer, Pydantic and the same models, and
prints its help (bar 1.8).

    python benchmarks/startup.py [FILE] [--write]

Programs are started in turns; medians of wall time are compared. Exits with 1 above a bar.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import files_named, medians, report, wall_seconds
from plans import real_plan

ROUNDS = 21
BARE = """
import typer
app = typer.Typer()
@app.command()
def parse(file: str) -> None: "Parse."
@app.command()
def text(file: str) -> None: "Text."
@app.command()
def schema(name: str) -> None: "Schema."
app()
"""
MODELS = "from plan_extract.records.plan import PlanDocument\nPlanDocument.model_rebuild()" + BARE
OURS = "from plan_extract.cli import main; main()"
HELP, PARSE = "plan-extract --help", "plan-extract parse --to json"
BARS = {HELP: ("bare Typer --help", 1.3), PARSE: ("Typer, Pydantic and the models --help", 1.8)}


def start(code: str, *arguments: str) -> None:
    """Run a program to its end; modules are compiled once, as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL, env=kept)


def main() -> int:
    """Measure, and tell whether both bars are kept."""
    with TemporaryDirectory() as folder:
        path = str((files_named() or [real_plan(Path(folder))])[0])
        times = medians(
            {
                "bare Typer --help": lambda: start(BARE, "--help"),
                HELP: lambda: start(OURS, "--help"),
                "Typer, Pydantic and the models --help": lambda: start(MODELS, "--help"),
                PARSE: lambda: start(OURS, "parse", "--quiet", "--to", "json", path),
            },
            ROUNDS,
            wall_seconds,
        )
    rows = []
    for name, seconds in times.items():
        other, bar = BARS.get(name, (None, None))
        rows.append([name, f"{seconds * 1000:.0f}", f"{seconds / times[other]:.2f}" if other else "", f"{bar or ''}"])
    report("startup", "Start-up", ("program", "ms wall", "ratio to the line above", "bar"), rows)
    return int(any(times[name] > bar * times[other] for name, (other, bar) in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
