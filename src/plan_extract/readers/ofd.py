"""OFD (GB/T 33190-2016): text runs by ofdkit, ruling lines from the pages' paths; attachments are left alone."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from ..document.build import DocumentBuilder
from ..document.model import Document, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, ReadError, TooLargeError
from ..layout.flow import write
from ..layout.lines import is_wide
from ..layout.model import Edge, Glyph, Page
from .archive import UNREADABLE, open_zip

MOST_PAGES = 3000
_POINT = 72 / 25.4  # OFD counts in millimetres
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,10})?|[A-Za-z]")
_MOST_PATHS = 20_000


def read_ofd(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Read an OFD document.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it is a bomb or has too many pages,
    MissingExtraError where the extra `ofd` is not installed.
    """
    if find_spec("ofdkit") is None:
        raise MissingExtraError("ofd", "read OFD")
    import ofdkit

    archive = open_zip(data)
    try:
        with archive, ofdkit.open(io.BytesIO(data)) as opened:
            if len(opened.pages) > MOST_PAGES:
                raise TooLargeError(f"has {len(opened.pages)} pages, more than the {MOST_PAGES} allowed; split it")
            pages = [_page(archive, page) for page in opened.pages]
    except (ofdkit.OFDError, ElementTree.ParseError, LookupError, *UNREADABLE) as error:  # an encoding unknown
        raise ReadError(f"is no readable OFD document ({error}); fetch it again") from error
    builder = DocumentBuilder()
    write(pages, builder)
    source = SourceFile(name, "application/ofd", None, hashlib.sha256(data).hexdigest(), len(pages))
    document = builder.build(source)
    if not document.blocks:
        raise EmptyDocumentError("holds no text; if its pages are pictures, print it to PDF and read that")
    return document


def _page(archive: zipfile.ZipFile, page: Any) -> Page:  # noqa: ANN401 - ofdkit has no types
    left, top, width, height = page.box
    glyphs = (
        glyph
        for run in page.runs
        if left - 2 <= run.x <= left + width + 2 and top - 2 <= run.y <= top + height + 2
        for glyph in _glyphs(run)
    )
    edges = _edges(archive, page.location) if page.location else ()
    return Page(width * _POINT, height * _POINT, tuple(glyphs), tuple(edges))


def _glyphs(run: Any) -> Iterator[Glyph]:  # noqa: ANN401
    """A run cut into characters, its width shared out: a Latin letter has half of a Chinese character's."""
    shares = [1.0 if is_wide(char) else 0.5 for char in run.text]
    unit = (run.width or run.size * sum(shares)) / max(sum(shares), 0.5)
    x, top, bottom = run.x, run.y - run.size * 0.88, run.y + run.size * 0.12
    for char, share in zip(run.text, shares, strict=True):
        yield Glyph(char, x * _POINT, top * _POINT, (x + unit * share) * _POINT, bottom * _POINT)
        x += unit * share


def _edges(archive: zipfile.ZipFile, location: str) -> Iterator[Edge]:
    """Straight level and upright pieces of the page's paths (GB/T 33190, 9.1: AbbreviatedData)."""
    if location not in archive.namelist():
        return
    root = ElementTree.fromstring(archive.read(location))  # noqa: S314 - expat bounds entities, and fetches none
    for count, drawn in enumerate(e for e in root.iter() if e.tag.endswith("}PathObject")):
        if count > _MOST_PATHS:
            return
        boundary = [float(n) for n in (drawn.get("Boundary") or "").split()]
        data = next((e.text or "" for e in drawn if e.tag.endswith("}AbbreviatedData")), "")
        if len(boundary) == 4:
            matrix = [float(n) for n in (drawn.get("CTM") or "1 0 0 1 0 0").split()]
            yield from _pieces(data, boundary[0], boundary[1], matrix if len(matrix) == 6 else [1, 0, 0, 1, 0, 0])


def _pieces(data: str, x0: float, y0: float, matrix: list[float]) -> Iterator[Edge]:
    a, b, c, d, e, f = matrix
    numbers: list[float] = []
    command = ""
    last = first = (0.0, 0.0)
    for token in _NUMBER.findall(data):
        if not token.isalpha():
            numbers.append(float(token))
        else:
            command, numbers = token, []
            if token == "C":
                yield from _edge(last, first)
                last = first
        if command in "MLS" and len(numbers) == 2:
            x, y = numbers
            point = ((x0 + a * x + c * y + e) * _POINT, (y0 + b * x + d * y + f) * _POINT)
            if command == "L":
                yield from _edge(last, point)
            else:
                first = point
            last, numbers = point, []


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Edge]:
    (x0, x1), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    if bottom - top <= 1.0 < x1 - x0:
        yield Edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif x1 - x0 <= 1.0 < bottom - top:
        yield Edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
