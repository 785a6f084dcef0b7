"""Deadlines: plan-extract against jionlp's time extraction, on the hand-made answers of ../shared/gold.

    python benchmarks/deadlines.py [--write]

Speed: plan-extract reads each text to all of its records; jionlp extracts the times of the same text, sentence by sentence
(it has no notion of a document). Answers: a deadline is right where a time was found in the same words and given the same
days; jionlp is told the day of writing, which plan-extract has to find. The bars: half of jionlp's time, and more answers.
Without jionlp (`pip install jionlp`) or ../shared there is nothing to measure.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from measure import SHARED, compared, medians, report, sized, within
from plan_extract import PlanDocument, parse_text
from plan_extract.readers import read

ROUNDS = 3
BARS = {"jionlp, times alone": 0.5}
OURS = "plan-extract, everything"
_SENTENCE = re.compile("[^。；\n]+")
_UNITS = {"year": "Y", "month": "M", "day": "D"}


@dataclass(frozen=True)
class Found:
    """A time: its words, the first and the last day meant, how often it comes round."""

    words: str
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True)
class Answers:
    """A text with the deadlines that people found in it."""

    text: str
    written_on: str | None
    deadlines: tuple[dict[str, Any], ...]


def answers() -> Iterator[Answers]:
    """Read the answers and the plain texts of their documents, scanned ones left out."""
    documents = {path.name: path for path in (SHARED / "corpus").rglob("*") if path.is_file()}
    for path in sorted((SHARED / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        told = [deadline for deadline in gold.get("deadlines", ()) if deadline["kind"] != "ongoing"]
        document = documents.get(gold["document"])
        if told and document and not (SHARED / "gold" / "text" / f"{path.stem}.txt").exists():
            written = (gold.get("metadata") or {}).get("written_on")
            yield Answers(read(document).text, written, tuple(told))


def by_us(plan: PlanDocument) -> list[Found]:
    """What plan-extract found."""
    return [Found(d.raw, _day(d.start), _day(d.end), d.recurrence) for d in plan.deadlines]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def by_jionlp(one: Answers) -> list[Found]:
    """What jionlp finds, sentence by sentence."""
    import jionlp

    base = (
        dict(zip(("year", "month", "day"), map(int, one.written_on.split("-")), strict=True)) if one.written_on else {}
    )
    found: list[Found] = []
    for sentence in _SENTENCE.findall(one.text):
        with contextlib.suppress(Exception):  # it fails on some sentences
            times = jionlp.ner.extract_time(sentence, time_base=base or None)
            found += [_of_jionlp(time) for time in times]
    return found


def _of_jionlp(time: Mapping[str, Any]) -> Found:
    told = time["detail"]["time"]
    if isinstance(told, list):
        return Found(time["text"], *(day[:10] for day in told))
    delta = told.get("delta") if isinstance(told, dict) else None
    first = next(iter(delta.items()), None) if isinstance(delta, dict) else None
    return Found(time["text"], recurrence=f"P{first[1]}{_UNITS.get(first[0], '')}" if first else None)


def right(gold: Mapping[str, Any], found: Found) -> bool:
    """The same words, and what counts for this kind of deadline the same: 到2025年 has no first day."""
    said, words = ("".join(text.split()) for text in (gold["raw"], found.words))
    if not (said in words or words in said):
        return False
    wanted = {"by": ("end",), "from": ("start",), "recurring": ("recurrence",)}.get(gold["kind"], ("start", "end"))
    return all(gold[key] is None or gold[key] == getattr(found, key) for key in wanted)


def score(golds: list[Answers], found: list[list[Found]]) -> tuple[int, int]:
    """How many deadlines were found right, and how many times were found in all; each answers once."""
    hits = 0
    for gold, times in zip(golds, found, strict=True):
        left = list(times)
        for deadline in gold.deadlines:
            at = next((i for i, time in enumerate(left) if right(deadline, time)), None)
            if at is not None:
                del left[at]
                hits += 1
    return hits, sum(map(len, found))


def main() -> int:
    """Compare speed and answers."""
    if importlib.util.find_spec("jionlp") is None or not (SHARED / "gold").is_dir():
        print("skipped: needs jionlp (pip install --group bench) and the answers in ../shared/gold")
        return 0
    golds = list(answers())[: sized(100, 1)]
    logging.disable(logging.CRITICAL)  # it logs a traceback for many a sentence
    with contextlib.redirect_stdout(io.StringIO()):  # it prints where it comes from
        theirs = [by_jionlp(one) for one in golds]
        times = medians(
            {
                "jionlp, times alone": lambda: [by_jionlp(one) for one in golds],
                OURS: lambda: [parse_text(one.text).model_dump_json() for one in golds],
            },
            ROUNDS,
        )
    wanted = sum(len(gold.deadlines) for gold in golds)
    results = {"jionlp, times alone": theirs, OURS: [by_us(parse_text(one.text)) for one in golds]}
    scores = {name: score(golds, found) for name, found in results.items()}
    rows = [
        [*row, f"{scores[row[0]][0]} of {wanted} ({scores[row[0]][0] / wanted:.2f})", str(scores[row[0]][1])]
        for row in compared(times, OURS, BARS)
    ]
    head = ("job", "ms CPU", "ratio of ours", "bar", "right", "found")
    report("deadlines", "Deadlines, against jionlp", head, rows, f"{len(golds)} documents with answers made by hand.")
    return int(not within(times, OURS, BARS) or scores[OURS][0] <= scores["jionlp, times alone"][0])


if __name__ == "__main__":
    sys.exit(main())
