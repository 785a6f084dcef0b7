"""The notice around a plan: what it prints, its signature, and where the plan's own text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..document.model import Document
from ..span import Span
from .frame_header import Front, title_among
from .frame_pieces import Piece, squeeze
from .frame_printed import candidates, find_title, loose
from .frame_signs import is_bodies, is_name_in_two, is_prose, is_remark, kind_of, opens, signed_date

_REACH = 120  # pieces in which the first heading is looked for

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


def read_notice(document: Document, lines: Sequence[Piece], at: int, front: Front) -> int:
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
    for name in candidates(folded, sentence, heading, announced):
        title = find_title(document, lines, sentence.end, name)
        if title:
            front.title = title
            return _after_title(document, lines, Span(sentence.end, title.start), title, front)
    return _after_signature(document, lines, sentence, front, candidates(folded, sentence, heading, announced))


def _first_heading(lines: Sequence[Piece], at: int) -> int:
    return next((i for i in range(at, min(at + _REACH, len(lines))) if opens(lines[i])), len(lines))


def _names(folded: str, at: tuple[int, int], announced: re.Match[str] | None) -> bool:
    start = max(folded.rfind("。", 0, at[0]), folded.rfind("\n", 0, at[0])) + 1
    return announced is not None or "《" in folded[start : at[1] + 60].partition("。")[0]


def _sentence(folded: str, at: tuple[int, int], zone: Span) -> Span:
    start = max(folded.rfind("。", zone.start, at[0]), folded.rfind("\n", zone.start, at[0])) + 1
    stops = [i for i in (folded.find("。", at[1], zone.end), folded.find("\n", at[1], zone.end)) if i >= 0]
    return Span(max(start, zone.start), min(stops) + 1 if stops else zone.end)


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
        heading = squeeze(front.heading.of(document.folded)) if front.heading else ""
        front.signature = ([body] if body else []) or _signers(lines[:i], heading)
        while i + 1 < len(lines) and (is_remark(lines[i + 1]) or signed_date(document, lines[i + 1])):
            i += 1
        return i + 1
    return 0


def _signers(before: Sequence[Piece], heading: str) -> list[Span]:
    bodies: list[Span] = []
    bracket: Span | None = None  # the body's second name, on a line of its own: （某链链长办公室）
    below: Piece | None = None
    for piece in reversed(before):
        if piece.bare.startswith("(") and piece.bare.endswith(")") and not is_remark(piece) and len(piece.bare) <= 40:
            bracket = bracket or piece.span
            continue
        if is_remark(piece):
            continue
        if not is_bodies(piece):
            if below and is_name_in_two(heading, piece, below):
                bodies[0] = Span(piece.span.start, bodies[0].end)
            break
        bodies.insert(0, Span(piece.span.start, bracket.end) if bracket else piece.span)
        bracket, below = None, piece
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
    plain: list[int] = []
    while at < len(lines) and not is_prose(lines[at]) and not opens(lines[at]) and len(plain) < 6:
        plain.append(at)
        at += 1
        if kind_of(lines[at - 1].bare):
            break
    titled = title_among(document, lines, plain) if plain and kind_of(lines[plain[-1]].bare) else None
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
            match = loose(name).search(document.folded, place.start, place.end)
            if match:
                return Span(*match.span()).trimmed(document.folded)
    return None
