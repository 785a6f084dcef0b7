"""What a section is for, from its title and the section around it."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import pattern, words
from ..records.section import SectionRole

_NOUNS: tuple[SectionRole, ...] = ("background", "guidance", "goals", "tasks")


def role_of(title: str, style: str, parent: SectionRole | None, *, last: bool = False) -> SectionRole:
    """Tell a section's role: its own title where that says so, else its parent's, else `tasks`.

    `title` is folded and without spaces, `last` tells that no section of its level follows. Under 主要任务 only a whole
    title counts: 完善保障机制 there is a task, at the top 保障机制 is a safeguard.

    >>> role_of("面临的形势", "cn", None), role_of("优化发展环境", "cn", None), role_of("发展目标", "cn-paren", "guidance")
    ('background', 'tasks', 'goals')
    """
    if style == "annex":
        return "annex"
    if parent is None:
        return _outermost(title, last)
    if parent in ("background", "preface", "other"):
        return parent
    if parent == "guidance":
        own = _by_nouns(title)
        return own if own in ("goals", "background") else parent
    return _whole(title) or parent


def _outermost(title: str, last: bool) -> SectionRole:
    whole = _whole(title)
    if whole:
        return whole
    safeguard = _compiled("safeguards").search(title)
    nouns = _by_nouns(title)
    if nouns and not (safeguard and nouns == "tasks"):
        return nouns
    if (safeguard and not title.startswith("完善")) or (last and _ends("safeguards_last").search(title)):
        return "safeguards"
    return "tasks"


def _by_nouns(title: str) -> SectionRole | None:
    """The role that the first telling noun of the title gives: 指导思想、基本原则与发展目标 is guidance."""
    if _opens("doing").match(title):
        return None
    hits = ((match.start(), role) for role in _NOUNS if (match := _compiled(role).search(title)))
    return min(hits, default=(0, None))[1]


@cache
def _whole(title: str) -> SectionRole | None:
    for role in ("preface", *_NOUNS, "safeguards", "other"):
        if title in words("section_roles", role):
            return role
    return None


@cache
def _compiled(group: str) -> re.Pattern[str]:
    return re.compile(pattern("section_roles", group))


@cache
def _opens(group: str) -> re.Pattern[str]:
    return re.compile(pattern("section_roles", group))


@cache
def _ends(group: str) -> re.Pattern[str]:
    return re.compile(pattern("section_roles", group) + "$")
