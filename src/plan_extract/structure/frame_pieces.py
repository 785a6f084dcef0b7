"""Pieces: the lines around a plan, cut finer than the file's own lines where many of those stand on one.

Some files hold a whole document, or its whole head, on one physical line; what was a line of print is then told by
gaps, full stops, document numbers and dates alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..characters import compiled
from ..document.model import Document
from ..lexicon import pattern
from ..span import Span

HEAD = 6000  # header and notice; a longer head has not been seen
TAIL = 1500
_SHORT = 44  # a line of print is no longer: shorter lines are left whole
_GLUED = 160  # a longer line without a full stop in it is several lines run together

# 国发〔2016〕65号, 国科发政〔2019〕313号, 国办发明电〔2018〕15号, 国发 〔2011〕 35 号, 沪府办〔2020〕第3号
_CORE = r"[\[(<] ?(?:19|20)\d\d ?[\])>] ?(?:第 ?)?\d{1,5}(?:-\d{1,3})? ?号"
NUMBER = rf"[一-鿿A-Za-z]{{1,16}} ?{_CORE}"


class Piece(NamedTuple):
    """A line of print: where it stands, and its folded text without white space and marks of Markdown."""

    span: Span
    bare: str


def squeeze(folded: str) -> str:
    """Drop white space, Markdown's marks and a page's number before the text.

    >>> squeeze("# **目  录**")
    '目录'
    """
    text = "".join(folded.split()).replace("**", "")
    return text.lstrip("#>*") if text[:1] in "#*>" else text


def pieces(document: Document) -> tuple[Piece, ...]:
    """Give the document's lines; near its two ends, where the frame stands, cut finer."""
    folded, length = document.folded, len(document.text)
    found: list[Piece] = []
    for block in document.blocks:
        span, line = block.span, folded[block.span.start : block.span.end]
        if (span.start >= HEAD and span.end <= length - TAIL) or not _may_cut(line):
            if bare := squeeze(line):
                found.append(Piece(span, bare))
            continue
        for part in _split(folded, span, length):
            if bare := squeeze(part.of(folded)):
                found.append(Piece(part, bare))
    return tuple(found)


def _split(folded: str, span: Span, length: int) -> Iterator[Span]:
    head = Span(span.start, min(span.end, HEAD)) if span.start < HEAD else Span(span.start, span.start)
    tail = Span(max(head.end, length - TAIL), span.end) if span.end > length - TAIL else Span(span.end, span.end)
    cuts = [span.start, *_cuts(folded, head, span), head.end, tail.start, *_cuts(folded, tail, span), span.end]
    for start, end in pairwise(cuts):
        piece = Span(start, end).trimmed(folded)
        if piece.end > piece.start:
            yield piece


def _cuts(folded: str, part: Span, line: Span) -> list[int]:
    if part.end <= part.start:
        return []
    size = line.end - line.start
    cuts = [at for number in numbers_in(folded, part) for at in number] if size > 12 else []
    cut = _cut_short() if size <= _SHORT else _cut_glued() if size > _GLUED else _cut_plain()
    done = part.start
    for edge in _EDGE.finditer(folded, part.start, part.end):
        for at in edge.span():
            if at >= done and (match := cut.match(folded, at, part.end)):
                cuts += match.span()
                done = match.end()
    return sorted({at for at in cuts if part.start < at < part.end})


def _may_cut(text: str) -> bool:
    """A cheap look: without a gap, a colon, a day or a number there is nothing to cut at (running text has no gap)."""
    return (
        " " in text
        or "\t" in text
        or ":" in text
        or "]" in text
        or ("日" in text and "月" in text)
        or "的通知各" in text
    )


def numbers_in(folded: str, part: Span) -> Iterator[Span]:
    """Give the document numbers that stand as such, not those of other documents named in brackets or running text."""
    for core in _core().finditer(folded, part.start, part.end):
        start = core.start()
        while start > max(part.start, core.start() - 16) and (
            _is_letter(folded[start - 1]) or folded[start - 1] == " "
        ):
            start -= 1
        closed = [m.end() for m in _TITLE_END.finditer(folded, start, core.start())]
        start = closed[-1] if closed else start
        while folded[start] == " ":
            start += 1
        before, after = folded[max(part.start, start - 1) : start], folded[core.end() : core.end() + 1]
        if (
            start < core.start()
            and before not in ("》", "(", "<")
            and after not in ("文", ")", "、", ",", "精", "和", "要", "规")
        ):
            yield Span(start, core.end())


def _is_letter(char: str) -> bool:
    return "一" <= char <= "鿿" or (char.isascii() and char.isalpha())


_EDGE = re.compile(r"[ \t。:知见定]")  # every cut begins before or behind one of these
# 《X》的通知 with the number or those addressed glued behind it: …规划的通知国发〔2007〕37号各省、自治区
_CLOSED = r"(?<=的通知)(?=各|国务院各|有关|省政府|市政府)|(?<=的意见)(?=各[省市区县地])|(?<=的决定)(?=各[省市区县地])"
_WIDE = r"(?<! [一-鿿])[ \t]{2,}(?![一-鿿] )"  # not inside a name that is spread out: 国　务　院
_STOP = r"(?<=。)(?![)\"'》])"
_SPACE = r"(?:(?<=\S[一-鿿])|(?<=\S[)》\"。:])) (?=(?:[一-鿿]|[《(\"\[])\S)"  # where each line end has become one space
_COLON = r"(?<=[府门位构局会办厅委团企校区司关室院部州市县处镇)]:)(?=[一-鿿]|[《\" ])"
_CN = "[一二三四五六七八九十]"
_DAY = (
    r"(?:(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    rf"|[一二][〇零一二三四五六七八九O0o]{{3}}年{_CN}{{1,2}}月{_CN}{{1,3}}日)"
)


_TITLE_END = re.compile("通知|意见|决定|规划|方案|措施|办法|计划|批复|纲要")


@cache
def _core() -> re.Pattern[str]:
    return re.compile(_CORE)


@cache
def _cut_short() -> re.Pattern[str]:
    # the cover's month and the first heading may share a line: 2021 年 9 月 前    言
    tails = pattern("frame_words", "page_tails")
    return compiled(
        rf"(?<=\S[一-鿿]) (?={tails})|(?<=\S) {{1,9}}(?=(?:前|目|序) {{0,8}}[言录]\s*$)|(?<=日) {{1,4}}(?=[\[(])"
    )


@cache
def _cut_plain() -> re.Pattern[str]:
    return compiled("|".join((_WIDE, _CLOSED, _STOP, _COLON, _SPACE)))


@cache
def _cut_glued() -> re.Pattern[str]:
    # 。国务院办公厅2018年12月4日（此件公开发布）: a body and a day between a full stop and whatever follows.
    signature = rf"(?<=[。 ])[一-鿿、 ]{{2,30}}{pattern('frame_words', 'body_ends')} ?{_DAY}(?![至起前止以])"
    day = rf"(?<=[  ]){_DAY}(?=[一-鿿]|[ (《])(?![至起前止以])"
    return compiled("|".join((_WIDE, signature, day, _CLOSED, _STOP, _COLON, _SPACE)))
