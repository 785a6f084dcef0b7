"""Actions: each clause that commits, as verb and object (进一步|完善|服务体系).

What a single clause says is read by `values/predicates.py`; here is what the clauses of a sentence do to each other:
what 鼓励 and 支持 govern runs on across commas, and a clause that only tells the result of those before it is none.
"""

from __future__ import annotations

import re

from ..characters import compiled
from ..span import Span
from ..structure.model import Paragraph, Reading
from ..values.predicates import Predicate, broken_off, is_thing, only_names, predicates
from ..values.verbs import GOVERN, PURE, endings, masked, opening, words
from .base import Doubt, FoundAction

_TAKERS, _SENDS = endings("takers"), words("sends")
_ACROSS, _GOVERN_OR_BREAKS, _RESUMES = words("across"), words("govern", "across", "breaks"), words("resumes")
_OUTCOME, _LEADS_TO = words("outcome"), words("leads_to")
_CLOSES, _CLOSES_POWER, _CLOSES_STATE = words("closes"), words("closes_power"), words("closes_state")
_POWER, _STATE = endings("power"), endings("state")
ROLES = frozenset(("tasks", "safeguards", "annex", "other", None))
SHORTEST_CLAUSE = 4
SHORT_RESULT = 5  # 农民增收
SHORTEST_GOVERNED = 8  # 跑通转化路径: a clause so short goes on, whatever its verb

_SENTENCE = re.compile(r"[^。;!?\n]+")
_CLAUSE = re.compile(rf"[^,:\s][^,:\n]{{{SHORTEST_CLAUSE - 2},}}[^,:\s]")
_TAKES = re.compile("给予|予以|可|应(?![用急])|按|享受|不再|不得|免")  # 符合条件的购房人，给予补贴
_ANSWERS = "(?:负责|牵头|责任|配合|按职责|主办|协办|落实)"
_BODIES = re.compile(rf"\((?=[^()]{{0,200}}{_ANSWERS})[^\n]{{0,400}}$")  # （市民政局负责）
_KINDS = "(?:责任|牵头|配合|主办|协办|完成|落实)"
_LABEL = re.compile(rf"[\s□]*{_KINDS}(?:单位|部门|时限|时间)")  # 责任单位：
_SUPPORT = compiled(r"[一-鿿]{0,8}(?:支撑|保障|动力|基础|条件|环境|氛围)")  # 为高质量发展|提供|有力支撑
_NEW_CASE = re.compile(r"(?<![^,;])(?:符合|\d)|给予|予以")  # 符合条件的给予补助
_ASIDE = re.compile("[(（][^()（）]{30,400}[)）]")  # （指以个人为主体……的企业）


def extract(reading: Reading) -> tuple[tuple[FoundAction, ...], tuple[Doubt, ...]]:
    """Find the actions of every paragraph that may belong to a task."""
    if not reading.frame.plans:
        return (), ()
    text = masked(reading.document.folded)
    found: list[FoundAction] = []
    for paragraph in reading.outline.paragraphs:
        if _may_commit(reading, paragraph):
            for sentence in _SENTENCE.finditer(text, *paragraph.span):
                found += _actions(reading, text, Span(*sentence.span()))
    return tuple(found), ()


def _may_commit(reading: Reading, paragraph: Paragraph) -> bool:
    """Headings count where they are all there is of their section (3.建设指挥中心。)."""
    if paragraph.role not in ROLES:
        return False
    if paragraph.kind != "heading" or paragraph.section is None:
        return True
    section = reading.outline.sections[paragraph.section]
    return section.leaf and section.body.end == section.body.start


def _actions(reading: Reading, text: str, sentence: Span) -> list[FoundAction]:
    found: list[FoundAction] = []
    if _LABEL.match(text, *sentence):
        return found
    for clauses, predicate in _without_closing(text, _sentence(text, sentence), sentence.end):
        if found and _is_result(text, predicate):
            continue
        target = _without_bodies(reading.document.folded, predicate.object)
        if target.end > target.start:
            whole = clauses
            if target.start < clauses.start or target.end > clauses.end:
                whole = Span(min(clauses.start, target.start), max(clauses.end, target.end))
            found.append(FoundAction("".join(predicate.verb.of(text).split()), _quote(reading, target), whole))
    return found


def _quote(reading: Reading, span: Span) -> str:
    """The object as printed, without white space and long asides."""
    words = span.of(reading.document.text)
    if ")" in words or "）" in words:
        words = _ASIDE.sub("", words)
    return "".join(words.split())


def _without_bodies(folded: str, span: Span) -> Span:
    """Cut the bracket of responsible bodies off the end of an object."""
    if folded[span.end - 1] == ")" and (bracket := _BODIES.search(folded, *span)):
        return Span(span.start, bracket.start()).trimmed(folded)
    return span


def _sentence(text: str, sentence: Span) -> list[tuple[Span, Predicate]]:
    """Give the predicates of a sentence with their clauses; what one governs takes in the clauses after it."""
    found: list[tuple[Span, Predicate]] = []
    last: Span | None = None
    before: Span | None = None  # what the last predicate governs in the clause before this one
    for match in _CLAUSE.finditer(text, *sentence):
        clause = Span(*match.span())
        if before and _goes_on(text, found[-1][1], before, clause):
            whole, governing = found[-1]
            target = Span(governing.object.start, clause.end)
            found[-1] = Span(whole.start, clause.end), Predicate(governing.verb, target)
            before = clause
            continue
        if found and found[-1][0] == last and _TAKES.match(text, *clause) and text.endswith(_TAKERS, *last):
            found.pop()  # 购买首套住房的人才，给予补贴
        last, before = clause, None
        for predicate in predicates(text, clause):
            found.append((clause, predicate))
            before = predicate.object
    return found


def _goes_on(text: str, governing: Predicate, before: Span, clause: Span) -> bool:
    """Whether the clause is still what 鼓励 or 支持 governs, or the one before it broke off (…通过发行债券等方式，)."""
    if governing.fronted:
        return False
    verb = governing.verb.of(text)
    across = verb in _ACROSS
    if not across and verb not in GOVERN:
        return False
    if broken_off(text, before) or (verb in _SENDS and before == governing.object and only_names(text, before)):
        return True
    if not across or (
        before == governing.object
        and (is_thing(text, before) or (verb != "允许" and PURE.at(text, *before) > before.start))
    ):
        return False
    return _same_subject(text, clause)


def _same_subject(text: str, clause: Span) -> bool:
    """Whether those encouraged act in this clause too, and not the state again (并给予…, 大力推进…, 到2025年…)."""
    if _RESUMES.at(text, *clause) > clause.start or _NEW_CASE.search(text, *clause):
        return False
    start, verb, allowed = opening(text, *clause)
    if allowed or start == clause.end or text[start] in "将把对到每":
        return False
    if verb == start:
        return text[clause.start] in "为与按在以从联单向" or clause.end - clause.start <= SHORTEST_GOVERNED
    return text[start:verb] not in _GOVERN_OR_BREAKS


def _without_closing(text: str, found: list[tuple[Span, Predicate]], end: int) -> list[tuple[Span, Predicate]]:
    """Leave out what closes a sentence of actions with their effect (，降低企业成本，提升监管能力。)."""
    while len(found) > 1 and found[-1][0].end >= end - 1 and _closes(text, *found[-1]):
        end = found.pop()[0].start
    return found


def _closes(text: str, clause: Span, predicate: Predicate) -> bool:
    """A bare verb of effect; with an adverb it commits (，持续提升创新能力。)."""
    if predicate.verb.start > clause.start:
        return False
    verb = predicate.verb.of(text)
    if verb in _CLOSES:
        return True
    ends = _POWER if verb in _CLOSES_POWER else _STATE if verb in _CLOSES_STATE else ()
    return text.endswith(ends, *predicate.object)


def _is_result(text: str, predicate: Predicate) -> bool:
    """Whether a predicate after others only tells what they lead to (，实现服务全覆盖；，促进农民增收)."""
    verb, target = predicate.verb.of(text), predicate.object
    if verb in _OUTCOME or text.startswith("实现", target.start):
        return True
    if verb in ("提供", "奠定", "创造") and _SUPPORT.fullmatch(text, *target):
        return True
    return verb in _LEADS_TO and target.end - target.start <= SHORT_RESULT
