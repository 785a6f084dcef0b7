"""Growth: time and memory for a plan of 18,000 characters, and for 2, 4, 8 … 64 times as much, up to 10 MB of text.

    python benchmarks/growth.py [FILE] [--write]

Each size is read to JSON by a fresh process, that tells its CPU time and the most memory it took beyond what it had before;
the exponent is the slope of a line through the logarithms. 1 is linear; the bar is 1.1, for time and for memory.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import files_named, report, sized
from plans import CHARS, REAL, SAMPLE

TIMES = sized((1, 2, 4, 8, 16, 32, 64, 185), (1, 2, 3, 4, 5))  # the last is 10 MB
BAR = 1.1
GROWN = "--grown"


def child(path: str, times: int) -> None:
    """Read a text, so many times over, and print seconds, the growth in memory and the memory in all, in MB."""
    from plan_extract import parse_text

    title, _, body = Path(path).read_text(encoding="utf-8").partition("\n")
    body = (body * (CHARS // len(body) + 1))[:CHARS] + "\n"
    parse_text(f"{title}\n{body}").model_dump_json()  # loads word lists and patterns
    before, start = peak(), time.process_time()
    parse_text(f"{title}\n{body * times}").model_dump_json()
    print(time.process_time() - start, peak() - before, peak())


def peak() -> float:
    """The most memory that this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def exponent(sizes: list[float], values: list[float]) -> float:
    """The slope of the line through the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(value, 0.001)) for value in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> int:
    """Measure every size and fit the exponents."""
    if GROWN in sys.argv:
        child(sys.argv[-2], int(sys.argv[-1]))
        return 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(
            (files_named() or [REAL if REAL.exists() else SAMPLE])[0].read_text(encoding="utf-8"), encoding="utf-8"
        )
        told = [subprocess.check_output([sys.executable, __file__, GROWN, str(path), str(n)], text=True) for n in TIMES]
    figures = [tuple(map(float, line.split())) for line in told]
    rows = [
        [str(times), f"{times * CHARS:,}", f"{seconds:.2f}", f"{grown:.0f}", f"{most:.0f}"]
        for times, (seconds, grown, most) in zip(TIMES, figures, strict=True)
    ]
    slopes = [
        exponent([float(n) for n in TIMES], [seconds for seconds, _, _ in figures]),
        exponent(
            [float(n) for n in TIMES[3:]], [grown for _, grown, _ in figures[3:]]
        ),  # smaller ones fit into the rest
    ]
    said = f"Exponents: time {slopes[0]:.2f}, memory (from 8 times on) {slopes[1]:.2f}; the bar is {BAR} for both."
    report("growth", "Growth", ("times", "characters", "s CPU", "MB more", "MB in all"), rows, said)
    return int(max(slopes) > BAR)


if __name__ == "__main__":
    sys.exit(main())
