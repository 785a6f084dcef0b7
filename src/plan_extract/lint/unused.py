"""Suppressions of a configuration that suppressed nothing; those of a plan file are the runner's business."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..span import Span
from .config import Accepted
from .found import Found
from .model import Checked, Excerpt, Place, Told
from .orders import Orders
from .places import Text
from .runner import stamp, tell
from .suppress import unused

_CODE = "PF004"


def unused_of_configuration(files: Sequence[tuple[Orders, Checked]]) -> list[Checked]:
    """Give, for each configuration, the suppressions that suppressed nothing in these files.

    One that names none of the files that were checked is let be: it may be for another run.
    """
    served: dict[Path, dict[Accepted, bool]] = {}
    orders_of: dict[Path, Orders] = {}
    for orders, checked in files:
        if orders.config is not None and _CODE in orders.codes:
            orders_of[orders.config] = orders
            entries = served.setdefault(orders.config, {})
            for number, entry in enumerate(orders.accepted):
                entries[entry] = entries.get(entry, False) or number in checked.used
    made = ((config, _told(config, entries, orders_of[config])) for config, entries in served.items())
    return [Checked(str(config), "configuration", None, told) for config, told in made if told]


def _told(config: Path, entries: dict[Accepted, bool], orders: Orders) -> tuple[Told, ...]:
    used = frozenset(number for number, served in enumerate(entries.values()) if served)
    where = _InConfiguration(Text(config.read_text(encoding="utf-8-sig")))
    accepted = list(entries)
    found = [
        Found(stamp(_CODE, message, orders), quote=accepted[number].document)
        for number, message in unused(accepted, used, orders.codes)
    ]
    return tell(str(config), found, where, orders)


class _InConfiguration:
    """Places in the configuration: where the name of the document stands first."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def _span(self, found: Found) -> Span | None:
        start = self._text.text.find(found.quote)
        return Span(start, start + len(found.quote)) if start >= 0 else None

    def place(self, found: Found) -> Place | None:
        span = self._span(found)
        return self._text.place(span) if span else None

    def excerpt(self, found: Found) -> Excerpt | None:
        span = self._span(found)
        return self._text.excerpt(span) if span else None

    def page(self, found: Found) -> int | None:  # noqa: ARG002
        return None

    def quote(self, found: Found) -> str:
        return found.quote
