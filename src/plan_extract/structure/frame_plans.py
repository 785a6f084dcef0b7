"""Does the document plan anything? A plan taken for none costs all its tasks, so only clear signs count."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from ..document.model import Document
from ..lexicon import pattern, words
from ..span import Span
from .frame_pieces import squeeze
from .frame_signs import kind_of
from .model import Frame

_ARTICLE = re.compile(r"(?:^|(?<=[\n。 ]))\s{0,8}第(?:[一二三四五六七八九十百]{1,5}|\d{1,3})条(?!第|规定|和|、)", re.M)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n。;:!)]))\s{0,8}(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))",
    re.M,
)
_QUESTION = re.compile(r"(?:^|(?<=[\n。]))\s{0,8}(?:问\s?[:\d]|答\s?[:\d]|记者[:问])", re.M)
_CHAPTER = re.compile(r"(?:^|(?<=\n))\s{0,8}[一二三四五六七八九十]{1,3}、([^\n。;]{4,80})")
_LEAST = 4  # headings that are to be questions


def plans_something(document: Document, title: Span | None, heading: Span | None, body: Span) -> bool:
    """Tell a plan from what plans nothing: by its title, its articles, its questions, or as a report of others."""
    folded = document.folded
    named = squeeze(title.of(folded)) if title else ""
    outer = squeeze(heading.of(folded)) if heading else ""
    kind = kind_of(named)
    if kind in words("document_types", "plan"):
        return not (kind == "安排" and _told().search(named)) and not _reports(folded, body, "")
    if _MADE_KNOWN.search(named):
        return True
    if _told().search(named) or (not named and _told().search(outer)):
        return False
    if kind in words("document_types", "notice_only") or _amends(named):
        return False
    if kind in words("document_types", "rule") and (
        _articles(folded, body) or (_RULE_TITLE.search(named) and not _answers(folded, body))
    ):
        return False
    if kind is None and _articles(folded, body, 5) and _names_itself_rule(folded, body):
        return False
    if not named and _ASKING.search(folded, body.start, body.start + 45):
        return False
    if _BACKGROUND.search(folded, body.start, body.start + 200) or _BUDGET.search(folded, body.start, body.start + 300):
        return False
    return not (_asks(folded, body) or _reports(folded, body, kind))


# 关于进一步强化疫情防控十条措施的公告: what is made known is itself a plan
_MADE_KNOWN = re.compile(r"(?:措施|方案|规划|计划|行动|要点)》?的?(?:公告|通告)$")
_ASKING = re.compile("问答|答疑|答记者问|解读|新闻发布会|知识问")
_LAST = re.compile(r"\([^()]*\)$")
_RULE_TITLE = re.compile(
    r"(?:管理|暂行|监督|试行|实施|处理|处罚)?(?:条例|规定|章程|规则|规程|准则|守则)$|管理办法|实施细则"
)


# 解读 open so; a plan may begin with its 编制背景
_BACKGROUND = re.compile(
    r"[一1][、.] {0,2}(?:《[^》]{2,60}》|政策|文件|方案)?的?(?:出台|起草|制定|修订|政策)的?(?:主要)?(?:背景|依据|必要性|目的)"
)

_BUDGET = re.compile("部门(?:预算|决算)(?:收支)?(?:情况)?说明")  # a heading of what departments publish each year


def _names_itself_rule(folded: str, body: Span) -> bool:
    """本条例, 本办法 and no 本措施, 本方案."""
    said = re.search(r"(?:本|该)(?:办法|规定|条例|细则|规则|章程)", folded[body.start : body.end])
    return (
        said is not None
        and re.search(r"本(?:措施|方案|意见|计划|规划)|责任单位|牵头", folded[body.start : body.end]) is None
    )


def _answers(folded: str, body: Span) -> bool:
    """责任单位, 牵头 …: rules of how measures are carried out name who does so."""
    return any(folded.find(word, body.start, body.end) >= 0 for word in ("责任单位", "牵头", "责任部门"))


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
    return sum(1 for _ in islice(_ARTICLE.finditer(folded, body.start, body.end), least)) == least


def _asks(folded: str, body: Span) -> bool:
    """An interview: 问：… 答：…; or headings that are questions: 三、如何申领？."""
    headings = _CHAPTER.findall(folded, body.start, body.end)
    if len(headings) >= _LEAST and sum(heading.endswith("?") for heading in headings) > len(headings) / 2:
        return True
    if "问" not in folded:
        return False
    if folded.count("请问", body.start, body.end) >= 2:
        return True
    first = _QUESTION.search(folded, body.start, body.start + 900)
    return first is not None and sum(1 for _ in _QUESTION.finditer(folded, first.start(), body.end)) >= 4


def _reports(folded: str, body: Span, kind: str | None) -> bool:
    """A report on others (新华社…电, 记者从…获悉), unless it prints the text itself or has headings of its own."""
    if kind in words("document_types", "guide"):
        return False
    front = folded[: body.start + 160][-400:]
    foot = folded[-60:]
    strong = _strong().search(front) or _SIGNED.search(foot)
    if not strong and (kind is not None or not _weak().search(front)):
        return False
    if _full().search(folded, body.start, body.start + 1500):
        return False
    return sum(1 for _ in _NUMBERED.finditer(folded, body.start, body.end)) < (5 if strong else 3)


_SIGNED = re.compile(r"\((?:本报|.{0,6}全媒体)?(?:记者|通讯员)[^()]{1,30}\)")


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(pattern("frame_plans", "reports"))


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){pattern('frame_plans', 'openings')}")


@cache
def _full() -> re.Pattern[str]:
    return re.compile(pattern("frame_plans", "full_text"))


def sets_out(document: Document, frame: Frame) -> bool:
    """Tell whether a document without headings is a plan and no report on one.

    It has addressees, a number of its own, or a title that says so.
    """
    if not frame.plans:
        return False
    if frame.recipients is not None or frame.number is not None:
        return True
    title = squeeze(frame.title.of(document.folded)) if frame.title else ""
    return bool(title) and kind_of(title) in words("document_types", "plan")
