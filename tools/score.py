"""Parse the documents that have hand-made answers, and score what comes out.

    python tools/score.py [--only NAME] [--errors KIND] [--suffix .html]  the answers in ../shared/gold
    python tools/score.py --samples [--errors KIND]                       the answers in tests/data/samples
    python tools/score.py --report                                        write docs/accuracy.md
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
ACCURACY = ROOT / "docs" / "accuracy.md"
BY_HAND = "<!-- below: written by hand -->"
KINDS = (
    "metadata", "sections", "section level", "section role", "tasks", "task path", "assignments", "actions",
    "table indicators", "indicator fields", "prose indicators", "deadlines", "deadline task", "grounding",
)  # fmt: skip
FIRST = "000-mentougou-civil-affairs"

Figures = dict[str, float]


class Job(NamedTuple):
    """What is scored: a source text and its hand-made answers."""

    text: Path
    answers: Path


def shared_jobs(suffix: str = ".txt", only: str = "") -> list[Job]:
    """Give the shared documents that have answers, of one format or (suffix "") of all."""
    sources = [p for folder in ("text", "binary") for p in sorted((SHARED / "corpus" / folder).glob(f"*{suffix}"))]
    jobs = [Job(source, SHARED / "gold" / f"{source.stem}.yaml") for source in sources if only in source.stem]
    return [job for job in jobs if job.answers.exists()]


def half_of(name: str) -> str:
    """Put a document into one of two halves by its name: tune rules on `a`, look at `b` only to confirm."""
    return "ab"[hashlib.sha256(name.encode()).digest()[0] % 2]


def sample_jobs(only: str = "") -> list[Job]:
    """Give the samples of this repository, with the answers written for them by hand."""
    texts = sorted(SAMPLES.glob("*.txt"))
    return [Job(text, SAMPLE_ANSWERS / f"{text.stem}.yaml") for text in texts if only in text.stem]


def parse_into(folder: Path, jobs: list[Job]) -> list[str]:
    """Lay answers and predictions side by side in `gold` and `found`; give the documents that could not be read here.

    A scan without the extra `ocr`, a DOC without LibreOffice: they are named and not scored.
    """
    from plan_extract import pipeline
    from plan_extract.errors import MissingExtraError, MissingProgramError
    from plan_extract.readers import read

    unread: list[str] = []
    for name in ("gold", "found"):
        (folder / name).mkdir()
    for source, answers in jobs:
        try:
            document = read(source.read_bytes(), name=source.name)
        except (MissingExtraError, MissingProgramError) as error:
            unread.append(f"{source.name}: {error.message}")
            continue
        plan = pipeline.extract(document)
        (folder / "gold" / answers.name).write_bytes(answers.read_bytes())
        (folder / "found" / f"{source.stem}.json").write_text(plan.model_dump_json(), encoding="utf-8")
        (folder / "found" / f"{source.stem}.txt").write_bytes(document.text.encode())
    return unread


def scorer(folder: Path, *options: str) -> str:
    """Run the shared scorer over what `parse_into` laid out."""
    command = [
        sys.executable,
        str(SHARED / "score" / "score.py"),
        str(folder / "gold"),
        str(folder / "found"),
        *options,
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603
    return done.stdout


def run_scorer(jobs: list[Job], *options: str) -> str:
    """Parse every document and score it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unread = parse_into(folder, jobs)
        return scorer(folder, *options) + "".join(f"not read here: {line}\n" for line in unread)


def figures(jobs: list[Job]) -> Figures:
    """Give F1 (accuracy for fields) for each kind of record, cut to three places so that noise sets no floor."""
    with tempfile.TemporaryDirectory() as name:
        parse_into(Path(name), jobs)
        return cut_figures(scorer(Path(name), "--json"))


def cut_figures(printed: str) -> Figures:
    """Read the scorer's JSON."""
    scored = json.loads(printed)["figures"]
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


def report() -> int:
    """Write docs/accuracy.md: the figures over all formats, by halves and document by document."""
    jobs = shared_jobs("")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unread = parse_into(folder, jobs)
        rows = {path.stem: cut_figures(scorer(folder, "--json", "--only", path.stem)) for path in _answered(folder)}
        totals = {"all": cut_figures(scorer(folder, "--json"))}
        for half in "ab":
            totals[f"half {half}"] = _total(folder, half)
    names = {job.answers.stem: job.text.name for job in jobs}
    by_hand = ACCURACY.read_text(encoding="utf-8").partition(BY_HAND)[2] if ACCURACY.exists() else "\n"
    lines = [
        "# How right it is",
        "",
        "Written by `make score`: F1 for lists of records, the share right for fields, over the hand-made answers of the",
        "shared folder, also by two halves (a hash of the name). What documents give that nobody tuned on stands below.",
        "",
        *_grid("", totals),
        "",
        "## Document by document",
        "",
        *_grid("document", {names[stem]: kinds for stem, kinds in rows.items()}),
        *(["", "Not read where this was written: " + "; ".join(unread)] if unread else []),
    ]
    ACCURACY.parent.mkdir(exist_ok=True)
    ACCURACY.write_text("\n".join(lines) + f"\n\n{BY_HAND}{by_hand}", encoding="utf-8")
    print("\n".join(_grid("", totals)))
    return 0


def _answered(folder: Path) -> list[Path]:
    return sorted((folder / "gold").glob("*.yaml"))


def _total(folder: Path, half: str) -> Figures:
    with tempfile.TemporaryDirectory() as name:
        part = Path(name)
        (part / "gold").mkdir()
        (part / "found").symlink_to(folder / "found")
        for path in _answered(folder):
            if half_of(path.stem) == half:
                (part / "gold" / path.name).symlink_to(path)
        return cut_figures(scorer(part, "--json"))


def _grid(corner: str, rows: Mapping[str, Figures]) -> list[str]:
    cells = (
        (name, " | ".join(f"{row[kind]:.3f}" if kind in row else "" for kind in KINDS)) for name, row in rows.items()
    )
    head = [f"| {corner} | {' | '.join(KINDS)} |", f"| --- |{' --- |' * len(KINDS)}"]
    return [*head, *(f"| {name} | {row} |" for name, row in cells)]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME", help="documents whose name contains NAME")
    parser.add_argument("--errors", metavar="KIND", help="list what was missed and what was extra of one kind")
    parser.add_argument("--suffix", default="", help="only shared documents of this format, such as .html")
    parser.add_argument("--report", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--samples", action="store_true", help="score the samples of this repository")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    args = parser.parse_args()
    if not (SHARED / "score" / "score.py").exists():
        parser.error(f"no scorer in {SHARED}; set PLAN_EXTRACT_SHARED to the shared folder")
    if args.pin:
        return pin(lower=args.lower)
    if args.report:
        return report()
    jobs = sample_jobs(args.only) if args.samples else shared_jobs(args.suffix, args.only)
    sys.stdout.write(run_scorer(jobs, *(["--errors", args.errors] if args.errors else [])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
