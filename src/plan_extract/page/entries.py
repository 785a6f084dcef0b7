"""The index of many pages: what it shows of each document, and what a search looks through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..records.plan import PlanDocument
from ..tables.labels import Language
from .labels import labels
from .shown import shown
from .view import facts_of

_COUNTED = ("tasks", "indicators", "deadlines", "units")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the index: the file of its page, its header, how many records it has, its tasks and their bodies."""

    page: str
    title: str
    source: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    tasks: tuple[tuple[str, str], ...]


def entry_of(plan: PlanDocument, page: str, lang: Language = "zh") -> Entry:
    """Give the entry of a plan whose page is in the file `page`, beside the index."""
    words = labels(lang)
    return Entry(
        page=page,
        title=plan.metadata.title or plan.source.name,
        source=plan.source.name,
        facts=tuple(facts_of(plan, words)),
        counts=tuple((words[kind], len(getattr(plan, kind))) for kind in _COUNTED if getattr(plan, kind)),
        tasks=tuple((task.title, "、".join(dict.fromkeys(a.unit for a in task.assignments))) for task in plan.tasks),
    )


def data_of(entries: Sequence[Entry]) -> Markup:
    """The tasks of all entries as JSON that may stand in a script element: nothing in it ends the element."""
    text = json.dumps(
        [[[shown(part) for part in task] for task in entry.tasks] for entry in entries], ensure_ascii=False
    )
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - what HTML would read as markup is escaped
