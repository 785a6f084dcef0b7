"""A plan at a glance, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..printable import clean
from ..records.deadline import Deadline
from ..records.indicator import Indicator
from ..records.metadata import Metadata
from ..records.plan import PlanDocument
from ..tables.amounts import amount, dated
from ..tables.labels import Language, said, value_label

_SHOWN = 15


@dataclass(frozen=True, slots=True)
class _Table:
    """A part of the summary: its title, and heads of columns by the name of their label."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def summarise(plan: PlanDocument, console: Console, language: Language, *, whole: bool = False) -> None:
    """Print title, issuer and period, counts, indicators, deadlines in order, and who leads what.

    Long lists are cut after fifteen rows unless `whole`.
    """
    say = said("terminal_labels", "summary", language)
    console.print(Text(clean(plan.metadata.title or plan.source.name), style="bold"))
    for line in (_origin(plan.metadata), _counts(plan, language)):
        if line:
            console.print(Text(clean(line)))
    for part in _parts(plan, language):
        if part.rows:
            _print(console, part, say, None if whole else _SHOWN)


def _origin(metadata: Metadata) -> str:
    period = metadata.plan_period and f"{metadata.plan_period.start}–{metadata.plan_period.end}"
    written = metadata.written_on and metadata.written_on.isoformat()
    parts = ("、".join(metadata.issuers), metadata.document_number, written, period)
    return " · ".join(part for part in parts if part)


def _counts(plan: PlanDocument, language: Language) -> str:
    counts = said("terminal_labels", "counts", language)
    return " · ".join(told.format(len(getattr(plan, kind))) for kind, told in counts.items())


def _parts(plan: PlanDocument, language: Language) -> Iterator[_Table]:
    titles = {task.id: task.title for task in plan.tasks}
    indicators = [_indicator(each, language) for each in plan.indicators]
    yield _Table("indicators", ("name", "baseline", "target"), indicators)
    deadlines = [_deadline(each, titles, language) for each in sorted(plan.deadlines, key=_when)]
    yield _Table("deadlines", ("when", "raw", "task"), deadlines)
    leaders = sorted((u for u in plan.units if u.tasks.lead), key=lambda u: -len(u.tasks.lead))
    rows = [(u.name, str(len(u.tasks.lead)), "；".join(titles.get(t, t) for t in u.tasks.lead)) for u in leaders]
    yield _Table("leaders", ("body", "count", "which"), rows)


def _indicator(indicator: Indicator, language: Language) -> tuple[str, str, str]:
    say = said("terminal_labels", "summary", language)
    name = say["aside"].format(indicator.name, indicator.unit) if indicator.unit else indicator.name
    baseline = indicator.baseline
    before = "" if baseline is None else dated(baseline.raw, baseline.year, language)
    targets = (dated(amount(target, language=language), target.year, language) for target in indicator.targets)
    return name, before, say["comma"].join(targets)


def _deadline(deadline: Deadline, titles: Mapping[str, str], language: Language) -> tuple[str, str, str]:
    first, last = (day.isoformat() if day else "" for day in (deadline.start, deadline.end))
    days = f"{first} … {last}" if first else last
    when = deadline.recurrence or days or value_label("kind", deadline.kind, language)
    return when.strip(), deadline.raw, titles.get(deadline.task or "", "")


def _when(deadline: Deadline) -> tuple[date, int]:
    return deadline.end or deadline.start or date.max, deadline.span.start


def _print(console: Console, part: _Table, say: Mapping[str, str], most: int | None) -> None:
    """Print a table that keeps to the width of the terminal; the last column gives way first."""
    filled = [number for number in range(len(part.heads)) if any(row[number] for row in part.rows)]
    title = say["aside"].format(say[part.title], len(part.rows))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for number in filled:
        last = number == filled[-1]
        table.add_column(say[part.heads[number]], overflow="ellipsis" if last else "fold", no_wrap=last)
    for row in part.rows[:most]:
        table.add_row(*(Text(clean(row[number])) for number in filled))
    console.print(table)
    if most is not None and len(part.rows) > most:
        console.print(Text("  " + say["more"].format(len(part.rows) - most), style="dim"))
