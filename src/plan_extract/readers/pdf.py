"""PDF: text with its places by PDFium, tables from ruling lines, scanned pages by recognition, page by page.

The text is read apart: a small file can make PDFium take any memory. Only pages that need recognition are opened here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..document.build import DocumentBuilder
from ..document.model import Document, Remark, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError
from ..layout import scan
from ..layout.flow import write
from ..layout.model import Page
from .apart import run_apart
from .pdf_layer import MEDIA_TYPE, Kind, Opened, kinds_of, open_pdf, pages_of
from .pdf_page import picture_of


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a PDF; pages that are pictures or whose text layer is garbled are recognised where the extra `ocr` is there.

    Raises ReadError where it is encrypted or damaged, TooLargeError where it has too many pages, MissingExtraError where
    it can be read by recognition only and the extra is missing.
    """
    document: Document = run_apart("pdf_layer:read_layer", data) or _with_pictures(data)
    source = SourceFile(name, MEDIA_TYPE, None, hashlib.sha256(data).hexdigest(), document.source.pages)
    if not document.blocks:
        raise EmptyDocumentError("holds no text", source=name)
    return replace(document, source=source)


def _with_pictures(data: bytes) -> Document:
    """Read a PDF with pages that need recognition; without the extra, only the others."""
    opened = open_pdf(data)
    try:
        pages, remarks = _pages(opened)
    finally:
        opened.close()
    builder = DocumentBuilder()
    write(pages, builder)
    return replace(builder.build(SourceFile("", MEDIA_TYPE, None, "", len(pages))), remarks=tuple(remarks))


def _pages(opened: Opened) -> tuple[list[Page], list[Remark]]:
    pages = pages_of(opened)
    kinds = kinds_of(opened, pages)
    poor = [index for index, kind in enumerate(kinds) if kind != "text"]
    if not scan.available():
        if len(poor) == len(pages) or all(not p.glyphs for p, k in zip(pages, kinds, strict=True) if k == "text"):
            raise MissingExtraError("ocr", "read it: its pages are pictures or its text layer is garbled")
        blank = [replace(p, glyphs=()) if k == "garbled" else p for p, k in zip(pages, kinds, strict=True)]
        return blank, [_unread(index, kinds[index]) for index in poor]
    return _recognised(opened, pages, poor)


def _recognised(opened: Opened, pages: list[Page], poor: Sequence[int]) -> tuple[list[Page], list[Remark]]:
    remarks: list[Remark] = []
    for done, index in enumerate(poor, 1):
        picture, scale = picture_of(opened, index, scan.DOTS_PER_INCH, scan.MOST_PIXELS)
        found = scan.recognise(picture, points_per_pixel=scale, label=f"page {index + 1} ({done} of {len(poor)})")
        pages[index] = found.page
        message = f"page {index + 1} was recognised: {found.doubtful} of {found.lines} lines are doubtful"
        remarks.append(
            Remark(
                "page-recognised",
                "warning" if found.doubtful else "info",
                f"{message}, mean confidence {found.confidence:.2f}",
            )
        )
    return pages, remarks


def _unread(index: int, kind: Kind) -> Remark:
    why = "is a picture" if kind == "scanned" else "has a garbled text layer"
    return Remark("page-unread", "error", f"page {index + 1} {why} and was not read; install plan-extract[ocr]")
