"""Where a finding stands: in the plain text of a document, or in a plan file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ..document.model import Document
from ..plan_files.json_places import KEY
from ..plan_files.load import Loaded
from ..rules.plan_file import Way
from ..span import Span
from .found import Found, at, way_to
from .model import Excerpt, Place
from .places import Text


class Where(Protocol):
    """What reports need to know of a finding's place."""

    def place(self, found: Found) -> Place | None:
        """The place in the file; None for the whole file."""
        ...

    def excerpt(self, found: Found) -> Excerpt | None:
        """The sentence or the line to show."""
        ...

    def page(self, found: Found) -> int | None:
        """The page, where the file has pages."""
        ...

    def quote(self, found: Found) -> str:
        """The characters that are meant."""
        ...


@dataclass(frozen=True)
class InDocument:
    """Places in the plain text of a document."""

    document: Document

    @cached_property
    def _text(self) -> Text:
        return Text(self.document.text)

    def place(self, found: Found) -> Place | None:
        """Lines and columns are those of `plan-extract text`."""
        return self._text.place(found.finding.span) if found.finding.span else None

    def excerpt(self, found: Found) -> Excerpt | None:
        """The sentence."""
        return self._text.excerpt(found.finding.span) if found.finding.span else None

    def page(self, found: Found) -> int | None:
        """The page of the first character."""
        return self.document.page_at(found.finding.span.start) if found.finding.span else None

    def quote(self, found: Found) -> str:
        """The characters of the span."""
        return found.finding.span.of(self.document.text) if found.finding.span else ""


@dataclass(frozen=True)
class InPlanFile:
    """Places in a plan file: those of the record that has the span; the sentence is the source's, where that is known."""

    loaded: Loaded
    source: Document | None

    @cached_property
    def _text(self) -> Text:
        return Text(self.loaded.text)

    @cached_property
    def _places(self) -> dict[Way, Span]:
        return self.loaded.places()

    def _way(self, found: Found) -> Way | None:
        if found.way is not None or found.finding.span is None:
            return found.way
        return way_to(self.loaded.data, found.finding.span)

    def _span(self, found: Found) -> Span | None:
        if found.line is not None:
            return self._text.line_span(found.line)
        way = self._way(found)
        if not way:
            return None
        key, value = self._places.get((*way, KEY)), self._places.get(way)
        whole = isinstance(at(self.loaded.data, way), dict | list)  # too much to point at: its key is enough
        span = key if key is not None and (found.at_key or whole or value is None) else value
        return self._line_of(span) if span is not None else None

    def _line_of(self, span: Span) -> Span:
        """The span, cut at the end of its first line."""
        line = self._text.line_span(self._text.place(span).line)
        return Span(span.start, min(span.end, max(line.end, span.start)))

    def place(self, found: Found) -> Place | None:
        """Lines and columns of the plan file."""
        span = self._span(found)
        return self._text.place(span) if span is not None else None

    def excerpt(self, found: Found) -> Excerpt | None:
        """The sentence of the source, or else the line of the plan file."""
        if self.source is not None and found.finding.span is not None:
            return Text(self.source.text).excerpt(found.finding.span)
        span = self._span(found)
        return self._text.excerpt(span) if span is not None else None

    def page(self, found: Found) -> int | None:
        """The page of the source."""
        span = found.finding.span
        return self.source.page_at(span.start) if self.source is not None and span is not None else None

    def quote(self, found: Found) -> str:
        """The characters of the source, or else the value that stands in the file."""
        if self.source is not None and found.finding.span is not None:
            return found.finding.span.of(self.source.text)
        way = self._way(found) or ()
        if found.at_key and way:
            return str(way[-1])
        span, record = found.finding.span, at(self.loaded.data, way[:-1])
        place = record.get("span") if isinstance(record, dict) else None
        if span is not None and place and (place["start"], place["end"]) == (span.start, span.end):
            return str(record.get("raw") or record.get("text") or at(self.loaded.data, way))
        value = at(self.loaded.data, way)
        return "" if value is None or isinstance(value, dict | list) else str(value)
