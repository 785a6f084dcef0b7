"""What a rule is, and what it finds.

One file is one rule: a module with the five names below, listed in the table of `rules/__init__.py`.

    CODE = "PT001"                 # family and number; never used again for another rule
    NAME = "task-without-owner"    # reads well after "allow"
    LEVEL = "error"                # error, warning or info; the configuration may change it
    PROFILES = ("division-of-work", "action-plan")    # kinds of documents it is for; () for all
    BAD, GOOD = "…", "…"           # two small plans, run as tests: BAD gives the finding, GOOD does not

    def check(plan: Plan) -> Iterator[Problem]: ...

The module's docstring is its page: a first line that says what it finds, then `Why:` in a paragraph. A rule yields
problems; the runner stamps code and level on them and drops what is suppressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from ..records.plan import PlanDocument
from ..span import Span

Level = Literal["error", "warning", "info"]
Profile = Literal["five-year-plan", "action-plan", "division-of-work", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a rule found: one line for people, and the characters it is about (None: the whole document)."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the rule's stamp."""

    code: str
    name: str
    level: Level
    message: str
    span: Span | None


@dataclass(frozen=True)
class Plan:
    """What a rule reads: the records and, where the source was read, its text (empty for a plan file alone)."""

    document: PlanDocument
    text: str
    profile: Profile


class Rule(Protocol):
    """The form of a rule's module."""

    CODE: str
    NAME: str
    LEVEL: Level
    PROFILES: tuple[Profile, ...]
    BAD: str
    GOOD: str

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Yield what is wrong, in document order."""
        ...
