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
from .trace import Trace, trace


def parse(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    keywords: bool = False,
) -> PlanDocument:
    """Read a file into its records; `keywords` gives each task its most telling words."""
    return extract(read(path, encoding=encoding, limits=limits), keywords=keywords)


def parse_text(text: str, *, name: str = "-", keywords: bool = False) -> PlanDocument:
    """Read a text that is already in memory; its spans index `text` itself."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise EncodingError(f"character {error.start} is half a surrogate pair, no text", source=name) from None
    source = SourceFile(name, "text/plain", "utf-8", hashlib.sha256(data).hexdigest())
    return extract(text_document(text, source), keywords=keywords)


def extract(document: Document, *, keywords: bool = False) -> PlanDocument:
    """Turn a document that was read into its records."""
    reading = read_structure(document)
    found = _find(reading)
    return assemble(reading, found, link(reading, found), keywords=keywords)


def explain(document: Document) -> Trace:
    """Turn a document into its records and tell of each which rule read which characters."""
    reading = read_structure(document)
    found = _find(reading)
    links = link(reading, found)
    return trace(assemble(reading, found, links), document.text, found, links)


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
