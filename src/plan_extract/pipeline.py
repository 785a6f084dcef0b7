"""The whole story: read, extract, link."""

from __future__ import annotations

from .document.model import Document
from .extractors import EXTRACTORS
from .link import link
from .records.plan import PlanDocument
from .structure.read import read_structure


def extract(document: Document) -> PlanDocument:
    """Turn a document that was read into its records."""
    reading = read_structure(document)
    found, doubts = {}, []
    for name in EXTRACTORS:
        found[name], doubted = EXTRACTORS[name](reading)
        doubts.extend(doubted)
    return link(reading, found, doubts)
