"""What stands before the plan: header block, title, number, those addressed and the notice that prints it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from ..document.model import Document
from ..lexicon import words
from ..span import Span
from .frame_contents import contents_end
from .frame_pieces import Piece, squeeze
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
    signed_date,
)  # fmt: skip

_TRIES = 60  # places where a plan's name may stand again
_REACH = 120  # pieces in which the front is looked for


@dataclass(slots=True)
class Front:
    """The front as it is being read; `start` is where the plan's own text begins."""

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


def read_front(document: Document, lines: Sequence[Piece]) -> Front:
    """Read the front of a document, line by line."""
    front = Front()
    at = _header(document, lines, front)
    at = _notice(document, lines, at, front)
    _cover(document, lines, at, front)
    return front


def _header(document: Document, lines: Sequence[Piece], front: Front) -> int:
    """Read everything up to those addressed or the first line of text; give the index of the first piece behind."""
    plain: list[int] = []  # pieces that may belong to a title
    wants: str | None = None
    at = 0
    for at, piece in enumerate(lines[:_REACH]):
        if _is_quoted(document.folded, piece):
            plain.append(-1)
            continue
        found = list(labels_in(document, piece.span))
        begins = found[0].at if found else piece.span.end
        if wants and begins > piece.span.start and not is_bare_label(piece):
            front.labels.append(Label(wants, Span(piece.span.start, begins).trimmed(document.folded)))
            if not found:
                wants = None
                plain.append(-1)
                continue
        wants = None
        if found:
            front.labels += found
            wants = found[-1].field if found[-1].value.start == found[-1].value.end else None
            plain.append(-1)
            continue
        if is_number(piece):
            front.number = front.number or bare_span(document.folded, piece.span)
            plain.append(-1)
        elif is_recipients(piece):
            front.recipients = _whole_recipients(lines, at, plain)
            at += 1
            break
        elif _in_table(document, piece) or opens(piece) or piece.bare.startswith(("目录", "目次")) or _is_text(piece):
            break
        elif is_remark(piece) or is_date(document, piece) or is_page_tail(piece) or _ANNEX.fullmatch(piece.bare):
            plain.append(-1)
        elif wanted := is_bare_label(piece):
            wants = wanted
            plain.append(-1)
        else:
            plain.append(at)
    else:
        at = min(len(lines), _REACH)
    front.heading = _title(document, lines, plain)
    front.start = lines[at].span.start if at < len(lines) else len(document.text)
    return at


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


def _title(document: Document, lines: Sequence[Piece], plain: Sequence[int]) -> Span | None:
    """Join the last run of lines that reads as a title: it ends with a kind of document (…规划, …的通知)."""
    last = next((p for p in range(len(plain) - 1, -1, -1) if plain[p] >= 0 and _ends_title(lines[plain[p]])), None)
    if last is None:
        return _untold_title(lines, plain)
    first = last
    if plain[last] and _is_bracket(lines[plain[last]]):
        while first and plain[first - 1] >= 0 and _is_bracket(lines[plain[first]]):
            first -= 1
    while (
        first and plain[first - 1] >= 0 and last - first < 5 and _goes_on(lines[plain[first - 1]], lines[plain[first]])
    ):
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


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Tell whether a title line goes on from the line before it."""
    if kind_of(before.bare) or _is_bracket(before) or len(before.bare) > 60 or is_prose(before):
        return False
    if before.bare.isdigit() or before.bare.endswith("文件") or re.search(r"首页|[>|]|^\d{1,3}$", before.bare):
        return False
    return not _is_site(before)


@cache
def _site_words() -> frozenset[str]:
    return frozenset(words("frame_words", "site_words"))


def _is_site(piece: Piece) -> bool:
    """Tell a line of the site's own words (政策文件, 政策解读): tags above a title."""
    return any(word in piece.bare for word in _site_words()) and len(piece.bare) <= 24


def _untold_title(lines: Sequence[Piece], plain: Sequence[int]) -> Span | None:
    """Without a kind at its end, the title is the last set-off line before the text (…评价指标体系（试行）)."""
    for p in range(len(plain) - 1, -1, -1):
        if plain[p] >= 0 and len(lines[plain[p]].bare) >= 6 and not is_bodies(lines[plain[p]]):
            return lines[plain[p]].span
    return None


# 现印发给你们, 现转发给你们, 现予公布, 现将《X》予以印发, 已经…同意，现印发
_PRINTS = (
    r"(?:印发|转发|下发|批转|印送|发)(?:给|至)?(?:你们|你单位|各)",
    r"现(?:予以?|将其|一并|正式|特)?(?:印发|公布|发布|下发|转发|颁布)",
    r"(?:予以|现予)(?:印发|公布|发布)",
    r"现将[^《》。]{0,12}《[^》]{2,90}》[^。]{0,60}(?:印发|公布|发布|下发|转发|公开|公示)",
    r"(?:主要内容|全文|具体内容|内容|原文)如下",
    r"会议决定,?(?:原则)?(?:批准|同意)[^。]{0,60}《[^》]{2,90}》",
)


@cache
def _prints() -> re.Pattern[str]:
    return re.compile("|".join(_PRINTS))


@cache
def _notice_title() -> re.Pattern[str]:
    return re.compile(
        r"(?:关于)?(?:印发|转发|发布|公布|下发|批转|颁布)了?《?(.+?)》?的?(?:通知|公告|函|决定|通报|令)$|印发了?《(.+)》$|关于(?:批准)?(.+(?:规划|计划|纲要))的?(?:决议|决定)$"
    )


def _notice(document: Document, lines: Sequence[Piece], at: int, front: Front) -> int:
    """Read the notice around a plan, where there is one: 现将《X》印发给你们, signature, date, X."""
    folded = document.folded
    stop = _first_heading(lines, at)
    zone = Span(front.start, lines[stop].span.start if stop < len(lines) else len(folded))
    zone = Span(zone.start, min(zone.end, zone.start + 3000))
    heading = squeeze(front.heading.of(folded)) if front.heading else ""
    announced = _notice_title().search(heading)
    prints = next(
        (m for m in _prints().finditer(folded, zone.start, zone.end) if _names(folded, m.span(), announced)), None
    )
    if prints is None and not announced:
        front.title = front.heading
        return at
    sentence = _sentence(folded, prints.span(), zone) if prints else Span(zone.start, zone.start)
    front.prints = sentence
    for name in _candidates(folded, sentence, heading, announced):
        title = _find_title(document, lines, sentence.end, name)
        if title:
            front.title = title
            return _after_title(document, lines, Span(sentence.end, title.start), title, front)
    return _after_signature(document, lines, sentence, front, _candidates(folded, sentence, heading, announced))


def _first_heading(lines: Sequence[Piece], at: int) -> int:
    return next((i for i in range(at, min(at + _REACH, len(lines))) if opens(lines[i])), len(lines))


def _names(folded: str, at: tuple[int, int], announced: re.Match[str] | None) -> bool:
    start = max(folded.rfind("。", 0, at[0]), folded.rfind("\n", 0, at[0])) + 1
    return announced is not None or "《" in folded[start : at[1]]


def _sentence(folded: str, at: tuple[int, int], zone: Span) -> Span:
    start = max(folded.rfind("。", zone.start, at[0]), folded.rfind("\n", zone.start, at[0])) + 1
    stops = [i for i in (folded.find("。", at[1], zone.end), folded.find("\n", at[1], zone.end)) if i >= 0]
    return Span(max(start, zone.start), min(stops) + 1 if stops else zone.end)


_QUOTED = re.compile(r"《([^《》]{2,120})》")
_SHORT_NAME = re.compile(r"(?:简称|称为?|统称)[\"' :]{0,3}$")


def _candidates(folded: str, sentence: Span, heading: str, announced: re.Match[str] | None) -> list[str]:
    """The names that the printed plan may have, the likeliest first."""
    names = []
    for match in _QUOTED.finditer(folded, sentence.start, sentence.end):
        if not _SHORT_NAME.search(folded[max(sentence.start, match.start() - 8) : match.start()]):
            names.append(squeeze(match[1]))
    names = [n for n in names if len(n) >= 5]
    told = next(filter(None, announced.groups())).strip("《》") if announced else None
    alike = [n for n in names if n in heading or (told and told in n)]
    return list(dict.fromkeys([*alike, *([told] if told else []), *reversed(names)]))


def _loose(name: str) -> re.Pattern[str]:
    """Match a name though lines break in it, or 的, 关于 or a mark is left out."""
    parts: list[str] = []
    loose = 0  # how many 的 may be missing: many side by side would be slow to match
    for run in re.findall(r"[^\w]+|_+|的+|.", name):
        if not run[0].isalnum():
            parts.append(r"[^\w\s]{0,6}")
        elif run == "的" and loose < 3 and parts:
            loose += 1
            parts.append(r"(?:的\s{0,6})?")
        else:
            parts += [re.escape(c) + r"\s{0,20}" for c in run]
    if name.startswith("关于"):
        parts[:2] = [r"(?:关\s{0,6}于\s{0,6})?"]
    return re.compile("".join(parts))


def _find_title(document: Document, lines: Sequence[Piece], after: int, name: str) -> Span | None:
    """Find the line (or lines) that prints the plan's name above its text; a list of annexes does not count."""
    folded = document.folded
    starts = {p.span.start: i for i, p in enumerate(lines) if p.span.start >= after}
    ends = [p.span.end for p in lines]
    for match in islice(_loose(name).finditer(folded, after), _TRIES):
        begin = match.start()
        while (
            begin not in starts
            and begin > after
            and (folded[begin - 1] in "《# *:12. (" or folded[begin - 1].isspace())
        ):
            begin -= 1
            if folded[begin : begin + 1] == "\n":
                break
        line = starts.get(begin)
        if line is None:
            line = next((starts[s] for s in (match.start(), begin + 1) if s in starts), None)
        if line is None and not _annexed(folded, match.start()):
            continue
        index = min(bisect_left(ends, match.end()), len(lines) - 1)
        if _is_list_item(document, lines, index, match.end()):
            continue
        return _with_brackets(folded, Span(match.start(), match.end()).trimmed(folded), lines[index].span.end)
    return None


def _with_brackets(folded: str, title: Span, end: int) -> Span:
    """Take in what stands in brackets behind the name on its line: …规划（2021-2035年）."""
    behind = _BEHIND.match(folded, title.end, end)
    return Span(title.start, behind.end()) if behind else title


_BEHIND = re.compile(r"\s{0,4}(?:\((?!此)[^()\n]{2,30}\)\s{0,4}){1,2}$")


def _annexed(folded: str, at: int) -> bool:
    """附件: or 附件1: before the name on its line."""
    line = max(folded.rfind("\n", max(0, at - 40), at) + 1, at - 40, 0)
    return re.fullmatch(r"\s*附\s?件\s?\d?\s?[:.]?\s*《?", folded[line:at]) is not None


def _is_list_item(document: Document, lines: Sequence[Piece], index: int, end: int) -> bool:
    """Tell a name in a list of annexes: signature or date follow at once, or running text goes on behind it."""
    rest = squeeze(document.folded[end : lines[index].span.end])
    if rest and len(rest) > 30 and rest[0] in "的等中要,、)":
        return True
    if rest[:1] in ("的", "等") and len(rest) < 12:
        return True
    behind = lines[index + 1 : index + 12]
    for piece in behind:
        if signed_date(document, piece):
            return True
        if is_prose(piece) or opens(piece) or piece.bare.startswith("目录"):
            return False
        if len(piece.bare) > 60:
            return False
    return not behind and len(rest) < 4


def _after_title(document: Document, lines: Sequence[Piece], between: Span, title: Span, front: Front) -> int:
    inner = [p for p in lines if between.start <= p.span.start and p.span.end <= between.end]
    _sign(document, inner, front)
    front.start = title.end
    return next((i for i, p in enumerate(lines) if p.span.start >= title.end or p.span.end > title.end), len(lines))


def _sign(document: Document, lines: Sequence[Piece], front: Front) -> int:
    """Read the signature of a notice: bodies and the date under them; give the index behind it."""
    for i, piece in enumerate(lines):
        signed = signed_date(document, piece)
        if signed is None:
            continue
        body, day = signed
        front.signed = day.span
        front.signature = ([body] if body else []) or _signers(lines[:i])
        while i + 1 < len(lines) and (is_remark(lines[i + 1]) or signed_date(document, lines[i + 1])):
            i += 1
        return i + 1
    return 0


def _signers(before: Sequence[Piece]) -> list[Span]:
    bodies: list[Span] = []
    for piece in reversed(before):
        if is_remark(piece):
            continue
        if not is_bodies(piece):
            break
        bodies.insert(0, piece.span)
    return bodies


def _after_signature(
    document: Document, lines: Sequence[Piece], sentence: Span, front: Front, names: Sequence[str]
) -> int:
    """Where the plan's name is not printed above it, its text begins behind the notice's signature."""
    at = next((i for i, p in enumerate(lines) if p.span.end > sentence.end), len(lines))
    stop = next((i for i in range(at, min(at + 40, len(lines))) if opens(lines[i])), min(at + 40, len(lines)))
    behind = _sign(document, lines[at:stop], front)
    front.title = _named(document, sentence, front, names)
    if not behind and not _is_told(document, sentence):
        front.title = front.title or front.heading
        front.prints = None
        return (
            at
            if front.start >= sentence.end
            else next((i for i, p in enumerate(lines) if p.span.end > front.start), len(lines))
        )
    at += behind
    plain = []
    while at < len(lines) and not is_prose(lines[at]) and not opens(lines[at]) and len(plain) < 6:
        plain.append(at)
        at += 1
        if kind_of(lines[at - 1].bare):
            break
    titled = _title(document, lines, plain) if plain and kind_of(lines[plain[-1]].bare) else None
    if titled:
        front.title = titled
    elif plain:
        at = plain[0]
    front.start = lines[at].span.start if at < len(lines) else len(document.text)
    return at


def _is_told(document: Document, sentence: Span) -> bool:
    return sentence.end > sentence.start and re.search("如下|会议决定", sentence.of(document.folded)) is not None


def _named(document: Document, sentence: Span, front: Front, names: Sequence[str]) -> Span | None:
    """The plan's name where the notice tells it."""
    zone = Span(front.heading.start, front.heading.end) if front.heading else sentence
    for name in names:
        for place in (sentence, zone):
            match = _loose(name).search(document.folded, place.start, place.end)
            if match:
                return Span(*match.span()).trimmed(document.folded)
    return None


_SUBTITLE = re.compile(r"\(.{2,60}\)$|[-—].{2,30}$|\d{4}年\d{1,2}月$")


def _cover(document: Document, lines: Sequence[Piece], at: int, front: Front) -> None:
    """Leave out what stands between title and text: （征求意见稿）, the cover's body and month, the contents."""
    folded = document.folded
    begin = at
    while at < len(lines) and at < begin + 12:
        piece = lines[at]
        if piece.span.start < front.start:
            at += 1
            continue
        end = contents_end(folded, lines, at)
        if end:
            front.contents = Span(piece.span.start, end)
            front.start = max(front.start, end)
            return
        if not (
            _SUBTITLE.match(piece.bare)
            or is_remark(piece)
            or is_date(document, piece)
            or is_number(piece)
            or is_bodies(piece)
        ):
            return
        at += 1
        front.start = max(front.start, lines[at].span.start if at < len(lines) else piece.span.end)
