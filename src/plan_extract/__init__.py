"""Reads Chinese government plans into validated records.

>>> from plan_extract import parse_text
>>> parse_text("XX市养老服务实施方案").source.chars
11
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import (
    EmptyDocumentError,
    EncodingError,
    PlanExtractError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
    UsageError,
    WriteError,
)

if TYPE_CHECKING:
    import os

    from .lint.model import Told
    from .records.plan import PlanDocument
    from .settings import Limits

__version__ = "0.1.0"

__all__ = [
    "EmptyDocumentError",
    "EncodingError",
    "PlanDocument",
    "PlanExtractError",
    "ReadError",
    "TooLargeError",
    "UnknownFormatError",
    "UsageError",
    "WriteError",
    "__version__",
    "parse",
    "parse_text",
    "validate",
]


def parse(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    limits: Limits | None = None,
    keywords: bool = False,
) -> PlanDocument:
    """Read one file into its records.

    `encoding` is for text formats and overrides what the bytes look like; `limits` bounds what is read.
    `keywords` gives each task its five most telling words, which loads a dictionary.
    Raises `ReadError` (see `plan_extract.errors`), whose message is one line that names the file.
    """
    from . import pipeline
    from .settings import DEFAULT_LIMITS

    return pipeline.parse(path, encoding=encoding, limits=limits or DEFAULT_LIMITS, keywords=keywords)


def parse_text(text: str, *, name: str = "-", keywords: bool = False) -> PlanDocument:
    """Read a text into its records; every span indexes `text` itself. `name` stands in `source`."""
    from . import pipeline

    return pipeline.parse_text(text, name=name, keywords=keywords)


def validate(
    path: str | os.PathLike[str], *, encoding: str | None = None, limits: Limits | None = None
) -> tuple[Told, ...]:
    """Check a document or a plan file by the nearest configuration, and give what is found.

    Each has `finding` (code, name, level, message), `place` (lines and columns), `quote`, `excerpt` and `fingerprint`.
    Raises `ReadError`, and `UsageError` where the configuration is wrong.
    """
    import os

    from .lint.files import validate_file
    from .settings import DEFAULT_LIMITS

    return validate_file(os.fspath(path), encoding=encoding, limits=limits or DEFAULT_LIMITS)


def __getattr__(name: str) -> type[PlanDocument]:
    """Load the record type on first use: importing plan_extract costs no Pydantic."""
    if name == "PlanDocument":
        from .records.plan import PlanDocument

        return PlanDocument
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
