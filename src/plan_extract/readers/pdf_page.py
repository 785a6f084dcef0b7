"""One page of a PDF by PDFium: its characters, its ruling lines, its picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from math import pi
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..errors import ReadError
from ..layout.model import Edge, Glyph, Page

_MOST_PATHS = 20_000
_MOST_SEGMENTS = 400
_MOST_EDGES = 40_000
_DEEPEST = 3
_NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF, 0x3000})
_SAMPLE = 2000  # characters that tell the usual height
_LARGE = 1.25  # of that: what is turned has a larger box
_ASLANT = 0.08  # of a quarter
_PALEST = 12  # of 255


def page_of(opened: pdfium.PdfDocument, index: int) -> Page:
    """Read one page.

    Raises ReadError where the page is damaged.
    """
    page = _load(opened, index)
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            glyphs = tuple(_glyphs(text.raw, height))
        finally:
            text.close()
        return Page(width, height, glyphs, tuple(islice(_edges(page, height), _MOST_EDGES)))
    except pdfium.PdfiumError as error:
        raise ReadError(f"page {index + 1} is damaged ({error}); fetch the file again") from None
    finally:
        page.close()


def has_picture(opened: pdfium.PdfDocument, index: int) -> bool:
    """Tell whether a picture covers a good part of the page."""
    page = _load(opened, index)
    try:
        width, height = page.get_size()
        for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
            left, bottom, right, top = drawn.get_bounds()
            if (right - left) * (top - bottom) > 0.3 * width * height:
                return True
        return False
    except pdfium.PdfiumError:
        return False
    finally:
        page.close()


def picture_of(opened: pdfium.PdfDocument, index: int, dots_per_inch: int, most_pixels: int) -> tuple[Any, float]:
    """Render a page to a BGR array, and say how many points a pixel is; a huge page is rendered smaller."""
    page = _load(opened, index)
    try:
        width, height = page.get_size()
        scale = dots_per_inch / 72
        scale = min(scale, (most_pixels / max(1.0, width * height)) ** 0.5)
        return page.render(scale=scale).to_numpy(), 1 / scale
    except pdfium.PdfiumError as error:
        raise ReadError(f"page {index + 1} cannot be rendered ({error}); fetch the file again") from None
    finally:
        page.close()


def _load(opened: pdfium.PdfDocument, index: int) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    try:
        return opened[index]
    except pdfium.PdfiumError:
        raise ReadError(f"page {index + 1} is damaged; fetch the file again") from None


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:  # noqa: ANN401
    """The characters that stand upright or on their side; watermarks run aslant."""
    placed = list(_placed(text, height))
    heights = sorted([glyph.bottom - glyph.top for _, glyph in placed[:_SAMPLE]])
    usual = heights[len(heights) // 2] if heights else 0.0
    for index, glyph in placed:
        if glyph.bottom - glyph.top <= _LARGE * usual or not _is_aslant(text, index):
            yield glyph


def _is_aslant(text: Any, index: int) -> bool:  # noqa: ANN401
    """Whether a character is turned by something else than quarters of a circle."""
    quarters = raw.FPDFText_GetCharAngle(text, index) / (pi / 2)
    return bool(abs(quarters - round(quarters)) > _ASLANT)


def _placed(text: Any, height: float) -> Iterator[tuple[int, Glyph]]:  # noqa: ANN401
    """Each character with its number and its box; PDFium counts from the bottom, we from the top.

    The ink tells where a character begins and ends, the font how high its line is. Written for speed: this runs once for
    each character of a document.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    ink = [ctypes.byref(side) for side in (left, right, bottom, top)]
    loose = raw.FS_RECTF()
    box = ctypes.byref(loose)
    code_of, ink_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox, raw.FPDFText_GetLooseCharBox
    for i in range(raw.FPDFText_CountChars(text)):
        code = code_of(text, i)
        if code <= 32 or code in _NO_CHARACTERS or 0xD800 <= code < 0xE000:
            continue
        if box_of(text, i, box):
            ink_of(text, i, *ink)
            x0, x1 = left.value, right.value
            if x1 <= x0:
                x0, x1 = loose.left, loose.right
            yield i, Glyph(chr(code), x0, height - loose.top, x1, height - loose.bottom)


def _edges(page: Any, height: float) -> Iterator[Edge]:  # noqa: ANN401
    """Ruling lines: straight pieces of paths; thin rectangles have two, which are one once snapped."""
    for count, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST)):
        if count > _MOST_PATHS:
            return
        yield from _path(drawn, height)


def _path(drawn: Any, height: float) -> Iterator[Edge]:  # noqa: ANN401
    number = raw.FPDFPath_CountSegments(drawn)
    if not 2 <= number <= _MOST_SEGMENTS or not _is_seen(drawn):
        return
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last = first = (0.0, 0.0)
    for i in range(number):
        segment = raw.FPDFPath_GetPathSegment(drawn, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _edge(last, point, height)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _edge(last, first, height)
            last = first


def _is_seen(drawn: Any) -> bool:  # noqa: ANN401
    """Whether a path leaves a mark: browsers print a white box behind every line, and paths that only clip."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(drawn, fill, stroke) or stroke.value:
        return True
    if not fill.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return True
    return alpha.value > _PALEST and min(red.value, green.value, blue.value) < 255 - _PALEST


def _edge(a: tuple[float, float], b: tuple[float, float], height: float) -> Iterator[Edge]:
    x0, x1 = sorted((a[0], b[0]))
    top, bottom = sorted((height - a[1], height - b[1]))
    if bottom - top <= 1.0 < x1 - x0:
        yield Edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif x1 - x0 <= 1.0 < bottom - top:
        yield Edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
