"""Show what a change does to many documents, record by record: what two versions read differently, in its sentence.

    python tools/sweep.py REV [--files FOLDER] [--kind tasks] [--show 40] [--most 1000]

The version REV (a commit, HEAD for what is not committed yet) is checked out into a temporary folder, both versions
read every document, each in a process of its own, and the differences are printed: counts first, then up to --show
records of each kind that came and went. FOLDER is ../shared/corpus/bulk unless said otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PLAN_EXTRACT_SHARED") or ROOT.parent / "shared")
SUFFIXES = (".txt", ".html", ".htm", ".md")
KINDS = ("sections", "tasks", "assignments", "indicators", "deadlines", "failures")
_SECONDS = 30  # for one document
_AROUND, _LONGEST = 60, 160  # characters shown on either side of a record, and in all


class Entry(NamedTuple):
    """A record as one line, and the sentence that it was read from."""

    kind: str
    line: str
    sentence: str


Read = dict[str, list[Entry]]  # what was read, by the name of the document


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", metavar="REV", help="the version to compare with")
    parser.add_argument("--files", type=Path, default=SHARED / "corpus" / "bulk", metavar="FOLDER")
    parser.add_argument("--kind", choices=KINDS, help="only this kind of record")
    parser.add_argument("--show", type=int, default=40, metavar="N", help="at most so many of each kind and sign")
    parser.add_argument("--most", type=int, default=1000, metavar="N", help="at most so many documents")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.files.is_dir():
        parser.error(f"no folder {args.files}; set PLAN_EXTRACT_SHARED or say --files FOLDER")
    paths = sorted(path for path in args.files.iterdir() if path.suffix in SUFFIXES)[: args.most]
    if args.worker:
        sys.stdout.write(json.dumps({path.name: list(entries(path)) for path in paths}, ensure_ascii=False))
        return 0
    with checked_out(args.base) as folder:
        old, new = both(folder, args.files, args.most)
    kinds = [args.kind] if args.kind else KINDS
    print("\n".join(report(old, new, kinds, args.show)))
    return 0


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """Give the tree of a revision in a temporary folder, and take it away afterwards."""
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, revision], cwd=ROOT, check=True)  # noqa: S603, S607
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)  # noqa: S603, S607


def both(base: Path, files: Path, most: int) -> tuple[Read, Read]:
    """Read the documents with two versions at once, each in a process of its own."""
    command = [sys.executable, __file__, "-", "--worker", "--files", str(files.resolve()), "--most", str(most)]
    running = [
        subprocess.Popen(  # noqa: S603
            command, env={**os.environ, "PYTHONPATH": str(tree / "src")}, stdout=subprocess.PIPE, encoding="utf-8"
        )
        for tree in (base, ROOT)
    ]
    outputs = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise SystemExit("one of the two versions does not run")
    old, new = ({name: [Entry(*e) for e in found] for name, found in json.loads(out).items()} for out in outputs)
    return old, new


def entries(path: Path) -> Iterator[Entry]:
    """Read a document with the version that is on the path of this process."""
    from plan_extract.pipeline import extract
    from plan_extract.readers import read

    try:
        with in_time(_SECONDS):
            document = read(path)
            plan = extract(document).model_dump(mode="json")
    except Exception as error:
        yield Entry("failures", f"{type(error).__name__}: {error}", "")
        return
    titles = {task["id"]: task["title"] for task in plan["tasks"]}
    for kind, line, span in lines(plan, titles):
        yield Entry(kind, line, sentence(document.text, span["start"], span["end"]))


@contextmanager
def in_time(seconds: int) -> Iterator[None]:
    """Give up on a document that takes too long."""

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def lines(plan: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, str, Mapping[str, int]]]:
    """Give each record as a line that is the same as long as the record is: ids, which count, are left out."""
    for s in plan["sections"]:
        yield "sections", f"{s['level']} {s['role']} {s['number'] or '-'} {s['title']}", s["span"]
    for t in plan["tasks"]:
        yield "tasks", " / ".join([*t["path"], f"{t['title']} ({len(t['text'])})"]), t["span"]
        for a in t["assignments"]:
            yield "assignments", f"{a['unit']} {a['role']} {a['basis']} of {t['title']}", a["span"]
    for i in plan["indicators"]:
        targets = [
            f"{g['comparator']} {g['value']} {g['value_max'] or ''} {g['year']} {g['raw']}" for g in i["targets"]
        ]
        base = i["baseline"] and f"from {i['baseline']['value']} ({i['baseline']['year']}, {i['baseline']['basis']})"
        told = (i["category"], i["nature"], base, i["assignments"] and [a["unit"] for a in i["assignments"]])
        yield "indicators", f"{i['source']} {i['name']} [{i['unit']}] {targets} {[t for t in told if t]}", i["span"]
    for d in plan["deadlines"]:
        when = d["recurrence"] or f"{d['start']}..{d['end']}"
        yield "deadlines", f"{d['raw']} {d['kind']} {when} of {titles.get(d['task'], '-')}", d["span"]


def sentence(text: str, start: int, end: int) -> str:
    """Give the sentence that holds a span, on one line and not too long."""
    first = max(start - _AROUND, 1 + max(text.rfind(stop, 0, start) for stop in "。；\n"))
    last = min((at for stop in "。；\n" if (at := text.find(stop, end)) >= 0), default=len(text))
    return " ".join(text[first : min(last + 1, end + _AROUND)].split())[:_LONGEST]


def report(old: Read, new: Read, kinds: Sequence[str], show: int) -> Iterator[str]:
    """Give the lines that are printed: a table of counts, then what came (+) and what went (-)."""
    changes = {kind: differences(old, new, kind) for kind in kinds}
    yield f"{len(new)} documents"
    yield f"{'':12}{'before':>8}{'now':>8}{'+':>7}{'-':>7}{'documents':>11}"
    for kind, (came, went) in changes.items():
        before, now = (sum(e.kind == kind for found in read.values() for e in found) for read in (old, new))
        touched = len({name for name, _ in (*came, *went)})
        yield f"{kind:12}{before:8}{now:8}{len(came):7}{len(went):7}{touched:11}"
    for kind, pair in changes.items():
        for sign, found in zip("+-", pair, strict=True):
            for name, entry in found[:show]:
                yield f"{sign} {kind} {name}: {entry.line}"
                yield f"      {entry.sentence}"
            if len(found) > show:
                yield f"{sign} {kind}: … and {len(found) - show} more"


def differences(old: Read, new: Read, kind: str) -> tuple[list[tuple[str, Entry]], list[tuple[str, Entry]]]:
    """Give what only the new version read and what only the old one did, with the document's name."""
    came: list[tuple[str, Entry]] = []
    went: list[tuple[str, Entry]] = []
    for name in sorted({*old, *new}):
        before, now = ([e for e in read.get(name, []) if e.kind == kind] for read in (old, new))
        came += [(name, entry) for entry in _surplus(now, before)]
        went += [(name, entry) for entry in _surplus(before, now)]
    return came, went


def _surplus(of: Sequence[Entry], over: Sequence[Entry]) -> Iterator[Entry]:
    """Give what the first has and the second lacks; a line said three times and twice before came once."""
    left = Counter((e.line, e.sentence) for e in over)
    for entry in of:
        if left[entry.line, entry.sentence]:
            left[entry.line, entry.sentence] -= 1
        else:
            yield entry


if __name__ == "__main__":
    sys.exit(main())
