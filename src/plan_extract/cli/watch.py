"""How a run is shown while it goes: a bar on a terminal, a line a minute elsewhere, or events as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..printable import clean
from .console import PROGRAM, note, terminal

if TYPE_CHECKING:
    from ..batch.events import Event, Finished, Parsed, Planned, Tell

FORMS = ("bar", "text", "json")
_MINUTE = 60.0
_FIRST_FAILURES = 10  # that are printed; the rest stand in failures.jsonl


@contextmanager
def watching(form: str | None, *, quiet: bool = False) -> Iterator[Tell]:
    """Give who is told of a run."""
    form = form or ("bar" if sys.stderr.isatty() else "text")
    if form not in FORMS:
        raise UsageError(f"unknown --log-format {form!r}; known: {', '.join(FORMS)}")
    if form == "json":
        yield _Events().tell
    elif quiet:
        yield lambda _: None
    elif form == "bar":
        with _bar() as tell:
            yield tell
    else:
        yield _Lines().tell


class _Pace:
    """How far a run is, and how fast."""

    def __init__(self) -> None:
        self.total = self.done = self.failed = 0
        self.start = self.told = time.monotonic()

    def begin(self, total: int) -> None:
        """Parsing begins."""
        self.total = total
        self.start = self.told = time.monotonic()

    def count(self, parsed: Parsed) -> None:
        """One document more."""
        self.done += 1
        self.failed += parsed.outcome.error is not None

    def due(self) -> bool:
        """Whether a minute is over since this was last true."""
        now = time.monotonic()
        if now - self.told < _MINUTE:
            return False
        self.told = now
        return True

    @property
    def rate(self) -> float:
        """Documents a second so far."""
        return self.done / max(time.monotonic() - self.start, 0.001)

    @property
    def seconds_left(self) -> float | None:
        """How long it will take yet; None before anything is done."""
        return (self.total - self.done) / self.rate if self.done else None


class _Events:
    """One JSON object a line on standard error; of documents, only those that fail, and the pace once a minute."""

    def __init__(self) -> None:
        self.pace = _Pace()

    def tell(self, event: Event) -> None:
        """Print an event."""
        name = type(event).__name__.lower()
        if name == "planned":
            self.pace.begin(event.to_parse)  # type: ignore[union-attr]
        if name == "parsed":
            self.pace.count(event)  # type: ignore[arg-type]
            if event.outcome.error is not None:  # type: ignore[union-attr]
                _put("failed", asdict(event.outcome))  # type: ignore[union-attr]
            if not self.pace.due():
                return
            pace = self.pace
            _put("progress", {"done": pace.done, "of": pace.total, "failed": pace.failed,
                              "per_second": round(pace.rate, 1), "seconds_left": round(pace.seconds_left or 0)})  # fmt: skip
        elif name != "listed":
            _put(name, asdict(event))


def _put(name: str, values: dict[str, object]) -> None:
    print(json.dumps({"event": name, **values}, ensure_ascii=False), file=sys.stderr)


class _Lines:
    """A line at the start, each minute, for the first failures, and at the end."""

    def __init__(self) -> None:
        self.pace = _Pace()

    def tell(self, event: Event) -> None:
        """Print what is worth a line."""
        name = type(event).__name__
        if name == "Planned":
            self.pace.begin(event.to_parse)  # type: ignore[union-attr]
            note(planned(event))  # type: ignore[arg-type]
        elif name == "Parsed":
            self.pace.count(event)  # type: ignore[arg-type]
            failure(event, self.pace.failed)  # type: ignore[arg-type]
            if self.pace.due():
                note(progress(self.pace))
        elif name == "Finished":
            summary(event)  # type: ignore[arg-type]


@contextmanager
def _bar() -> Iterator[Tell]:
    """A bar with rate, failures and time left, that goes away at the end."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    lines = _Pace()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
               TimeRemainingColumn(compact=True))  # fmt: skip
    with Progress(*columns, console=terminal(), transient=True) as bar:
        task = bar.add_task("Listing", total=None, pace="")

        def tell(event: Event) -> None:
            name = type(event).__name__
            if name == "Listed":
                bar.update(task, completed=event.documents)  # type: ignore[union-attr]
            elif name == "Planned":
                lines.begin(event.to_parse)  # type: ignore[union-attr]
                note(planned(event))  # type: ignore[arg-type]
                bar.reset(task, total=lines.total, description="Parsing")
            elif name == "Parsed":
                lines.count(event)  # type: ignore[arg-type]
                failure(event, lines.failed)  # type: ignore[arg-type]
                bar.update(task, advance=1, pace=f"{lines.rate:.0f}/s, {lines.failed} failed")
            elif name == "Finished":
                bar.stop()
                summary(event)  # type: ignore[arg-type]

        yield tell


def planned(event: Planned) -> str:
    """What there is, and what is to be done."""
    states = event.states
    known = [f"{states[name]:,} {word}" for name, word in _WORDS.items() if states.get(name)]
    aside = ", ".join(f"{count} {suffix}" for suffix, count in sorted(event.passed.items()))
    line = f"{event.documents:,} documents listed; in the store: {', '.join(known) or 'nothing'}"
    line += f"; {event.to_parse:,} to parse" if event.to_parse else "; nothing to parse"
    if states.get("failed"):
        line += " (--retry-failed tries those that failed again)"
    return line + (f"; left aside, as no reader takes them: {aside}" if aside else "")


_WORDS = {"parsed": "parsed", "duplicate": "exact duplicates", "failed": "failed"}


def progress(pace: _Pace) -> str:
    """How far it is: 12,000 of 100,000 documents, 3 failed, 110 a second, 13 min left."""
    left = f"{(pace.seconds_left or 0) / 60:.0f} min left"
    return f"{pace.done:,} of {pace.total:,} documents, {pace.failed:,} failed, {pace.rate:.0f} a second, {left}"


def failure(event: Parsed, number: int) -> None:
    """A line for a document that failed, for the first of them."""
    if event.outcome.error is not None and number <= _FIRST_FAILURES:
        more = " (the next stand in failures.jsonl only)" if number == _FIRST_FAILURES else ""
        note(f"{PROGRAM}: {event.outcome.source}: {event.outcome.error}{more}")


def summary(event: Finished) -> None:
    """What was done, and what the store holds now."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console = terminal()
    rate = (event.parsed + event.failed) / max(event.seconds, 0.001)
    if event.parsed + event.failed:
        note(f"{event.parsed:,} parsed, {event.failed:,} failed in {event.seconds:,.1f} s ({rate:.0f} a second)")
    if event.stopped:
        note(f"stopped: {event.stopped}; the same command goes on from here")
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("in the store")
    table.add_column("rows", justify="right")
    for name, count in [*event.rows.items(), *((f"sources: {n}", c) for n, c in event.states.items())]:
        table.add_row(Text(clean(name)), f"{count:,}")
    console.print(table)
