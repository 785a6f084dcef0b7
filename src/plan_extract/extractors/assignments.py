"""Assignments: who answers for a task, from brackets, labelled lines, sentences and the columns of task tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..lexicon import words
from ..records.task import AssignmentRole
from ..span import Span
from ..structure.model import Grid, Paragraph, Reading
from ..structure.sentences import sentences
from ..values.bodies_brackets import outer_brackets
from ..values.bodies_prose import answers_in_sentence, may_answer
from ..values.bodies_roles import Answer, AnswerWords, begins_with_label, may_hold_label, read_answers
from ..values.bodies_scopes import Leader, Standing, leader_told, standing_bodies
from .base import Doubt, FoundAssignment

Scope = int | Span | Literal["here", "after"]
_FOR_ALL = ", said once for every task of its section"
_LEADER = "sentence that says which of several bodies leads"
_STANDING = "bodies said once to answer for all that follows"
_ROLES: dict[str, AssignmentRole] = {"lead": "lead", "support": "support", "responsible": "responsible"}


class _List(NamedTuple):
    """One list of bodies (a bracket, a labelled line) as it was read, with the comma-cut parts of its first run."""

    span: Span
    answers: tuple[Answer, ...]
    section: int | None
    scope: Scope
    leader: Leader | None
    standing: Standing | None
    why: str


def extract(reading: Reading) -> tuple[tuple[FoundAssignment, ...], tuple[Doubt, ...]]:
    """Give every assignment of the document, in order."""
    if not reading.frame.plans:
        return (), ()
    lists: list[_List] = []
    found: list[FoundAssignment] = []
    said = AnswerWords(reading.document.folded)
    for paragraph in reading.outline.paragraphs:
        if not said.within(paragraph.span):
            continue
        read = list(_lists(reading, paragraph, said))
        lists += read
        found += _sentences(reading, paragraph, [one.span for one in read])
    found += _from_lists(reading, lists)
    for grid in reading.grids:
        found += _rows(reading, grid)
    return tuple(sorted(dict.fromkeys(found), key=lambda a: (a.span, a.mention))), ()


def _lists(reading: Reading, paragraph: Paragraph, said: AnswerWords) -> Iterator[_List]:
    """The brackets of a paragraph that name bodies, and the sentences that begin with a label."""
    folded = reading.document.folded
    brackets = tuple(outer_brackets(folded, paragraph.span))
    told = leader_told(folded, paragraph.span)
    if told and not any(bracket.meets(told[1]) for bracket in brackets):
        yield _List(told[1], (), paragraph.section, "here", told[0], None, _LEADER)  # 以下任务列第一位的为牵头单位。
    for bracket in brackets:
        if said.within(bracket):
            closed = folded[bracket.end - 1] in ")]"
            inner = Span(bracket.start + 1, bracket.end - closed)
            if one := _list(reading, paragraph, bracket, inner, strict=True):
                yield one
    for sentence in sentences(folded, paragraph.span) if may_hold_label(folded, paragraph.span) else ():
        sentence = sentence.trimmed(folded)
        labelled = begins_with_label(folded, sentence)
        if labelled and (one := _list(reading, paragraph, sentence, sentence, strict=False)):
            yield one


def _list(reading: Reading, paragraph: Paragraph, span: Span, inner: Span, *, strict: bool) -> _List | None:
    text, folded = reading.document.text, reading.document.folded
    leader = leader_told(folded, inner)
    standing = standing_bodies(text, folded, inner)
    end = min([inner.end, *(told[1].start for told in (leader,) if told), *([standing.span.start] if standing else [])])
    answers = read_answers(text, folded, Span(inner.start, end), strict=strict)
    if not (answers or leader or standing):
        return None
    scope, told = _scope(reading, paragraph), leader and leader[0]
    why = "bracket of bodies" if strict else "sentence that begins with a label"
    return _List(span, answers, paragraph.section, scope, told, standing, why if scope == "here" else why + _FOR_ALL)


def _scope(reading: Reading, paragraph: Paragraph) -> Scope:
    """A bracket in the lead-in of a section speaks for all its tasks; right behind a heading for its items too."""
    if paragraph.section is None or paragraph.kind == "cell":
        return "here"
    if not reading.outline.sections[paragraph.section].leaf:
        return paragraph.section
    bare = paragraph.number is None and reading.document.folded[paragraph.span.start] in "(["
    return paragraph.section if bare and _has_items(reading, paragraph) else "here"


def _has_items(reading: Reading, lead: Paragraph) -> bool:
    """Whether a numbered paragraph follows under the same heading."""
    paragraphs = reading.outline.paragraphs
    at = bisect_right(paragraphs, lead.span, key=lambda paragraph: paragraph.span)
    return at < len(paragraphs) and paragraphs[at].section == lead.section and paragraphs[at].number is not None


def _from_lists(reading: Reading, lists: Sequence[_List]) -> Iterator[FoundAssignment]:
    """Every body of every list, with what earlier lists said of the later ones."""
    leader: Leader | None = None
    standing: list[tuple[Standing, Span]] = []
    for one in lists:
        leader = one.leader or leader
        for answer in _led(reading.document.folded, one.answers, leader):
            yield _found(answer, one.span, one.scope, one.why)
        if one.answers:
            for said, span in standing:
                yield from _inherited(said, span, one)
        if one.standing:
            standing.append((one.standing, one.span))
            for body in one.standing.bodies:
                yield FoundAssignment(body.name, "responsible", one.span, body.mention, "after", _STANDING)


def _found(answer: Answer, span: Span, scope: Scope, why: str) -> FoundAssignment:
    return FoundAssignment(answer.body.name, answer.role, span, answer.body.mention, scope, why)


def _inherited(said: Standing, span: Span, by: _List) -> Iterator[FoundAssignment]:
    """What was said once for all later lists: the task that holds one, and those it speaks for, inherit it."""
    scopes: tuple[Scope, ...] = (by.span,) if by.scope == "here" else (by.span, by.scope)
    for body in said.bodies:
        for scope in scopes:
            yield FoundAssignment(body.name, "responsible", span, body.mention, scope, _STANDING)


def _led(folded: str, answers: tuple[Answer, ...], leader: Leader | None) -> tuple[Answer, ...]:
    """Where a statement says so, the first of several bodies leads, or all before the first comma."""
    if leader is None or len(answers) < 2 or any(answer.role != "responsible" for answer in answers):
        return answers
    if leader == "first":
        return (answers[0]._replace(role="lead"), *answers[1:])
    comma = folded.find(",", answers[0].body.mention.start, answers[-1].body.mention.end)
    return tuple(a._replace(role="lead") if a.body.mention.end <= comma else a for a in answers)


def _sentences(reading: Reading, paragraph: Paragraph, taken: Sequence[Span]) -> Iterator[FoundAssignment]:
    """Who answers by the running sentences of a paragraph, its lists left out."""
    text, folded = reading.document.text, reading.document.folded
    if not may_answer(folded, paragraph.span):
        return
    starts = sorted(span.start for span in taken)
    ends = {span.start: span.end for span in taken}
    for sentence in sentences(folded, paragraph.span):
        at = bisect_right(starts, sentence.start)
        if at and sentence.end <= ends[starts[at - 1]] + 1:
            continue
        if may_answer(folded, sentence):
            span = sentence.trimmed(folded)
            for answer in answers_in_sentence(text, folded, span):
                yield _found(answer, span, "here", "sentence with a word of responsibility")


def _rows(reading: Reading, grid: Grid) -> Iterator[FoundAssignment]:
    """The cells of the columns 牵头单位, 责任单位, 配合单位 of a table."""
    text, folded = reading.document.text, reading.document.folded
    seen: set[tuple[Span, int]] = set()
    for index, column in enumerate(reading.columns(grid)):
        role = _ROLES.get(column.role)
        if role is None or column.label.endswith(words("bodies", "people")):
            continue
        for row in grid.rows[grid.head :]:
            cell = row[index] if index < len(row) else None
            if cell is None or (cell.span, index) in seen:
                continue
            seen.add((cell.span, index))
            strict = column.label.endswith("分工")
            for answer in read_answers(text, folded, cell.span, role, strict=strict):
                yield _found(answer, cell.span, "here", f"column {column.label} of a table")
