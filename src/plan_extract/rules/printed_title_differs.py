"""A notice calls the plan that it prints by another title in its own title than in its text.

Why: 关于印发《A》的通知 and 现将《B》印发给你们 speak of one document. Whoever searches for one of the titles does not find the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .wording import folded, quoted

CODE = "PM008"
NAME = "printed-title-differs"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发《云汀市养老服务发展实施方案》的通知
云政发〔2024〕12号
各县（市、区）人民政府：
现将《云汀市养老服务改革实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("改革实施方案", "发展实施方案")

_PRINTS = re.compile(r"印发\s{0,3}《([^《》]{4,80})》\s{0,3}的\s{0,3}通\s{0,3}知")
# 现将《…》印发给你们; 《…》已经市政府同意，现印发给你们
_SAYS = re.compile(
    r"现将\s{0,3}《([^《》]{4,80})》[^《》。]{0,12}?印发|《([^《》]{4,80})》(?:已经|业经|已由|经)[^《》。]{2,80}现[^《》。]{0,12}印发"
)
_MARKS = re.compile(r"[\s,、()\"·.\-]|试行|的|年")


def check(plan: Plan) -> Iterator[Problem]:
    """Compare the first two titles in 《》; a place or a bracket that one of them leaves out is no difference."""
    text = folded(plan.text) if "印发" in plan.text[:3000] else ""
    prints, says = _PRINTS.search(text, 0, 3000), _SAYS.search(text, 0, 3000)
    if prints is None or says is None:
        return
    first, second = (_MARKS.sub("", match[match.lastindex or 1]) for match in (prints, says))
    if first not in second and second not in first:
        named = says.lastindex or 1
        message = f"{quoted(f'《{says[named]}》')} is another title than {quoted(f'《{prints[1]}》')} of the notice"
        yield Problem(message, Span(*says.span(named)))
