"""Validating: a plan of some 18,000 characters checked by every rule, against parsing it, in one run.

    python benchmarks/validate.py [FILE] [--write]

Without a file a sample is repeated up to that length. Both are run in turns; medians of CPU time are compared, after a
first round that loads the rules. The bar is 1.15; exits with 1 above it.
"""

from __future__ import annotations

import sys

from measure import compared, files_named, medians, report, within
from plan_extract.lint.files import Sources, check_file
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.pipeline import extract
from plan_extract.readers import read
from plans import plan_text

ROUNDS = 25
BARS = {"parse": 1.15}


def main() -> int:
    """Measure in turns and print medians and their ratio."""
    path = next(iter(files_named()), None)
    name, data = (path.name, path.read_bytes()) if path else ("sample.txt", plan_text().encode())
    orders = orders_for(name, lambda _: None, Wishes())
    times = medians(
        {
            "parse": lambda: extract(read(data, name=name)),
            "validate": lambda: check_file(name, data, orders, Sources(())),
        },
        ROUNDS,
    )
    rows = compared(times, "validate", BARS)
    report(
        "validate", "Validation", ("job", "ms CPU", "ratio of validate", "bar"), rows, "Every rule, over the same text."
    )
    return int(not within(times, "validate", BARS))


if __name__ == "__main__":
    sys.exit(main())
