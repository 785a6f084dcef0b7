"""How a run is shown while it goes: a bar on a terminal, a line a minute elsewhere, or events as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from ..batch.events import Event, Finished, Listed, Parsed, Planned, Tell
from ..errors import UsageError
from ..printable import clean
from .console import PROGRAM, note, terminal

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
        yield _events()
    elif quiet:
        yield lambda _: None
    elif form == "bar":
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


class _Pace:
    """How far a run is, and how fast."""

    def __init__(self) -> None:
        self.total = self.done = self.failed = 0
        self.start = self.last = time.monotonic()

    def hear(self, event: Event) -> None:
        """Count what was parsed, from when parsing begins."""
        match event:
            case Planned(to_parse=total):
                self.total = total
                self.start = self.last = time.monotonic()
            case Parsed(outcome):
                self.done += 1
                self.failed += outcome.error is not None

    def due(self) -> bool:
        """Whether a minute is over since this was last true."""
        now = time.monotonic()
        if now - self.last < _MINUTE:
            return False
        self.last = now
        return True

    @property
    def rate(self) -> float:
        """Documents a second so far."""
        return self.done / max(time.monotonic() - self.start, 0.001)

    @property
    def seconds_left(self) -> float:
        """How long it will take yet."""
        return (self.total - self.done) / self.rate if self.done else 0.0

    def told(self) -> dict[str, object]:
        """The pace as an event."""
        return {
            "done": self.done,
            "of": self.total,
            "failed": self.failed,
            "per_second": round(self.rate, 1),
            "seconds_left": round(self.seconds_left),
        }


def _events() -> Tell:
    """One JSON object a line on standard error; of documents, only those that fail, and the pace once a minute."""
    pace = _Pace()

    def tell(event: Event) -> None:
        pace.hear(event)
        match event:
            case Listed():
                pass
            case Parsed(outcome):
                if outcome.error is not None:
                    _put("failed", asdict(outcome))
                if pace.due():
                    _put("progress", pace.told())
            case _:
                _put(type(event).__name__.lower(), asdict(event))

    return tell


def _put(name: str, values: dict[str, object]) -> None:
    print(json.dumps({"event": name, **values}, ensure_ascii=False), file=sys.stderr)


def _lines() -> Tell:
    """A line at the start, for the first failures, each minute, and a summary."""
    pace = _Pace()

    def tell(event: Event) -> None:
        pace.hear(event)
        match event:
            case Planned():
                note(planned(event))
            case Parsed():
                failure(event, pace.failed)
                if pace.due():
                    note(progress(pace))
            case Finished():
                summary(event)

    return tell


@contextmanager
def _bar() -> Iterator[Tell]:
    """A bar with rate, failures and time left, that goes away at the end."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    pace = _Pace()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
               TimeRemainingColumn(compact=True))  # fmt: skip
    with Progress(*columns, console=terminal(), transient=True) as bar:
        task = bar.add_task("Listing", total=None, pace="")

        def tell(event: Event) -> None:
            pace.hear(event)
            match event:
                case Listed(documents):
                    bar.update(task, completed=documents)
                case Planned():
                    note(planned(event))
                    bar.reset(task, total=pace.total, description="Parsing")
                case Parsed():
                    failure(event, pace.failed)
                    bar.update(task, advance=1, pace=f"{pace.rate:.0f}/s, {pace.failed} failed")
                case Finished():
                    bar.stop()
                    summary(event)

        yield tell


def planned(event: Planned) -> str:
    """What there is, and what is to be done."""
    states = event.states
    known = [f"{states[name]:,} {word}{_s(states[name], name)}" for name, word in _WORDS.items() if states.get(name)]
    aside = ", ".join(f"{count} {suffix}" for suffix, count in sorted(event.passed.items()))
    line = f"{event.documents:,} document{_s(event.documents)} listed; in the store: {', '.join(known) or 'nothing'}"
    line += f"; {event.to_parse:,} to parse" if event.to_parse else "; nothing to parse"
    if states.get("failed"):
        line += " (--retry-failed tries those that failed again)"
    return line + (f"; left aside, as no reader takes them: {aside}" if aside else "")


_WORDS = {"parsed": "parsed", "duplicate": "exact duplicate", "failed": "failed"}


def _s(count: int, state: str = "duplicate") -> str:
    """What a plural ends with; of the states only duplicates are nouns."""
    return "s" if count != 1 and state == "duplicate" else ""


def progress(pace: _Pace) -> str:
    """How far it is: 12,000 of 100,000 documents, 3 failed, 110 a second, 13 min left."""
    left = f"{pace.seconds_left / 60:.0f} min left"
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
        why = "; failures.jsonl in the store tells why" if event.failed else ""
        note(f"{event.parsed:,} parsed, {event.failed:,} failed in {event.seconds:,.1f} s ({rate:.0f} a second){why}")
    if event.stopped:
        note(f"stopped: {event.stopped}; the same command goes on from here")
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("in the store")
    table.add_column("rows", justify="right")
    rows = {name: count for name, count in event.rows.items() if name != "signatures"}  # which are no records
    sources = {f"sources: {state}": count for state, count in event.states.items()}
    near = {"of them near duplicates": event.near_duplicates} if event.rows.get("signatures") else {}
    for name, count in {**rows, **sources, **near}.items():
        table.add_row(Text(clean(name)), f"{count:,}")
    if table.row_count:
        console.print(table)
