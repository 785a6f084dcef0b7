"""Each line of the body, told apart: a heading, a numbered paragraph or running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..document.model import Block, Document
from ..lexicon import pattern, words
from ..span import Span
from .brackets import answering_bracket
from .model import Frame, Grid
from .numbering import Number, number_at

LONGEST_TITLE = 40  # records.md: a run-in heading has at most 40 characters
_LONGEST_OPENING = 16
LONGEST_LINE = 60  # a set-off line that ends without a mark may be a little longer
_HOLDING = 2  # level of a heading without a number that holds numbered ones
_ENDS = frozenset("。;!?")
_LIST_ITEM = re.compile(r"\d{1,2}[.、]|[《(]|附件")
_CITED = re.compile(
    r"《[^》]{1,100}》\s?(?:\([^()]{1,40}\))?"
)  # a list of laws: 3.《中华人民共和国森林法》（2019年修订）
_NAMED_BELOW = frozenset({"part", "chapter", "section", "article", "annex", "box"})


class Mark(NamedTuple):
    """A line: its number, its title where it is a heading, and the running text behind."""

    span: Span
    number: Number | None
    title: Span | None
    text: Span
    level: int | None = None


def find_marks(document: Document, frame: Frame, grids: Sequence[Grid]) -> list[Mark]:
    """Give the lines of the plan's body in order, without tables and lists of annexes, titles joined to their numbers."""
    blocks = [*_blocks(document, frame, grids), *_captions(document, grids)]
    marks = [_mark(document, block, plans=frame.plans) for block in sorted(blocks, key=lambda block: block.span)]
    return list(_without_terms(document, _without_annex_lists(document, _named(document, marks))))


def _blocks(document: Document, frame: Frame, grids: Sequence[Grid]) -> Iterator[Block]:
    opaque = iter(sorted((*(grid.span for grid in grids), *frame.lines)))
    barred = next(opaque, None)
    for block in document.blocks:
        while barred and barred.end <= block.span.start:
            barred = next(opaque, None)
        # a line may begin or end outside the body: 国务院 2007年11月22日 某规划 根据……
        if block.kind == "table" or (barred and barred.meets(block.span)):
            continue
        if frame.body.holds(block.span):
            yield block
            continue
        span = Span(max(block.span.start, frame.body.start), min(block.span.end, frame.body.end)).trimmed(document.text)
        if span.start < span.end:
            yield block._replace(span=span)


def _captions(document: Document, grids: Sequence[Grid]) -> Iterator[Block]:
    """An annex whose number and title stand in the first row of its table: 附件2 任务分工表."""
    for grid in grids:
        if grid.caption is not None and grid.span.holds(grid.caption):
            number = number_at(document.folded, document.text, grid.caption)
            if number is not None and number.style == "annex":
                yield Block(grid.caption)


def _mark(document: Document, block: Block, *, plans: bool) -> Mark:
    folded = document.folded
    number = number_at(folded, document.text, block.span)
    rest = Span(number.end if number else block.span.start, block.span.end)
    if number is not None:
        if number.style == "article" and not plans and any(mark in rest.of(folded) for mark in "。,;:"):
            return Mark(block.span, None, None, block.span)  # 第三条 本办法适用于…… is a paragraph of a regulation
        title, text = _cut(folded, rest, _ENDS)
        if title is not None and (
            _CITED.fullmatch(title.of(folded)) or (number.style == "article" and "," in title.of(folded))
        ):
            title, text = None, rest
        return Mark(block.span, number, title, text, block.level)
    if (block.level and _cut(folded, rest, _ENDS)[0] == rest) or _bare(folded, rest) in words(
        "section_roles", "preface"
    ):
        return Mark(block.span, None, rest, Span(rest.end, rest.end), block.level or 1)
    if _bare(folded, rest) in words("section_roles", "set_off"):
        return Mark(block.span, None, rest, Span(rest.end, rest.end), block.level or _HOLDING)
    if plans and (opening := _opening(folded, rest)):
        return Mark(block.span, None, opening, Span(opening.end + 1, rest.end).trimmed(folded), 1)
    return Mark(block.span, None, None, rest)


def _opening(folded: str, rest: Span) -> Span | None:
    """The title of a run-in line without a number that tells guidance or goals: 总体要求与目标：坚持以……."""
    end = folded.find(":", rest.start, min(rest.start + _LONGEST_OPENING, rest.end - 1))
    bare = "".join(folded[rest.start : max(end, rest.start)].split())
    return Span(rest.start, end) if bare and _openings().fullmatch(bare) else None


@cache
def _openings() -> re.Pattern[str]:
    said = pattern("section_roles", "guidance", "goals")
    return re.compile(f"{said}(?:[和与及、]?{said}){{0,2}}")


def labelled(folded: str, mark: Mark) -> Span | None:
    """Give the title of a numbered line where a colon may end it too, as in the items of a 专栏: 1.平安工程：实施……."""
    return _cut(folded, Span(mark.number.end, mark.span.end), _ENDS | {":"})[0] if mark.number else None


def _bare(folded: str, span: Span) -> str:
    return "".join(span.of(folded).split()).rstrip(":") if span.end - span.start < 12 else ""


def _cut(folded: str, rest: Span, ends: frozenset[str]) -> tuple[Span | None, Span]:
    """Cut the heading off a line: its first sentence, where that is short enough, without a bracket of bodies."""
    stop = min(rest.end, rest.start + LONGEST_LINE)
    found = _ends(ends).search(folded, rest.start, stop)
    end = found.start() if found else None
    if end is None:
        if rest.end > stop or folded[rest.start : rest.end].endswith((",", "、")):
            return None, rest
        bracket = answering_bracket(folded, rest)
        end = bracket.start if bracket else rest.end
        after = end
    elif end - rest.start > LONGEST_TITLE:
        return None, rest
    else:
        after = end + 1
    title = Span(rest.start, end).trimmed(folded)
    return (title, Span(after, rest.end).trimmed(folded)) if title.end > title.start else (None, rest)


@cache
def _ends(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(marks)))}]")


def _named(document: Document, marks: list[Mark]) -> Iterator[Mark]:
    """Join a number that stands alone (第一章, 附件2) with the title on the next line."""
    waiting: Mark | None = None
    for mark in marks:
        if waiting is not None:
            if (
                mark.number is None
                and mark.span.end - mark.span.start <= LONGEST_LINE
                and not _ended(document, mark.span)
            ):
                whole = Span(waiting.span.start, mark.span.end)
                yield waiting._replace(span=whole, title=mark.span, text=Span(whole.end, whole.end))
                waiting = None
                continue
            waiting = None
        alone = mark.number is not None and mark.title is None and mark.text.end == mark.text.start
        if alone and mark.number is not None and mark.number.style in _NAMED_BELOW:
            waiting = mark
            continue
        yield mark


def _ended(document: Document, span: Span) -> bool:
    return document.folded[span.end - 1] in "。;,:"


def _without_annex_lists(document: Document, marks: Iterator[Mark]) -> Iterator[Mark]:
    """Leave out the list of annexes that closes a notice: 附件：1.任务分工表 / 2.……."""
    listed = False
    for mark in marks:
        if _lists_annexes(document, mark):
            listed = True
            continue
        short = mark.span.end - mark.span.start <= LONGEST_LINE
        if listed and short and _LIST_ITEM.match(document.folded, mark.span.start) and not _is_annex(mark):
            continue
        listed = False
        yield mark


def _is_annex(mark: Mark) -> bool:
    return mark.number is not None and mark.number.style == "annex"


def _lists_annexes(document: Document, mark: Mark) -> bool:
    number = mark.number
    return number is not None and number.style == "annex" and ":" in document.folded[mark.span.start : number.end]


def _without_terms(document: Document, marks: Iterator[Mark]) -> Iterator[Mark]:
    """Take a numbered list of terms for running text: 申请人应符合以下条件：（一）…；（二）…."""
    style: str | None = None
    opened = False
    for mark in marks:
        number = mark.number
        if opened and number is not None:
            style = number.style
        opened = False
        if number is not None and number.style == style:
            yield Mark(mark.span, None, None, mark.span)
            continue
        style = None if number is not None else style
        opened = _opens_terms(document, mark)
        yield mark


def _opens_terms(document: Document, mark: Mark) -> bool:
    ending = document.folded[max(mark.span.start, mark.span.end - 16) : mark.span.end]
    may_open = ending.endswith(":") or "以下" in ending or "下列" in ending  # few lines do
    return may_open and _terms().search(ending) is not None


@cache
def _terms() -> re.Pattern[str]:
    said = pattern("task_words", "conditions")
    return re.compile(f"{said}:$|(?:以下|下列){said}。$")  # 应符合以下条件。
