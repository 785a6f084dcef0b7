"""A heading has nothing below it, where the headings beside it have text or parts of their own.

Why: the part was planned and never written, or its text was lost when drafts were joined. An item that says all in one
sentence (3.建设养老驿站。) is no such case.
"""

from __future__ import annotations

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
    families: dict[tuple[str | None, str], list[Section]] = {}
    for section in sections:
        families.setdefault((section.parent, style(section.number or "")), []).append(section)
    for section, following in zip_longest(sections, sections[1:]):
        family = families[section.parent, style(section.number or "")]
        if filled[section.id] or section.role == "annex" or section.number is None:
            continue
        if sum(filled[other.id] for other in family) * 2 < len(family) or _says_all(plan, section):
            continue
        if following is None or following in family or (following.parent, following.level) == _outer(plan, section):
            message = f"nothing stands below {named(section)}; the headings beside it have text"
            yield Problem(message, place(section.span))


def _outer(plan: Plan, section: Section) -> tuple[str | None, int]:
    """Parent and level of the heading around one: the next part begins where that one has its like."""
    around = next((other for other in plan.document.sections if other.id == section.parent), None)
    return (around.parent, around.level) if around else (None, 0)


def _says_all(plan: Plan, section: Section) -> bool:
    """An item that is a sentence, or more than a name."""
    after = folded(plan.text)[section.span.end : section.span.end + 1]
    return after in ("。", ";", ":", ",", "(") or any(mark in section.title for mark in "，,；;：:")
