"""What stands behind the plan, or between plan and annexes: signature, date, 抄送, the page's tail, the list of annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document.model import Document
from ..span import Span
from .frame_pieces import Piece
from .frame_signs import (
    is_bodies,
    is_copies,
    is_imprint,
    is_name_in_two,
    is_page_tail,
    is_prose,
    is_remark,
    opens,
    released_by,
    signed_date,
)

_ANNEX_LIST = re.compile(r"附件?\d{0,2}[:]|附件?\d{0,2}[.、]?《")
_ANNEX = re.compile(r"附(?:件|录|表|图)(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[:.、-]|$|[^,。;]{2,40}$)")
_ITEM = re.compile(r"\d{1,2}[.、)]|《|\(\d{1,2}\)")


@dataclass(slots=True)
class Tail:
    """Where the plan's text ends, and what inside it is none of it."""

    end: int
    signature: list[Span] = field(default_factory=list)
    signed: Span | None = None
    lines: list[Span] = field(default_factory=list)
    released: Span | None = None


def read_tail(document: Document, lines: Sequence[Piece], start: int, is_signed: bool, heading: str = "") -> Tail:
    """Read the foot of a document from its end upwards, then the signature before its annexes."""
    inside = [p for p in lines if p.span.end > start]
    tail = Tail(len(document.text))
    keep = _foot(inside)
    if not is_signed or keep:
        keep = _closing(document, inside[:keep], tail, heading)
    tail.end = inside[keep - 1].span.end if keep else start
    if tail.signed is None and not is_signed:
        _inner(document, inside[:keep], tail)
    return tail


def _foot(lines: Sequence[Piece]) -> int:
    keep = len(lines)
    while keep and _is_foot(lines[keep - 1]):
        keep -= 1
        if is_imprint(lines[keep]) and keep and is_bodies(lines[keep - 1]) and lines[keep].bare[0] in "12一二":
            keep -= 1
    copies = next((i for i in range(keep - 1, max(-1, keep - _IMPRINT), -1) if is_copies(lines[i])), None)
    if copies is not None and not any(opens(p) or _ANNEX.match(p.bare) for p in lines[copies + 1 : keep]):
        return copies
    return keep


_IMPRINT = 12  # lines of an imprint at most


_FILE = re.compile(r".{1,90}\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar|et|jpg|png)$", re.I)
_UNFILLED = re.compile(r"(?:(?:19|20)\d\d|[Xx]{2,4})年[Xx]{0,2}月[Xx]{0,2}日")  # 2023年  月  日, in a draft


def _is_foot(piece: Piece) -> bool:
    return (
        _FILE.match(piece.bare) is not None
        or is_page_tail(piece)
        or is_remark(piece)
        or released_by(piece.bare) is not None
        or piece.bare == "附件"
    )


def _closing(document: Document, lines: Sequence[Piece], tail: Tail, heading: str) -> int:
    """The signature at the end: bodies, date, the annexes' list before them. Gives how many pieces stay."""
    keep = len(lines)
    if not keep:
        return 0
    last = _last_signed(document, lines)
    signed = signed_date(document, lines[last - 1]) if last else None
    if signed:
        keep = last
        body, day = signed
        first = keep - 1
        bodies = [body] if body else []
        while not body and first and is_bodies(lines[first - 1]):
            first -= 1
            bodies.insert(0, lines[first].span)
        if first and len(bodies) == 1 and is_name_in_two(heading, lines[first - 1], lines[first]):
            first -= 1  # a name over two lines
            bodies = [Span(lines[first].span.start, bodies[0].end)]
        if bodies and _closes(lines[:first]):
            tail.signed, tail.signature, keep = day.span, bodies, first
        elif not bodies and _closes(lines[:first]):
            tail.signed, keep = day.span, first
    keep = _draft_signed(lines, keep, tail)
    keep = _unsigned(lines, keep, tail, heading)
    while keep and _is_foot(lines[keep - 1]):
        keep -= 1
    return _annex_list(lines[:keep], keep)


def _draft_signed(lines: Sequence[Piece], keep: int, tail: Tail) -> int:
    """A draft's signature: bodies over a date that is not filled in."""
    if not keep or not _UNFILLED.fullmatch(lines[keep - 1].bare):
        return keep
    first = keep - 1
    while first and is_bodies(lines[first - 1]):
        first -= 1
    tail.signature = [p.span for p in lines[first : keep - 1]]
    return first


def _unsigned(lines: Sequence[Piece], keep: int, tail: Tail, heading: str) -> int:
    """Bodies that sign without a date: behind 特此通知。, or the one that the title names."""
    first = keep
    while first and keep - first < 8 and is_bodies(lines[first - 1]):
        first -= 1
    if first == keep or not first:
        return keep
    titled = keep - first == 1 and heading.startswith(lines[first].bare) and _closes(lines[:first])
    if not titled and not lines[first - 1].bare.startswith(_ENDINGS):
        return keep
    tail.signature = [p.span for p in lines[first:keep]]
    return first


_FOOT = 14  # so many short lines of a site may stand under a signature
_ENDINGS = ("特此通知", "特此通告", "特此公告", "专此通知", "特此函告")


def _last_signed(document: Document, lines: Sequence[Piece]) -> int:
    """Count the pieces up to the last signature, where only short lines of the site follow it."""
    for back in range(min(_FOOT, len(lines))):
        at = len(lines) - 1 - back
        signed = signed_date(document, lines[at])
        if signed and (back == 0 or signed[0] or (at and is_bodies(lines[at - 1]))):
            return at + 1
        bare = lines[at].bare
        if (
            is_prose(lines[at])
            or opens(lines[at])
            or _ANNEX.match(bare)
            or len(bare) > 60
            or "\t" in lines[at].span.of(document.text)
        ):
            return 0
    return 0


def _closes(before: Sequence[Piece]) -> bool:
    """Tell whether a text ends before a signature: a table's cells (市财政局, 2023年6月) look like one."""
    if not before:
        return True
    bare = before[-1].bare
    return (
        bare.startswith(_ENDINGS)
        or bare.endswith(("。", ")", "!", "》", "]"))
        or len(bare) > 30
        or _ANNEX_LIST.match(bare) is not None
        or bool(_ITEM.match(bare))
        or opens(before[-1])
    )


def _annex_list(lines: Sequence[Piece], keep: int) -> int:
    """A list of annexes at the very end (附件：1.… 2.…) is no part of the text."""
    at = keep
    while (
        at
        and keep - at < 20
        and _ITEM.match(lines[at - 1].bare)
        and len(lines[at - 1].bare) <= 60
        and "。" not in lines[at - 1].bare
    ):
        at -= 1
    if at and _ANNEX_LIST.match(lines[at - 1].bare) and len(lines[at - 1].bare) <= 90:
        return at - 1
    return keep


def _inner(document: Document, lines: Sequence[Piece], tail: Tail) -> None:
    """The signature of a text whose annexes follow it stands in the middle."""
    for at in range(1, len(lines)):
        if not any(mark in lines[at].bare for mark in ("日", "-", "/")) or len(lines[at].bare) > 70:
            continue
        signed = signed_date(document, lines[at])
        if not signed or not (_annexes_follow(lines, at) or is_remark(lines[min(at + 1, len(lines) - 1)])):
            continue
        body, day = signed
        first, bodies = at, [body] if body else []
        while not body and first and is_bodies(lines[first - 1]):
            first -= 1
            bodies.insert(0, lines[first].span)
        if not bodies or not _closes(lines[:first]):
            continue
        last = at
        while last + 1 < len(lines) and (is_remark(lines[last + 1]) or is_page_tail(lines[last + 1])):
            last += 1
        first = _annex_list(lines[:first], first)
        tail.signed, tail.signature = day.span, bodies
        tail.lines.append(Span(lines[first].span.start, lines[last].span.end))
        return


def _annexes_follow(lines: Sequence[Piece], at: int) -> bool:
    for piece in lines[at + 1 : at + 5]:
        if _ANNEX.match(piece.bare):
            return True
        if not (is_remark(piece) or is_page_tail(piece)):
            return False
    return False
