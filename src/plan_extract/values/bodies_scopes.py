"""What a bracket says of other brackets: 列第一位的为牵头单位，下同; 以下均需各市人民政府落实，不再列出;
各项措施责任单位均包括各市人民政府，以下不再列出.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..characters import compiled
from ..span import Span
from .bodies import Body, read_bodies

Leader = Literal["first", "comma"]


class Standing(NamedTuple):
    """Bodies said once for all that follows; `span` is the statement."""

    bodies: tuple[Body, ...]
    span: Span


def leader_told(folded: str, span: Span) -> tuple[Leader, Span] | None:
    """Tell whether the first of several bodies (or those before the first comma) lead, and where that is said.

    >>> leader_told("A部、B部负责。列第一位者为牵头单位，下同", Span(0, 25))[0]
    'first'
    """
    words = span.of(folded)
    if "牵头" not in words or not ("第一" in words or "首" in words or "号前" in words):
        return None
    found = _leader().search(folded, span.start, span.end)
    if found is None:
        return None
    return ("comma" if "号前" in found[0] else "first"), Span(*found.span())


def standing_bodies(text: str, folded: str, span: Span) -> Standing | None:
    """Read the bodies that answer for everything that follows.

    >>> text = "以下均需各市政府、各区管委会落实,不再列出"
    >>> [body.name for body in standing_bodies(text, text, Span(0, len(text))).bodies]
    ['各市政府', '各区管委会']
    """
    if not _may_stand().search(folded, span.start, span.end):
        return None
    found = _standing().search(folded, span.start, span.end) or _included().search(folded, span.start, span.end)
    if found is None:
        return None
    return Standing(read_bodies(text, folded, Span(*found.span("who"))), Span(*found.span()))


@cache
def _leader() -> re.Pattern[str]:
    """排在第一位的为牵头部门, 列首位的为牵头单位, 第一个为牵头单位, 逗号前面的为牵头单位."""
    first = "(?:[列排名位居]{0,2}[在于]?(?:第一|首)(?:位|个|名)?|(?:第一个)?[逗分顿]号前)"
    return compiled(first + "[一-鿿]{0,6}(?:为|是|系|即)[一-鿿]{0,3}牵头(?:单位|部门|责任单位)?")


@cache
def _may_stand() -> re.Pattern[str]:
    return re.compile("以下|不再|下同|不一一")


_UNSAID = "[,;。]?\\s*(?:以下|后面|后文|其他|其余|其它)?[一-鿿]{0,6}?(?:不再|不一一)"  # ，以下不再列出; ，不再单独列出


@cache
def _standing() -> re.Pattern[str]:
    """以下各项任务均涉及X,不再单独列出; 以下均由X负责落实,不再列出; 以下政策均需X落实."""
    end = f"(?:(?:负责)?(?:配合|贯彻|组织|抓好|负责)?(?:落实|实施|执行|负责)|(?={_UNSAID}))"
    return compiled(
        f"以下[一-鿿]{{0,12}}?(?:均|都|皆)[一-鿿]{{0,2}}?(?:需要|需|须|由|涉及|包括|包含|含|要|请|为)"
        f"(?P<who>.{{2,120}}?){end}(?:[,;。]?\\s*不再[一-鿿]{{0,6}})?"
    )


@cache
def _included() -> re.Pattern[str]:
    """各项措施责任单位均包括X,以下不再列出; 所有任务均由X负责落实,不再逐项列出; 均需X落实,下同."""
    what = "(?:(?:各项|各|所有|全部|上述|本方案|每项)[一-鿿]{0,12}?)?"
    end = f"(?:(?:负责|配合|组织|抓好)?(?:落实|实施|执行|负责))?(?=(?:{_UNSAID}|[,;。]?\\s*下同))"
    return compiled(
        f"{what}(?:均|都|皆)[一-鿿]{{0,2}}?(?:包括|包含|含|涉及|需要|需|须|由)(?P<who>[^;。]{{2,120}}?){end}"
        f"{_UNSAID}?[一-鿿]{{0,6}}"
    )
