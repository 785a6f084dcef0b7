"""What answers for a task has no name of a body: it ends with no 局, 委, 部门, 公司 or the like.

Why: “相关方面” or half a name cannot be held to anything; often a 、 or a bracket went wrong in the list of bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import words
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PU001"
NAME = "unknown-form-of-body"
LEVEL: Level = "info"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。（责任单位：市民政局、市财政）
（二）改造养老床位。改造家庭养老床位300张。（责任单位：市民政局）
"""
GOOD = BAD.replace("市财政）", "市财政局）")

_LEVELS = ("省", "市", "区", "县", "州")  # a body of the place's own; companies have names of any form (杭州资本)


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the end of each name that begins with a level, its brackets left out."""
    endings = (*words("bodies", "endings"), *words("bodies", "ending_marks"), *words("rule_words", "bodies_too"))
    for unit in plan.document.units:
        name = re.split("[（(〈<〔\\[]", unit.name, maxsplit=1)[0] or unit.name
        if unit.canonical is None and name.startswith(_LEVELS) and not name.endswith(endings):
            message = f"{quoted(unit.name)} does not end as the name of a body does (局, 委, 部门, 公司 …)"
            yield Problem(message, place(unit.mentions[0]) if unit.mentions else None)
