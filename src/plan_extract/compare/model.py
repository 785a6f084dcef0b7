"""What is told of two plans; the form of the JSON that `diff` writes (`plan-extract schema comparison`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..records.base import Record
from ..records.deadline import Deadline
from ..records.indicator import Baseline, IndicatorSource, Nature, Target
from ..records.plan import SCHEMA_VERSION
from ..records.task import AssignmentRole

Kind = Literal["tasks", "owners", "deadlines", "indicators"]
KINDS: tuple[Kind, ...] = ("tasks", "owners", "deadlines", "indicators")
Change = Literal["added", "dropped", "changed"]
Op = Literal["same", "dropped", "added"]


class Side(Record):
    """One of the two plans."""

    name: str = Field(description="File name; `-` for standard input.")
    sha256: str = Field(description="SHA-256 of the document, in hexadecimal.")
    title: str | None = Field(description="The plan's own title.")
    tasks: int = Field(description="How many tasks it has.")
    indicators: int = Field(description="How many indicators it has, without sentences that repeat a row of a table.")


class Piece(Record):
    """Words that stand in both, only in the old, or only in the new."""

    op: Op = Field(description="same, dropped (only in the old) or added (only in the new).")
    text: str = Field(description="As printed; what is the same is given as the new plan prints it.")


class Rewording(Record):
    """A title or a text that says something else; brackets that name the bodies are no part of it."""

    kept: float = Field(ge=0, le=1, description="Share of the longer of the two that stands in both.")
    pieces: tuple[Piece, ...] = Field(description="In order: `same` and `added` together are the new, word for word.")


class TaskSide(Record):
    """A task as it stands in one of the plans."""

    id: str = Field(description="Its id there.")
    number: str | None = Field(description="Its number there; a new number alone is no change.")
    title: str = Field(description="Its title there.")
    path: tuple[str, ...] = Field(description="Titles of the enclosing sections, outermost first.")


class OwnerChange(Record):
    """A body that answers for a task in one of the plans only, or in another role."""

    unit: str = Field(description="As written, in the new plan where it stands there.")
    canonical: str | None = Field(description="Full official name, where known.")
    old: AssignmentRole | None = Field(description="Its role in the old plan; null where it has none.")
    new: AssignmentRole | None = Field(description="Its role in the new plan; null where it has none.")


class DeadlineChange(Record):
    """A deadline of a task that stands in one of the plans only, or was moved."""

    old: Deadline | None = Field(description="As in the old plan; null where it is new.")
    new: Deadline | None = Field(description="As in the new plan; null where it was dropped.")


class TaskChange(Record):
    """A task that was added or dropped, or stands in both plans and is not the same."""

    change: Change = Field(description="added, dropped or changed.")
    old: TaskSide | None = Field(description="The task in the old plan; null where it was added.")
    new: TaskSide | None = Field(description="The task in the new plan; null where it was dropped.")
    alike: float | None = Field(default=None, ge=0, le=1, description="How alike the two are; null for one alone.")
    title: Rewording | None = Field(default=None, description="What became of its title.")
    text: Rewording | None = Field(default=None, description="What became of its text.")
    moved: bool = Field(default=False, description="True where it stands in another section; see both paths.")
    owners: tuple[OwnerChange, ...] = Field(default=(), description="Bodies that came, went or have another role.")
    deadlines: tuple[DeadlineChange, ...] = Field(default=(), description="Deadlines that came, went or were moved.")

    @property
    def reworded(self) -> bool:
        """Whether title or text says something else."""
        return self.title is not None or self.text is not None


class IndicatorSide(Record):
    """An indicator as it stands in one of the plans."""

    id: str = Field(description="Its id there.")
    name: str = Field(description="Its name there.")
    unit: str | None = Field(description="Its unit there.")
    source: IndicatorSource = Field(description="table or prose.")
    nature: Nature | None = Field(description="binding (约束性) or expected (预期性).")
    task: str | None = Field(description="Id there of the task whose sentence states it.")


class BaselineChange(Record):
    """Another value at the start."""

    old: Baseline | None = Field(description="As in the old plan.")
    new: Baseline | None = Field(description="As in the new plan.")


class TargetChange(Record):
    """A target that came, went or is another; the last year of an old plan answers to the last year of the new."""

    old: Target | None = Field(description="As in the old plan.")
    new: Target | None = Field(description="As in the new plan.")


class IndicatorChange(Record):
    """An indicator that was added or dropped, or stands in both plans with other values."""

    change: Change = Field(description="added, dropped or changed.")
    old: IndicatorSide | None = Field(description="The indicator in the old plan; null where it was added.")
    new: IndicatorSide | None = Field(description="The indicator in the new plan; null where it was dropped.")
    renamed: bool = Field(default=False, description="True where it is told as another name of the same quantity.")
    unit: bool = Field(
        default=False, description="True where it is counted in another unit (2万人 and 20000人 are one)."
    )
    nature: bool = Field(default=False, description="True where 约束性 became 预期性, or the other way.")
    baseline: BaselineChange | None = Field(default=None, description="Another value at the start.")
    targets: tuple[TargetChange, ...] = Field(default=(), description="Targets that came, went or are others.")
    owners: tuple[OwnerChange, ...] = Field(default=(), description="Bodies that came, went or have another role.")


class Counts(Record):
    """How many of each; a task that was reworded and moved counts under both."""

    tasks_added: int = Field(description="Tasks of the new plan only.")
    tasks_dropped: int = Field(description="Tasks of the old plan only.")
    tasks_reworded: int = Field(description="Tasks in both plans with another title or text.")
    tasks_moved: int = Field(description="Tasks in both plans that stand in another section.")
    tasks_same: int = Field(description="Tasks in both plans of which nothing is told.")
    owners_changed: int = Field(description="Tasks in both plans with other bodies or roles.")
    deadlines_changed: int = Field(description="Tasks in both plans with other deadlines.")
    indicators_added: int = Field(description="Indicators of the new plan only.")
    indicators_dropped: int = Field(description="Indicators of the old plan only.")
    indicators_changed: int = Field(description="Indicators in both plans with other values.")
    indicators_same: int = Field(description="Indicators in both plans of which nothing is told.")


class Comparison(Record):
    """What differs between two plans."""

    schema_version: str = Field(default=SCHEMA_VERSION, description="Version of the record contract.")
    old: Side = Field(description="The old plan.")
    new: Side = Field(description="The new plan.")
    only: tuple[Kind, ...] = Field(default=KINDS, description="The kinds of change that were looked for.")
    counts: Counts = Field(description="How many of each.")
    tasks: tuple[TaskChange, ...] = Field(description="In the order of the new plan, then those dropped, in the old's.")
    indicators: tuple[IndicatorChange, ...] = Field(description="In the same order as tasks.")

    @property
    def differs(self) -> bool:
        """Whether anything is told."""
        return bool(self.tasks or self.indicators)
