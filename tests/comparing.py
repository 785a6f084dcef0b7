"""What the tests of `diff` share: two texts in, what is told of them out, in short."""

from __future__ import annotations

from plan_extract import parse_text
from plan_extract.compare.model import Comparison
from plan_extract.compare.plans import compare
from plan_extract.records.indicator import Target

HEAD = """云汀市人民政府办公室关于印发《云汀市养老服务方案》的通知
云政办发〔{year}〕12号

各区人民政府：
现将《云汀市养老服务方案》印发给你们，请认真执行。

云汀市人民政府办公室
{year}年3月5日

云汀市养老服务方案

"""


def compared(old: str, new: str, *, head: str = HEAD, years: tuple[int, int] = (2024, 2024)) -> Comparison:
    """Compare two texts, each behind the same head."""
    one, other = (
        parse_text(head.format(year=year) + text, name=name)
        for text, year, name in ((old, years[0], "old"), (new, years[1], "new"))
    )
    return compare(one, other)


def told(comparison: Comparison) -> list[str]:
    """Everything that is told, one line each: `~T 建设驿站 | text moved +市财政局:support`."""
    return [*_tasks(comparison), *_indicators(comparison)]


def _tasks(comparison: Comparison) -> list[str]:
    lines = []
    for task in comparison.tasks:
        side = task.new or task.old
        assert side is not None
        facts = [name for name in ("title", "text") if getattr(task, name)] + ["moved"] * task.moved
        facts += [f"{o.unit}:{o.old or ''}>{o.new or ''}" for o in task.owners]
        facts += [f"{d.old.raw if d.old else ''}>{d.new.raw if d.new else ''}" for d in task.deadlines]
        lines.append(f"{task.change[0]}T {side.title} | {' '.join(facts)}".rstrip(" |"))
    return lines


def _indicators(comparison: Comparison) -> list[str]:
    lines = []
    for one in comparison.indicators:
        side = one.new or one.old
        assert side is not None
        facts = [name for name in ("renamed", "unit", "nature") if getattr(one, name)]
        base = one.baseline
        if base:
            facts.append(f"from {base.old.raw if base.old else ''}>{base.new.raw if base.new else ''}")
        facts += [f"{_target(target.old)}>{_target(target.new)}" for target in one.targets]
        facts += [f"{o.unit}:{o.old or ''}>{o.new or ''}" for o in one.owners]
        lines.append(f"{one.change[0]}I {side.name} | {' '.join(facts)}".rstrip(" |"))
    return lines


def _target(target: Target | None) -> str:
    return f"{target.year or ''}:{target.raw}" if target else ""
