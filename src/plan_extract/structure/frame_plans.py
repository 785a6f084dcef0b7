"""Does the document plan anything?"""

from __future__ import annotations

from collections.abc import Sequence

from ..document.model import Document
from ..span import Span
from .frame_front import Front
from .frame_pieces import Piece


def plans_something(document: Document, lines: Sequence[Piece], front: Front, body: Span) -> bool:
    """Tell a plan from what plans nothing."""
    return True
