"""Parse the documents that have hand-made answers, and score what comes out.

    python tools/score.py [--only NAME] [--errors KIND] [--suffix .txt]   the answers in ../shared/gold
    python tools/score.py --samples [--errors KIND]                       the answers in tests/data/samples
    python tools/score.py --pin [--lower]                                 write the figures to tests/floors.json

The scorer itself is `score/score.py` of the shared folder, which lies beside the checkout or where
PLAN_EXTRACT_SHARED says. `--pin` refuses to lower a floor unless `--lower` is given too; it also writes
the tables of both READMEs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PLAN_EXTRACT_SHARED") or ROOT.parent / "shared")
FLOORS = ROOT / "tests" / "floors.json"
SAMPLES = ROOT / "samples"
SAMPLE_ANSWERS = ROOT / "tests" / "data" / "samples"
README_MARKS = ("<!-- figures -->", "<!-- /figures -->")
FIRST = "000-mentougou-civil-affairs"

Figures = dict[str, float]


class Job(NamedTuple):
    """What is scored: a source text and its hand-made answers."""

    text: Path
    answers: Path


def shared_jobs(suffix: str = ".txt", only: str = "") -> list[Job]:
    """Give the shared documents of one format that have answers."""
    texts = sorted((SHARED / "corpus" / "text").glob(f"*{suffix}"))
    jobs = [Job(text, SHARED / "gold" / f"{text.stem}.yaml") for text in texts if only in text.stem]
    return [job for job in jobs if job.answers.exists()]


def sample_jobs(only: str = "") -> list[Job]:
    """Give the samples of this repository, with the answers written for them by hand."""
    texts = sorted(SAMPLES.glob("*.txt"))
    return [Job(text, SAMPLE_ANSWERS / f"{text.stem}.yaml") for text in texts if only in text.stem]


def run_scorer(jobs: list[Job], *options: str) -> subprocess.CompletedProcess[str]:
    """Parse every document, lay answers and predictions side by side, and run the shared scorer over them."""
    from plan_extract import pipeline
    from plan_extract.readers import read

    with tempfile.TemporaryDirectory() as gold, tempfile.TemporaryDirectory() as found:
        for text, answers in jobs:
            (Path(gold) / answers.name).write_bytes(answers.read_bytes())
            document = read(text.read_bytes(), name=text.name)
            plan = pipeline.extract(document)
            (Path(found) / f"{text.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
            (Path(found) / f"{text.stem}.txt").write_bytes(document.text.encode())
        command = [sys.executable, str(SHARED / "score" / "score.py"), gold, found, *options]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603


def figures(jobs: list[Job]) -> Figures:
    """Give F1 (accuracy for fields) for each kind of record, cut to three places so that noise sets no floor."""
    scored = json.loads(run_scorer(jobs, "--json").stdout)["figures"]
    return {kind: int(f["f1"] * 1000) / 1000 for kind, f in scored.items() if f["f1"] is not None}


def digest(jobs: list[Job]) -> str:
    """Name the state of the answers and texts: figures of different states cannot be compared."""
    total = hashlib.sha256()
    for path in (path for job in jobs for path in job):
        total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def measure() -> dict[str, Figures]:
    """Give the figures that are pinned: all shared text documents, the one this project began with, the samples."""
    return {"text": figures(shared_jobs()), FIRST: figures(shared_jobs(only=FIRST)), "samples": figures(sample_jobs())}


def lowered(floors: Mapping[str, Figures], now: Mapping[str, Figures]) -> Iterator[str]:
    """Tell every figure that is under its floor."""
    for group, kinds in floors.items():
        for kind, floor in kinds.items():
            figure = now.get(group, {}).get(kind, 0.0)
            if figure < floor:
                yield f"{group}: {kind} is {figure:.3f}, its floor {floor:.3f}"


def pin(*, lower: bool) -> int:
    """Write today's figures as floors, and the tables of the READMEs."""
    now = measure()
    if FLOORS.exists() and not lower:
        worse = list(lowered(json.loads(FLOORS.read_text(encoding="utf-8"))["floors"], now))
        if worse:
            print("\n".join(worse), "Nothing written: --lower lowers floors.", sep="\n", file=sys.stderr)
            return 1
    content = {"documents": len(shared_jobs()), "digest": digest([*shared_jobs(), *sample_jobs()]), "floors": now}
    FLOORS.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for readme in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        readme.write_text(with_table(readme.read_text(encoding="utf-8"), table(now["text"])), encoding="utf-8")
    return 0


def table(kinds: Figures) -> str:
    """Lay figures out as a Markdown table."""
    rows = [f"| {kind} | {figure:.3f} |" for kind, figure in kinds.items()]
    return "\n".join(["| | F1 |", "| --- | --- |", *rows])


def with_table(readme: str, rows: str) -> str:
    """Put the table between the two marks of a README."""
    head, _, rest = readme.partition(README_MARKS[0])
    _, _, tail = rest.partition(README_MARKS[1])
    return f"{head}{README_MARKS[0]}\n\n{rows}\n\n{README_MARKS[1]}{tail}"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME", help="documents whose name contains NAME")
    parser.add_argument("--errors", metavar="KIND", help="list what was missed and what was extra of one kind")
    parser.add_argument("--suffix", default=".txt", help="format of the shared documents")
    parser.add_argument("--samples", action="store_true", help="score the samples of this repository")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    args = parser.parse_args()
    if not (SHARED / "score" / "score.py").exists():
        parser.error(f"no scorer in {SHARED}; set PLAN_EXTRACT_SHARED to the shared folder")
    if args.pin:
        return pin(lower=args.lower)
    jobs = sample_jobs(args.only) if args.samples else shared_jobs(args.suffix, args.only)
    sys.stdout.write(run_scorer(jobs, *(["--errors", args.errors] if args.errors else [])).stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
