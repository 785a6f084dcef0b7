"""A body answers for a task under a name that it no longer had when the document was written.

Why: 国家卫生计生委 of 2016 is 国家卫生健康委 since 2018. A task given to a body that is no more is given to nobody; often the list was
copied from an earlier plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import pairs
from ..values.offices import at_date
from .base import Level, Plan, Problem, Profile
from .wording import place, quoted

CODE = "PU002"
NAME = "renamed-body"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """国务院办公厅关于印发养老服务发展实施方案的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
现将《养老服务发展实施方案》印发给你们，请认真贯彻执行。
国务院办公厅
2020年5月20日
养老服务发展实施方案
一、主要任务
（一）完善补贴制度。修订养老服务补贴办法。（民政部、财政部负责）
（二）培训护理人员。开展护理员职业技能培训。（国家卫生计生委负责）
"""
GOOD = BAD.replace("卫生计生委", "卫生健康委")


_LEVEL = re.compile("(?:省|市|区|县|州|盟|旗|自治区)(?=.)")


@cache
def _former(kind: str) -> dict[str, str]:
    """Names of bodies that are no more, each with the full name: 国土资源部, 环保部, 国家卫生计生委; 国土资源局, 环保局.

    Of the local ones only those that became one office everywhere.
    """
    history = pairs("offices", f"{kind}_history")
    ended = {full for full, told in history.items() if "until" in told and (kind == "national" or "now" in told)}
    rows = pairs("offices", kind).items()
    return {short: full for short, full in rows if isinstance(full, str) and full in ended}


def check(plan: Plan) -> Iterator[Problem]:
    """Compare each body that was renamed or abolished with the document's date."""
    written = plan.document.metadata.written_on or plan.document.metadata.published_on
    for unit in plan.document.units if written else ():
        level = _LEVEL.match(unit.name)
        kind, name = ("local", unit.name[level.end() :]) if level else ("national", unit.name)
        full = _former(kind).get(name)
        until = pairs("offices", f"{kind}_history")[full]["until"] if full else ""
        if written is None or full is None or written.isoformat() <= until:
            continue
        now = at_date(kind, full, written)
        message = f"{quoted(unit.name)} was no more on {written}: {full} ended on {until}"
        message += f"; {now} was expected" if now else ""
        yield Problem(message, place(unit.mentions[0]) if unit.mentions else None)
