"""The page of a plan of 100,000 characters: how much it weighs, and how long a browser takes until it can be used.

The plan is a sample printed over and over, each time as a part of its own, until it has that many characters. The bars:
three times the text and 200 KB, and two seconds from opening the file until its script has run and it is painted.
Needs Chromium (`make system-deps`); without it only the weight is told. Exits with 1 above a bar.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measure import report, sized
from plan_extract.page.render import page
from plan_extract.pipeline import extract
from plan_extract.readers import read

SAMPLES = Path(__file__).parents[1] / "samples"
CHARACTERS, ROUNDS = sized(100_000, 1_000), sized(5, 1)
MOST_SECONDS, MOST_TIMES, MOST_MORE = 2.0, 3, 200_000
NAMES = ("chromium", "chromium-browser", "google-chrome")
READY = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(
  document.documentElement.classList.contains("script")), 0)))"""


def long_plan(path: Path) -> str:
    """A sample's text, over and over."""
    text = path.read_text(encoding="utf-8")
    times = -(-CHARACTERS // len(text))
    return "\n".join(text for _ in range(times))[: CHARACTERS + len(text)]


def seconds(path: Path) -> float | None:
    """Median time from opening the page until it is painted and its script has run."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    taken: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            shown = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            start = time.perf_counter()
            shown.goto(path.as_uri())
            assert shown.evaluate(READY)
            shown.locator("#t0 .go").click()
            taken.append(time.perf_counter() - start)
            shown.context.close()
        browser.close()
    return statistics.median(taken)


def main() -> int:
    """Measure and print."""
    failed = False
    rows: list[list[str]] = []
    for sample in ("five-year-plan.txt", "implementation-plan.txt"):
        document = read(long_plan(SAMPLES / sample).encode(), name=sample)
        plan = extract(document)
        start = time.process_time()
        html = page(plan, document)
        made = time.process_time() - start
        size, most = len(html), MOST_TIMES * len(document.text.encode()) + MOST_MORE
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.html"
            path.write_bytes(html)
            taken = seconds(path)
        shown = "no Chromium" if taken is None else f"{taken:.2f}"
        rows.append([sample, f"{len(plan.tasks)}", f"{made:.2f}", f"{size / 1e6:.2f}", f"{most / 1e6:.2f}", shown])
        failed |= size > most or (taken or 0) > MOST_SECONDS
    head = ("plan", "tasks", "s CPU to make it", "MB", "bar", "s until the first click is done")
    said = f"Plans of {CHARACTERS:,} characters; bar {MOST_SECONDS:g} s in Chromium."
    report("report", "The page of a plan", head, rows, said)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
