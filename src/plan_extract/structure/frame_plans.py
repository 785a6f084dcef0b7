"""Does the document plan anything? A plan taken for none costs all its tasks, so only clear signs count."""

from __future__ import annotations

import re
from functools import cache

from ..document.model import Document
from ..lexicon import pattern, words
from ..span import Span
from .frame_pieces import squeeze
from .frame_signs import kind_of

_ARTICLE = re.compile(r"(?:^|(?<=[\n。 ]))\s{0,8}第(?:[一二三四五六七八九十百]{1,5}|\d{1,3})条(?=[\s 　])", re.M)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n。;:!)]))\s{0,8}(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))", re.M
)
_QUESTION = re.compile(r"(?:^|(?<=[\n。]))\s{0,8}(?:问\s?[:\d]|答\s?[:\d]|记者[:问])", re.M)


def plans_something(document: Document, title: Span | None, heading: Span | None, body: Span) -> bool:
    """Tell a plan from what plans nothing: by its title, its articles, its questions, or as a report of others."""
    folded = document.folded
    named = squeeze(title.of(folded)) if title else ""
    outer = squeeze(heading.of(folded)) if heading else ""
    kind = kind_of(named)
    if kind in words("document_types", "plan"):
        return not _told().search(_LAST.sub("", named)) or kind not in ("安排",)
    if _told().search(named) or (not named and _told().search(outer)):
        return False
    if kind in words("document_types", "notice_only") or _amends(named):
        return False
    if kind in words("document_types", "rule") and (_articles(folded, body) or _RULE_TITLE.search(named)):
        return False
    if _articles(folded, body, 5) and kind is None:
        return False
    return not (_asks(folded, body) or _reports(folded, body, kind))


_LAST = re.compile(r"\([^()]*\)$")
_RULE_TITLE = re.compile(r"(?:管理|暂行|监督|试行|实施|处理|处罚)?(?:条例|规定|章程|规则|规程|准则|守则)$|管理办法|实施细则")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(pattern("frame_plans", "titles"))


def _amends(title: str) -> bool:
    """修改〈条例〉的决定, 废止规章的决定."""
    return re.search(r"(?:修改|废止|修订|宣布失效|取消和下放)[^。]{0,60}(?:决定|通知|公告)$", title) is not None


def _articles(folded: str, body: Span, least: int = 3) -> bool:
    """第一条 …, 第二条 …: the form of rules."""
    if "第一条" not in folded and "第二条" not in folded:
        return False
    count = 0
    for _ in _ARTICLE.finditer(folded, body.start, body.end):
        count += 1
        if count >= least:
            return True
    return False


def _asks(folded: str, body: Span) -> bool:
    """An interview: 问：… 答：…."""
    if "问" not in folded or "答" not in folded:
        return False
    return sum(1 for _ in _QUESTION.finditer(folded, body.start, body.end)) >= 4


def _reports(folded: str, body: Span, kind: str | None) -> bool:
    """A report on others (新华社…电, 记者从…获悉), unless it prints the text itself or headings stand in it."""
    front = folded[body.start : body.start + 160]
    if kind in words("document_types", "guide") or not _opening().search(front):
        return False
    if _full().search(folded, body.start, body.start + 1500):
        return False
    return sum(1 for _ in _NUMBERED.finditer(folded, body.start, body.end)) < 3


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(pattern("frame_plans", "openings"))


@cache
def _full() -> re.Pattern[str]:
    return re.compile(pattern("frame_plans", "full_text"))


