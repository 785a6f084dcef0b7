"""Plans for the benchmarks, made of the samples' text: as long as one wants, and each a little different.

What is measured over and over must not be the very same text: whatever the program keeps of the last document would then
be counted as speed.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from measure import ROOT, SHARED

CHARS = 18_000
SAMPLE = ROOT / "samples" / "five-year-plan.txt"
REAL = SHARED / "corpus" / "text" / "000-mentougou-civil-affairs.txt"  # a five-year plan, 17,911 characters
_numbers = count(1)


def plan_text(chars: int = CHARS) -> str:
    """What stands below the first line of the sample, repeated until the text is long enough."""
    title, _, body = SAMPLE.read_text(encoding="utf-8").partition("\n")
    return title + "\n" + (body * (chars // len(body) + 1))[: max(chars - len(title) - 1, 0)] + "\n"


def varied(text: str) -> str:
    """The same text with another number of blank lines behind it: no cache of whole documents knows it."""
    return text + "\n" * next(_numbers)


def real_plan(folder: Path) -> Path:
    """A real plan of that length where ../shared has it, else one made of the sample."""
    return REAL if REAL.exists() else plan_file(folder)


def plan_file(folder: Path, chars: int = CHARS) -> Path:
    """Write such a plan into a folder."""
    path = folder / "sample.txt"
    path.write_text(plan_text(chars), encoding="utf-8")
    return path
