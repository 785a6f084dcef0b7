"""What is to be done, and who answers for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Record, TextSpan

AssignmentRole = Literal["lead", "support", "responsible"]
Basis = Literal["explicit", "inherited"]
TaskKind = Literal["task", "safeguard"]


class Action(Record):
    """A clause that commits: 制定完善社会动员指导性文件 is 制定完善 and 社会动员指导性文件."""

    verb: str = Field(description="The run of verbs, without adverbs.")
    object: str = Field(description="What the verb is done to; empty where the clause names nothing.")
    text: str = Field(description="The clause.")
    span: TextSpan = Field(description="Exactly `text`.")


class Assignment(Record):
    """A body that answers for a task, by a word of responsibility."""

    unit: str = Field(description="The body as written, shared parts given back.")
    role: AssignmentRole = Field(description="lead (牵头), support (配合), responsible (责任单位, 负责).")
    basis: Basis = Field(description="explicit: in the task's own text or row; inherited: said once for its section.")
    raw: str = Field(description="The words it was read from.")
    span: TextSpan = Field(description="Exactly `raw`.")


class Task(Record):
    """The smallest headed unit that commits somebody to do something in the plan's time."""

    id: str = Field(description="T001, T002 … in document order.")
    kind: TaskKind = Field(description="task, or safeguard for what stands under 保障措施.")
    number: str | None = Field(description="Of its heading or row, as printed without punctuation.")
    title: str = Field(description="Its heading, or the text up to the first mark, cut at 40 characters.")
    path: tuple[str, ...] = Field(description="Titles of the enclosing sections, outermost first.")
    section: str | None = Field(description="Id of the section that it is or stands in.")
    text: str = Field(description="What stands below the heading; of a task that is all heading, the heading.")
    actions: tuple[Action, ...] = Field(default=(), description="Each clause that commits.")
    assignments: tuple[Assignment, ...] = Field(default=(), description="Who answers for it.")
    deadlines: tuple[str, ...] = Field(default=(), description="Ids of its deadlines.")
    indicators: tuple[str, ...] = Field(default=(), description="Ids of its prose indicators.")
    policies: tuple[str, ...] = Field(default=(), description="Titles in 《》 that it cites, in order, each once.")
    keywords: tuple[str, ...] = Field(default=(), description="Telling words of its text, only where asked for.")
    span: TextSpan = Field(description="Exactly `text`.")
