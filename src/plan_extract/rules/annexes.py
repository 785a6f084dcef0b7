"""The annexes of a document as rules look at them: the list behind the text, and the lines that open each annex."""

from __future__ import annotations

import re

from ..span import Span
from .base import Plan
from .wording import folded

# 附件：1.任务分工表 and the lines behind it: 2.……
_LIST = re.compile(r"^[ \t]*附件\s{0,3}:\s{0,3}(?=1[.、])", re.M)
_ITEM = re.compile(r"[ \t\n]*(\d{1,2})[.、]([^\n]{2,60}?)(?=\s*(?:\n|$|[ \t]{1,9}\d{1,2}[.、]))")
_OPENS = re.compile(r"^[ \t*#]*附件\s{0,2}(\d{1,2})(?![\d.、])[ \t*]*(?:$|[: \t])", re.M)


def annexes_named(plan: Plan) -> list[tuple[int, str, Span]]:
    """Number, title and place of each item in the list of annexes; empty where there is no numbered list, or two."""
    text = folded(plan.text)
    lists = list(_LIST.finditer(text)) if "附件" in text else []
    if len(lists) != 1:
        return []
    items: list[tuple[int, str, Span]] = []
    at = lists[0].end()
    while (match := _ITEM.match(text, at)) and int(match[1]) == len(items) + 1:
        items.append((len(items) + 1, plan.text[match.start(2) : match.end(2)], Span(match.start(1), match.end())))
        at = match.end()
    return items if len(items) > 1 else []


def annexes_printed(plan: Plan) -> dict[int, Span]:
    """Number and place of each line that opens an annex, behind the list."""
    text = folded(plan.text)
    start = _LIST.search(text) if "附件" in text else None
    if start is None:
        return {}
    return {int(match[1]): Span(match.start(1) - 2, match.end(1)) for match in _OPENS.finditer(text, start.end())}
