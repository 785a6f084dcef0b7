"""Writing: a plan of 18,000 characters as YAML and as JSON, against PyYAML writing the same data in its plain ways.

    python benchmarks/writing.py [FILE] [--write]

Medians of CPU time. The bar: the YAML of plan-extract, with what is quoted and what stands in blocks chosen line by line,
takes at most 1.5 times as long as PyYAML's own C writer.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from measure import compared, files_named, medians, report, within
from plan_extract import parse
from plan_extract.writers import WRITERS
from plans import real_plan

ROUNDS = 5
OURS = "plan-extract, YAML"
BARS = {"PyYAML, C writer": 1.5}


def main() -> int:
    """Measure in turns."""
    with TemporaryDirectory() as folder:
        plan = parse((files_named() or [real_plan(Path(folder))])[0])
    data = plan.model_dump(mode="json")
    times = medians(
        {
            "PyYAML, pure Python": lambda: yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False),
            "PyYAML, C writer": lambda: yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False),
            OURS: lambda: WRITERS["yaml"](plan),
            "plan-extract, JSON": lambda: WRITERS["json"](plan),
        },
        ROUNDS,
    )
    said = (
        f"{len(plan.tasks)} tasks, {len(plan.indicators)} indicators, {len(WRITERS['yaml'](plan)) // 1000} KB of YAML."
    )
    report("writing", "Writing", ("writer", "ms CPU", "ratio of our YAML", "bar"), compared(times, OURS, BARS), said)
    return int(not within(times, OURS, BARS))


if __name__ == "__main__":
    sys.exit(main())
