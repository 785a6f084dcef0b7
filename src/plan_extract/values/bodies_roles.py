"""Read lists of bodies with their words of responsibility: what stands in a bracket, a cell, or a line of its own.

`牵头单位：A，责任单位：B、C`, `A牵头，B、C按职责分工负责`, `责任单位：A牵头，B配合` (the inner words win), `A会同B负责`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ..characters import compiled
from ..document.fold import fold
from ..lexicon import any_of, pattern, words
from ..records.task import AssignmentRole
from ..span import Span
from .bodies import Body, read_bodies
from .bodies_brackets import masked
from .bodies_names import holds_verb, is_complete
from .verbs import finder

_OWN_BRACKET = re.compile(r"[(（\[【]([^()（）]{2,6})[)）\]】]$")  # 省财政厅(配合)
_SAID = re.compile("[的了是将把指由]|应当|可以|需要")
_BRACKETED = re.compile("[(<].*")
_STANDING_BODY = re.compile("小组|联席会议|专班|指挥部|委员会")
_NO_BODY = re.compile(
    "[0-9０-９]{2,}|年底|完成|^(?:长期|持续|常年)|(?:推进|开展|实施)$|[。！？%％/]|^适用|^[(（]|^按|^根据|联系方式|联系电话"
    "|^以下|^下同|^其中|^详见|^本"
)
_GROUPS: tuple[tuple[str, AssignmentRole], ...] = (
    ("lead", "lead"),
    ("support", "support"),
    ("responsible", "responsible"),
)


class Answer(NamedTuple):
    """A body and the role it answers in. `plain`: no inner word told the role, only a label before the whole list."""

    body: Body
    role: AssignmentRole
    plain: bool = False


class _Token(NamedTuple):
    """A label (role of what follows; None for 完成时限：) or a word of responsibility (role of what stands before)."""

    start: int
    end: int
    role: AssignmentRole | None
    label: bool


def read_answers(
    text: str, folded: str, span: Span, default: AssignmentRole | None = None, *, strict: bool = False
) -> tuple[Answer, ...]:
    """Give the bodies of a list with their roles; `default` is the role of bodies without a word of their own.

    `strict` asks that bodies without a label end as bodies do.

    >>> from plan_extract.document.fold import fold
    >>> text = "责任单位：省教育厅牵头，省财政厅、各市人民政府配合"
    >>> [(a.body.name, a.role) for a in read_answers(text, fold(text), Span(0, len(text)))]
    [('省教育厅', 'lead'), ('省财政厅', 'support'), ('各市人民政府', 'support')]
    """
    tokens = _tokens(masked(folded, span), span.start)
    role, start, labelled = default, span.start, default is not None and not strict
    answers: list[Answer] = []
    for token in (*tokens, _Token(span.end, span.end, None, label=True)):
        piece = Span(start, token.start)
        if token.label:
            answers += _listed(text, folded, piece, role, check=strict and not labelled, plain=True)
            role, labelled = token.role, token.role is not None
        else:
            answers += _listed(text, folded, piece, token.role, check=strict and not labelled, plain=False)
        start = token.end
    return tuple(answers)


def begins_with_label(folded: str, span: Span) -> bool:
    """Tell whether a line or a bracket begins with a label of responsibility and a colon (责任单位：…)."""
    label = _label().match(folded, span.start, span.end)
    return label is not None and any(label[group] for group, _ in _GROUPS)


def may_hold_label(folded: str, span: Span) -> bool:
    """Tell, cheaply, whether a label of responsibility may stand in a span (单位:)."""
    return _label_end().search(folded, span.start, span.end) is not None


class AnswerWords:
    """Where the words of responsibility stand in a document: looked for once, for all that is asked of its parts."""

    def __init__(self, folded: str) -> None:
        self.places = [Span(*word.span()) for word in _stems().finditer(folded)]

    def within(self, span: Span) -> bool:
        """Tell whether one of them stands in a span.

        >>> said = AnswerWords("加大投入。(市教委牵头)")
        >>> said.within(Span(0, 5)), said.within(Span(5, 12))
        (False, True)
        """
        at = bisect_left(self.places, span.start, key=_START)
        return at < len(self.places) and self.places[at].end <= span.end


_START = attrgetter("start")


def _listed(
    text: str, folded: str, span: Span, role: AssignmentRole | None, *, check: bool, plain: bool
) -> list[Answer]:
    """The bodies of one list; 会同 inside it parts the lead from those who help."""
    if role is None or span.end <= span.start:
        return []
    answers: list[Answer] = []
    start = span.start
    joined: AssignmentRole | None = None
    for joint in (*_jointly().finditer(masked(folded, span)), None):
        end = span.start + joint.start() if joint else span.end
        own = joined or ("lead" if joint else role)
        bodies = tuple(filter(_may_be_body, read_bodies(text, folded, Span(start, end))))
        if not check or _surely_bodies(bodies):
            answers += (_own_role(body, own, plain=plain and joined is None) for body in bodies)
        start, joined = (span.start + joint.end(), "support") if joint else (end, joined)
    return answers


@cache
def _jointly() -> re.Pattern[str]:
    """A会同B, A商有关部门."""
    return re.compile("会同(?!意)|商(?=各|市|省|有关|相关)")


def _own_role(body: Body, role: AssignmentRole, *, plain: bool) -> Answer:
    """省财政厅(配合): a word of responsibility in the name's own bracket is its role."""
    found = _OWN_BRACKET.search(body.name)
    for group, own in _GROUPS:
        if found and found[1].removesuffix("单位").removesuffix("部门") in words(
            "responsibility", f"{group}_words", f"{group}_labels"
        ):
            return Answer(Body(body.name[: found.start()], body.mention), own)
    return Answer(body, role, plain)


def _may_be_body(body: Body) -> bool:
    """No date, number, person or clause: 2025年底, 长期坚持, 张三同志."""
    name = body.name
    if _NO_BODY.search(name):
        return False
    return not fold(name).endswith(words("bodies", "people"))


def _surely_bodies(bodies: tuple[Body, ...]) -> bool:
    """Most end as bodies do, the others are short names (杭州资本), and none is a clause."""
    names = [fold(body.name) for body in bodies]
    unsure = [name for name in names if not is_complete(name)]
    if 2 * len(unsure) >= len(names) or any(len(name) > 10 for name in unsure) or any(map(_is_clause, names)):
        return False
    return not any(len(name) > 30 or _SAID.search(name) for name in names)


def _is_clause(name: str) -> bool:
    """县政府推进扩面: it holds a verb; 推进改革领导小组成员单位 holds one by right."""
    return holds_verb(_BRACKETED.sub("", name)) and not _STANDING_BODY.search(name)


def _tokens(line: str, offset: int) -> list[_Token]:
    """Find labels and words of responsibility, in order, none inside another."""
    found: list[_Token] = []
    for match in _label().finditer(line):
        role = next((role for group, role in _GROUPS if match[group]), None)
        found.append(_Token(offset + match.start(), offset + match.end(), role, label=True))
    for match in _word().finditer(line):
        word: AssignmentRole = next((role for group, role in _GROUPS if match[group]), "responsible")
        found.append(_Token(offset + match.start(), offset + match.end(), word, label=False))
    found.sort(key=lambda token: (token.start, -token.end))
    return [token for before, token in pairwise([_Token(0, 0, None, label=True), *found]) if token.start >= before.end]


@cache
def _stems() -> re.Pattern[str]:
    """The words of responsibility of which no other is a part (牵头 stands for 牵头单位)."""
    told = words("responsibility", *(f"{group}_{kind}" for group, _ in _GROUPS for kind in ("words", "labels")))
    stems: list[str] = []
    for word in sorted((*told, "会同"), key=len):
        if not any(stem in word for stem in stems):
            stems.append(word)
    return finder(stems)


@cache
def _label_end() -> re.Pattern[str]:
    return re.compile(f"{pattern('responsibility', 'label_nouns')}[)]?\\s{{0,4}}[:∶]")


@cache
def _label() -> re.Pattern[str]:
    """牵头单位:, 市级责任部门:, 牵头(责任)单位:, 责任单位市财政局; and 完成时限: (whose list names no body)."""
    noun = pattern("responsibility", "label_nouns")
    level = f"(?:{pattern('responsibility', 'label_levels')})?"
    kinds = "|".join(f"(?P<{group}>{pattern('responsibility', f'{group}_labels')})" for group, _ in _GROUPS)
    note = "(?:[(]\x00{1,6}[)])?"
    other = f"[一-鿿]{{0,6}}{pattern('responsibility', 'other_labels')}"
    begin = "(?:(?<=[,;。、 \\n\\t\\[(])|^|(?<=[)\\]]))"
    colon = "\\s*[:∶]"
    return compiled(
        f"{begin}(?:{level}(?:{kinds}){note}{noun}{note}(?:{colon}|(?=[市省县区各州国][一-鿿]))|{other}{colon})"
    )


@cache
def _word() -> re.Pattern[str]:
    """按职责分工负责, 牵头负责, 分别配合: at the end of a list; 牵头 also before the next body (A牵头B配合)."""
    duty = "(?:(?:按照?|根据|依据|依)[一-鿿]{0,4}(?:职责|职能|分工|权限|任务)[一-鿿]{0,6}?)"
    end = "(?=[,;。、\\s:)\\]]|$|按|根据|会同|以下)"
    noun = pattern("responsibility", "label_nouns")
    adverb = any_of("分别", "共同", "具体", "各自", "联合", "密切", "积极", "要", "应", "统一", "组织", "抓好")
    kinds = (
        f"(?P<lead>为{pattern('responsibility', 'lead_labels')}{noun}{end}"
        f"|(?:负责)?{pattern('responsibility', 'lead_words')}(?:负责|落实|组织|实施|推进|抓总|协调){{0,2}}"
        f"(?:{end}|(?!{noun})(?=[一-龥、()\x00]{{2,60}}(?:配合|参与|协助|负责|落实)(?:[,;。)]|$))))"
        f"|(?P<support>为{pattern('responsibility', 'support_labels')}{noun}{end}"
        f"|(?:负责)?{pattern('responsibility', 'support_words')}(?:做好|落实|实施|工作)?){end}"
        f"|(?P<responsible>为{pattern('responsibility', 'responsible_labels')}{noun}"
        f"|{pattern('responsibility', 'responsible_words')}){end}"
    )
    return compiled(f"(?:{duty}?(?:{adverb}){{0,2}}(?:{kinds})|{duty}{end})")
