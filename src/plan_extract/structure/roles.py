"""What a section is for, from its title and the section around it."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import pattern, words
from ..records.section import SectionRole

_ORDER: tuple[SectionRole, ...] = ("preface", "background", "guidance", "goals", "tasks", "safeguards", "other")


@cache
def _told() -> dict[SectionRole, re.Pattern[str]]:
    return {role: re.compile(pattern("section_roles", role)) for role in _ORDER}


def role_of(title: str, style: str, parent: SectionRole | None) -> SectionRole:
    """Tell a section's role: its own title where that says so, else its parent's, else `tasks`."""
    if style == "annex":
        return "annex"
    own = _own(title)
    if parent is None:
        return own or "tasks"
    if own is None or (parent in ("tasks", "safeguards", "annex") and not _whole(title, own)):
        return parent
    return own


def _own(title: str) -> SectionRole | None:
    if title in words("section_roles", "preface"):
        return "preface"
    best: tuple[int, SectionRole] | None = None
    for role in _ORDER[1:]:
        for match in _told()[role].finditer(title):
            best = max(best or (0, role), (match.end(), role), key=lambda b: b[0])
    return best[1] if best else None


def _whole(title: str, role: SectionRole) -> bool:
    return title in words("section_roles", role)
