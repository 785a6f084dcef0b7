"""Validating: a plan of some 18,000 characters checked by every rule, against parsing it, in one run.

    python benchmarks/validate.py [FILE]

Without a file a sample is repeated up to that length. Both are run in turns; medians of CPU time are compared, after a
first round that loads the rules. The bar is 1.15; exits with 1 above it.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from plans import plan_text
from plan_extract.lint.files import Sources, check_file
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.pipeline import extract
from plan_extract.readers import read

ROUNDS = 25
BAR = 1.15


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one go."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure in turns and print medians and their ratio."""
    data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else plan_text().encode()
    name = sys.argv[1] if len(sys.argv) > 1 else "sample.txt"
    jobs: dict[str, Callable[[], object]] = {
        "parse": lambda: extract(read(data, name=name)),
        "validate": lambda: check_file(name, data, orders_for(name, lambda _: None, Wishes()), Sources(())),
    }
    times: dict[str, list[float]] = {job: [] for job in jobs}
    for turn in range(ROUNDS + 1):
        for job, work in jobs.items():
            taken = cpu_seconds(work)
            if turn:
                times[job].append(taken)
    medians = {job: statistics.median(values) for job, values in times.items()}
    for job, median in medians.items():
        print(f"{job:9} {median * 1000:7.1f} ms CPU")
    ratio = medians["validate"] / medians["parse"]
    print(f"ratio     {ratio:7.2f} (at most {BAR})")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
