"""What the benchmarks share: jobs run in turns, and a table of what came out, printed and kept in docs/performance.md.

Jobs run in turns, so that whatever else the machine does falls on all alike; the first round is not counted, and medians
are compared. CPU time counts where one thread does the work, wall time where programs are started.

With `--write` (as `make bench` runs them) a benchmark writes its table over its own section of docs/performance.md. With
`--small` each runs once over little: its figures mean nothing and are not written, but it is seen to run.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
SHARED = Path(os.environ.get("PLAN_EXTRACT_SHARED") or ROOT.parent / "shared")
WRITE, SMALL = "--write", "--small"

Job = Callable[[], object]
Table = Sequence[Sequence[str]]
_Size = TypeVar("_Size", int, tuple[int, ...])


def cpu_seconds(work: Job) -> float:
    """CPU time of one go, in this process and those it starts: PDF and workbooks are read apart."""
    start = _used()
    work()
    return _used() - start


def _used() -> float:
    times = os.times()  # coarse, so of the others only
    return time.process_time() + times.children_user + times.children_system


def wall_seconds(work: Job) -> float:
    """Wall time of one go."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def sized(whole: _Size, small: _Size) -> _Size:
    """How much is measured; less with `--small`."""
    return small if SMALL in sys.argv else whole


def medians(jobs: Mapping[str, Job], rounds: int, clock: Callable[[Job], float] = cpu_seconds) -> dict[str, float]:
    """Run the jobs in turns and give the median seconds of each."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(sized(rounds, 1) + 1):
        for name, work in jobs.items():
            taken = clock(work)
            if turn:  # the first round loads and warms
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def files_named() -> list[Path]:
    """The files that were named on the command line."""
    return [Path(word) for word in sys.argv[1:] if not word.startswith("-")]


def compared(times: Mapping[str, float], ours: str, bars: Mapping[str, float] | None = None) -> list[list[str]]:
    """One row for each job: its milliseconds, ours as a ratio of it, and the ratio that ours may have at most."""
    bars = bars or {}
    rows = []
    for name, seconds in times.items():
        ratio = "" if name == ours else f"{times[ours] / seconds:.2f}"
        rows.append([name, f"{seconds * 1000:.1f}", ratio, f"{bars[name]:g}" if name in bars else ""])
    return rows


def within(times: Mapping[str, float], ours: str, bars: Mapping[str, float]) -> bool:
    """Tell whether ours keeps every bar."""
    return all(times[ours] <= bar * times[name] for name, bar in bars.items())


def report(section: str, title: str, head: Sequence[str], rows: Table, said: str = "") -> None:
    """Print a table and, with `--write`, put it into docs/performance.md in place of the last one of that section."""
    print(title)
    widths = [max(_width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        print("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip())
    if said:
        print(said)
    if WRITE in sys.argv and SMALL not in sys.argv:
        write_section(section, _markdown(title, head, rows, said))


def write_section(section: str, text: str) -> None:
    """Put text between the marks of a section of docs/performance.md, at the end where it has none yet."""
    begin, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    page = PAGE.read_text(encoding="utf-8")
    whole = f"{begin}\n{text.strip()}\n{end}"
    found = re.search(re.escape(begin) + ".*?" + re.escape(end), page, re.DOTALL)
    page = page[: found.start()] + whole + page[found.end() :] if found else f"{page.rstrip()}\n\n{whole}\n"
    PAGE.write_text(page, encoding="utf-8")


def _markdown(title: str, head: Sequence[str], rows: Table, said: str) -> str:
    lines = [f"## {title}", "", _row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return "\n".join([*lines, "", said] if said else lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
