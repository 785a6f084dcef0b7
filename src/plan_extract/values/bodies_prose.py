"""Read who answers from running sentences: 由市民政局牵头, A会同B制定, A负责X、B负责Y, 各级政府配合做好, 乡镇政府负起监管责任.

A body that is only a subject answers for nothing; what a sentence demands of third parties does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from ..lexicon import pattern
from ..records.task import AssignmentRole
from ..span import Span
from .bodies import Body, read_bodies
from .bodies_brackets import masked
from .bodies_leading import leading_bodies
from .bodies_names import is_body_in_text, is_named
from .bodies_roles import Answer

_BREAKS = ",;:。!?\n"
_FAR = 400  # no clause is longer; keeps a line without marks linear
_MOST_COMMAS = 6
_MOST_WORDS = 40  # words of responsibility in one sentence


def answers_in_sentence(text: str, folded: str, span: Span) -> tuple[Answer, ...]:
    """Give the bodies that a sentence makes answer, with their roles.

    >>> text = "由市民政局牵头,市财政局配合,建立机制"
    >>> [(a.body.name, a.role) for a in answers_in_sentence(text, text, Span(0, len(text)))]
    [('市民政局', 'lead'), ('市财政局', 'support')]
    """
    line = masked(folded, span)
    found: list[Answer] = []
    for trigger in islice(_triggers().finditer(line), _MOST_WORDS):
        found += _answers(text, folded, span, line, trigger)
    return tuple(dict.fromkeys(found))


def _answers(text: str, folded: str, span: Span, line: str, trigger: re.Match[str]) -> Iterator[Answer]:
    """What one word of responsibility says."""
    role: AssignmentRole = "lead" if trigger["lead"] or trigger["with"] or trigger["use"] else (
        "support" if trigger["support"] or trigger["member"] else "responsible"
    )  # fmt: skip
    if trigger["use"]:
        yield from _named(text, folded, Span(span.start + trigger.start("who"), span.start + trigger.end("who")), role)
        return
    if (trigger["member"] or (trigger["support"] and trigger["object"] is None)) and "牵头" not in line[
        max(0, trigger.start() - _FAR) : trigger.start()
    ]:
        return
    if _explaining().match(line, trigger.end()):
        return
    subject = _subject(text, folded, span, line, trigger)
    weak = trigger["support"] or trigger["responsible"]
    if trigger["bear"] and not _all_good(subject):
        subject = _topic_subject(text, folded, span, line, trigger)
    good = is_body_in_text if weak or trigger["bear"] else is_named
    if all(good(_fold_brackets(body.name)) for body in subject):
        yield from (Answer(body, role) for body in subject)
    if trigger["with"]:
        helpers, _ = leading_bodies(
            text, folded, Span(span.start + trigger.end(), _clause_end(line, span, trigger.end()))
        )
        yield from (Answer(body, "support") for body in helpers if is_named(_fold_brackets(body.name)))


def _named(text: str, folded: str, span: Span, role: AssignmentRole) -> Iterator[Answer]:
    bodies = read_bodies(text, folded, span)
    if all(is_body_in_text(_fold_brackets(body.name)) for body in bodies):
        yield from (Answer(body, role) for body in bodies)


def _subject(text: str, folded: str, span: Span, line: str, trigger: re.Match[str]) -> tuple[Body, ...]:
    """The bodies that stand before the word: in its clause (after 由, if there is one), else at the sentence's head."""
    start = _clause_start(line, trigger.start())
    for word in ("牵头、", "负责、"):  # A牵头、B共同参与
        start = max(
            start, line.rfind(word, 0, trigger.start()) + len(word) if word in line[start : trigger.start()] else 0
        )
    end = trigger.start()
    by = line.rfind("由", start, end)
    start = by + 1 if by >= 0 and line[by : by + 2] != "由于" else start
    modal = _modals().search(line, start, end)
    end = modal.start() if modal else end
    if end - start >= 2 and line[start:end].strip():
        return _whole_list(text, folded, span, line, start, end)
    if by >= 0 or start == 0:
        return ()
    return _head_subject(text, folded, span, line)


def _whole_list(text: str, folded: str, span: Span, line: str, start: int, end: int) -> tuple[Body, ...]:
    """All of the stretch, where it is a list of bodies; a list goes on to the left over a comma (A、B，C负责)."""
    for _ in range(_MOST_COMMAS):
        before = _clause_before(line, start) if start > 1 and line[start - 1] == "," else None
        if before is None:
            break
        start = before
    return read_bodies(text, folded, Span(span.start + start, span.start + end)) if start < end else ()


def _clause_start(line: str, at: int) -> int:
    """Where the clause that holds a position begins."""
    least = max(0, at - _FAR)
    return max(least, *(line.rfind(mark, least, at) + 1 for mark in _BREAKS))


def _clause_before(line: str, start: int) -> int | None:
    """Where the clause before this one begins, if it is nothing but bodies."""
    begin = _clause_start(line, start - 1)
    items = re.split("[、和及]", line[begin : start - 1].strip().removeprefix("由"))
    return begin if all(is_body_in_text(item) for item in items) else None


def _head_subject(text: str, folded: str, span: Span, line: str) -> tuple[Body, ...]:
    """市科技局要加强统筹协调,会同…: the bodies at the head of the sentence, before 要 and the like."""
    bodies, end = leading_bodies(text, folded, Span(span.start + len(line) - len(line.lstrip()), span.end))
    if not bodies or not re.compile("要|应|须|将|负责").match(folded, end, span.end):
        return ()
    return bodies if all(is_body_in_text(_fold_brackets(body.name)) for body in bodies) else ()


def _topic_subject(text: str, folded: str, span: Span, line: str, trigger: re.Match[str]) -> tuple[Body, ...]:
    """地方政府对规范发展和安全监管负主要责任: the bodies before 对."""
    start = _clause_start(line, trigger.start())
    bodies, end = leading_bodies(text, folded, Span(span.start + start, span.start + trigger.start()))
    return bodies if bodies and folded.startswith(("对", "要对", "应对"), end) and _all_good(bodies) else ()


def _all_good(bodies: tuple[Body, ...]) -> bool:
    return all(is_body_in_text(_fold_brackets(body.name)) for body in bodies)


def _clause_end(line: str, span: Span, start: int) -> int:
    stop = re.compile("[,;:。!?\n]").search(line, start, start + _FAR)
    return span.start + (stop.start() if stop else min(start + _FAR, len(line)))


@cache
def _explaining() -> re.Pattern[str]:
    """本措施由市住建局会同有关部门负责解释: who explains the document answers for no task."""
    return re.compile("[^,;。]{0,40}?(?:解释|解读)(?:[,;。]|$)")


def _fold_brackets(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


@cache
def _modals() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern('responsibility', 'modals')}){{1,4}}$")


@cache
def _triggers() -> re.Pattern[str]:
    """The words of responsibility, where they are verbs."""
    office = f"(?!{pattern('responsibility', 'office_words')})"
    other = f"(?!{pattern('responsibility', 'other_duties')})"
    duty = pattern("responsibility", "duties")
    use = "发挥好?(?P<who>[^,;。\x00]{2,20}?)的?牵头[一-龥]{0,6}作用"
    lead = f"(?P<lead>(?:负责)?(?:牵头(?:负责)?|主办){office}(?!作用|协调人))"
    with_ = "(?P<with>会同|商(?=有关部门|相关部门))"
    support = f"(?P<support>(?:(?:负责)?(?:配合|协助)|(?<!负责)参与)(?P<object>(?=[^,;。、\x00)]))?{office}(?:做好)?)"
    bear = (
        f"(?P<bear>(?:承担起?|担负起?|负起|负有?)(?!债|担|面|荷|责)(?:{other}[^,;。\x00]){{0,24}}?{duty}"
        "|(?:是|为|作为)[^,;。]{0,24}?(?:第一责任人|责任主体|责任单位|责任部门))"
    )
    responsible = f"(?P<responsible>负责{office}(?!解释|解读|配合|协助|牵头)(?=[^,;。、\x00]))"
    member = "(?P<member>为成员(?:单位)?)"
    divided = "(?P<divided>(?:按|根据|依)[一-龥]{0,6}(?:职责|分工|职能)[一-龥]{0,3}负责)"
    return re.compile(f"(?P<use>{use})|{divided}|{lead}|{with_}|{support}|{responsible}|{bear}|{member}")


def may_answer(folded: str, span: Span) -> bool:
    """Tell whether such a word stands in a span, in brackets or not."""
    return _triggers().search(folded, span.start, span.end) is not None
