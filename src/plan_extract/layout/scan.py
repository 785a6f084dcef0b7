"""Pictures of pages to placed text: recognition by RapidOCR (extra `ocr`), ruling lines by OpenCV.

RapidOCR's wheel carries its models (PP-OCRv6, Apache-2.0), so nothing is fetched at run time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, degrees
from statistics import mean
from typing import Any

from ..errors import MissingExtraError
from .lines import is_wide
from .model import Glyph, Page
from .scan_marks import chinese_marks
from .scan_picture import edges_of, passed_over, without_seals

DOTS_PER_INCH = 200
MOST_PIXELS = 40_000_000
DOUBTFUL = 0.75  # confidence below which a line is worth a second look
_LONGEST_SIDE = (
    2400  # pixels; A4 at 200 dots an inch is read as it is, RapidOCR's own bound (2000) loses lone characters
)
_SURE = 0.8  # confidence of a single character
_STROKES = "1lLIi|一-—_.,'"  # what a piece of a ruling line looks like
_TILTED = (20.0, 70.0)  # degrees: watermarks run aslant; a line that one crosses is a little tilted
_MAKES_SENSE = 0.9  # mean confidence of a page that stands upright
_LOG = logging.getLogger("plan_extract.ocr")


@dataclass(frozen=True, slots=True)
class Scan:
    """A recognised page, the mean confidence of its lines (0 to 1) and how many of them are doubtful."""

    page: Page
    confidence: float
    doubtful: int
    lines: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A recognised line: the corners of its box (clockwise from its upper left), its text and confidence."""

    corners: tuple[tuple[float, float], ...]
    text: str
    score: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def tilt(self) -> float:
        """Degrees between its upper side and the level, 0 to 90."""
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        angle = abs(degrees(atan2(y1 - y0, x1 - x0)))
        return min(angle, 180 - angle)


def available() -> bool:
    """Tell whether the extra `ocr` is installed."""
    from importlib.util import find_spec

    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(picture: Any, *, points_per_pixel: float, label: str) -> Scan:  # noqa: ANN401 - a numpy array
    """Read a picture (rows by columns by BGR); `label` names it in the progress log: page 3 of 12.

    Raises MissingExtraError where the extra is not installed.
    """
    _LOG.info("recognising %s", label)
    picture = without_seals(picture, 72 / points_per_pixel)
    found = _read(picture)
    if _is_sideways(found):
        picture = _turned(picture, 1)
        found = _read(picture)
    if _sense(found) < _MAKES_SENSE:  # perhaps it stands on its head
        turned = _turned(picture, 2)
        other = _read(turned)
        if _sense(other) > _sense(found):
            picture, found = turned, other
    found = [line for line in found if len(line.text) < 3 or not _TILTED[0] < line.tilt < _TILTED[1]]
    found += _second_look(picture, found)
    height, width = picture.shape[:2]
    glyphs = tuple(_glyph(line, points_per_pixel) for line in found)
    edges = tuple(edges_of(picture, points_per_pixel))
    scores = [line.score for line in found]
    page = Page(width * points_per_pixel, height * points_per_pixel, glyphs, edges)
    return Scan(page, mean(scores) if scores else 0.0, sum(score < DOUBTFUL for score in scores), len(scores))


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr has no types
    if not available():
        raise MissingExtraError("ocr", "recognise scanned pages")
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": _LONGEST_SIDE})


def _read(picture: Any) -> list[_Found]:  # noqa: ANN401
    """Find and recognise the lines, each as it stands: told line by line, some are taken to stand on their heads."""
    result = _engine()(picture, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None:
        return []
    lines = zip(result.boxes, result.txts, result.scores, strict=True)
    return [
        _Found(tuple((float(x), float(y)) for x, y in box), text.strip(), float(score))
        for box, text, score in lines
        if text.strip()
    ]


def _turned(picture: Any, quarters: int) -> Any:  # noqa: ANN401
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(picture, quarters))


def _is_sideways(found: Sequence[_Found]) -> bool:
    """Most of the lines of a page that lies on its side are higher than wide; words of two characters tell nothing."""
    words = [line for line in found if len(line.text) > 2]
    tall = [_is_tall(line) for line in (words if len(words) >= 3 else found)]  # on its head, little of it is read
    return len(tall) >= 2 and sum(tall) * 2 > len(tall)


def _is_tall(line: _Found) -> bool:
    left, top, right, bottom = line.box
    return bottom - top > 1.5 * (right - left)


def _sense(found: Sequence[_Found]) -> float:
    """The mean confidence of the characters; a page on its head is read as nonsense."""
    chars = sum(len(line.text) for line in found)
    return sum(line.score * len(line.text) for line in found) / chars if chars else 1.0


def _second_look(picture: Any, found: Sequence[_Found]) -> Iterator[_Found]:  # noqa: ANN401
    """Recognise the single characters that the search for lines passed over."""
    seen = [(int(a), int(b), int(c), int(d)) for a, b, c, d in (line.box for line in found)]
    for left, top, right, bottom in passed_over(picture, seen):
        crop = _cut(picture, (left, top, right, bottom), pad=(bottom - top) // 3 + 2)
        if crop is None:
            continue
        result = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
        text = result.txts[0].strip() if result.txts else ""
        if text and text not in _STROKES and result.scores[0] >= _SURE:
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            yield _Found(corners, text, float(result.scores[0]))


def _cut(picture: Any, box: Sequence[float], pad: int = 0) -> Any:  # noqa: ANN401
    left, top, right, bottom = (int(value) for value in box)
    part = picture[max(0, top - pad) : bottom + pad, max(0, left - pad) : right + pad]
    return part if part.size else None


def _glyph(line: _Found, scale: float) -> Glyph:
    """A run of characters; its height is that of its characters, the box of a short line is often higher."""
    left, top, right, bottom = line.box
    units = sum(1.0 if is_wide(char) else 0.5 for char in line.text)
    high = min(bottom - top, max(1.1 * (right - left) / units, 0.6 * (bottom - top))) if units else bottom - top
    middle = (top + bottom) / 2
    return Glyph(
        chinese_marks(line.text), left * scale, (middle - high / 2) * scale, right * scale, (middle + high / 2) * scale
    )
