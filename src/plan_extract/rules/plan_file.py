"""What a rule about plan files is: what `parse` wrote, or a person edited, as YAML or JSON.

Such a rule has the names of `base.py`, with `check_file` in place of `check`. Its BAD and GOOD are plan files, and
`SOURCE`, where it has one, is the text that they were read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ..records.plan import SCHEMA_VERSION, PlanDocument
from .base import Level, Profile

# What the examples of these rules begin with.
EXAMPLE = f"""schema_version: {SCHEMA_VERSION}
source:
  name: plan.txt
  media_type: text/plain
  encoding: utf-8
  sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  chars: 16
metadata:
  title: 养老服务实施方案
  document_type: 方案
"""

# Names and places that lead to a value: ("tasks", 0, "title") is the title of the first task.
Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something wrong at a place of a plan file.

    `at_key` says that the key there is meant, not its value; `line` (1-based) stands where the file could not even be
    taken apart.
    """

    message: str
    way: Way = ()
    line: int | None = None
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file: its values, the plan they make (None if they make none), and the text it was read from, if known.

    `broken` tells why it is no YAML or JSON, `wrong` what the schema says against it (as Pydantic lists errors),
    `unused` the suppressions that suppressed nothing; these are known last, so a file is looked at twice.
    """

    data: Any
    document: PlanDocument | None = None
    source: str | None = None
    broken: FileProblem | None = None
    wrong: tuple[dict[str, Any], ...] = ()
    unused: tuple[FileProblem, ...] = ()


class FileRule(Protocol):
    """The form of the module of a rule about plan files."""

    CODE: str
    NAME: str
    LEVEL: Level
    PROFILES: tuple[Profile, ...]
    BAD: str
    GOOD: str

    def check_file(self, file: PlanFile) -> Iterator[FileProblem]:
        """Yield what is wrong, in the order of the file."""
        ...
