"""Batch against `parse`: CPU per document, and two workers against one, in one run.

    python benchmarks/batch.py [FOLDER] [--write]

Without a folder the samples are written again and again with other numbers in them. Each round runs, in turn, `parse`
of all files in one process (to JSON files), and `batch` with one and with two workers; medians are compared. CPU time
is that of a process and all it started, which Linux tells who takes over orphans: elsewhere this prints nothing.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import files_named, report, sized

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
COUNT, ROUNDS = sized(2_000, 6), sized(3, 1)  # an archive: of 600 documents a quarter of the time is start-up
PROGRAM = (sys.executable, "-m", "plan_extract")
CPU_BAR, WORKERS_BAR = 1.15, 1.8


def generate(folder: Path, count: int) -> None:
    """Write so many documents, no two alike."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    for number in range(count):
        text = re.sub(r"(?<=\d)(?=个|张|名|家)", str(number % 10), texts[number % len(texts)])
        (folder / f"{number:06d}.txt").write_text(f"{text}\n第{number}号\n", encoding="utf-8")


def measured(*command: str | Path) -> tuple[float, float]:
    """Run a command and give the seconds it took, and those of CPU that it and all it started used."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    while True:  # what it left behind ends soon after it
        try:
            os.wait()
        except ChildProcessError:
            break
    after = os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> int:
    """Measure in turns and print medians and ratios."""
    if not sys.platform.startswith("linux"):
        print("needs Linux")
        return 0
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans become ours
    with TemporaryDirectory() as scratch:
        work = Path(scratch)
        folder = next(iter(files_named()), work / "plans")
        if folder.parent == work:
            folder.mkdir()
            generate(folder, COUNT)
        files = sorted(path for path in folder.iterdir() if path.is_file())
        times: dict[str, list[tuple[float, float]]] = {"parse": [], "batch 1": [], "batch 2": []}
        for turn in range(ROUNDS):
            times["parse"].append(
                measured(*PROGRAM, "parse", "-q", "--to", "json", "-o", work / f"json{turn}/", *files)
            )
            for jobs in (1, 2):
                out = work / f"out{turn}-{jobs}"
                times[f"batch {jobs}"].append(measured(*PROGRAM, "batch", "-q", "-j", str(jobs), "-o", out, folder))
        done = json.loads((work / "out0-1" / "run.json").read_text(encoding="utf-8"))
    return told(times, done["parsed"] + done["failed"])


def told(times: dict[str, list[tuple[float, float]]], count: int) -> int:
    """Report what was measured."""
    walls = {name: statistics.median(wall for wall, _ in each) for name, each in times.items()}
    cpus = {name: statistics.median(cpu for _, cpu in each) for name, each in times.items()}
    ratio = statistics.median(b[1] / p[1] for p, b in zip(times["parse"], times["batch 1"], strict=True))
    workers = statistics.median(one[0] / two[0] for one, two in zip(times["batch 1"], times["batch 2"], strict=True))
    rows = [
        [name, f"{walls[name]:.2f}", f"{cpus[name] / count * 1000:.2f}", f"{count / cpus[name]:.0f}"] for name in times
    ]
    said = (
        f"CPU of batch with one worker against parse: {ratio:.2f} (bar {CPU_BAR}); time with one worker against two: "
        f"{workers:.2f} (bar {WORKERS_BAR}, on two cores that nobody else uses)."
    )
    head = ("program", "s wall", "ms CPU a document", "documents a second of CPU")
    report("batch", f"Batch, {count} documents, start-up included", head, rows, said)
    return int(ratio > CPU_BAR or workers < WORKERS_BAR)


if __name__ == "__main__":
    sys.exit(main())
