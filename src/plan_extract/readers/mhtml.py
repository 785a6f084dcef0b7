"""Saved web pages (MHTML, RFC 2557): the page inside, read as HTML."""

from __future__ import annotations

import email
import email.policy
import hashlib

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError
from .encoding import decode
from .html_write import write_page


def read_mhtml(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read the first page of a saved web page; pictures and styles are left alone.

    Raises ReadError where there is no page inside.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        raise ReadError("holds no web page; save it anew from the browser")
    found = decode(body, encoding=encoding, declared=part.get_content_charset())
    builder = DocumentBuilder()
    write_page(builder, found.text)
    document = builder.build(SourceFile(name, "multipart/related", found.encoding, hashlib.sha256(data).hexdigest()))
    if not document.blocks:
        raise EmptyDocumentError("holds no text; save the page after it has loaded", source=name)
    return document
