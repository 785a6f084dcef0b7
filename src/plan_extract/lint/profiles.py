"""What a document is expected to be."""

from __future__ import annotations

from functools import cache

from ..lexicon import words
from ..records.plan import PlanDocument
from ..rules.base import Profile


def profile_of(plan: PlanDocument) -> Profile:
    """Tell the profile from title and kind: 养老服务发展规划 is a five-year-plan, 任务分工方案 a division-of-work.

    What plans nothing, and what has no tasks, is a notice.
    """
    title = plan.metadata.title or ""
    kind = plan.metadata.document_type or ""
    if _ends(title, kind, "division_of_work"):
        return "division-of-work"
    if _ends(title, kind, "five_year_plan"):
        return "five-year-plan"
    if _ends(title, kind, "action_plan") or (plan.tasks and _ends(title, kind, "opinion")):
        return "action-plan"
    return "notice"


def _ends(title: str, kind: str, group: str) -> bool:
    """The kind is one of the group, or the title ends with one (before a bracket: 行动计划（2023—2025年）)."""
    terms = _terms(group)
    return kind in terms or title.partition("（")[0].partition("(")[0].endswith(terms)


@cache
def _terms(group: str) -> tuple[str, ...]:
    return words("profiles", group)
