"""PDF: text with its places by PDFium, tables from ruling lines, page by page."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, ReadError, TooLargeError
from ..layout.flow import write
from ..layout.model import Edge, Glyph, Page

MOST_PAGES = 3000
_MOST_PATHS = 20_000
_THIN = 3.0


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read a PDF.

    Raises ReadError where it is encrypted or damaged, TooLargeError where it has too many pages.
    """
    opened = _open(data)
    try:
        pages = [_page(opened, index) for index in range(len(opened))]
    finally:
        opened.close()
    builder = DocumentBuilder()
    write(pages, builder)
    source = SourceFile(name, "application/pdf", None, hashlib.sha256(data).hexdigest(), len(pages))
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("has no text layer; install plan-extract[ocr] to read scans")
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


def _page(opened: pdfium.PdfDocument, index: int) -> Page:
    page = opened[index]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            glyphs = tuple(_glyphs(text, height))
        finally:
            text.close()
        return Page(width, height, glyphs, tuple(_edges(page, height)))
    except pdfium.PdfiumError as error:
        raise ReadError(f"page {index + 1} is damaged ({error}); fetch the file again") from None
    finally:
        page.close()


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:  # noqa: ANN401 - a pypdfium2 text page
    """Each character with its box; PDFium counts from the bottom, we from the top."""
    box = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = box
    loose = raw.FS_RECTF()
    for i in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, i)
        if code <= 32 or code in (0xFFFE, 0x3000) or 0xD800 <= code < 0xE000:
            continue
        if raw.FPDFText_GetLooseCharBox(text, i, ctypes.byref(loose)):
            raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
            x0, x1 = (left.value, right.value) if right.value > left.value else (loose.left, loose.right)
            yield Glyph(chr(code), x0, height - loose.top, x1, height - loose.bottom)


def _edges(page: Any, height: float) -> Iterator[Edge]:  # noqa: ANN401 - a pypdfium2 page
    """Ruling lines: straight pieces of paths, and rectangles so thin that they are lines."""
    for count, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_PATHS:
            return
        yield from _path(drawn, height)


def _path(drawn: Any, height: float) -> Iterator[Edge]:  # noqa: ANN401
    number = raw.FPDFPath_CountSegments(drawn)
    if not 2 <= number <= 400:
        return
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last = first = (0.0, 0.0)
    for i in range(number):
        segment = raw.FPDFPath_GetPathSegment(drawn, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = (px, py)
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _edge(last, (px, py), height)
        last = (px, py)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _edge(last, first, height)
            last = first


def _edge(a: tuple[float, float], b: tuple[float, float], height: float) -> Iterator[Edge]:
    x0, x1 = sorted((a[0], b[0]))
    top, bottom = sorted((height - a[1], height - b[1]))
    if bottom - top <= 1.0 < x1 - x0:
        yield Edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif x1 - x0 <= 1.0 < bottom - top:
        yield Edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
