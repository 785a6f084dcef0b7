"""One document, whole."""

from __future__ import annotations

from pydantic import Field

from .base import Record
from .deadline import Deadline
from .diagnostic import Diagnostic
from .indicator import Indicator
from .metadata import Metadata
from .section import Section
from .source import Source
from .suppression import Suppression
from .task import Task
from .unit import Unit

SCHEMA_VERSION = "1.0.0"


def _empty(value: object) -> bool:
    return not value


class PlanDocument(Record):
    """One document in, one PlanDocument out."""

    schema_version: str = Field(default=SCHEMA_VERSION, description="Version of the record contract.")
    source: Source = Field(description="The file it was read from.")
    metadata: Metadata = Field(description="What the document says of itself.")
    sections: tuple[Section, ...] = Field(default=(), description="Every heading, in order.")
    tasks: tuple[Task, ...] = Field(default=(), description="What is to be done, in order.")
    indicators: tuple[Indicator, ...] = Field(default=(), description="Named quantities with targets, in order.")
    deadlines: tuple[Deadline, ...] = Field(default=(), description="When things are to be done, in order.")
    units: tuple[Unit, ...] = Field(default=(), description="Each body named by an assignment.")
    diagnostics: tuple[Diagnostic, ...] = Field(default=(), description="What the tool doubted.")
    suppress: tuple[Suppression | str, ...] = Field(
        default=(), exclude_if=_empty, description="Findings of `validate` that are accepted; a code alone is enough."
    )
