"""Extraction: a plan of some 18,000 characters read to JSON, against word cutters and one pass of a pattern.

    python benchmarks/extract.py [FILE] [--write]

Without a file a sample is repeated up to that length. Medians of CPU time are compared; dictionaries and word lists are
loaded before the clock runs, and the text is a little different each time. The bar is 0.6 of `jieba.lcut`.
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
from plans import plan_file, varied

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba's own files warn on every new Python
    import jieba
import rjieba

ROUNDS = 15
BARS = {"jieba.lcut": 0.6}
OURS = "plan-extract, text to JSON"


def main() -> int:
    """Measure in turns and print medians and their ratios."""
    jieba.setLogLevel(logging.WARNING)
    with TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder  # its cache is of no use to anybody else
        path = (files_named() or [plan_file(Path(folder))])[0]
        text = path.read_text(encoding=parse(path).source.encoding)
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
    said = f"{len(text):,} characters; `plan-extract` finds sections, tasks, actions, bodies, indicators and deadlines."
    report("extract", "Extraction", ("job", "ms CPU", "ratio of ours", "bar"), compared(times, OURS, BARS), said)
    return int(not within(times, OURS, BARS))


if __name__ == "__main__":
    sys.exit(main())
