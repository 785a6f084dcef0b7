"""One quantity in its clause, and what was read so far: the ground on which its name is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..characters import compiled
from ..span import Span
from ..values.measure_words import BLANK, joins, opened, thing
from ..values.quantities import Quantity

Sort = Literal["reached", "changed", "made", "bounded", "rated", "share"]

LONGEST_NAME = 60
_LONG_BRACKET = re.compile(r"[(（][^()（）]{12,200}[)）]")
_KINDS = compiled(r"^.{4,60}(?:[”》]等(?=[一-鿿]{4})|等(?=[一-鿿]{0,6}(?:类|系列)))")  # 摩博会、博览会等|消费类展会


class Measured(NamedTuple):
    """A quantity with its name and the clause it was read from; `sentence` is where its sentence begins.

    `sort` tells what made it a measure: a verb of reaching (达到), of change (压减), of making (新建), a comparator
    alone (不少于), a name that is a measure (覆盖率100%), or a share that something is done to (80%以上的学校纳入…).
    `framed`: 力争, 确保 or 实现 stand before it.
    """

    name: str
    quantity: Quantity
    clause: Span
    sentence: int
    sort: Sort
    framed: bool = False


@dataclass(slots=True)
class Clause:
    """A clause: `work` is its folded text with times blanked and marks inside brackets hidden, `text` the printed one.

    `made` tells that a name was found in it, `rest` are names that wait for their values (分别达到65%和55%), `first` is
    the first name of a list and `lent` whether a later one was given its head, `edge` where the words before the next
    quantity begin, `last` the measure read last.
    """

    span: Span
    sentence: int
    work: str
    text: str
    previous: str = ""
    previous_text: str = ""
    made: bool = False
    edge: int = 0
    rest: list[str] = field(default_factory=list)
    first: str = ""
    lent: bool = False
    consumed: Quantity | None = None
    last: Measured | None = None

    def of(self, span: Span) -> str:
        """The working text of a part of it."""
        return self.work[span.start - self.span.start : span.end - self.span.start]

    def blank(self, start: int, end: int) -> None:
        """Hide a part, such as an old value, so that the name stands next to the new one: 从22天|压缩至9天."""
        start, end = start - self.span.start, end - self.span.start
        self.work = self.work[:start] + BLANK * (end - start) + self.work[end:]

    def name(self, span: Span) -> str:
        """The printed characters of a name, white space, times and long brackets dropped."""
        return name_of(self.of(span), self.text[span.start - self.span.start : span.end - self.span.start])


@dataclass(slots=True)
class Place:
    """One quantity in its clause: `left` are the words before it, `right` those behind it, up to `following`.

    `topic` is the last name of the sentence that stood before its value, `counted` tells that the sentence had any.
    """

    q: Quantity
    clause: Clause
    left: Span
    right: Span
    following: Quantity | None
    topic: str
    counted: bool
    framed: bool = False

    def opened(self, span: Span) -> Span:
        """Leave out what stands before a name and is no part of it: 力争, 其中, 到2025年."""
        at, framed = opened(self.clause.of(span))
        self.framed |= framed
        return Span(min(span.start + at, span.end), span.end)

    def thing(self, span: Span) -> str:
        """The name in the words behind a number: without 建设 or 等."""
        start, end = thing(self.clause.of(span))
        return self.clause.name(Span(span.start + start, span.start + end))

    def named(self, name: str, sort: Sort) -> list[Measured]:
        """Give the quantity its name; a short name in a list is lent the head of the first: 旅游美食体验店、示范店."""
        clause = self.clause
        name = _KINDS.sub("", name) if sort == "made" else name
        short = clause.first and len(name) <= 3 and joins(clause.of(self.left))
        if short and (clause.lent or name[-1:] == clause.first[-1]):
            clause.lent, name = True, clause.first[:-3] + name
        else:
            clause.first, clause.lent = name if len(name) > 5 else "", False
        return [Measured(name[:LONGEST_NAME], self.q, clause.span, clause.sentence, sort, self.framed)]


def name_of(work: str, text: str) -> str:
    """The printed characters of a name, white space, times and long brackets dropped."""
    if BLANK in work:
        text = "".join(c for c, w in zip(text, work, strict=True) if w != BLANK)
    return _LONG_BRACKET.sub("", "".join(text.split())).strip("、，的")
