"""What checking gives, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..rules.base import Finding, Level, Profile

LEVELS: tuple[Level, ...] = ("error", "warning", "info")  # the gravest first


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a text: in code points from 0, and as people count, lines and columns from 1.

    The end is the place after the last character.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence that a finding is about, in one line, and which of its characters are meant."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its place, as reports print it.

    `place` is where it stands in the file's text: the plain text of a document, the YAML or JSON of a plan file. None
    is the whole file. `quote` are the characters it is about, `fails` says that it makes the run fail.
    """

    path: str
    finding: Finding
    place: Place | None
    page: int | None
    quote: str
    excerpt: Excerpt | None
    fingerprint: str
    fails: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, checked: what was found, and how many more were suppressed or stand in the baseline.

    `used` are the suppressions of the configuration that suppressed something, by their place among the file's.
    """

    path: str
    kind: Literal["document", "plan", "configuration"]
    profile: Profile | None
    told: tuple[Told, ...]
    suppressed: int = 0
    used: frozenset[int] = frozenset()
    known: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """All files, in the order of the command line. `failed` are those that could not be checked, each with its cause."""

    files: tuple[Checked, ...]
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> tuple[Told, ...]:
        """All findings, in the order of files and places."""
        return tuple(told for file in self.files for told in file.told)


def at_least(level: Level, other: Level) -> bool:
    """Tell whether a level is as grave as another."""
    return LEVELS.index(level) <= LEVELS.index(other)
