"""From a name on the command line to a Document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .targets import STDIN

if TYPE_CHECKING:
    from ..document.model import Document


def open_document(file: str, encoding: str | None, max_size: float | None) -> Document:
    """Read a file, or standard input for `-`."""
    from ..readers import read
    from ..settings import DEFAULT_LIMITS, Limits

    limits = DEFAULT_LIMITS
    if max_size is not None:
        limits = Limits(text_bytes=int(max_size * 1_000_000), file_bytes=int(max_size * 1_000_000))
    if file == STDIN:
        return read(sys.stdin.buffer.read(limits.most_bytes + 1), name=STDIN, encoding=encoding, limits=limits)
    return read(file, encoding=encoding, limits=limits)
