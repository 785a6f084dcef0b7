"""A heading has nothing below it, where the headings beside it have text or parts of their own.

Why: the part was planned and never written, or its text was lost when drafts were joined. An item that says all in one
sentence (3.建设养老驿站。) is no such case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from ..records.section import Section
from .base import Level, Plan, Problem, Profile
from .headings import below, named, style, text_below
from .wording import folded, place

CODE = "PS004"
NAME = "empty-section"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、总体要求
坚持以人为本，方便群众。
二、重点任务
三、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("重点任务\n", "重点任务\n新建养老驿站12家。\n")


def check(plan: Plan) -> Iterator[Problem]:
    """A heading is empty where no other stands in it and no text below it."""
    sections = plan.document.sections
    if not plan.text or not plan.document.tasks:
        return
    parents = {section.parent for section in sections}
    ranges = below(plan)
    filled = {s.id: s.id in parents or bool(text_below(plan, ranges[s.id])) for s in sections}
    all_of = Counter(map(_family, sections))
    filled_of = Counter(_family(section) for section in sections if filled[section.id])
    by_id = {section.id: section for section in sections}
    for section, following in zip_longest(sections, sections[1:]):
        family = _family(section)
        if filled[section.id] or section.role == "annex" or section.number is None or _says_all(plan, section):
            continue
        ends = following is None or _family(following) == family or _is_like(following, by_id.get(section.parent or ""))
        if ends and filled_of[family] * 2 >= all_of[family]:
            message = f"nothing stands below {named(section)}; the headings beside it have text"
            yield Problem(message, place(section.span))


def _family(section: Section) -> tuple[str | None, str]:
    """The headings beside one: of the same parent, with numbers of one form."""
    return section.parent, style(section.number or "")


def _is_like(following: Section, around: Section | None) -> bool:
    """The next part begins where the heading around one has its like."""
    return around is not None and (following.parent, following.level) == (around.parent, around.level)


def _says_all(plan: Plan, section: Section) -> bool:
    """An item that is a sentence, or more than a name."""
    after = folded(plan.text)[section.span.end : section.span.end + 1]
    return after in ("。", ";", ":", ",", "(") or any(mark in section.title for mark in "，,；;：:")
