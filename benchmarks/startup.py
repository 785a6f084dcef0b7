"""Start-up: `plan-extract --help` against a bare Typer application of the same version, in one run.

Both are started in turns, so that whatever else the machine does falls on both alike; medians are compared. The bar is 1.3.
Exits with 1 above it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 21
BAR = 1.3
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
COMMANDS = {
    "bare Typer": [sys.executable, "-c", BARE, "--help"],
    "plan-extract": [sys.executable, "-c", "from plan_extract.cli import main; main()", "--help"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one start."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Measure in turns and print medians and their ratio."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(ROUNDS + 1):
        for name, command in COMMANDS.items():
            taken = seconds(command)
            if turn:  # the first round warms the disk cache
                times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:14} {median * 1000:7.1f} ms")
    ratio = medians["plan-extract"] / medians["bare Typer"]
    print(f"ratio          {ratio:7.2f}    (bar {BAR})")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
