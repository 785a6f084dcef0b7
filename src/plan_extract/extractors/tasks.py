"""Tasks: the smallest headed units that commit somebody to do something in the plan's time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..lexicon import pattern
from ..records.task import TaskKind
from ..span import Span
from ..structure.brackets import answering_bracket
from ..structure.model import Heading, Paragraph, Reading
from ..structure.sentences import sentences
from ..structure.task_rows import task_rows
from .base import Doubt, FoundTask

LONGEST_TITLE = 40  # records.md: a title is cut at 40 characters
_COMMITTED = ("tasks", "safeguards")
LONGEST_LABEL = 25
_CUTS = frozenset("。;,:\n")
_ANSWERING = "paragraph with a bracket of bodies"
_STEADY, _NEARLY_ALL = 4, 0.9  # so many items of one paragraph, and this share of all, make a plan of such items
_ENDS = frozenset("。;!?)")
_SHORT_LEAD = 12  # 主要措施： and the like head a list and are no task


def extract(reading: Reading) -> tuple[tuple[FoundTask, ...], tuple[Doubt, ...]]:
    """Give every task of the document, in order; a document that plans nothing has none."""
    if not reading.frame.plans:
        return (), ()
    finder = _Finder(reading)
    tasks = [task for section in reading.outline.sections for task in finder.of_section(section)]
    tasks.extend(finder.of_top())
    tasks.extend(task for index in finder.rows for task in finder.of_table(index))
    tasks.sort(key=lambda task: (task.span.start, -task.span.end))
    return tuple(tasks), ()


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.folded, self.text = reading.document.folded, reading.document.text
        self.rows = task_rows(reading)
        self.own: dict[int, list[Paragraph]] = {}
        self.titles: dict[int, Span] = {}
        for paragraph in reading.outline.paragraphs:
            if paragraph.kind == "text" and paragraph.section is not None:
                self.own.setdefault(paragraph.section, []).append(paragraph)
            elif paragraph.kind == "heading" and paragraph.section is not None:
                self.titles[paragraph.section] = paragraph.span
        self.below: dict[int, list[int]] = {}
        for section in reading.outline.sections:
            if section.parent is not None:
                self.below.setdefault(section.parent, []).append(section.index)
        self.last = max((s.index for s in reading.outline.sections if s.role in _COMMITTED), default=-1)

    def of_section(self, section: Heading) -> Iterator[FoundTask]:
        """The tasks whose innermost heading is this one."""
        own = self.own.get(section.index, [])
        if section.index in self.rows:
            return  # what stands around a task table is no task
        if section.role == "annex":
            yield from self._of_annex(section, own)
        elif section.role in _COMMITTED:
            lead, items = _numbered(own)
            if self._is_list_of_duties(section, own):
                yield from self._duties(section, own)
            elif items or not section.leaf:
                yield from self._lead_in(section, lead, items)
                for item in items:
                    others = [each for each in items if each is not item] if item is items[-1] else []
                    yield from self._of_item(section, item, others)
            else:
                yield from self._of_leaf(section, own)

    def of_table(self, index: int) -> Iterator[FoundTask]:
        """The rows of the task tables under a section (-1: before the first heading)."""
        section = self.reading.outline.sections[index] if index >= 0 else None
        path = self.reading.outline.path(section.index if section else None)
        for row in self.rows[index]:
            yield FoundTask(
                _kind(section),
                row.number,
                row.title,
                path,
                section.index if section else None,
                row.span,
                row.reach,
                why="row of a task table",
            )

    def of_top(self) -> Iterator[FoundTask]:
        """What stands before the first heading or without any: numbered paragraphs, else each that commits."""
        paragraphs = self.reading.outline.paragraphs
        own = [p for p in paragraphs if p.kind == "text" and p.section is None and p.role == "tasks"]
        _, items = _numbered(own)
        if items:
            why = "numbered paragraph before any heading"
            yield from (self._paragraph(None, self._without_tail(item), why=why) for item in items)
        elif -1 not in self.rows:
            why = "paragraph of a plan without headings"
            yield from (self._paragraph(None, [p], why=why) for p in own if self._commits(p))

    def _of_leaf(self, section: Heading, own: Sequence[Paragraph]) -> Iterator[FoundTask]:
        own = self._without_closing(own, section, self._leaves_beside(section))
        answering = self._answering(own)
        if len(answering) > 1:
            for group in answering:
                yield self._paragraph(section, group, self._title_of_bracket(section, group), why=_ANSWERING)
            return
        if section.number and section.number.startswith("专栏") and len(labels := self._labelled(section, own)) > 1:
            yield from labels
            return
        span = Span(own[0].span.start, own[-1].span.end) if own else section.span
        yield FoundTask(
            kind=_kind(section),
            number=section.number,
            title=section.title,
            path=self.reading.outline.path(section.parent),
            section=section.index,
            span=span if own else self.titles[section.index],
            reach=(Span(section.span.start, max(span.end, section.span.end)),),
            why="leaf heading" if own else "leaf heading that is all of it",
        )

    def _of_item(
        self, section: Heading, item: list[Paragraph], others: Sequence[Sequence[Paragraph]]
    ) -> Iterator[FoundTask]:
        """A numbered paragraph and what follows it; each part with bodies of its own is a task of its own."""
        item = self._without_closing(item, section, others)
        answering = self._answering(item)
        if len(answering) > 1:
            yield from (self._paragraph(section, group, why=_ANSWERING) for group in answering)
        else:
            yield self._paragraph(section, item, why="numbered paragraph")

    def _of_annex(self, section: Heading, own: Sequence[Paragraph]) -> Iterator[FoundTask]:
        """An annex that lists tasks with bodies or times."""
        answering = self._answering(own)
        if self._is_list_of_duties(section, own):
            yield from self._duties(section, own)
        elif len(answering) > 1:
            yield from (self._paragraph(section, group, why=_ANSWERING) for group in answering)

    def _lead_in(
        self, section: Heading, lead: Sequence[Paragraph], items: Sequence[Sequence[Paragraph]]
    ) -> Iterator[FoundTask]:
        """A lead-in is no task, unless it answers for itself as the parts below it do for themselves."""
        below = [self.own.get(index, ()) for index in self.below.get(section.index, ())]
        if any(map(self._answers, (*below, *items))):
            for group in self._answering(lead)[:1]:
                yield self._paragraph(section, group, section.title, why="lead-in with a bracket of bodies")

    def _paragraph(
        self, section: Heading | None, group: Sequence[Paragraph], title: str | None = None, *, why: str
    ) -> FoundTask:
        span = Span(group[0].span.start, group[-1].span.end)
        itself = section is not None and title == section.title
        around = None if section is None else section.parent if itself else section.index
        return FoundTask(
            kind=_kind(section),
            number=section.number if itself and section else group[0].number,
            title=title or paragraph_title(self.folded, self.text, group[0].span),
            path=self.reading.outline.path(around),
            section=section.index if section else None,
            span=span,
            reach=(span,),
            why=why,
        )

    def _title_of_bracket(self, section: Heading, group: Sequence[Paragraph]) -> str | None:
        """A bracket right behind the heading makes the heading itself a task: `10.实行清单制度。（发展改革委负责）`."""
        bracket = answering_bracket(self.folded, group[0].span)
        return section.title if bracket and bracket.start == group[0].span.start else None

    def _duties(self, section: Heading, own: Sequence[Paragraph]) -> Iterator[FoundTask]:
        """A paragraph for each body: 市民政局：负责……."""
        for paragraph in own:
            end = _body_end(self.folded, paragraph.span) or paragraph.span.end
            title = self.text[paragraph.span.start : min(end, paragraph.span.start + LONGEST_TITLE)]
            yield self._paragraph(section, [paragraph], "".join(title.split()), why="paragraph of a body's duties")

    def _answers(self, own: Sequence[Paragraph]) -> bool:
        return any(answering_bracket(self.folded, p.span) for p in own)

    def _answering(self, own: Sequence[Paragraph]) -> list[list[Paragraph]]:
        """The paragraphs that end with a bracket of bodies; one that is only a bracket belongs to the one before."""
        groups: list[list[Paragraph]] = []
        for i, paragraph in enumerate(own):
            bracket = answering_bracket(self.folded, paragraph.span)
            if bracket is None:
                continue
            alone = bracket.start <= paragraph.span.start + 1
            groups.append([own[i - 1], paragraph] if alone and i else [paragraph])
        return groups

    def _labelled(self, section: Heading, own: Sequence[Paragraph]) -> list[FoundTask]:
        """The items of a 专栏 that are titled but not numbered: 平安工程：实施……."""
        labels = ((p, _label(self.folded, self.text, p.span)) for p in own)
        return [self._paragraph(section, [p], title, why="labelled item of a 专栏") for p, title in labels if title]

    def _is_list_of_duties(self, section: Heading, own: Sequence[Paragraph]) -> bool:
        title = "".join(section.title.split())
        return (
            len(own) > 1
            and bool(_duties().search(title))
            and sum(bool(_body_end(self.folded, p.span)) for p in own) * 2 > len(own)
        )

    def _without_closing(
        self, own: Sequence[Paragraph], section: Heading, others: Sequence[Sequence[Paragraph]]
    ) -> list[Paragraph]:
        """Leave out the closing paragraphs of the document, which stand under its last heading but speak for the whole.

        They are told by how they open, or by the `others` beside this one, which all have a single paragraph.
        """
        if section.index != self.last:
            return list(own)
        single = sum(len(each) <= 1 for each in others)
        if len(own) > 1 and single >= _STEADY and single >= _NEARLY_ALL * len(others):
            return self._first(own)
        return self._without_tail(own)

    def _first(self, own: Sequence[Paragraph]) -> list[Paragraph]:
        """The first paragraph, with the rest of its last sentence where that is broken, and up to a bracket of bodies."""
        kept = 1
        while kept < len(own) and self.folded[own[kept - 1].span.end - 1] not in _ENDS:
            kept += 1
        answered = [i for i, paragraph in enumerate(own, 1) if answering_bracket(self.folded, paragraph.span)]
        return list(own[: max(kept, *answered)] if answered else own[:kept])

    def _leaves_beside(self, section: Heading) -> list[Sequence[Paragraph]]:
        """What the other leaves of its level say, where it is the last."""
        if section.index != self.last:
            return []
        return [
            self.own.get(other.index, ())
            for other in self.reading.outline.sections
            if other.leaf and other.level == section.level and other.role in _COMMITTED and other is not section
        ]

    def _without_tail(self, own: Sequence[Paragraph]) -> list[Paragraph]:
        kept = list(own)
        while len(kept) > 1 and self._closes(kept[-1]):
            if answering_bracket(self.folded, kept[-1].span):
                break
            kept.pop()
        return kept

    def _closes(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph opens as closing ones do (各地要……), or appeals (建设……是一项系统工程，……)."""
        if _opens_close().match(self.folded, paragraph.span.start):
            return True
        return _appeals().search(self.folded, *next(sentences(self.folded, paragraph.span))) is not None

    def _commits(self, paragraph: Paragraph) -> bool:
        """A paragraph that is long enough to say something and is no closing one."""
        long_enough = paragraph.span.end - paragraph.span.start > _SHORT_LEAD
        return long_enough and not self._closes(paragraph)


def paragraph_title(folded: str, text: str, span: Span) -> str:
    """Title of a paragraph: its first sentence where that is short, else up to the first mark, cut at 40 characters.

    `2018年底前，完成清理……（很长）` gives 2018年底前.
    """
    first = next(sentences(folded, span)).trimmed(text)
    while first.end > first.start and folded[first.end - 1] in "。;!?":
        first = Span(first.start, first.end - 1)
    if first.end - first.start > LONGEST_TITLE:
        end = next((i for i in range(first.start, first.end) if folded[i] in _CUTS), first.end)
        first = Span(first.start, min(end, first.start + LONGEST_TITLE))
    return "".join(first.of(text).split())


def _label(folded: str, text: str, span: Span) -> str | None:
    """The short title that a paragraph begins with, cut by a colon or a full stop, where text follows."""
    stop = min(span.end - 1, span.start + LONGEST_LABEL)
    end = next((i for i in range(span.start, stop) if folded[i] in "。:"), None)
    return None if end is None or end == span.start else "".join(text[span.start : end].split())


def _body_end(folded: str, span: Span) -> int | None:
    """Where the body ends that a paragraph of duties begins with: 市民政局：负责……, 市财政局负责……."""
    match = _duty().match(folded, span.start, span.end)
    return match.end(1) if match else None


def _numbered(own: Sequence[Paragraph]) -> tuple[list[Paragraph], list[list[Paragraph]]]:
    """The paragraphs before the first numbered one, and each numbered one with the plain ones behind it."""
    lead: list[Paragraph] = []
    groups: list[list[Paragraph]] = []
    for paragraph in own:
        if paragraph.number is not None:
            groups.append([paragraph])
        elif groups:
            groups[-1].append(paragraph)
        else:
            lead.append(paragraph)
    return lead, groups


def _kind(section: Heading | None) -> TaskKind:
    return "safeguard" if section is not None and section.role == "safeguards" else "task"


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(r"([^\s:。;]{2,200}?)(?::|\s{1,4}|(?:负责|牵头|配合|承担|按照|要|应))")


@cache
def _duties() -> re.Pattern[str]:
    return re.compile(pattern("task_words", "duties"))


@cache
def _opens_close() -> re.Pattern[str]:
    return re.compile(pattern("task_words", "closing"))


@cache
def _appeals() -> re.Pattern[str]:
    return re.compile(pattern("task_words", "appeals"))
