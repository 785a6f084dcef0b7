"""A time as printed, and the place where one was seen: what the readers of times give and are given."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..span import Span
from .periods import Point, Precision

Kind = Literal["by", "during", "from", "recurring"]
Form = Literal["calendar", "plan", "lasting", "recurring", "festival", "term"]


class TimeExpression(NamedTuple):
    """A time as printed, its kind told by its own words.

    `first` and `last` bound it (the same for a single point, `first` None where only the end is told), `lasting` is a
    count and its unit (三年内 is 3, 年), `prefix` and `suffix` the words that belong to it (到, 前, 期间).
    """

    span: Span
    form: Form
    kind: Kind
    precision: Precision | None
    first: Point | None = None
    last: Point | None = None
    lasting: tuple[int, str] | None = None
    recurrence: str | None = None
    prefix: str = ""
    suffix: str = ""


class Hit(NamedTuple):
    """A match of the one pattern of times, in its text, and the stretch that is read."""

    folded: str
    match: re.Match[str]
    within: Span

    @property
    def form(self) -> str:
        """The name of the alternative that matched."""
        return self.match.lastgroup or ""

    @property
    def printed(self) -> str:
        """What matched."""
        return self.match[0]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(*self.match.span())

    def preceded(self, *words: str) -> str:
        """The first of the words that stands right before it, or nothing."""
        before = self.folded[max(self.within.start, self.span.start - 4) : self.span.start]
        return next((word for word in words if before.endswith(word)), "")
