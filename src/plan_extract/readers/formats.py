"""What tells one kind of file from another: its first bytes, then its suffix."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, Protocol

from ..document.model import Document
from .compound import MARK, streams


class Reader(Protocol):
    """A reader turns the bytes of a file into a Document; it opens nothing else and prints nothing."""

    def __call__(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """Read; `encoding` is what the user said, for formats that have one."""
        ...


class Format(NamedTuple):
    """A kind of file: how people call it, its suffixes and how its content gives it away.

    `reader` is `module:function`, or None where the kind is known but not read; `instead` then says what to do.
    """

    label: str
    media_type: str
    suffixes: tuple[str, ...]
    looks: Callable[[bytes], bool] | None = None
    reader: str | None = None
    instead: str = "save it as plain text"


def begins(*marks: bytes) -> Callable[[bytes], bool]:
    """Tell a kind of file by the bytes that it begins with."""
    return lambda data: data.startswith(marks)


def begins_near(mark: bytes) -> Callable[[bytes], bool]:
    """Tell a kind of file by bytes within its first kilobyte: PDF allows rubbish before `%PDF-`."""
    return lambda data: mark in data[:1024]


def zipped_with(*members: bytes) -> Callable[[bytes], bool]:
    """Tell a kind of ZIP archive by the name of a member, a pattern: `word/document.xml` is DOCX, `OFD.xml` is OFD.

    The name must stand in the archive's own list: an archive of Word files holds `word/document.xml` too.
    """
    names = b"|".join(members)
    listed = re.compile(rb"PK\x01\x02.{42}(?:" + names + rb")(?=PK|[^!-~]|$)", re.DOTALL)
    anywhere = re.compile(names)

    def looks(data: bytes) -> bool:
        if not data.startswith(b"PK\x03\x04"):
            return False
        end = data.rfind(b"PK\x05\x06", max(0, len(data) - 70_000))
        if end < 0 or len(data) < end + 22:  # cut off: its list is lost
            return anywhere.search(data) is not None
        size = int.from_bytes(data[end + 12 : end + 16], "little")
        return listed.search(data, max(0, end - size - _LARGE_END), end) is not None

    return looks


def compound(*names: str) -> Callable[[bytes], bool]:
    """Tell a kind of compound file by the name of a stream at its top: `Workbook` is XLS."""
    return lambda data: data.startswith(MARK) and not streams(data).isdisjoint(names)


_LARGE_END = 76  # bytes of the end of a ZIP64 archive that stand between its list and the usual end
_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|div|table|p|span|style|script|ucapcontent)[\s>]")
_XML_DECLARATION = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--.{0,2000}?-->\s*){0,5}", re.DOTALL)


def like_html(data: bytes) -> bool:
    """Tell HTML, whole pages and fragments alike, by a tag at its very beginning."""
    start = data[:8192].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _HTML.match(start, _XML_DECLARATION.match(start).end()) is not None  # type: ignore[union-attr]


def like_mhtml(data: bytes) -> bool:
    """Tell a saved web page (MHTML) by its mail headers."""
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def like_tiff(data: bytes) -> bool:
    """Tell TIFF, of either byte order."""
    return data.startswith((b"II*\0", b"MM\0*"))
