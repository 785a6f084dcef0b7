"""What stands before the plan: header block, title, number, those addressed and the notice that prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document.model import Document
from ..span import Span
from .frame_contents import contents_end
from .frame_header import Front, read_header
from .frame_notice import read_notice
from .frame_pieces import Piece
from .frame_signs import is_bodies, is_date, is_number, is_remark


def read_front(document: Document, lines: Sequence[Piece]) -> Front:
    """Read the front of a document, line by line."""
    front = Front()
    at = read_header(document, lines, front)
    at = read_notice(document, lines, at, front)
    _cover(document, lines, at, front)
    return front


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
