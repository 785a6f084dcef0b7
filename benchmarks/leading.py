"""The process that leads a batch: its memory from document 200 to the last, on this machine and with Ray.

    python benchmarks/leading.py [--write]

Each engine runs in a process of its own over generated documents, with two workers; the memory is what Linux says is
resident, looked at after each document. The bar is ±10 % of what it was at document 200.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from batch import generate
from measure import report, sized

COUNT, FROM = sized(3_000, 40), sized(200, 5)
BAR = 0.1
LEADING = "--leading"


def lead(engine: str, plans: str, out: str) -> None:
    """Run a batch, and print the memory in MB at document FROM, the least and the most of it after, and CPU in ms a document."""
    from plan_extract.batch.engines.base import Crew
    from plan_extract.batch.events import Event, Parsed
    from plan_extract.batch.run import Wishes, run

    seen: list[float] = []

    def look(event: Event) -> None:
        if isinstance(event, Parsed):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            seen.append(pages * resource.getpagesize() / 1e6)

    crew = Crew(2, "local" if engine == "ray" else None)
    run(Wishes([plans], Path(out), engine=engine, crew=crew, seconds=300.0, memory=2_000_000_000), look)
    after = seen[FROM - 1 :]
    print(after[0], min(after), max(after), time.process_time() / len(seen) * 1000)


def main() -> int:
    """Measure each engine that is installed."""
    if LEADING in sys.argv:
        lead(*sys.argv[-3:])
        return 0
    if not sys.platform.startswith("linux"):
        print("needs Linux")
        return 0
    rows, worst = [], 0.0
    with TemporaryDirectory() as scratch:
        plans = Path(scratch) / "plans"
        plans.mkdir()
        generate(plans, COUNT)
        for engine in ("local", *(["ray"] if find_spec("ray") else [])):
            command = [
                sys.executable,
                __file__,
                *sys.argv[1:],
                LEADING,
                engine,
                str(plans),
                str(plans.with_name(engine)),
            ]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            first, least, most, cpu = map(float, told.split())
            change = max(most / first - 1, 1 - least / first)
            worst = max(worst, change)
            rows.append([engine, *(f"{each:.0f}" for each in (first, least, most)), f"{change:.1%}", f"{cpu:.2f}"])
    head = ("engine", f"MB at document {FROM}", "least after", "most after", "change", "ms CPU a document")
    said = f"The bar is {BAR:.0%}. CPU is that of this process alone, start-up of Ray included."
    report("leading", f"The process that leads a batch, {COUNT} documents", head, rows, said)
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
