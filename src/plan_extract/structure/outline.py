"""The outline: every heading in order, and every paragraph with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ..document.model import Document
from ..records.section import SectionRole
from ..span import Span
from .frame_plans import sets_out
from .marks import Mark, find_marks, labelled
from .model import Frame, Grid, Heading, Outline, Paragraph
from .numbering import Number, ordinal
from .roles import role_of

_MARKED = 1  # rank of a heading that the format marks: outside 编 and 章, by its level
_SETOFF = 999  # rank of 前言: whatever follows stands beside it
_ARABIC = 60
_FEWEST_ITEMS = 3


@dataclass(slots=True)
class _Open:
    """A section while the outline is being built."""

    index: int
    style: str
    rank: int
    ordinal: int | None
    title: Span
    mark: Mark
    parent: int | None
    level: int
    end: int = 0
    children: int = 0
    last_child: int = 0


def find_outline(document: Document, frame: Frame, grids: tuple[Grid, ...]) -> Outline:
    """Read the headings of the plan's body and give every paragraph its place.

    `一、总体要求`, `（一）指导思想`, `1.健全制度。适时修订……` give three sections, each inside the one before; a numbered
    paragraph whose first sentence is longer than a title is a paragraph with a number, and no section.
    """
    builder = _Builder(document)
    for mark in find_marks(document, frame, grids):
        builder.add(mark)
    return builder.finish(frame, grids)


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections: list[_Open] = []
        self.stack: list[_Open] = []
        self.texts: list[tuple[Span, int | None, str | None]] = []

    def add(self, mark: Mark) -> None:
        """Place one line."""
        if mark.number is not None or mark.level is not None:
            keep = self._depth(mark)
            self._close(keep, mark.span.start)
        title = mark.title
        if mark.number is not None and self._in_box():
            title = labelled(self.document.folded, mark) or title
        if title is not None:
            self._open(mark, title)
        text = mark.text if title is mark.title else Span(title.end + 1, mark.span.end) if title else mark.text
        text = text.trimmed(self.document.text)
        if text.end > text.start:
            number = mark.number.printed if mark.number and title is None else None
            self.texts.append((text, self.stack[-1].index if self.stack else None, number))

    def _open(self, mark: Mark, title: Span) -> None:
        parent = self.stack[-1] if self.stack else None
        style, rank = _style(mark)
        count = ordinal(mark.number.printed) if mark.number else None
        section = _Open(
            len(self.sections), style, rank, count, title, mark, parent.index if parent else None, len(self.stack) + 1
        )
        if parent:
            parent.children += 1
            parent.last_child = count or 0
        self.sections.append(section)
        self.stack.append(section)

    def _close(self, keep: int, end: int) -> None:
        while len(self.stack) > keep:
            self.stack.pop().end = end

    def _in_box(self) -> bool:
        return any(section.style == "box" for section in self.stack)

    def _depth(self, mark: Mark) -> int:
        """How many of the open sections still hold this line."""
        style, rank = _style(mark)
        if style == "annex":
            return 0
        if style == "box":
            return self._depth_of_box()
        count = ordinal(mark.number.printed) if mark.number else None
        box = next((i for i, section in enumerate(self.stack) if section.style == "box"), None)
        if box is not None and self._inside_box(box, style, rank, count):
            return self._place(style, rank, count, floor=box + 1)
        if box is not None:
            self._close(box, mark.span.start)
        annex = 1 if self.stack and self.stack[0].style == "annex" else 0
        return self._place(style, rank, count, floor=annex)

    def _place(self, style: str, rank: int, count: int | None, floor: int) -> int:
        """Beside the open section of the same style; else below the last one of a higher rank."""
        for i in range(len(self.stack) - 1, floor - 1, -1):
            if self.stack[i].style == style:
                return i
        keep = len(self.stack)
        while keep > floor and self.stack[keep - 1].rank >= rank:
            if self.stack[keep - 1].rank == _ARABIC and rank == 50 and count == 1:
                break  # 1. holds （一） where （一） begins under it
            keep -= 1
        return keep

    def _depth_of_box(self) -> int:
        """A 专栏 closes the run of 1. 2. 3. before it and stands beside them; else it stands in the open section."""
        keep = len(self.stack)
        while keep and (self.stack[keep - 1].rank >= _ARABIC):
            keep -= 1
        return keep

    def _inside_box(self, box: int, style: str, rank: int, count: int | None) -> bool:
        """A number goes on inside a 专栏 where it continues there, or begins there with 1."""
        if rank < 50 or count is None:
            return False
        same = next((s for s in self.stack[box + 1 :] if s.style == style), None)
        if same is not None and same.ordinal is not None:
            return count == same.ordinal + 1
        outside = next((s for s in self.stack[:box] if s.style == style), None)
        if outside is not None and outside.ordinal is not None and count == outside.ordinal + 1:
            return False
        return count == 1

    def finish(self, frame: Frame, grids: Iterable[Grid]) -> Outline:
        """Close what is open, tell the roles, and freeze."""
        self._close(0, frame.body.end)
        last = max((s.index for s in self.sections if s.parent is None and s.style != "annex"), default=-1)
        headings: list[Heading] = []
        for section in self.sections:
            above = headings[section.parent].role if section.parent is not None else None
            headings.append(self._heading(section, above, last=section.index == last))
        paragraphs = [Paragraph(s.title, "heading", s.index, headings[s.index].role) for s in self.sections]
        top = self._top(frame, headings)
        for span, index, number in self.texts:
            role = headings[index].role if index is not None else top if span.start >= self.first_item else None
            paragraphs.append(Paragraph(span, "text", index, role, number))
        paragraphs.extend(_cells(headings, grids, "tasks" if frame.plans else None))
        paragraphs.sort(key=lambda p: p.span)
        return Outline(tuple(headings), tuple(paragraphs))

    @property
    def first_item(self) -> int:
        """Where the numbered paragraphs without a heading begin (0: there are too few of them)."""
        items = [span.start for span, index, number in self.texts if index is None and number is not None]
        return items[0] if len(items) >= _FEWEST_ITEMS else 0

    def _top(self, frame: Frame, headings: list[Heading]) -> SectionRole | None:
        """What paragraphs without a heading are for: numbered ones, and all of a plan without headings, are tasks."""
        return "tasks" if self.first_item or (not headings and sets_out(self.document, frame)) else None

    def _bare(self, section: _Open) -> str:
        return "".join(section.title.of(self.document.folded).split()).rstrip(":")

    def _heading(self, section: _Open, above: SectionRole | None, *, last: bool) -> Heading:
        text, folded = self.document.text, self.document.folded
        begin = section.index + 1
        following = self.sections[begin].mark.span.start if begin < len(self.sections) else section.end
        head = Span(section.mark.span.start, section.title.end)
        start, end = section.title.end, min(following, section.end)
        while start < end and folded[start] in "。;:!?. \n\t":
            start += 1
        under = [self._bare(s) for s in self.sections if s.parent == section.index] if last else []
        return Heading(
            index=section.index,
            level=section.level,
            number=section.mark.number.printed if section.mark.number else None,
            title="".join(section.title.of(text).split()).rstrip("：:"),
            role=role_of(self._bare(section), section.style, above, last=last, below=under),
            parent=section.parent,
            span=head,
            body=Span(start, end).trimmed(text),
            end=section.end,
            run_in=section.mark.span.end > section.title.end + 1,
            leaf=section.children == 0,
        )


def _style(mark: Mark) -> tuple[str, int]:
    number: Number | None = mark.number
    if number is not None:
        return (f"{number.style}-{number.rank}" if number.style == "decimal" else number.style), number.rank
    run_in = mark.text.end > mark.text.start  # 总体要求与目标：坚持……
    if mark.level and mark.title and mark.title != mark.span and not run_in:
        return f"marked-{mark.level}", _MARKED + mark.level
    return ("setoff", _SETOFF) if mark.level == 1 else (f"marked-{mark.level}", _MARKED + (mark.level or 0))


def _cells(headings: list[Heading], grids: Iterable[Grid], top: SectionRole | None) -> list[Paragraph]:
    cells: list[Paragraph] = []
    starts = [heading.span.start for heading in headings]
    for grid in grids:
        before = bisect_right(starts, grid.span.start)
        index = before - 1 if before else None
        role = headings[index].role if index is not None else top
        spans = {cell.span for row in grid.rows for cell in row if cell and cell.span.end > cell.span.start}
        cells.extend(Paragraph(span, "cell", index, role) for span in sorted(spans))
    return cells
