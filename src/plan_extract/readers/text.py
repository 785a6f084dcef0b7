"""Plain text: the decoded file, unchanged."""

from __future__ import annotations

import hashlib

from ..document.fold import fold_whole
from ..document.model import Block, Document, Remark, SourceFile
from ..errors import EmptyDocumentError
from .encoding import decode
from .paragraphs import paragraphs


def read_text(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Decode a text file and mark its paragraphs."""
    found = decode(data, encoding=encoding)
    source = SourceFile(name, "text/plain", found.encoding, hashlib.sha256(data).hexdigest())
    return text_document(found.text, source, found.remarks)


def text_document(text: str, source: SourceFile, remarks: tuple[Remark, ...] = ()) -> Document:
    """Mark the paragraphs of a text that is there already; the text stays as it is."""
    blocks = tuple(Block(span) for span in paragraphs(text, fold_whole(text)))
    if not blocks:
        raise EmptyDocumentError("holds white space only; nothing to read", source=source.name)
    return Document(source, text, blocks, remarks=remarks)
