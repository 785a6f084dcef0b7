"""HTML: for people who look at records beside their text."""

from __future__ import annotations

from collections.abc import Sequence

from ..document.model import Document
from ..page.notes import Note
from ..page.render import page
from ..records.plan import PlanDocument
from ..tables.labels import Language
from .base import kept


def write(
    plan: PlanDocument,
    only: tuple[str, ...] = (),
    *,
    document: Document | None = None,
    notes: Sequence[Note] = (),
    lang: Language = "zh",
) -> bytes:
    """Write one page that needs no other file.

    `document` is what the plan was read from; without it the page has the text that the records hold. `notes` are shown
    beside the text (findings of `validate`). Title and header always stay.
    """
    keys = kept(only)
    if keys is not None:
        empty = {key: () for key in PlanDocument.model_fields if key not in {*keys, "metadata"}}
        plan = plan.model_copy(update=empty)
        notes = notes if "diagnostics" in keys else ()
    return page(plan, document, notes, lang=lang)
