"""A body answers for a task under a name that it no longer had when the document was written.

Why: 国家卫生计生委 of 2016 is 国家卫生健康委 since 2018. A task given to a body that is no more is given to nobody; often the list was
copied from an earlier plan.
"""

from __future__ import annotations

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


@cache
def _full_names() -> dict[str, str]:
    """Names that a body bore under which it is no more, each with the full name: 国土资源部, 环保部, 国家卫生计生委."""
    history = pairs("offices", "national_history")
    rows = pairs("offices", "national").items()
    return {short: full for short, full in rows if isinstance(full, str) and "until" in history.get(full, {})}


def check(plan: Plan) -> Iterator[Problem]:
    """Compare each body that was renamed or abolished with the document's date."""
    written = plan.document.metadata.written_on
    if written is None:
        return
    history = pairs("offices", "national_history")
    for unit in plan.document.units:
        full = _full_names().get(unit.name)
        until = history[full].get("until", "9999") if full else "9999"
        if full is None or written.isoformat() <= until:
            continue
        now = at_date("national", full, written)
        message = f"{quoted(unit.name)} was no more on {written}: {full} ended on {until}"
        message += f"; {now} was expected" if now else ""
        yield Problem(message, place(unit.mentions[0]) if unit.mentions else None)
