"""What is accepted: by the plan file itself, and by the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ..errors import UsageError
from ..records.plan import PlanDocument
from ..records.suppression import Suppression
from ..rules.plan_file import FileProblem
from .choose import covers, known
from .found import Found, at, record_spans

_NEVER = ("PF001", "PF004")  # a file that is no plan cannot speak, and nothing speaks for what speaks for nothing


class Acceptance(Protocol):
    """What suppressions of both kinds have."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def quote(self) -> str | None: ...  # noqa: D102


def of_plan(plan: PlanDocument) -> list[Suppression]:
    """The suppressions of a plan file; a code alone stands for all findings of the rule."""
    return [Suppression(code=entry) if isinstance(entry, str) else entry for entry in plan.suppress]


def apply(
    found: Sequence[Found], entries: Sequence[Acceptance], plan: PlanDocument | None, data: object = None
) -> tuple[list[Found], frozenset[int]]:
    """Give the findings that are left, and which entries suppressed something."""
    left: list[Found] = []
    used: set[int] = set()
    for one in found:
        hits = {number for number, entry in enumerate(entries) if _accepts(entry, one, plan, data)}
        used |= hits
        if not hits:
            left.append(one)
    return left, frozenset(used)


def unused(entries: Sequence[Acceptance], used: frozenset[int], codes: Sequence[str]) -> list[tuple[int, str]]:
    """Give the entries that suppressed nothing though their rule was checked, by number, with what to say of them."""
    told: list[tuple[int, str]] = []
    for number, entry in enumerate(entries):
        if number in used:
            continue
        try:
            known(entry.code)
        except UsageError as error:
            told.append((number, error.message))
            continue
        if any(covers(entry.code, code) for code in codes):
            told.append((number, f"suppresses nothing: there is no such finding of {entry.code}; take it out"))
    return told


def unused_of_plan(plan: PlanDocument, used: frozenset[int], codes: Sequence[str]) -> tuple[FileProblem, ...]:
    """The same, of a plan file, each with its way."""
    return tuple(FileProblem(message, ("suppress", number)) for number, message in unused(of_plan(plan), used, codes))


def _accepts(entry: Acceptance, found: Found, plan: PlanDocument | None, data: object) -> bool:
    if found.finding.code in _NEVER or not entry.code or not covers(entry.code, found.finding.code):
        return False
    if entry.quote is not None and _tight(entry.quote) not in _tight(found.quote):
        return False
    record = getattr(entry, "record", None)
    return record is None or _is_about(record, found, plan, data)


def _is_about(record: str, found: Found, plan: PlanDocument | None, data: Any) -> bool:  # noqa: ANN401
    """Tell whether a finding is about a record, by its place in the text or in the plan file."""
    if found.way is not None:
        around = (at(data, found.way[:count]) for count in range(len(found.way) + 1))
        return any(isinstance(value, dict) and value.get("id") == record for value in around)
    span = found.finding.span
    return (
        plan is not None
        and span is not None
        and any(other.meets(span) or span.holds(other) for other in record_spans(plan, record))
    )


def _tight(text: str) -> str:
    return "".join(text.split())
