"""The text layer of a PDF, and which of its pages have none that can be trusted: scans, and garbled ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import pypdfium2 as pdfium

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import ReadError, TooLargeError
from ..layout.flow import write
from ..layout.model import Glyph, Page
from .pdf_page import has_picture, page_of

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 3000
MOST_CHARS = 3_000_000
_FEWEST_CHARS = 30  # a page with fewer and a picture over it is a scan (a stamp or a page number may be text)
_LEAST_CHINESE = 0.15  # of a page's characters; a garbled layer has some tenth of that

Kind = Literal["text", "scanned", "garbled"]
Opened: TypeAlias = pdfium.PdfDocument


def read_layer(data: bytes) -> Document | None:
    """Read a PDF, its name left out; None where a page needs recognition.

    Raises ReadError where it is encrypted or damaged, TooLargeError where it has too many pages or characters.
    """
    opened = open_pdf(data)
    try:
        pages = pages_of(opened)
        if any(kind != "text" for kind in kinds_of(opened, pages)):
            return None
    finally:
        opened.close()
    builder = DocumentBuilder()
    write(pages, builder)
    return builder.build(SourceFile("", MEDIA_TYPE, None, "", len(pages)))


def open_pdf(data: bytes) -> Opened:
    """Open a PDF; nothing but its list of pages is read yet."""
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


def pages_of(opened: Opened) -> list[Page]:
    """Read every page."""
    pages, chars = [], 0
    for index in range(len(opened)):
        pages.append(page_of(opened, index))
        chars += len(pages[-1].glyphs)
        if chars > MOST_CHARS:
            raise TooLargeError(f"has more than {MOST_CHARS // 1_000_000} million characters; split it")
    return pages


def kinds_of(opened: Opened, pages: Sequence[Page]) -> list[Kind]:
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
