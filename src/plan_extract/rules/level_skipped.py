"""A level of headings is skipped: 一、 holds 1. at once, where other parts of the plan put （一） between them.

Why: the levels of an official document are 一、, （一）, 1., （1） (GB/T 9704—2012, 7.3.3). Where one is left out in one part only,
a reader cannot tell whether 1. stands beside the （一） of other parts or below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..structure.numbering import ordinal
from .base import Level, Plan, Problem, Profile
from .headings import named, style
from .wording import place

CODE = "PS005"
NAME = "level-skipped"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ("five-year-plan", "action-plan", "division-of-work")
BAD = """云汀市养老服务发展实施方案（2023—2025年）
一、总体要求
（一）指导思想。坚持以人为本。
（二）工作目标。方便群众办事。
二、重点任务
（一）完善设施。新建养老驿站12家。
（二）培训人员。培训护理员300名。
三、保障措施
1.加强领导。建立工作机制。
2.加强督查。定期开展检查。
"""
GOOD = BAD.replace("1.", "（一）").replace("2.", "（二）")

_LEVELS = ("一", "(一)", "1", "(1)")


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the first heading below each heading; numbers that run on over the parts (22.) skip nothing."""
    by_id = {section.id: section for section in plan.document.sections}
    first: dict[str, tuple[str, str, str]] = {}  # of each heading: the first below it, and the styles of both
    for section in plan.document.sections:
        around = by_id.get(section.parent or "")
        if section.number and around and around.number and around.id not in first:
            first[around.id] = section.id, style(around.number), style(section.number)
    steps = Counter((outer, inner) for _, outer, inner in first.values())
    for upper, (lower, outer, inner) in first.items():
        if outer not in _LEVELS or inner not in _LEVELS or ordinal(by_id[lower].number or "") != 1:
            continue
        skipped = _LEVELS[_LEVELS.index(outer) + 1 : _LEVELS.index(inner)]
        if skipped and steps[outer, skipped[0]] > steps[outer, inner]:
            expected = skipped[0].replace("(", "（").replace(")", "）")
            message = f"{named(by_id[lower])} stands in {named(by_id[upper])}; other parts put {expected} there"
            yield Problem(message, place(by_id[lower].span))
