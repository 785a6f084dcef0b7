"""Find the frame: title, notice, signature and the plan's own body."""

from __future__ import annotations

from ..document.model import Document
from ..span import Span
from .model import Frame


def find_frame(document: Document) -> Frame:
    """Tell the plan's own text from what stands around it."""
    return Frame(body=Span(0, len(document.text)))
