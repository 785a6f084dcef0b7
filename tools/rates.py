"""Measure how often each rule finds something, over folders of documents, for `docs/rules.md`.

    python tools/rates.py ../shared/corpus/text ../shared/corpus/bulk    write docs/rule-rates.json

Rules whose codes are given with `--show` print what they found, to be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plan_extract.lint.config import Configuration
from plan_extract.lint.files import Sources, check_file, files_of
from plan_extract.lint.model import Checked
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.reports.base import Look
from plan_extract.reports.full import finding
from plan_extract.writers.files import write_file

ROOT = Path(__file__).resolve().parents[1]
RATES = ROOT / "docs" / "rule-rates.json"


def checked(folders: list[str]) -> Iterator[Checked]:
    """Check every file of the folders, without a configuration."""
    for path in files_of(folders, lambda _: False):
        orders = orders_for(path, lambda _: (ROOT, Configuration()), Wishes())
        yield check_file(path, Path(path).read_bytes(), orders, Sources(()))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--show", default="", help="codes or prefixes, with commas: print their findings")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    shown = tuple(filter(None, arguments.show.split(",")))
    counts: Counter[str] = Counter()
    documents = 0
    for file in checked(arguments.folders):
        documents += 1
        counts.update(told.finding.code for told in file.told)
        for told in file.told:
            if told.finding.code.startswith(shown):
                print(finding(told, Look()))
    for code, count in sorted(counts.items()):
        print(f"{code} {count:>6} {100 * count / documents:8.1f} per hundred", file=sys.stderr)
    if not arguments.dry:
        data = {"documents": documents, "findings": dict(sorted(counts.items()))}
        RATES.parent.mkdir(exist_ok=True)
        write_file(RATES, (json.dumps(data, indent=2) + "\n").encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
