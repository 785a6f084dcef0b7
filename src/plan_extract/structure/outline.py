"""The outline: every heading in order, and every paragraph with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..document.model import Block, Document
from ..records.section import SectionRole
from ..span import Span
from .model import Frame, Grid, Heading, Outline, Paragraph
from .numbering import Number, number_at
from .roles import role_of

LONGEST_TITLE = 40
_ENDS = frozenset("。;!?")
_SETOFF = ("前言", "序言", "引言")


@dataclass(slots=True)
class _Mark:
    """A line of the body that opens something: a heading (title told) or a plain paragraph."""

    block: Block
    number: Number | None
    title: Span | None
    text: Span
    style: str = ""
    rank: int = 0


def find_outline(document: Document, frame: Frame, grids: tuple[Grid, ...]) -> Outline:
    """Read the headings of the plan's body and give every paragraph its place."""
    marks = [_mark(document, block) for block in _body_blocks(document, frame, grids)]
    return _Assembly(document, frame, grids).run(marks)


def _body_blocks(document: Document, frame: Frame, grids: tuple[Grid, ...]) -> Iterator[Block]:
    tables = iter(sorted(grid.span for grid in grids))
    table = next(tables, None)
    for block in document.blocks:
        while table and table.end <= block.span.start:
            table = next(tables, None)
        if block.kind == "table" or not frame.body.holds(block.span) or (table and table.meets(block.span)):
            continue
        yield block


def _mark(document: Document, block: Block) -> _Mark:
    folded, text = document.folded, document.text
    number = number_at(folded, text, block.span)
    begin = number.end if number else block.span.start
    rest = Span(begin, block.span.end)
    if number is None:
        bare = "".join(rest.of(folded).split()).rstrip(":")
        if block.level or bare in _SETOFF:
            return _Mark(block, None, rest, Span(rest.end, rest.end), "marked", block.level or 1)
        return _Mark(block, None, None, rest)
    title, body = _title(folded, rest, number)
    return _Mark(block, number, title, body, number.style, number.rank)


def _title(folded: str, rest: Span, number: Number) -> tuple[Span | None, Span]:
    """Cut the heading off a numbered line: its first sentence, where that is short enough."""
    end = next((i for i in range(rest.start, min(rest.end, rest.start + LONGEST_TITLE + 1)) if folded[i] in _ENDS), None)
    if end is None:
        if rest.end - rest.start > LONGEST_TITLE:
            return None, rest
        end = rest.end
    title = Span(rest.start, end).trimmed(folded)
    body = Span(min(end + 1, rest.end), rest.end).trimmed(folded)
    return (title, body) if title.end > title.start else (None, rest)


class _Assembly:
    """Builds the outline from the marks: a stack of open sections, outermost first."""

    def __init__(self, document: Document, frame: Frame, grids: tuple[Grid, ...]) -> None:
        self.document, self.frame, self.grids = document, frame, grids
        self.sections: list[Heading] = []
        self.ranks: list[int] = []
        self.open: list[int] = []
        self.paragraphs: list[Paragraph] = []

    def run(self, marks: list[_Mark]) -> Outline:
        """Place every mark, then close what is open."""
        for mark in marks:
            if mark.title is not None:
                self._heading(mark, mark.title)
            if mark.text.end > mark.text.start:
                self._text(mark)
        self._cells()
        self._close(0, self.frame.body.end)
        self._bodies()
        self.paragraphs.sort(key=lambda p: p.span)
        return Outline(tuple(self.sections), tuple(self.paragraphs))

    def _heading(self, mark: _Mark, title: Span) -> None:
        while self.open and self.ranks[self.open[-1]] >= mark.rank:
            self._close(len(self.open) - 1, mark.block.span.start)
        parent = self.open[-1] if self.open else None
        index = len(self.sections)
        words = "".join(title.of(self.document.text).split())
        above: SectionRole | None = self.sections[parent].role if parent is not None else None
        role = role_of("".join(title.of(self.document.folded).split()), mark.style, above)
        self.sections.append(
            Heading(
                index=index,
                level=len(self.open) + 1,
                number=mark.number.printed if mark.number else None,
                title=words.rstrip("：:"),
                role=role,
                parent=parent,
                span=Span(mark.block.span.start, title.end),
                body=mark.text,
                end=mark.block.span.end,
                run_in=mark.text.end > mark.text.start,
            )
        )
        if parent is not None:
            self.sections[parent] = replace(self.sections[parent], leaf=False)
        self.ranks.append(mark.rank)
        self.open.append(index)
        self.paragraphs.append(Paragraph(title, "heading", index, role))

    def _text(self, mark: _Mark) -> None:
        index = self.open[-1] if self.open else None
        role = self.sections[index].role if index is not None else None
        number = mark.number.printed if mark.number and mark.title is None else None
        self.paragraphs.append(Paragraph(mark.text, "text", index, role, number))

    def _cells(self) -> None:
        for grid in self.grids:
            index = next((s.index for s in reversed(self.sections) if s.span.start <= grid.span.start), None)
            role = self.sections[index].role if index is not None else None
            seen = {cell.span for row in grid.rows for cell in row if cell and cell.span.end > cell.span.start}
            self.paragraphs.extend(Paragraph(span, "cell", index, role) for span in sorted(seen))

    def _close(self, keep: int, end: int) -> None:
        while len(self.open) > keep:
            index = self.open.pop()
            self.sections[index] = replace(self.sections[index], end=end)

    def _bodies(self) -> None:
        ends = [s.span.start for s in self.sections[1:]] + [self.frame.body.end] * bool(self.sections)
        for i, end in enumerate(ends):
            section = self.sections[i]
            start = section.body.start if section.run_in else section.span.end
            body = Span(start, min(end, section.end)).trimmed(self.document.text)
            while not section.run_in and body.end > body.start and self.document.folded[body.start] in "。;:!? .":
                body = Span(body.start + 1, body.end).trimmed(self.document.text)
            self.sections[i] = replace(section, body=body)
