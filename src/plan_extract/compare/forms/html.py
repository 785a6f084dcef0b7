"""One page of HTML that needs nothing else: every change with the words that were dropped and added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ...tables.labels import HTML_LANG
from ..model import Comparison, Rewording, TaskChange, TaskSide
from .base import Look, baseline_told, counts_told, due_told, labels, owners_told, target_told

if TYPE_CHECKING:
    from jinja2 import Template

_REWRITTEN = 0.3  # a text of which less is kept stands beside the old one, not mixed with it


def write(comparison: Comparison, look: Look) -> bytes:
    """Write the page in UTF-8; whatever stands in the plans stays text."""
    say = labels(look.lang)
    page = _template().render(
        comparison=comparison,
        lang=HTML_LANG[look.lang],
        say=say,
        counts=list(counts_told(comparison, say)),
        groups=("changed", "added", "dropped"),
        tags=lambda task: list(_tags(task)),
        path=_path,
        beside=_beside,
        target=lambda target: target_told(target, say),
        baseline=lambda baseline: baseline_told(baseline, say),
        due=lambda deadline: due_told(deadline, say),
        owners=lambda change: owners_told(change.owners, say),
    )
    return page.translate(_SHOWN).encode("utf-8", "backslashreplace")


# What a browser drops or obeys though it is text: control characters, and marks that turn the direction of text.
_SHOWN: Mapping[int, int] = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("plan_extract.compare.forms", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _tags(task: TaskChange) -> Iterator[str]:
    """What is told of a task, as labels."""
    if task.change == "changed":
        told = {"reworded": task.reworded, "moved": task.moved, "owner": task.owners, "deadline": task.deadlines}
        yield from (tag for tag, there in told.items() if there)


def _path(side: TaskSide) -> str:
    return " › ".join(side.path) or "—"


def _beside(rewording: Rewording) -> tuple[str, str] | None:
    """The old text and the new, where little of the one is left in the other."""
    if rewording.kept >= _REWRITTEN:
        return None
    old, new = ("".join(p.text for p in rewording.pieces if p.op in ("same", op)) for op in ("dropped", "added"))
    return old, new
