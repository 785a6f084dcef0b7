"""Web pages: the document out of the page, in reading order, tables with their merged cells."""

from __future__ import annotations

import hashlib
import re

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError
from . import front_matter
from .encoding import decode
from .html_write import write_page

_DECLARED = re.compile(rb"(?i)charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{2,20})")


def read_html(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a page or a fragment of one: navigation, share links and footers dropped, the metadata block kept.

    Raises EmptyDocumentError where the page holds no text, EncodingError where its bytes are none.
    """
    declared = _DECLARED.search(data, 0, 4096)
    found = decode(data, encoding=encoding, declared=declared[1].decode("ascii") if declared else None)
    told, html = front_matter.cut(found.text)
    builder = DocumentBuilder()
    for line in told:
        builder.paragraph(line)
    write_page(builder, html, known=told)
    document = builder.build(SourceFile(name, "text/html", found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; save the page after it has loaded", source=name)
    return document
