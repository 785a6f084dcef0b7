"""Compare the samples' expected records with what comes out today; `--accept` rewrites them.

python tools/samples.py            show the differences; exit code 1 where there are any
python tools/samples.py --accept   write what comes out as what is expected
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from plan_extract import parse
from plan_extract.writers import WRITERS

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def texts() -> list[Path]:
    """Give the sample documents, in order."""
    return sorted(SAMPLES.glob("*.txt"))


def records(text: Path) -> str:
    """Give the records of a sample as YAML, as `plan-extract parse` writes them."""
    return WRITERS["yaml"](parse(text)).decode()


def difference(text: Path) -> str:
    """Give what would change in the expected file of a sample; nothing where all is as expected."""
    expected = text.with_suffix(".yaml")
    before = expected.read_text(encoding="utf-8") if expected.exists() else ""
    lines = difflib.unified_diff(before.splitlines(), records(text).splitlines(), expected.name, "now", "", "", 1, "")
    return "\n".join(lines)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="rewrite the expected files")
    accept = parser.parse_args().accept
    changes = {text: change for text in texts() if (change := difference(text))}
    for text, change in changes.items():
        if accept:
            text.with_suffix(".yaml").write_text(records(text), encoding="utf-8")
            print(f"rewrote samples/{text.stem}.yaml")
        else:
            print(change)
    if changes and not accept:
        print("The samples give other records than expected. Read the change; ACCEPT=1 writes it.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
