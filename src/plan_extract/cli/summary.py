"""A plan at a glance, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
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

_SHOWN = 15


def summarise(plan: PlanDocument, console: Console, *, whole: bool = False) -> None:
    """Print title, issuer and period, counts, indicators, deadlines in order, and who leads what.

    Long lists are cut after fifteen rows unless `whole`.
    """
    most = None if whole else _SHOWN
    console.print(Text(clean(plan.metadata.title or plan.source.name), style="bold"))
    for line in (_origin(plan.metadata), _counts(plan)):
        if line:
            console.print(Text(clean(line)))
    _print(console, "Indicators", ("name", "baseline", "target"), map(_indicator, plan.indicators), most)
    titles = {task.id: task.title for task in plan.tasks}
    deadlines = sorted(plan.deadlines, key=_when)
    _print(console, "Deadlines", ("when", "as printed", "task"), (_deadline(d, titles) for d in deadlines), most)
    leaders = sorted((u for u in plan.units if u.tasks.lead), key=lambda u: -len(u.tasks.lead))
    rows = ((u.name, str(len(u.tasks.lead)), "；".join(titles.get(t, t) for t in u.tasks.lead)) for u in leaders)
    _print(console, "Who leads", ("body", "tasks", "which"), rows, most)


def _origin(metadata: Metadata) -> str:
    period = metadata.plan_period and f"{metadata.plan_period.start}–{metadata.plan_period.end}"
    written = metadata.written_on and metadata.written_on.isoformat()
    parts = ("、".join(metadata.issuers), metadata.document_number, written, period)
    return " · ".join(part for part in parts if part)


def _counts(plan: PlanDocument) -> str:
    kinds = ("sections", "tasks", "indicators", "deadlines", "units", "diagnostics")
    return " · ".join(f"{len(getattr(plan, kind))} {kind}" for kind in kinds)


def _indicator(indicator: Indicator) -> tuple[str, str, str]:
    name = indicator.name + (f" ({indicator.unit})" if indicator.unit else "")
    baseline = indicator.baseline
    before = "" if baseline is None else dated(baseline.raw, baseline.year)
    return name, before, ", ".join(dated(amount(target), target.year) for target in indicator.targets)


def _deadline(deadline: Deadline, titles: dict[str, str]) -> tuple[str, str, str]:
    first, last = (day.isoformat() if day else "" for day in (deadline.start, deadline.end))
    when = deadline.recurrence or (f"{first} … {last}" if first else last) or deadline.kind
    return when.strip(), deadline.raw, titles.get(deadline.task or "", "")


def _when(deadline: Deadline) -> tuple[date, int]:
    return deadline.end or deadline.start or date.max, deadline.span.start


def _print(
    console: Console, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], most: int | None
) -> None:
    """Print a table that keeps to the width of the terminal; the last column gives way first."""
    every = list(rows)
    if not every:
        return
    filled = [number for number in range(len(heads)) if any(row[number] for row in every)]
    heads, every = tuple(heads[n] for n in filled), [tuple(row[n] for n in filled) for row in every]
    table = Table(title=f"{title} ({len(every)})", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for number, head in enumerate(heads):
        table.add_column(
            head, overflow="ellipsis" if number == len(heads) - 1 else "fold", no_wrap=number == len(heads) - 1
        )
    for row in every[:most]:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console.print(table)
    if most is not None and len(every) > most:
        console.print(Text(f"  … and {len(every) - most} more (--verbose shows all)", style="dim"))
