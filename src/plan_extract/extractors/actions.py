"""Actions: each clause that commits, as verb and object (进一步|完善|服务体系).

What a single clause says is read by `values/predicates.py`; here is what the clauses of a sentence do to each other: what
鼓励 and 支持 govern runs on across commas, and a clause that only tells the result of those before it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..span import Span
from ..structure.model import Paragraph, Reading
from ..values.predicates import Predicate, broken_off, is_noun_phrase, masked, opening, predicates, verb_at, words
from .base import Doubt, FoundAction

ROLES = ("tasks", "safeguards", "annex", "other", None)
SHORTEST = 4  # 稳岗位 is no clause
SHORT = 8  # 跑通转化路径

_SENTENCE = re.compile("[^。;!?\n]+")
_CLAUSE = re.compile("[^,:]+")
_BODIES = re.compile(r"\((?=[^()]{0,200}(?:负责|牵头|责任|配合|按职责|主办|协办))[^\n]{0,400}$")  # （市民政局负责）
_NEW_CASE = re.compile("(?<![^,;])(?:符合|\\d)|给予|予以")  # 符合条件的给予补助
_ASIDE = re.compile(r"[(（][^()（）]{30,400}[)）]")  # （指以个人为主体……的企业）
_LABEL = re.compile(r"[\s□]*(?:责任|牵头|配合|主办|协办|完成|落实)(?:单位|部门|时限|时间)")  # 责任单位：


def extract(reading: Reading) -> tuple[tuple[FoundAction, ...], tuple[Doubt, ...]]:
    """Find the actions of every paragraph that may belong to a task."""
    if not reading.frame.plans:
        return (), ()
    folded = reading.document.folded
    text = masked(folded)
    found: list[FoundAction] = []
    for paragraph in reading.outline.paragraphs:
        if _commits(reading, paragraph):
            for sentence in _SENTENCE.finditer(text, *paragraph.span):
                found.extend(_actions(reading, text, Span(*sentence.span())))
    return tuple(found), ()


def _commits(reading: Reading, paragraph: Paragraph) -> bool:
    """Headings count where they are all there is of their section (3.建设指挥中心。)."""
    if paragraph.role not in ROLES:
        return False
    if paragraph.kind != "heading" or paragraph.section is None:
        return True
    section = reading.outline.sections[paragraph.section]
    return section.leaf and section.body.end == section.body.start


def _actions(reading: Reading, text: str, sentence: Span) -> Iterator[FoundAction]:
    kept = _without_results(text, list(_sentence(text, sentence)))
    for clause, predicate in kept:
        target = _without_bodies(reading.document.folded, predicate.object)
        if target.end > target.start:
            whole = Span(clause.start, max(clause.end, target.end)).trimmed(text)
            yield FoundAction(_verb(text, predicate.verb), _quote(reading, target), whole)


def _quote(reading: Reading, span: Span) -> str:
    return "".join(_ASIDE.sub("", span.of(reading.document.text)).split())


def _verb(text: str, verb: Span) -> str:
    return "".join(verb.of(text).split())


def _without_bodies(folded: str, span: Span) -> Span:
    """Cut the bracket of responsible bodies off the end of an object."""
    if folded[span.end - 1] == ")" and (bracket := _BODIES.search(folded, *span)):
        span = Span(span.start, bracket.start())
    return span.trimmed(folded)


def _sentence(text: str, sentence: Span) -> Iterator[tuple[Span, Predicate]]:
    """Give the predicates of a sentence with their clauses; what one governs takes in the clauses after it."""
    open_clause: Span | None = None
    governing: Predicate | None = None
    if _LABEL.match(text, *sentence):
        return
    for match in _CLAUSE.finditer(text, *sentence):
        clause = Span(*match.span()).trimmed(text)
        if clause.end - clause.start < SHORTEST:
            continue
        if governing and open_clause and _goes_on(text, governing, clause):
            governing = Predicate(governing.verb, Span(governing.object.start, clause.end))
            open_clause = Span(open_clause.start, clause.end)
            continue
        if governing and open_clause:
            yield open_clause, governing
        governing = open_clause = None
        for predicate in predicates(text, clause):
            if governing and open_clause:
                yield open_clause, governing
            governing, open_clause = predicate, clause
    if governing and open_clause:
        yield open_clause, governing


def _goes_on(text: str, governing: Predicate, clause: Span) -> bool:
    """Whether the clause is still what 鼓励 or 支持 governs, or the one before it broke off (…通过发行债券等方式，)."""
    verb = governing.verb.of(text)
    if governing.object.start < governing.verb.end or verb not in words("govern", "across").all:
        return False
    if broken_off(text, governing.object):
        return True
    if verb not in words("across").all or is_noun_phrase(text, governing.object):
        return False
    return _same_subject(text, clause)


def _same_subject(text: str, clause: Span) -> bool:
    """Whether those encouraged act in this clause too, and not the state again (并给予…, 大力推进…, 到2025年…)."""
    resumed = words("resumes").at(text, clause.start, clause.end) > clause.start
    start, allowed = opening(text, clause.start, clause.end)
    if resumed or allowed or start == clause.end or text[start] in "将把对到每" or _NEW_CASE.search(text, *clause):
        return False
    first = verb_at(text, start, clause.end)
    if first == start:
        return text[clause.start] in "为与按在以从联单向" or clause.end - clause.start <= SHORT
    return text[start:first] not in words("govern", "breaks").all


def _without_results(text: str, found: list[tuple[Span, Predicate]]) -> list[tuple[Span, Predicate]]:
    """Leave out what only tells the result of the actions before it (，实现服务全覆盖)."""
    outcomes = words("outcome").all
    return [
        (clause, predicate)
        for n, (clause, predicate) in enumerate(found)
        if n == 0 or predicate.verb.of(text) not in outcomes
    ]
