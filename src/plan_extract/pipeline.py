"""The whole story: read, extract, link."""

from __future__ import annotations

import hashlib
import os
from typing import Any

from .assemble import assemble
from .document.model import Document, SourceFile
from .errors import EncodingError
from .extractors import EXTRACTORS
from .extractors.base import Doubt, Findings
from .link import link
from .readers import read
from .readers.text import text_document
from .records.plan import PlanDocument
from .settings import DEFAULT_LIMITS, Limits
from .structure.model import Reading
from .structure.read import read_structure


def parse(
    path: str | os.PathLike[str], *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> PlanDocument:
    """Read a file into its records."""
    return extract(read(path, encoding=encoding, limits=limits))


def parse_text(text: str, *, name: str = "-") -> PlanDocument:
    """Read a text that is already in memory; its spans index `text` itself."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise EncodingError(f"character {error.start} is half a surrogate pair, no text", source=name) from None
    return extract(text_document(text, SourceFile(name, "text/plain", "utf-8", hashlib.sha256(data).hexdigest())))


def extract(document: Document) -> PlanDocument:
    """Turn a document that was read into its records."""
    reading = read_structure(document)
    found = _find(reading)
    return assemble(reading, found, link(reading, found))


def _find(reading: Reading) -> Findings:
    """Run every extractor, in the order of their table."""
    found: dict[str, Any] = {}
    doubts = [Doubt(r.code, r.severity, r.message, r.span) for r in reading.document.remarks]
    for name in EXTRACTORS:
        found[name], doubted = EXTRACTORS[name](reading)
        doubts.extend(doubted)
    indicators = sorted((*found.pop("table_indicators"), *found.pop("prose_indicators")), key=lambda i: i.span)
    doubts.sort(key=lambda doubt: (doubt.span or (0, 0), doubt.code))
    return Findings(indicators=tuple(indicators), doubts=tuple(doubts), **found)
