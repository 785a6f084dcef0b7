"""Hostile texts: a million characters each of what could make a pattern or a loop run away, read to JSON.

    python benchmarks/hostile.py [--write]

Each is read by a fresh process, at 100,000 and at 1,000,000 characters. The bars: 20 seconds, and an exponent of 1.2
between the two sizes where the longer takes a second or more.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from hostile_texts import PIECES, hostile
from measure import report, sized

SIZES = sized((100_000, 1_000_000), (1_000, 2_000))
BAR_SECONDS, BAR_EXPONENT = 20.0, 1.2
HOSTILE = "--hostile"


def child(name: str, size: int) -> None:
    """Read one text and print seconds and the most memory taken, in MB."""
    from plan_extract import parse_text

    parse_text(hostile("建设床位100张。", 100)).model_dump_json()  # loads word lists and patterns
    text = hostile(PIECES[name], size)
    start = time.process_time()
    parse_text(text).model_dump_json()
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(name: str, size: int) -> tuple[float, float]:
    """Seconds and megabytes of one text, read by a process of its own."""
    told = subprocess.check_output([sys.executable, __file__, HOSTILE, name, str(size)], text=True)
    seconds, most = map(float, told.split())
    return seconds, most


def main() -> int:
    """Measure each piece at both sizes."""
    if HOSTILE in sys.argv:
        child(sys.argv[-2], int(sys.argv[-1]))
        return 0
    rows: list[list[str]] = []
    broken = False
    for name in list(PIECES)[: sized(len(PIECES), 2)]:
        (short, _), (long, most) = (measured(name, size) for size in SIZES)
        slope = math.log(long / max(short, 0.01)) / math.log(SIZES[1] / SIZES[0])
        told = f"{slope:.2f}" if long >= 1 else ""
        broken |= long > BAR_SECONDS or bool(told and slope > BAR_EXPONENT)
        rows.append([name, f"{short:.2f}", f"{long:.2f}", told, f"{most:.0f}"])
    said = f"Bars: {BAR_SECONDS:g} s, exponent {BAR_EXPONENT}."
    report("hostile", "Hostile texts", ("text", "s at 100,000", "s at 1,000,000", "exponent", "MB"), rows, said)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
