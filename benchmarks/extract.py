"""Extraction: a plan of some 18,000 characters read to JSON, against `jieba.lcut` of the same text, in one run.

    python benchmarks/extract.py [FILE]

Without a file a sample is repeated up to that length. Both are run in turns, so that whatever else the machine does
falls on both alike; CPU time counts, medians are compared. Dictionaries and word lists are loaded before the clock runs.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from plan_extract import parse

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba's own files warn on every new Python
    import jieba

ROUNDS = 15
CHARS = 18_000
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "five-year-plan.txt"


def sample() -> str:
    """Repeat what stands below the first line of the sample until the text is long enough."""
    title, _, body = SAMPLE.read_text(encoding="utf-8").partition("\n")
    return title + "\n" + body * (CHARS // len(body) + 1)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one go."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure in turns and print medians and their ratio."""
    jieba.setLogLevel(logging.WARNING)
    with TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder  # its cache is of no use to anybody else
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "sample.txt"
        if len(sys.argv) == 1:
            path.write_text(sample(), encoding="utf-8")
        source = parse(path).source
        words = path.read_text(encoding=source.encoding)
        jobs: dict[str, Callable[[], object]] = {
            "jieba.lcut": lambda: jieba.lcut(words),
            "plan-extract": lambda: parse(path).model_dump_json(),
        }
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for turn in range(ROUNDS + 1):
            for name, work in jobs.items():
                taken = cpu_seconds(work)
                if turn:  # the first round loads the dictionaries
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{path.name}, {source.chars} characters")
    for name, median in medians.items():
        print(f"{name:14} {median * 1000:7.1f} ms CPU")
    print(f"ratio          {medians['plan-extract'] / medians['jieba.lcut']:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
