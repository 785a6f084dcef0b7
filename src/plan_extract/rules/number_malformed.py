"""A document number is not in the form of the standard: the year in other brackets than 〔〕, 第 before the number, or 05号.

Why: GB/T 9704—2012, 7.2.5: the year in full in 〔〕, the number without 第 and without leading zeros. Registers and searches find the
standard form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
from .whole import is_recognised
from .wording import folded, quoted

CODE = "PM002"
NAME = "number-malformed"
LEVEL: Level = "warning"
PROFILES: tuple[Profile, ...] = ()
BAD = """云汀市人民政府关于印发云汀市养老服务发展实施方案的通知
云政发[2024]12号
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""
GOOD = BAD.replace("[2024]", "〔2024〕")

# Orders and public notices are numbered otherwise (令第12号, 公告〔2024〕第11号), and so was what is older than the standard.
# [2024]12号, (2023)第52号 behind a name that ends as those of documents do: 云政发, 建房, 财综
_NUMBER = re.compile(r"[\[(<]\s?(20\d\d)\s?[\])>]\s?(第\s?)?(\d{1,4})\s?号")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,10}[发函办字规文通政委财建住电明综房]\s?$")
_LONGEST = 12
_RIGHT = (("〔", "〕"), ("﹝", "﹞"))  # the same brackets, as some input methods type them


def check(plan: Plan) -> Iterator[Problem]:
    """Look at each number once, the document's own and those of others that it cites."""
    told: set[str] = set()
    text = folded(plan.text) if "号" in plan.text and not is_recognised(plan) else ""
    for match in _NUMBER.finditer(text):
        name = _NAME.search(text, max(0, match.start() - _LONGEST), match.start())
        if name is None:
            continue
        year, word, number = match.groups()
        raw = plan.text[name.start() : match.end()]
        faults = []
        if not any(raw.count(left) and raw.count(right) for left, right in _RIGHT):
            faults.append(f"〔{year}〕 was expected")
        if word:
            faults.append("第 was not expected")
        if number.startswith("0"):
            faults.append(f"{number.lstrip('0')}号 was expected")
        if faults and (key := raw[-len(match[0]) - 3 :]) not in told:
            told.add(key)
            yield Problem(f"{quoted(_own(raw))}: {', '.join(faults)}", Span(match.start(), match.end()))


def _own(raw: str) -> str:
    """Leave out what runs into the name from before it: 根据云政发[2024]12号."""
    return re.sub("^.*(?:根据|按照|依据|落实|关于|以及|确保|参照|执行|通知|意见|和|与|及)", "", raw) or raw
