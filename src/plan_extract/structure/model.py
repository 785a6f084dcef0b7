"""What the structure passes find, frozen: read by every extractor, written by none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from ..document.model import Document
from ..records.section import SectionRole
from ..span import Span
from ..values.time_expression import TimeExpression
from ..values.times import time_heads, times
from .columns import column_roles
from .heads import ColumnRole

ParagraphKind = Literal["text", "heading", "cell"]
GridKind = Literal["ruled", "delimited", "stacked", "glued"]


class Frame(NamedTuple):
    """What stands around a plan: its title, the notice that prints it, its signature and date.

    `body` is the plan's own text, without header block, notice, title, signature, 抄送 and the page's tail.
    `plans` is False for a document that plans nothing (公报, 解读, 任免, 法规): it has no tasks.
    `lines` are stretches inside the body that are no part of its text: a signature before the annexes, their list.

    `heading` is the document's first title (that of the notice, where there is one), `labels` the fields of the header
    block with their values, `number` the 发文字号, `recipients` those addressed, `signature` the bodies that sign,
    `signed` the date under them, `contents` the 目录.
    """

    body: Span
    title: Span | None = None
    notice: Span | None = None
    plans: bool = True
    written_on: date | None = None
    period: tuple[int, int] | None = None
    lines: tuple[Span, ...] = ()
    heading: Span | None = None
    labels: tuple[tuple[str, Span], ...] = ()
    number: Span | None = None
    recipients: Span | None = None
    signature: tuple[Span, ...] = ()
    signed: Span | None = None
    contents: Span | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the outline. `index` is its place in `Outline.sections`, `parent` that of the enclosing one.

    `span` is number and title, `body` what stands between it and the next heading of any level (maybe empty),
    `end` where the section with all its subsections ends. `run_in`: `1.健全制度。适时修订……`.
    """

    index: int
    level: int
    number: str | None
    title: str
    role: SectionRole
    parent: int | None
    span: Span
    body: Span
    end: int
    run_in: bool = False
    leaf: bool = True


class Paragraph(NamedTuple):
    """A piece of text with its place: `section` indexes `Outline.sections` (None before the first heading).

    `text`: running text, a number before it and a run-in heading left out; `number` is then the item's own number
    where it is a plain numbered paragraph. `heading`: a heading's title. `cell`: a cell of a table.
    """

    span: Span
    kind: ParagraphKind
    section: int | None
    role: SectionRole | None
    number: str | None = None


class GridCell(NamedTuple):
    """A cell of a grid; a merged one stands in every place that it covers, each time with the same span."""

    span: Span

    def text(self, document: Document) -> str:
        """What the cell holds, white space inside dropped."""
        return "".join(self.span.of(document.text).split())


class Grid(NamedTuple):
    """A table, however it came: `ruled` (told by the format), `delimited` (tabs, pipes), `stacked` (one cell to a line),
    `glued` (cells run together). Rows are of equal length, merged cells filled; None where there is no cell.

    `head` counts the rows of column heads. `caption` is the line above (or below) that names the table.
    """

    kind: GridKind
    span: Span
    rows: tuple[tuple[GridCell | None, ...], ...]
    head: int = 1
    caption: Span | None = None


@dataclass(frozen=True)
class Outline:
    """The headings in order, and every paragraph of the body with its place."""

    sections: tuple[Heading, ...]
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.span.start for heading in self.sections]

    def before(self, offset: int) -> Heading | None:
        """The last heading that begins at a place or before it."""
        at = bisect_right(self._starts, offset)
        return self.sections[at - 1] if at else None

    def path(self, index: int | None) -> tuple[str, ...]:
        """Titles of the section and those around it, outermost first."""
        titles: list[str] = []
        while index is not None:
            titles.append(self.sections[index].title)
            index = self.sections[index].parent
        return tuple(reversed(titles))


@dataclass(frozen=True)
class Reading:
    """A document with its structure: what every extractor is given."""

    document: Document
    frame: Frame
    grids: tuple[Grid, ...]
    outline: Outline

    @cached_property
    def _times(self) -> dict[Span, tuple[TimeExpression, ...]]:
        return {}

    @cached_property
    def _time_heads(self) -> list[int]:
        return time_heads(self.document.folded, Span(0, len(self.document.folded)))

    def times(self, span: Span) -> tuple[TimeExpression, ...]:
        """The times of a stretch of the text, read once for all who ask."""
        heads = self._time_heads
        first = bisect_left(heads, span.start)
        if first == len(heads) or heads[first] >= span.end:
            return ()
        found = self._times.get(span)
        if found is None:
            here = heads[first : bisect_left(heads, span.end, first)]
            found = self._times[span] = tuple(times(self.document.folded, span, here))
        return found

    @cached_property
    def _columns(self) -> dict[Span, tuple[ColumnRole, ...]]:
        return {}

    def columns(self, grid: Grid) -> tuple[ColumnRole, ...]:
        """What each column of a table is, told once for all who ask; no two tables share a place."""
        found = self._columns.get(grid.span)
        if found is None:
            found = self._columns[grid.span] = column_roles(self.document, grid, self.frame.period)
        return found

    @cached_property
    def commits(self) -> tuple[Paragraph, ...]:
        """The paragraphs in which deadlines and prose indicators are looked for (guidance, goals, tasks, safeguards,
        annex): none where the document plans nothing. A table without any heading (a spreadsheet) is all of the plan.
        """
        if not self.frame.plans:
            return ()
        roles = ("guidance", "goals", "tasks", "safeguards", "annex")
        bare = not self.outline.sections
        return tuple(p for p in self.outline.paragraphs if p.role in roles or (bare and p.kind == "cell"))
