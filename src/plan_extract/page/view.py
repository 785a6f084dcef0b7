"""All that the page of a document shows, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..document.model import Document
from ..records.plan import PlanDocument
from ..tables.labels import HTML_LANG, Language
from .amounts import IndicatorRow, indicator_rows
from .labels import labels
from .marks import marks_of
from .matrix import Matrix, matrix_of
from .notes import Note, with_doubts
from .source import Grid, Paragraph, blocks_of
from .tasks import Choice, TaskRow, body_choices, task_rows, time_choices
from .timeline import Timeline, timeline_of

_QUOTED = 40  # characters of a finding's words that are shown


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading in the side bar."""

    key: str
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A finding: what it is about is quoted, and linked where it has a place."""

    key: str
    code: str
    level: str
    message: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page; `facts` are label and value of its header, `whole` says that all of the text is at hand."""

    lang: str
    labels: Mapping[str, str]
    title: str
    facts: tuple[tuple[str, str], ...]
    outline: tuple[OutlineItem, ...]
    blocks: tuple[Paragraph | Grid, ...]
    tasks: tuple[TaskRow, ...]
    bodies: tuple[Choice, ...]
    times: tuple[Choice, ...]
    indicators: tuple[IndicatorRow, ...]
    timeline: Timeline
    matrix: Matrix
    notes: tuple[NoteItem, ...]
    source: str
    sha256: str
    whole: bool


def page_view(
    plan: PlanDocument, document: Document, notes: Sequence[Note], lang: Language, *, whole: bool
) -> PageView:
    """Work out the page of a plan and the document it was read from."""
    words = labels(lang)
    noted = with_doubts(notes, plan)
    rows = task_rows(plan)
    return PageView(
        lang=HTML_LANG[lang],
        labels=words,
        title=plan.metadata.title or plan.source.name,
        facts=tuple(facts_of(plan, words)),
        outline=tuple(OutlineItem(f"s{n}", s.level, s.number or "", s.title) for n, s in enumerate(plan.sections)),
        blocks=tuple(blocks_of(document, plan, marks_of(plan, noted, len(document.text)))),
        tasks=rows,
        bodies=body_choices(plan),
        times=time_choices(rows, words),
        indicators=indicator_rows(plan, words),
        timeline=timeline_of(plan),
        matrix=matrix_of(plan),
        notes=tuple(_note(n, note, document.text) for n, note in enumerate(noted)),
        source=plan.source.name,
        sha256=plan.source.sha256,
        whole=whole,
    )


def facts_of(plan: PlanDocument, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and value of what a header says: who issued it, number, date, period."""
    metadata = plan.metadata
    period = metadata.plan_period
    facts = [
        (words["issuer"], "、".join(metadata.issuers)),
        (words["number"], metadata.document_number or ""),
        (words["written"], str(metadata.written_on or metadata.published_on or "")),
        (words["period"], "–".join(map(str, sorted({period.start, period.end}))) if period else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _note(n: int, note: Note, text: str) -> NoteItem:
    quote = " ".join(note.span.of(text).split()) if note.span else None
    if quote is not None and len(quote) > _QUOTED:
        quote = quote[:_QUOTED] + "…"
    return NoteItem(f"f{n}", note.code, note.level, note.message, quote)
