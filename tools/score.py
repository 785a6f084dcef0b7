"""Parse the gold documents and score them: `python tools/score.py [--only NAME] [--errors KIND] [--all]`.

Looks for `../shared` beside the checkout. Text documents only unless `--all` is given.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from plan_extract import pipeline
from plan_extract.readers.text import read_text

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    """Write predictions to a temporary folder and run the scorer over it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--errors")
    parser.add_argument("--suffix", default=".txt")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as gold, tempfile.TemporaryDirectory() as found:
        for path in sorted((SHARED / "corpus" / "text").glob(f"*{args.suffix}")):
            answer = SHARED / "gold" / f"{path.stem}.yaml"
            if not answer.exists() or args.only not in path.stem:
                continue
            (Path(gold) / answer.name).write_bytes(answer.read_bytes())
            document = read_text(path.read_bytes(), path.name)
            plan = pipeline.extract(document)
            (Path(found) / f"{path.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
            (Path(found) / f"{path.stem}.txt").write_bytes(document.text.encode())
        extra = ["--errors", args.errors] if args.errors else []
        return subprocess.run([sys.executable, SHARED / "score" / "score.py", gold, found, *extra], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
