"""What stands behind the plan, or between plan and annexes: signature, date, 抄送, the page's tail, the list of annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document.model import Document
from ..span import Span
from .frame_pieces import Piece
from .frame_signs import is_bodies, is_page_tail, is_released, is_remark, signed_date

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


def read_tail(document: Document, lines: Sequence[Piece], start: int, is_signed: bool) -> Tail:
    """Read the foot of a document from its end upwards, then the signature before its annexes."""
    inside = [p for p in lines if p.span.end > start]
    tail = Tail(len(document.text))
    keep = _foot(inside)
    if not is_signed or keep:
        keep = _closing(document, inside[:keep], tail)
    tail.end = inside[keep - 1].span.end if keep else start
    if tail.signed is None and not is_signed:
        _inner(document, inside[:keep], tail)
    return tail


def _foot(lines: Sequence[Piece]) -> int:
    keep = len(lines)
    while keep and _is_foot(lines[keep - 1]):
        keep -= 1
    return keep


def _is_foot(piece: Piece) -> bool:
    return is_page_tail(piece) or is_remark(piece) or is_released(piece) or piece.bare == "附件"


def _closing(document: Document, lines: Sequence[Piece], tail: Tail) -> int:
    """The signature at the end: bodies, date, the annexes' list before them. Gives how many pieces stay."""
    keep = len(lines)
    if not keep:
        return 0
    signed = signed_date(document, lines[keep - 1])
    if signed:
        body, day = signed
        first = keep - 1
        bodies = [body] if body else []
        while not body and first and is_bodies(lines[first - 1]):
            first -= 1
            bodies.insert(0, lines[first].span)
        if bodies and _closes(lines[:first]):
            tail.signed, tail.signature, keep = day.span, bodies, first
        elif not bodies and _closes(lines[:first]):
            tail.signed, keep = day.span, first
    while keep and (is_page_tail(lines[keep - 1]) or is_remark(lines[keep - 1])):
        keep -= 1
    return _annex_list(lines[:keep], keep)


def _closes(before: Sequence[Piece]) -> bool:
    """Tell whether a text ends before a signature: a table's cells (市财政局, 2023年6月) look like one."""
    if not before:
        return True
    bare = before[-1].bare
    return bare.endswith(("。", ")", "!", "》", "]")) or len(bare) > 30 or _ANNEX_LIST.match(bare) is not None or bool(_ITEM.match(bare))


def _annex_list(lines: Sequence[Piece], keep: int) -> int:
    """A list of annexes at the very end (附件：1.… 2.…) is no part of the text."""
    at = keep
    while at and keep - at < 20 and _ITEM.match(lines[at - 1].bare) and len(lines[at - 1].bare) <= 60 and "。" not in lines[at - 1].bare:
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
        if not signed or not _annexes_follow(lines, at):
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
