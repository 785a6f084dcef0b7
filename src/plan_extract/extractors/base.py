"""What extractors find, before it is linked: plain frozen values with spans, no ids.

`why` tells in a few words which rule read a thing; it is shown by `--explain` and is no part of any record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, Protocol, TypeVar

from ..records.deadline import DeadlineKind, Precision
from ..records.diagnostic import Severity
from ..records.indicator import Comparator, IndicatorSource, Nature
from ..records.metadata import Metadata
from ..records.task import AssignmentRole, TaskKind
from ..span import Span
from ..structure.model import Reading


@dataclass(frozen=True, slots=True)
class FoundTask:
    """`span` is exactly the task's text; `reach` all the places whose deadlines and bodies are its own: heading and
    text, or every cell of its table row.
    """

    kind: TaskKind
    number: str | None
    title: str
    path: tuple[str, ...]
    section: int | None
    span: Span
    reach: tuple[Span, ...]
    why: str = field(default="", compare=False)


class FoundAction(NamedTuple):
    """`span` is the clause."""

    verb: str
    object: str
    span: Span


@dataclass(frozen=True, slots=True)
class FoundAssignment:
    """One body and its role. `span` is what it was read from (the bracket, cell or sentence), `mention` the body's own
    characters. `scope` is `here` (the task that holds `span`), the index of the section, each of whose tasks
    inherits it (-1 is the whole document), the place whose task inherits it, or `after`: what is said here of all
    that follows, each later task but the safeguards inherits.
    """

    unit: str
    role: AssignmentRole
    span: Span
    mention: Span
    scope: int | Span | Literal["here", "after"] = "here"
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """`span` is exactly the expression."""

    kind: DeadlineKind
    start: date | None
    end: date | None
    recurrence: str | None
    precision: Precision | None
    span: Span
    why: str = field(default="", compare=False)


class FoundTarget(NamedTuple):
    """A value to be reached; `span` is exactly as printed."""

    year: int | None
    comparator: Comparator | None
    value: float | None
    span: Span
    value_max: float | None = None
    cumulative: bool = False


class FoundBaseline(NamedTuple):
    """A value at the start; `span` is exactly as printed."""

    year: int | None
    value: float | None
    span: Span
    basis: Literal["table", "text"] = "table"


class FoundPresentValue(NamedTuple):
    """How a quantity stands by the text (目前，每千名常住人口养老床位数5.87张): `span` is the value as printed, `sentence`
    what it was read from, `words` those of its clause before the value, `names` the ways to read its name.
    """

    names: tuple[str, ...]
    value: float
    unit: str | None
    year: int | None
    words: str
    sentence: Span
    span: Span


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """`span` is the row or the clause."""

    source: IndicatorSource
    name: str
    unit: str | None
    targets: tuple[FoundTarget, ...]
    span: Span
    number: str | None = None
    category: tuple[str, ...] = ()
    nature: Nature | None = None
    baseline: FoundBaseline | None = None
    assignments: tuple[FoundAssignment, ...] = ()
    why: str = field(default="", compare=False)


class Doubt(NamedTuple):
    """A diagnostic in the making."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None


class Findings(NamedTuple):
    """All that was found in a document, each kind in document order, before it is linked."""

    metadata: Metadata
    tasks: tuple[FoundTask, ...]
    actions: tuple[FoundAction, ...]
    assignments: tuple[FoundAssignment, ...]
    indicators: tuple[FoundIndicator, ...]
    deadlines: tuple[FoundDeadline, ...]
    doubts: tuple[Doubt, ...]
    present_values: tuple[FoundPresentValue, ...] = ()


Found = TypeVar("Found", covariant=True)


class Extractor(Protocol[Found]):
    """An extractor reads a document with its structure, and nothing else."""

    def __call__(self, reading: Reading) -> tuple[tuple[Found, ...], tuple[Doubt, ...]]:
        """Give what was found, in document order, and what was doubted."""
        ...
