"""Plain text: the decoded file, unchanged."""

from __future__ import annotations

import hashlib
import re

from ..document.model import Block, Document, SourceFile
from ..span import Span

_LINE = re.compile(r"[^\r\n\f]+")


def read_text(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Decode a text file and mark its lines."""
    text = data.decode(encoding or "utf-8-sig")
    blocks = tuple(
        Block(span)
        for match in _LINE.finditer(text)
        if (span := Span(*match.span()).trimmed(text)).start < span.end
    )
    return Document(SourceFile(name, "text/plain", encoding or "utf-8", hashlib.sha256(data).hexdigest()), text, blocks)
