"""Read who answers from running sentences: 由市民政局牵头, A会同B制定, A负责X、B负责Y, 各级政府配合做好, 乡镇政府负起监管责任.

A body that is only a subject answers for nothing; what a sentence demands of third parties does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from ..characters import compiled
from ..document.fold import fold
from ..lexicon import pattern, words
from ..records.task import AssignmentRole
from ..span import Span
from .bodies import Body, read_bodies
from .bodies_brackets import masked
from .bodies_leading import leading_bodies
from .bodies_names import is_body_in_text, is_named
from .bodies_roles import Answer
from .searching import search_from

_BREAKS = ",;:。!?\n"
_FAR = 400  # no clause is longer; keeps a line without marks linear
_MOST_COMMAS = 6
_MOST_WORDS = 40  # words of responsibility in one sentence


class _Sentence(NamedTuple):
    """A sentence, and its `line`: folded, with all that stands in brackets and quotes blanked out."""

    text: str
    folded: str
    span: Span
    line: str

    def bodies(self, start: int, end: int) -> tuple[Body, ...]:
        """The list of bodies between two places of the line."""
        return read_bodies(self.text, self.folded, Span(self.span.start + start, self.span.start + end))

    def leading(self, start: int, end: int) -> tuple[tuple[Body, ...], int]:
        """The bodies that a stretch of the line begins with, and where they end."""
        begin = self.span.start
        bodies, stop = leading_bodies(self.text, self.folded, Span(begin + start, begin + end))
        return bodies, stop - begin

    def clause_start(self, at: int) -> int:
        """Where the clause that holds a place begins."""
        least = max(0, at - _FAR)
        return max(least, *(self.line.rfind(mark, least, at) + 1 for mark in _BREAKS))


def may_answer(folded: str, span: Span) -> bool:
    """Tell whether a word of responsibility that may be a verb stands in a span."""
    line = span.of(folded)
    for root in words("responsibility", "roots"):
        if root in line:
            return search_from(_TRIGGER_HEADS, _triggers(), folded, span.start, span.end) is not None
    return False  # most sentences


def answers_in_sentence(text: str, folded: str, span: Span) -> tuple[Answer, ...]:
    """Give the bodies that a sentence makes answer, with their roles.

    >>> text = "由市民政局牵头,市财政局配合,建立机制"
    >>> [(a.body.name, a.role) for a in answers_in_sentence(text, text, Span(0, len(text)))]
    [('市民政局', 'lead'), ('市财政局', 'support')]
    """
    sentence = _Sentence(text, folded, span, masked(folded, span))
    found: list[Answer] = []
    for word in islice(_triggers().finditer(sentence.line), _MOST_WORDS):
        if not _idle(sentence.line, word):
            found += _answers(sentence, word)
    return tuple(dict.fromkeys(found))


def _idle(line: str, word: re.Match[str]) -> bool:
    """各部门要密切配合 asks nothing where nobody leads; who explains the document answers for no task."""
    if (word["support"] and word["object"] is None) or word["member"]:
        return "牵头" not in line[max(0, word.start() - _FAR) : word.start()]
    return _explaining().search(line, max(0, word.start() - 40), word.end() + 40) is not None


def _answers(sentence: _Sentence, word: re.Match[str]) -> Iterator[Answer]:
    """What one word of responsibility says."""
    role: AssignmentRole = "responsible"
    if word["lead"] or word["with"] or word["use"]:
        role = "lead"
    elif word["support"] or word["member"]:
        role = "support"
    subject = _user(sentence, word) if word["use"] else _subject(sentence, word)
    if word["responsible"] and not subject and (office := _seated(sentence, word)):
        yield Answer(office, role)
    if word["bear"] and not _all(is_body_in_text, subject):
        subject = _topic(sentence, word)
    if _all(is_named if word["member"] else _leads if role == "lead" else is_body_in_text, subject):
        yield from (Answer(body, role) for body in subject)
    if word["with"]:
        stop = _clause_end().search(sentence.line, word.end(), word.end() + _FAR)
        helpers, _ = sentence.leading(word.end(), stop.start() if stop else min(word.end() + _FAR, len(sentence.line)))
        yield from (Answer(body, "support") for body in helpers if _all(_leads, (body,)))


def _leads(name: str) -> bool:
    """A public body, or the hospital of a 医联体; companies answer only where a bracket names them."""
    return is_body_in_text(name) or (name.endswith("医院") and is_named(name))


def _all(good: Callable[[str], bool], bodies: tuple[Body, ...]) -> bool:
    return all(good(fold(body.name)) for body in bodies)


def _user(sentence: _Sentence, word: re.Match[str]) -> tuple[Body, ...]:
    """发挥市民政局牵头作用 names it after the verb, 市民政局要发挥牵头作用 before."""
    named = sentence.bodies(word.start("who"), word.end("who")) if word["who"] else ()
    if named and _all(is_body_in_text, named):
        return named
    return () if word["who"] and not word["who"].startswith("对") else _subject(sentence, word)


def _subject(sentence: _Sentence, word: re.Match[str]) -> tuple[Body, ...]:
    """The bodies that stand before the word: in its clause (after 由, if there is one), else at the sentence's head."""
    line, end = sentence.line, word.start()
    start = sentence.clause_start(end)
    for joint in ("牵头、", "负责、"):  # A牵头、B共同参与
        start = max(start, line.rfind(joint, start, end) + len(joint) if joint in line[start:end] else 0)
    by = line.rfind("由", start, end)
    if word["responsible"] and word["goal"] is None and by < 0:
        return ()
    start = by + 1 if by >= 0 and line[by : by + 2] != "由于" else start
    if word["lead"] and (made := _making().match(line, start, end)):
        start = made.end()
    modal = _modals().search(line, start, end)
    end = modal.start() if modal else end
    if end - start >= 2:
        return sentence.bodies(_list_start(sentence, start), end)
    return () if by >= 0 or start == 0 else _head(sentence, open_=bool(word["lead"] or word["with"]))


def _seated(sentence: _Sentence, word: re.Match[str]) -> Body | None:
    """领导小组下设|办公室|，设在市教委，具体负责协调: an office that is seated with a body answers itself."""
    least = max(0, word.start() - _FAR)
    office = next(_office().finditer(sentence.line, least, word.start()), None)
    return next(iter(sentence.bodies(*office.span("who"))), None) if office else None


@cache
def _office() -> re.Pattern[str]:
    return compiled(r"(?<![一-鿿])(?:[一-鿿]{0,16}下设)?(?P<who>[一-鿿]{0,16}?办公室)(?:,办公室)?,?设在")


def _list_start(sentence: _Sentence, start: int) -> int:
    """A list goes on to the left over a comma, where nothing but bodies stands there (A、B，C负责)."""
    for _ in range(_MOST_COMMAS):
        if start < 2 or sentence.line[start - 1] != ",":
            break
        begin = sentence.clause_start(start - 1)
        items = re.split("[、和及]", sentence.line[begin : start - 1].strip().removeprefix("由"))
        if not all(is_body_in_text(item) for item in items):
            break
        start = begin
    return start


def _head(sentence: _Sentence, *, open_: bool) -> tuple[Body, ...]:
    """市科技局要加强统筹，会同…; 市财政局：负责…: the bodies at the head of the sentence, before a colon, 要 and the like.

    `open_`: before any verb.
    """
    line = sentence.line
    bodies, end = sentence.leading(len(line) - len(line.lstrip()), len(line))
    follows = compiled(":|[一-鿿]" if open_ else "[:要应须将]|负责|根据|按照|依据").match(line, end)
    return bodies if follows and _all(is_body_in_text, bodies) else ()


def _topic(sentence: _Sentence, word: re.Match[str]) -> tuple[Body, ...]:
    """地方政府对规范发展和安全监管负主要责任: the bodies before 对."""
    bodies, end = sentence.leading(sentence.clause_start(word.start()), word.start())
    return bodies if sentence.line.startswith(("对", "要对", "应对"), end) and _all(is_body_in_text, bodies) else ()


@cache
def _explaining() -> re.Pattern[str]:
    """本措施由市住建局会同有关部门负责解释, 解释工作由市住建局负责."""
    return re.compile("负责[^,;。]{0,10}?(?:解释|解读)|解释工作")


@cache
def _making() -> re.Pattern[str]:
    """建立|市场监管部门牵头的联席会议."""
    return re.compile("(?:建立健全|建立完善|建立|成立|形成|构建|健全|完善|组建|落实)(?:以|由)?")


@cache
def _modals() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern('responsibility', 'modals')}){{1,4}}$")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile("[,;:。!?\n]")


_TRIGGER_HEADS = re.compile("[发强按根依负牵主会商配协参承担是为作]")


@cache
def _triggers() -> re.Pattern[str]:
    """The words of responsibility, where they are verbs."""
    office = f"(?!{pattern('responsibility', 'office_words')})"
    other = f"(?!{pattern('responsibility', 'other_duties')})"
    duty = pattern("responsibility", "duties")
    use = "(?:发挥好?|强化)(?P<who>[^,;。\x00]{2,20}?)?的?牵头[一-鿿]{0,6}作用"
    lead = f"(?P<lead>(?:负责)?(?:牵头(?:负责)?|主办){office}(?!作用|协调人|抓总))"
    with_ = "(?P<with>会同(?!意)|商(?=有关部门|相关部门))"
    support = f"(?P<support>(?:(?:负责)?(?:配合|协助)|(?<!负责)参与)(?P<object>(?=[^,;。、\x00)的]))?{office}(?:做好)?)"
    bear = (
        f"(?P<bear>(?:承担起?|担负起?|负起|负有?)(?!债|担|面|荷|责)(?:{other}[^,;。\x00]){{0,24}}?{duty}"
        "|(?:是|为|作为)[^,;。]{0,24}?(?:第一责任人|责任主体|责任单位|责任部门))"
    )
    responsible = f"(?P<responsible>负责{office}(?!配合|协助|牵头)(?P<goal>(?=[^,;。、\x00)]))?)"
    member = "(?P<member>为成员(?:单位)?)"
    divided = "(?P<divided>(?:按|根据|依)[一-鿿]{0,6}(?:职责|分工|职能)[一-鿿]{0,3}负责)"
    return compiled(f"(?P<use>{use})|{divided}|{lead}|{with_}|{support}|{responsible}|{bear}|{member}")
