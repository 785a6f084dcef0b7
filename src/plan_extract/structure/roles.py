"""What a section is for, from its title and the section around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..lexicon import pattern, words
from ..records.section import SectionRole

_NOUNS: tuple[SectionRole, ...] = ("background", "guidance", "goals", "tasks")
_FEWEST_BELOW = 3  # subsections that tell what a section is for
_LONGEST_LAST = 6  # 加强服务保障: what a last section is said to strengthen is named in a word or two


def role_of(
    title: str, style: str, parent: SectionRole | None, *, last: bool = False, below: Sequence[str] = ()
) -> SectionRole:
    """Tell a section's role: its own title where that says so, else its parent's, else `tasks`.

    `title` is folded and without spaces, `last` tells that no section of its level follows, `below` are the titles of its
    subsections. Under 主要任务 only a whole title counts: 完善保障机制 there is a task, at the top 保障机制 is a safeguard.

    >>> role_of("面临的形势", "cn", None), role_of("优化发展环境", "cn", None), role_of("发展目标", "cn-paren", "guidance")
    ('background', 'tasks', 'goals')
    """
    if style == "annex":
        return "annex"
    if parent is None:
        return _outermost(title, last, below)
    if parent == "other" and _whole(title) == "guidance":
        return "guidance"  # 适用范围 under 附则
    if parent in ("background", "preface", "other"):
        return parent
    if parent == "guidance":
        own = _by_nouns(title)
        return own if own in ("goals", "background") else parent
    if parent == "tasks" and _lead_of_all().fullmatch(title):
        return "safeguards"
    return _whole(title) or parent


def _outermost(title: str, last: bool, below: Sequence[str]) -> SectionRole:
    whole = _whole(title)
    if whole:
        return whole
    nouns = _by_nouns(title)
    safeguard = _holds_up(title, last) and not _all_tasks(title, below)
    if nouns and not (safeguard and nouns == "tasks"):
        return nouns
    if safeguard or (last and _mostly_safeguards(below)):
        return "safeguards"
    return "tasks"


_ORGANISED = re.compile("(?:切实|进一步)?(?:加强|强化)组织(?:领导|实施|保障),")  # 强化组织领导，压实属地责任


def _holds_up(title: str, last: bool) -> bool:
    """强化组织领导 and 规划实施与考核 hold the others up; 强化经济运行服务保障 is a task of its own."""
    opening = _compiled("doing").match(title)
    if opening is None:
        return bool(_compiled("safeguards").search(title)) or (last and bool(_ending().search(title)))
    short = len(title) - opening.end() <= _LONGEST_LAST
    return bool(_named().match(title) or _ORGANISED.match(title)) or (last and short and bool(_ending().search(title)))


def _all_tasks(title: str, below: Sequence[str]) -> bool:
    """强化服务保障 over 落实税收优惠政策, 做好信贷支持 …: nothing below it holds up anything."""
    if len(below) < _FEWEST_BELOW or _compiled("doing").match(title) is None:
        return False
    return not any(_compiled(group).search(t) for t in below for group in ("safeguards", "safeguards_below"))


def _mostly_safeguards(below: Sequence[str]) -> bool:
    """加强宣传引导, 开展督查考核 … under a last section whose title does not tell."""
    return len(below) > 1 and sum(bool(_compiled("safeguards_below").search(t)) for t in below) * 2 > len(below)


def _by_nouns(title: str) -> SectionRole | None:
    """The role that the first telling noun of the title gives: 指导思想、基本原则与发展目标 is guidance."""
    if _compiled("doing").match(title) and not _named_of().search(title):
        return None
    hits = ((match.start(), role) for role in _NOUNS if (match := _compiled(role).search(title)))
    return min(hits, default=(0, None))[1]


@cache
def _whole(title: str) -> SectionRole | None:
    for role in ("preface", *_NOUNS, "safeguards", "other"):
        if title in words("section_roles", role):
            return role
    return "guidance" if title in words("section_roles", "guidance_whole") else None


@cache
def _compiled(group: str) -> re.Pattern[str]:
    return re.compile(pattern("section_roles", group))


@cache
def _named_of() -> re.Pattern[str]:
    return re.compile("的" + pattern("section_roles", "named_of"))


@cache
def _lead_of_all() -> re.Pattern[str]:
    """加强组织领导 among tasks holds them up all the same."""
    return re.compile(f"(?:{pattern('section_roles', 'doing')}){{0,2}}{pattern('section_roles', 'safeguards_always')}")


@cache
def _named() -> re.Pattern[str]:
    """切实加强组织领导, 强化规划组织实施, 健全规划实施保障措施: verbs, maybe what is held up, and the word that ends the title."""
    doing, held, word = (pattern("section_roles", group) for group in ("doing", "held_up", "safeguards"))
    return re.compile(f"(?:{doing}){{1,3}}?(?:{held}|实施){{0,3}}?{word}(?:工作|体系|机制)?(?:$|[和与及、])")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(pattern("section_roles", "safeguards_last") + "$")
