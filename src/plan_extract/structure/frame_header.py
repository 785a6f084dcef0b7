"""The header: labels, title, number and those addressed, up to the first line of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ..document.model import Document
from ..lexicon import words
from ..span import Span
from .frame_pieces import Piece
from .frame_signs import (
    Label,
    bare_span,
    is_bare_label,
    is_bodies,
    is_date,
    is_number,
    is_page_tail,
    is_prose,
    is_recipients,
    is_remark,
    kind_of,
    labels_in,
    opens,
)  # fmt: skip

_REACH = 120  # pieces in which the front is looked for


@dataclass(slots=True)
class Front:
    """The front as it is being read; `start` is where the plan's own text begins, `wants` the label still without value."""

    start: int = 0
    labels: list[Label] = field(default_factory=list)
    heading: Span | None = None
    number: Span | None = None
    recipients: Span | None = None
    prints: Span | None = None
    title: Span | None = None
    signature: list[Span] = field(default_factory=list)
    signed: Span | None = None
    contents: Span | None = None
    wants: str | None = None
    dated: Span | None = None


def read_header(document: Document, lines: Sequence[Piece], front: Front) -> int:
    """Read everything up to those addressed or the first line of text; give the index of the first piece behind."""
    plain: list[int] = []  # the pieces that may belong to a title, -1 for those that are told
    at = 0
    while at < min(len(lines), _REACH):
        piece = lines[at]
        if (
            _is_quoted(document.folded, piece)
            or _labelled(document, lines, at, front)
            or _is_told(document, piece, front)
        ):
            plain.append(-1)
        elif is_recipients(piece):
            front.recipients = _whole_recipients(lines, at, plain)
            at += 1
            break
        elif _in_table(document, piece) or opens(piece) or piece.bare.startswith(("目录", "目次")) or _is_text(piece):
            break
        else:
            plain.append(at)
        at += 1
    front.heading = title_among(document, lines, plain)
    front.start = lines[at].span.start if at < len(lines) else len(document.text)
    return at


def _labelled(document: Document, lines: Sequence[Piece], at: int, front: Front) -> bool:
    """Take in the labels of a line, or the value that the label on the line before left open."""
    piece = lines[at]
    found = list(labels_in(document, piece.span))
    begins = found[0].at if found else piece.span.end
    wants, front.wants = front.wants, None
    bare = is_bare_label(piece)
    if wants and begins > piece.span.start and not bare:
        front.labels.append(Label(wants, Span(piece.span.start, begins).trimmed(document.folded)))
    front.labels += found
    if found:
        front.wants = found[-1].field if found[-1].value.start == found[-1].value.end else None
    elif bare:
        front.wants = bare
    return bool(found or bare or wants)


def _is_told(document: Document, piece: Piece, front: Front) -> bool:
    """The document's number, and lines that belong to no title: dates, remarks, the site's words."""
    if is_number(piece):
        front.number = front.number or bare_span(document.folded, piece.span)
        return True
    if piece.bare.startswith("(") and (is_date(document, piece) or _PASSED.match(piece.bare)):
        front.dated = piece.span
    return (
        _ADOPTION.match(piece.bare) is not None
        or is_remark(piece)
        or is_date(document, piece)
        or is_page_tail(piece)
        or _ANNEX.fullmatch(piece.bare) is not None
    )


# (2022年12月23日某市人民政府第307号令公布), 2026年1月24日某市第七届人民代表大会通过
_ADOPTION = re.compile(r"\(?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{0,80}(?:通过|批准|公布|发布|施行|修订|修正|令)")
# （2025年1月1日）, （2025年10月23日某会议通过）: where a decision prints its 成文日期
_PASSED = re.compile(r"\((?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{0,80}通过\)")
_ANNEX = re.compile(r"附件?[\d一二三四五六七八九十]{0,2}:?")  # a plan that was an annex: 附件3 above its title


def _in_table(document: Document, piece: Piece) -> bool:
    """Tell a line of a true table (two rows and columns at least) that holds no labels of a header block."""
    for table in document.tables[:4]:
        if table.span.holds(piece.span):
            wide = len(table.rows) > 1 and max(map(len, table.rows)) > 1
            return wide and next(labels_in(document, table.span), None) is None
    return False


def _is_quoted(folded: str, piece: Piece) -> bool:
    """A quoted line of Markdown, or a rule: what a collector set before the document (> 本文由脚本提取……)."""
    line = folded.rfind("\n", 0, piece.span.start) + 1
    return folded[line : line + 1] in (">", "&") or piece.bare.strip("-=_*") == ""


def _is_text(piece: Piece) -> bool:
    return is_prose(piece) and not (len(piece.bare) <= 200 and "。" not in piece.bare and kind_of(piece.bare))


def _whole_recipients(lines: Sequence[Piece], at: int, plain: list[int]) -> Span:
    """Those addressed may run over two lines: the first then begins with 各 and has a comma, but no colon."""
    start = at
    while (
        start
        and plain
        and plain[-1] == start - 1
        and lines[start - 1].bare.startswith("各")
        and "," in lines[start - 1].bare
    ):
        start -= 1
        plain.pop()
    return Span(lines[start].span.start, lines[at].span.end)


_ADOPTED = re.compile(r"\(.*(?:通过|批准|审议)\)?$")


def title_among(document: Document, lines: Sequence[Piece], plain: Sequence[int]) -> Span | None:
    """Join the last run of lines that reads as a title: it ends with a kind of document (…规划, …的通知)."""
    last = next((p for p in range(len(plain) - 1, -1, -1) if plain[p] >= 0 and _ends_title(lines[plain[p]])), None)
    if last is None:
        return _untold_title(lines, plain)
    first = last
    if plain[last] and _is_bracket(lines[plain[last]]):
        while first and plain[first - 1] >= 0 and _is_bracket(lines[plain[first]]):
            first -= 1
    while first and plain[first - 1] >= 0 and last - first < 5 and _goes_on(lines[plain[first - 1]]):
        first -= 1
    return _once(document.folded, Span(lines[plain[first]].span.start, lines[plain[last]].span.end))


def _once(folded: str, title: Span) -> Span:
    """A page's own title may be glued before the document's: keep the second where both are alike."""
    about = folded.rfind("关于", title.start, title.end)
    name = folded[about : title.end] if about > title.start + 10 else ""
    first = folded.find(name, title.start, about) if len(name) > 12 else -1
    return Span(first + len(name), title.end) if first >= 0 else title


def _ends_title(piece: Piece) -> bool:
    return kind_of(piece.bare) is not None or (_is_bracket(piece) and not _ADOPTED.search(piece.bare))


def _is_bracket(piece: Piece) -> bool:
    return piece.bare.startswith("(") and piece.bare.endswith((")", ")文本")) and len(piece.bare) <= 44


def _goes_on(before: Piece) -> bool:
    """Tell whether a title may have begun on the line before."""
    if kind_of(before.bare) or _is_bracket(before) or len(before.bare) > 60 or is_prose(before):
        return False
    if before.bare.isdigit() or before.bare.endswith("文件") or re.search(r"首页|[>|_/]|www\.|^\d{1,3}$", before.bare):
        return False
    return not _is_site(before)


@cache
def _site_words() -> frozenset[str]:
    return frozenset(words("frame_words", "site_words"))


def _is_site(piece: Piece) -> bool:
    """Tell a line of the site's own words (政策文件, 政策解读): tags above a title."""
    return any(word in piece.bare for word in _site_words()) and len(piece.bare) <= 40


def _untold_title(lines: Sequence[Piece], plain: Sequence[int]) -> Span | None:
    """Without a kind at its end, the title is the last set-off line before the text (…评价指标体系（试行）)."""
    for p in range(len(plain) - 1, -1, -1):
        if plain[p] >= 0 and len(lines[plain[p]].bare) >= 6 and not is_bodies(lines[plain[p]]):
            return lines[plain[p]].span
    return None
