"""A body that answers for tasks."""

from __future__ import annotations

from pydantic import Field

from .base import Record, TextSpan


class UnitTasks(Record):
    """Ids of the tasks that a body answers for, by role."""

    lead: tuple[str, ...] = Field(default=(), description="Tasks it leads (牵头).")
    responsible: tuple[str, ...] = Field(default=(), description="Tasks it is responsible for (责任单位, 负责).")
    support: tuple[str, ...] = Field(default=(), description="Tasks it supports (配合).")


class Unit(Record):
    """A body named by an assignment."""

    id: str = Field(description="U001, U002 … in order of first mention.")
    name: str = Field(description="The body as written in its first assignment.")
    canonical: str | None = Field(
        description="Full official name where place and known short forms allow it, else null."
    )
    also: tuple[str, ...] = Field(default=(), description="Other ways in which the document writes the same body.")
    mentions: tuple[TextSpan, ...] = Field(description="Where assignments name it.")
    tasks: UnitTasks = Field(description="Tasks by role.")
