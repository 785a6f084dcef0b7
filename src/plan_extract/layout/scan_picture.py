"""What OpenCV sees on the picture of a page: ruling lines, seals over the text, single characters that were passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .model import Edge

_LONGEST_TEXT_STROKE = 0.04  # of the page's width: ruling lines are longer
_THICKEST = 12  # pixels
_SEAL = (1.0, 2.6)  # inches across: GF/T official seals measure 3.8 to 5 cm, their pictures a little more
_REDDER = 60  # of 255: how much brighter red is than green and blue in the ink of a seal
_PASSED_OVER = (0.5, 1.7)  # of the height of the lines: the longer side of a single character or digit
_THINNEST = 0.2  # of the same: its shorter side
_APART = 0.25  # of the same: what stands nearer to a recognised line is a piece of it
_MOST_PASSED_OVER = 60

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


def without_seals(picture: Any, dots_per_inch: float) -> Any:  # noqa: ANN401 - numpy arrays
    """Wipe red seals, so that the text under them can be read; red heads (红头) are lower than a seal and stay."""
    import cv2

    blue, green, red = (picture[:, :, i].astype("int16") for i in range(3))
    stamp = ((red - green > _REDDER) & (red - blue > _REDDER)).astype("uint8")
    if not stamp.any():
        return picture
    reach = max(3, int(dots_per_inch * 0.06))
    joined = cv2.morphologyEx(stamp, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    wiped = picture.copy()
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        if _SEAL[0] * dots_per_inch <= height <= _SEAL[1] * dots_per_inch and width >= 0.6 * height:
            part = (slice(y, y + height), slice(x, x + width))
            wiped[part][red[part] > 140] = 255
    return wiped


def edges_of(picture: Any, scale: float) -> list[Edge]:  # noqa: ANN401
    """Long level and upright strokes of ink."""
    ink = _ink(picture)
    longest = max(40, int(ink.shape[1] * _LONGEST_TEXT_STROKE))
    edges: list[Edge] = []
    for level in (True, False):
        for x, y, width, height in _strokes(ink, longest, level=level):
            left, top, right, bottom = x * scale, y * scale, (x + width) * scale, (y + height) * scale
            across, down = (top + bottom) / 2, (left + right) / 2
            edges.append(Edge(left, across, right, across) if level else Edge(down, top, down, bottom))
    return edges


def passed_over(picture: Any, seen: Sequence[Box]) -> Iterator[Box]:  # noqa: ANN401
    """Boxes of ink as large as one character that no recognised line covers: a lone 前 or 5 in a cell of a table."""
    import cv2

    if not seen:
        return
    ink = _ink(picture)
    high = sorted(bottom - top for _, top, _, bottom in seen)[len(seen) // 2]
    apart = int(high * _APART)
    for left, top, right, bottom in seen:
        ink[max(0, top - apart) : bottom + apart, max(0, left - apart) : right + apart] = 0
    for level in (True, False):
        for x, y, width, height in _strokes(ink, high, level=level):
            ink[max(0, y - 4) : y + height + 4, max(0, x - 4) : x + width + 4] = 0
    reach = max(3, high // 3)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        longer, shorter = max(width, height), min(width, height)
        if _PASSED_OVER[0] * high <= longer <= _PASSED_OVER[1] * high and shorter >= _THINNEST * high:
            found.append((x, y, x + width, y + height))
    if len(found) <= _MOST_PASSED_OVER:  # more of them are dirt
        yield from found


def _ink(picture: Any) -> Any:  # noqa: ANN401
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(~grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -2)


def _strokes(ink: Any, longest: int, *, level: bool) -> Iterator[tuple[int, int, int, int]]:  # noqa: ANN401
    """Left, top, width and height of straight strokes that are at least so long, and thin."""
    import cv2

    size = (longest, 1) if level else (1, longest)
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    contours, _ = cv2.findContours(strokes, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        if min(width, height) <= _THICKEST:
            yield x, y, width, height
