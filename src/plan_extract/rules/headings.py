"""The headings of a plan as rules look at them: those of one parent in a row, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from ..document.fold import fold
from ..records.plan import PlanDocument
from ..records.section import Section
from ..span import Span
from ..structure.numbering import ordinal
from .base import Plan
from .wording import folded, quoted

_CHINESE = re.compile("[一二三四五六七八九十百零〇]+")
_ARABIC = re.compile(r"\d+")
_CIRCLED = re.compile("[①-⑳]")
# （一）, 第三章, 二、, 3., ② where a line, a sentence or a bracket ended before
_NUMBERS = re.compile(
    r"(?:^|(?<=[\s。;:)*#]))(\([一二三四五六七八九十\d]{1,4}\)|第[一二三四五六七八九十\d]{1,4}[章节篇]|[一二三四五六七八九十]{1,3}(?=[、.])"
    r"|\d{1,2}(?=[.、])|[①-⑳])"
)
_NEVER_COUNTED = ("附", "专")  # annexes and boxes are looked at by rules of their own


@lru_cache(maxsize=1024)
def style(number: str) -> str:
    """The form of a number, its value left out.

    >>> style("（十二）"), style("第3章"), style("②")
    ('(一)', '第1章', '①')
    """
    number = fold("".join(number.split()))
    return _CIRCLED.sub("①", _ARABIC.sub("1", _CHINESE.sub("一", number)))


def runs(document: PlanDocument) -> Iterator[list[tuple[int, Section]]]:
    """Give the numbered headings of each parent and style, with the value of each number, in document order.

    None of a document that plans nothing: the lists of regulations and news start anew wherever they like.
    """
    if not document.tasks:
        return
    found: dict[tuple[str | None, str], list[tuple[int, Section]]] = {}
    for section in document.sections:
        if section.number is None or section.number.startswith(_NEVER_COUNTED) or "." in section.number:
            continue
        value = ordinal(section.number)
        if value is not None:
            found.setdefault((section.parent, style(section.number)), []).append((value, section))
    yield from found.values()


def neighbours(document: PlanDocument) -> Iterator[tuple[tuple[int, Section], tuple[int, Section]]]:
    """Give each two numbered headings that follow one another in such a run."""
    for run in runs(document):
        yield from pairwise(run)


def named(section: Section) -> str:
    """A heading as messages quote it: number and title."""
    number = section.number or ""
    mark = (
        "" if number.endswith((")", "）")) else "、" if _CHINESE.fullmatch(number) else "." if number.isdigit() else " "
    )
    return quoted(f"{number}{mark if number else ''}{section.title}")


def below(plan: Plan) -> dict[str, Span]:
    """The range between each heading and the next heading, whatever its level."""
    sections = plan.document.sections
    starts = (section.span.start for section in sections)
    ends = [*islice(starts, 1, None), plan.document.source.chars]
    return {s.id: Span(s.span.end, max(s.span.end, end)) for s, end in zip(sections, ends, strict=False)}


def text_below(plan: Plan, span: Span) -> str:
    """What is printed in a range, without the mark and the white space that close a heading."""
    return span.of(plan.text).strip(" 　\n\r\t。．.:：;；、")


def starts_anew_between(plan: Plan, first: Section, second: Section) -> bool:
    """Tell whether a number of the same form and a smaller value stands between: a list that no heading opens.

    在具体措施：1．编制清单。2．…… the numbers are those of a list of its own.
    """
    form = style(second.number or "")
    last = ordinal(second.number or "") or 0
    between = folded(plan.text)[first.span.end : second.span.start]
    found = (match[1] for match in _NUMBERS.finditer(between) if style(match[1]) == form)
    return any((value := ordinal(number)) is not None and value < last for number in found)
