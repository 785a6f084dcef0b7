"""Pictures of pages to placed text: recognition by RapidOCR (extra `ocr`), ruling lines by OpenCV.

RapidOCR's wheel carries its models (PP-OCRv6, Apache-2.0), so nothing is fetched at run time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from statistics import mean
from typing import Any

from ..errors import MissingExtraError
from .model import Edge, Glyph, Page

DOTS_PER_INCH = 200
MOST_PIXELS = 40_000_000
DOUBTFUL = 0.75  # confidence below which a line is worth a second look
_LONGEST_TEXT_STROKE = 0.04  # of the page's width: ruling lines are longer
_LOG = logging.getLogger("plan_extract.ocr")


@dataclass(frozen=True, slots=True)
class Scan:
    """A recognised page, the mean confidence of its lines (0 to 1) and how many of them are doubtful."""

    page: Page
    confidence: float
    doubtful: int
    lines: int


def available() -> bool:
    """Tell whether the extra `ocr` is installed."""
    from importlib.util import find_spec

    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(picture: Any, *, points_per_pixel: float, label: str) -> Scan:  # noqa: ANN401 - a numpy array
    """Read a picture (rows by columns by BGR); `label` names it in the progress log: page 3 of 12.

    Raises MissingExtraError where the extra is not installed.
    """
    _LOG.info("recognising %s", label)
    result = _engine()(picture)
    if _is_sideways(result):
        import numpy

        picture = numpy.ascontiguousarray(numpy.rot90(picture))
        result = _engine()(picture)
    found = list(zip(result.boxes, result.txts, result.scores, strict=True)) if result.boxes is not None else []
    glyphs = tuple(_glyph(box, text, points_per_pixel) for box, text, _ in found if text.strip())
    height, width = picture.shape[:2]
    edges = tuple(_edges(picture, points_per_pixel))
    scores = [float(score) for _, _, score in found]
    page = Page(width * points_per_pixel, height * points_per_pixel, glyphs, edges)
    return Scan(page, mean(scores) if scores else 0.0, sum(score < DOUBTFUL for score in scores), len(scores))


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr has no types
    if not available():
        raise MissingExtraError("ocr", "recognise scanned pages")
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _is_sideways(result: Any) -> bool:  # noqa: ANN401
    """Most of the lines of a page that lies on its side are higher than wide."""
    if result.boxes is None or len(result.boxes) < 4:
        return False
    upright = sum(1 for box, text in zip(result.boxes, result.txts, strict=True) if len(text) > 2 and _tall(box))
    return upright * 2 > len(result.boxes)


def _tall(box: Any) -> bool:  # noqa: ANN401
    xs, ys = [p[0] for p in box], [p[1] for p in box]
    return bool(max(ys) - min(ys) > 1.5 * (max(xs) - min(xs)))


def _glyph(box: Any, text: str, scale: float) -> Glyph:  # noqa: ANN401
    xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
    return Glyph(text.strip(), min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale)


def _edges(picture: Any, scale: float) -> list[Edge]:  # noqa: ANN401
    """Long level and upright strokes of ink."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(~grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -2)
    longest = max(40, int(picture.shape[1] * _LONGEST_TEXT_STROKE))
    edges: list[Edge] = []
    for size in ((longest, 1), (1, longest)):
        strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        contours, _ = cv2.findContours(strokes, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            x, y, width, height = cv2.boundingRect(contour)
            if min(width, height) > 12:
                continue
            left, top, right, bottom = x * scale, y * scale, (x + width) * scale, (y + height) * scale
            across, down = (top + bottom) / 2, (left + right) / 2
            edges.append(Edge(left, across, right, across) if size[1] == 1 else Edge(down, top, down, bottom))
    return edges
