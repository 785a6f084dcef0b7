"""PDF: text with its places by PDFium, tables from ruling lines, scanned pages by recognition, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pypdfium2 as pdfium

from ..document.build import DocumentBuilder
from ..document.model import Document, Remark, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, ReadError, TooLargeError
from ..layout import scan
from ..layout.flow import write
from ..layout.model import Glyph, Page
from .pdf_page import has_picture, page_of, picture_of

MOST_PAGES = 3000
MOST_CHARS = 3_000_000
_FEWEST_CHARS = 30  # a page with fewer and a picture over it is a scan (a stamp or a page number may be text)
_LEAST_CHINESE = 0.15  # of a page's characters; a garbled layer has some tenth of that

Kind = Literal["text", "scanned", "garbled"]


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a PDF; pages that are pictures or whose text layer is garbled are recognised where the extra `ocr` is there.

    Raises ReadError where it is encrypted or damaged, TooLargeError where it has too many pages, MissingExtraError where
    it can be read by recognition only and the extra is missing.
    """
    opened = _open(data)
    try:
        pages, remarks = _pages(opened)
    finally:
        opened.close()
    builder = DocumentBuilder()
    write(pages, builder)
    source = SourceFile(name, "application/pdf", None, hashlib.sha256(data).hexdigest(), len(pages))
    document = replace(builder.build(source), remarks=tuple(remarks))
    if not document.blocks:
        raise EmptyDocumentError("holds no text", source=name)
    return document


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        opened = pdfium.PdfDocument(data)
        count = len(opened)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("is encrypted; save it without a password") from None
        raise ReadError("is damaged or no PDF; fetch it again") from None
    if count > MOST_PAGES:
        raise TooLargeError(f"has {count} pages, more than the {MOST_PAGES} allowed; split it")
    return opened


def _pages(opened: pdfium.PdfDocument) -> tuple[list[Page], list[Remark]]:
    pages, chars = [], 0
    for index in range(len(opened)):
        pages.append(page_of(opened, index))
        chars += len(pages[-1].glyphs)
        if chars > MOST_CHARS:
            raise TooLargeError(f"has more than {MOST_CHARS // 1_000_000} million characters; split it")
    kinds = _kinds(opened, pages)
    poor = [index for index, kind in enumerate(kinds) if kind != "text"]
    if not poor:
        return pages, []
    if not scan.available():
        if len(poor) == len(pages) or all(not p.glyphs for p, k in zip(pages, kinds, strict=True) if k == "text"):
            raise MissingExtraError("ocr", "read it: its pages are pictures or its text layer is garbled")
        blank = [replace(p, glyphs=()) if k == "garbled" else p for p, k in zip(pages, kinds, strict=True)]
        return blank, [_unread(index, kinds[index]) for index in poor]
    return _recognised(opened, pages, poor)


def _kinds(opened: pdfium.PdfDocument, pages: Sequence[Page]) -> list[Kind]:
    """Tell the pages apart; a page of numbers in a Chinese document is no garbled page."""
    every = [_share_of_chinese(page.glyphs) for page in pages]
    chars = sum(len(page.glyphs) for page in pages)
    chinese = sum(share * len(page.glyphs) for share, page in zip(every, pages, strict=True))
    garbled = chars > _FEWEST_CHARS and chinese < chars * _LEAST_CHINESE
    kinds: list[Kind] = []
    for index, page in enumerate(pages):
        if len(page.glyphs) < _FEWEST_CHARS and has_picture(opened, index):
            kinds.append("scanned")
        elif page.glyphs and every[index] < _LEAST_CHINESE and (garbled or _is_gibberish(page.glyphs)):
            kinds.append("garbled")
        else:
            kinds.append("text")
    return kinds


def _share_of_chinese(glyphs: Sequence[Glyph]) -> float:
    return sum("一" <= g.text <= "鿿" for g in glyphs) / len(glyphs) if glyphs else 0.0


def _is_gibberish(glyphs: Sequence[Glyph]) -> bool:
    """More marks, private-use characters and letters with accents than letters, digits and Chinese together."""
    return sum(map(_is_odd, (glyph.text for glyph in glyphs))) * 2 > len(glyphs)


def _is_odd(char: str) -> bool:
    return not char.isalnum() or "\ue000" <= char <= "\uf8ff" or "\x80" <= char < "\u0250"


def _recognised(opened: pdfium.PdfDocument, pages: list[Page], poor: Sequence[int]) -> tuple[list[Page], list[Remark]]:
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
