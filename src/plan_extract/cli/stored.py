"""The documents of a store, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError, PlanExtractError
from ..settings import DEFAULT_LIMITS
from .pages import Paged, same_file

if TYPE_CHECKING:
    from ..document.model import Document
    from ..page.notes import Note
    from ..store.plans import Stored

_FILE = "manifest.sqlite"  # of a store


def is_store(path: str) -> bool:
    """Tell whether a folder is a store that `batch` made."""
    return (Path(path) / _FILE).is_file()


def stored_pages(path: str) -> Iterator[tuple[str, str, Paged]]:
    """Give every document of a store: where it was found, a name for its page, and what the page shows.

    The text is the document's own where its file is still what it was, else that which the records hold.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtraError("batch", "read a store", source=path)
    from ..store.opened import open_to_read
    from ..store.plans import stored_plans

    with open_to_read(Path(path)) as store:
        for each in stored_plans(store):
            notes = tuple(_note(finding) for finding in each.findings)
            yield each.source, each.plan.source.sha256[:16], Paged(each.plan, _document(each), notes)


def _note(finding: Mapping[str, Any]) -> Note:
    from ..page.notes import Note
    from ..span import Span

    start, end = finding["span_start"], finding["span_end"]
    span = None if start is None else Span(start, end)
    return Note(finding["code"], finding["level"], finding["message"], span)


def _document(stored: Stored) -> Document | None:
    try:
        return same_file(Path(stored.source), stored.plan, DEFAULT_LIMITS) if Path(stored.source).is_file() else None
    except (PlanExtractError, OSError, ValueError):
        return None  # gone or changed since
