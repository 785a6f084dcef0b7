"""Extraction: a plan of some 18,000 characters read to JSON, against word cutters and one pass of a pattern.

    python benchmarks/extract.py [FILE] [--write]

Without a file a real plan is read where ../shared is there, and the sample, repeated up to that length, which has many
more records. Medians of CPU time are compared; dictionaries and word lists are loaded before the clock runs, and the
text is a little different each time. The bar is 0.6 of `jieba.lcut`, for the first plan.
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import compared, files_named, medians, report, within
from plan_extract import parse, parse_text
from plan_extract.lexicon import pattern
from plans import plan_file, real_plan, varied

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba's own files warn on every new Python
    import jieba
import rjieba

ROUNDS = 15
BARS = {"jieba.lcut": 0.6}
OURS = "plan-extract, text to JSON"


def measure(path: Path) -> bool:
    """Measure in turns, and tell whether the bar is kept."""
    plan = parse(path)
    text = path.read_text(encoding=plan.source.encoding)
    verbs = re.compile(pattern("action_verbs", "build", "raise", "lower", "carry_out"))
    times = medians(
        {
            "jieba.lcut": lambda: jieba.lcut(text),
            "rjieba.cut": lambda: list(rjieba.cut(text)),
            "one pass of a compiled pattern (200 verbs)": lambda: verbs.findall(text),
            OURS: lambda: parse_text(varied(text)).model_dump_json(),
        },
        ROUNDS,
    )
    actions = sum(len(task.actions) for task in plan.tasks)
    said = (
        f"{len(text):,} characters: {len(plan.sections)} sections, {len(plan.tasks)} tasks with {actions} actions, "
        f"{len(plan.indicators)} indicators, {len(plan.deadlines)} deadlines."
    )
    title = f"Extraction, {path.name}"
    report(f"extract {path.name}", title, ("job", "ms CPU", "ratio of ours", "bar"), compared(times, OURS, BARS), said)
    return within(times, OURS, BARS)


def main() -> int:
    """Measure a real plan and one made of the sample, which has three times as many records."""
    jieba.setLogLevel(logging.WARNING)
    with TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder  # its cache is of no use to anybody else
        paths = files_named() or list(dict.fromkeys([real_plan(Path(folder)), plan_file(Path(folder))]))
        kept = [measure(path) for path in paths]
    return int(not kept[0])


if __name__ == "__main__":
    sys.exit(main())
