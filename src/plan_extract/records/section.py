"""A heading and what stands under it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Record, TextSpan

SectionRole = Literal["preface", "background", "guidance", "goals", "tasks", "safeguards", "annex", "other"]


class Section(Record):
    """A heading: a numbered or set-off line that names what follows."""

    id: str = Field(description="S001, S002 … in document order.")
    level: int = Field(ge=1, description="1 is the outermost level used in the body.")
    number: str | None = Field(description="As printed without its punctuation: 第三部分, 一, (一), 1.")
    title: str = Field(description="Without number and closing punctuation.")
    role: SectionRole = Field(
        description="What the section is for; a section takes its parent's unless its title tells."
    )
    parent: str | None = Field(description="Id of the enclosing section.")
    span: TextSpan = Field(description="The heading itself: number and title.")
