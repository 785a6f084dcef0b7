"""What reports share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..lint.model import Outcome, Told
from ..printable import clean
from ..rules.base import Level

_COLOURS: dict[Level, str] = {"error": "31", "warning": "33", "info": "36"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for people looks."""

    colour: bool = False

    def painted(self, text: str, code: str) -> str:
        """The text in a colour (an SGR code such as `1;31`), where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def by_level(self, text: str, level: Level) -> str:
        """The text, bold, in the colour of a level."""
        return self.painted(text, f"1;{_COLOURS[level]}")


class Report(Protocol):
    """A report turns an outcome into text that ends with a line end, or is empty; the same outcome, the same text."""

    def __call__(self, outcome: Outcome, look: Look) -> str:
        """Write."""
        ...


def position(told: Told) -> str:
    """Where a finding stands: `plan.txt:3:1`, a whole file `plan.txt`."""
    place = told.place
    return clean(told.path) + (f":{place.line}:{place.column}" if place is not None else "")


def headline(told: Told, look: Look) -> str:
    """A finding in one line."""
    finding = told.finding
    page = f" (page {told.page})" if told.page is not None else ""
    code = look.by_level(finding.code, finding.level)
    return f"{look.painted(position(told), '1')}: {code} {finding.level}: {clean(finding.message)}{page}"


def as_data(told: Told) -> dict[str, Any]:
    """A finding as programs read it: `start` and `end` count code points, lines and columns begin with 1."""
    finding, place = told.finding, told.place
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level,
        "message": finding.message,
        "file": told.path,
        "page": told.page,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": told.quote or None,
        "fingerprint": told.fingerprint,
    }


def posix(path: str) -> str:
    """A path as CI wants it: from the folder it runs in, with slashes."""
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix() if path != "-" else "stdin"
    except ValueError:
        return Path(path).as_posix()
