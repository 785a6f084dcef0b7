"""Scans as pictures (JPG, PNG, TIFF): recognised like scanned pages, every page of a TIFF."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ..document.build import DocumentBuilder
from ..document.model import Document, Remark, SourceFile
from ..errors import EmptyDocumentError, MissingExtraError, PlanExtractError, ReadError, TooLargeError
from ..layout import scan
from ..layout.flow import write

MOST_PAGES = 500
_MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "GIF": "image/gif", "BMP": "image/bmp"}


def read_image(data: bytes, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001 - the form of a reader
    """Recognise a picture, turned as its camera says.

    Raises MissingExtraError where the extra `ocr` is not installed, TooLargeError where it has too many pixels, ReadError
    where it is damaged.
    """
    if not scan.available():
        raise MissingExtraError("ocr", "read pictures")
    pages, remarks = [], []
    with warnings.catch_warnings(action="ignore"), _opened(data) as picture:  # what is bad is an error below
        media = _MEDIA.get(picture.format or "", "image/*")
        for number, frame in enumerate(_frames(picture), 1):
            found = scan.recognise(frame, points_per_pixel=72 / scan.DOTS_PER_INCH, label=f"page {number}")
            pages.append(found.page)
            remarks.append(_remark(number, found))
    builder = DocumentBuilder()
    write(pages, builder)
    source = SourceFile(name, media, None, hashlib.sha256(data).hexdigest(), len(pages))
    document = replace(builder.build(source), remarks=tuple(remarks))
    if not document.blocks:
        raise EmptyDocumentError("shows no text; scan it again, straight and with 200 dots an inch", source=name)
    return document


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Pillow raises over a damaged picture, which may be anything, into an error of ours."""
    from PIL import Image

    try:
        yield
    except Image.DecompressionBombError:
        raise _too_large() from None
    except PlanExtractError:
        raise
    except Exception as error:
        raise ReadError(f"is no readable picture ({type(error).__name__}); save it anew") from None


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open the picture; nothing of it is decoded yet."""
    from PIL import Image

    with _told():
        picture = Image.open(io.BytesIO(data))
    with picture:
        yield picture


def _too_large() -> TooLargeError:
    return TooLargeError(f"has more than {scan.MOST_PIXELS // 1_000_000} million pixels; scan it with fewer")


def _frames(picture: Any) -> Iterator[Any]:  # noqa: ANN401 - Pillow and numpy
    """Each page as a BGR array."""
    from PIL import ImageSequence

    frames = iter(ImageSequence.Iterator(picture))
    for count in range(MOST_PAGES + 1):
        with _told():
            frame = next(frames, None)
            array = None if frame is None else _array(frame)
        if array is None:
            return
        if count == MOST_PAGES:
            raise TooLargeError(f"has more than {MOST_PAGES} pages; split it")
        yield array


def _array(frame: Any) -> Any:  # noqa: ANN401
    """A page, turned as its camera says."""
    import numpy
    from PIL import ImageOps

    if frame.width * frame.height > scan.MOST_PIXELS:
        raise _too_large()
    turned = ImageOps.exif_transpose(frame).convert("RGB")
    return numpy.ascontiguousarray(numpy.asarray(turned)[:, :, ::-1])


def _remark(number: int, found: scan.Scan) -> Remark:
    message = f"page {number} was recognised: {found.doubtful} of {found.lines} lines are doubtful"
    severity = "warning" if found.doubtful else "info"
    return Remark("page-recognised", severity, f"{message}, mean confidence {found.confidence:.2f}")  # type: ignore[arg-type]
