"""Two plans in, what differs out: the whole of `plan-extract diff` for those who import it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..errors import UsageError
from ..records.plan import PlanDocument
from .bodies import bodies_of
from .indicators import indicator_changes, own_indicators
from .model import KINDS, Comparison, Counts, IndicatorChange, Kind, Side, TaskChange
from .tasks import task_changes, task_pairs, tasks_of


def compare(old: PlanDocument, new: PlanDocument, only: Collection[str] = ()) -> Comparison:
    r"""Compare two plans: 十三五 with 十四五, or a draft with what was printed.

    `only` names the kinds of change to look for (tasks, owners, deadlines, indicators; all if empty). Numbers, spacing,
    widths, the order of bodies and the short forms of their names are no changes. Raises UsageError for another kind.

    >>> from plan_extract import parse_text
    >>> plan = "养老服务实施方案\n一、重点任务\n（一）建设驿站。{}驿站。\n（二）建设食堂。新建食堂。"
    >>> draft, final = (parse_text(plan.format(verb)) for verb in ("新建", "建设"))
    >>> compare(draft, final).counts.tasks_reworded
    1
    """
    kinds = kinds_of(only)
    olds, news = bodies_of(old, new), bodies_of(new, old)
    before, after = tasks_of(old, olds), tasks_of(new, news)
    found = task_pairs(before, after)
    tasks = tuple(task_changes(before, after, found, kinds))
    ids = {old.tasks[pair.old].id: new.tasks[pair.new].id for pair in found}
    indicators = indicator_changes(old, new, ids, olds, news) if "indicators" in kinds else ()
    sides = _side(old), _side(new)
    return Comparison(
        old=sides[0],
        new=sides[1],
        only=kinds,
        counts=_counts(tasks, indicators, len(found), sides),
        tasks=tasks,
        indicators=indicators,
    )


def kinds_of(only: Collection[str]) -> tuple[Kind, ...]:
    """Give the kinds of change that are named, all if none is. Raises UsageError for another."""
    for name in only:
        if name not in KINDS:
            raise UsageError(f"unknown kind of change {name!r}; known: {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in only or not only)


def _side(plan: PlanDocument) -> Side:
    return Side(
        name=plan.source.name,
        sha256=plan.source.sha256,
        title=plan.metadata.title,
        tasks=len(plan.tasks),
        indicators=len(own_indicators(plan)),
    )


def _counts(
    tasks: Sequence[TaskChange], indicators: Sequence[IndicatorChange], pairs: int, sides: tuple[Side, Side]
) -> Counts:
    changed = [one for one in tasks if one.change == "changed"]
    values = [one for one in indicators if one.change == "changed"]
    added = sum(one.change == "added" for one in indicators)
    return Counts(
        tasks_added=sum(one.change == "added" for one in tasks),
        tasks_dropped=sum(one.change == "dropped" for one in tasks),
        tasks_reworded=sum(one.reworded for one in changed),
        tasks_moved=sum(one.moved for one in changed),
        tasks_same=pairs - len(changed),
        owners_changed=sum(bool(one.owners) for one in changed),
        deadlines_changed=sum(bool(one.deadlines) for one in changed),
        indicators_added=added,
        indicators_dropped=sum(one.change == "dropped" for one in indicators),
        indicators_changed=len(values),
        indicators_same=max(0, sides[1].indicators - added - len(values)),
    )
