"""Readers without the net of `readers.read`, which turns any error into one of ours: what it would catch is a defect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plan_extract.document.model import Document
from plan_extract.layout import scan
from plan_extract.layout.model import Glyph, Page
from plan_extract.readers import FORMATS, READERS, format_of, open_archive

_MOST_MEMBERS = 5


def read_bare(kind: str, data: bytes) -> list[Document]:
    """Read a file by the reader of its kind, whatever it looks like; of an archive its first members."""
    format_of(data, f"a{FORMATS[kind].suffixes[0]}")
    if kind != "zip":
        return [READERS[kind](data, "a", None)]
    archive = open_archive(data, "a.zip")
    return [archive.read(number) for number in range(len(archive.members[:_MOST_MEMBERS]))]


def without_recognition(kind: str, put: Callable[[object, str, Any], None] = setattr) -> None:
    """Let pages that are pictures be told as unread, and every picture hold the same line; `put` sets an attribute."""
    page = Page(100, 100, (Glyph("一", 1, 1, 9, 9), Glyph("、", 10, 1, 18, 9)), ())

    def recognise(picture: Any, **_: object) -> scan.Scan:
        return scan.Scan(page, min(float(picture.mean()), 1.0), 0, 1)

    put(scan, "available", lambda: kind == "image")
    put(scan, "recognise", recognise)
