"""A document number is not in the form of the standard: the year in other brackets than 〔〕, 第 before the number, or 05号.

Why: GB/T 9704—2012, 7.2.5: the year in full in 〔〕, the number without 第 and without leading zeros. Registers and searches find the
standard form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from .base import Level, Plan, Problem, Profile
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

_SIGNS = re.compile(r"[\[(<](\d{4})[\])>]")
_SMALL = str.maketrans("﹝﹞", "〔〕")  # the same brackets, as some input methods type them
_SPACE = r"\s{0,3}"


def check(plan: Plan) -> Iterator[Problem]:
    """Look at the document's own number where it is printed first."""
    number = plan.document.metadata.document_number
    match = _printed(plan, number) if number else None
    if number is None or match is None:
        return
    raw = plan.text[match.start() : match.end()]
    faults = []
    if raw.translate(_SMALL).count("〔") + raw.translate(_SMALL).count("〕") < 2:
        faults.append("the year was expected in 〔〕")
    if "〕第" in "".join(number.split()):
        faults.append("第 was not expected")
    if re.search(r"〕第?0", number):
        faults.append("no leading zeros were expected")
    if faults:
        yield Problem(f"{quoted(raw)}: {', '.join(faults)}", Span(match.start(), match.end()))


def _printed(plan: Plan, number: str) -> re.Match[str] | None:
    """Find a number, whose brackets the record gives as 〔〕, as it is printed; only one with a year in brackets."""
    if not re.search(r"〔\d{4}〕", number) or len(number) > 40:
        return None
    pieces = (r"[\[(<]" if c == "〔" else r"[\])>]" if c == "〕" else re.escape(c) for c in number)
    return re.search(_SPACE.join(pieces), folded(plan.text)) if plan.text else None
