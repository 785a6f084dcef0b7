"""Lines to paragraphs: what goes on with the line above, over columns and pages too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lines import is_wide, width_of_first
from .model import Line

# What begins a paragraph of its own: （一）, 一、, 第三章, 3., （3）, ①, 1.1.3, 专栏1, 附件, 表2
_OPENS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,4}[、)）.．]|第[一二三四五六七八九十百\d]{1,4}[章节部编条]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]|"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}\s?(?=[一-鿿])|专栏\s?\d|附件|附表|表\s?\d|图\s?\d"
)
_COUNTED = re.compile(r"[（(]?(\d{1,3})[.．、)）](?!\d)")
_ENDS = "。；！？：:;）)”》"
_CLOSING = "，。；：、！？）》〕】”’…,;:)"
_ROOM = 2.2  # in characters: a line with no more room left is full, marks and words may have had to go to the next
_LEAST_ROOM = 0.3  # the same where nothing but the room tells that a sentence ends a paragraph
_INDENT = 1.2
_FAR_IN = 5.0  # what begins so far to the right is set to the right or in the middle
_FEWEST_LINES = 3
_WIDEST_GAP = 1.8  # of the usual distance of lines

Place = tuple[int, int]  # page and column


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the number of its page."""

    page: int
    line: Line

    @property
    def place(self) -> Place:
        """Page and column."""
        return self.page, self.line.column


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a column begins and ends, the size of its characters and the distance of its lines.

    `indented` tells that first lines of paragraphs begin further in, `lines` how many there are: a title tells no margins.
    """

    left: float
    right: float
    size: float
    gap: float
    indented: bool
    lines: int


def margins_of(pages: Iterable[Sequence[Line]]) -> dict[Place, Margins]:
    """The margins of each column of each page."""
    columns: dict[Place, list[Line]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for line in lines:
            columns[page, line.column].append(line)
    return {place: _margins(lines) for place, lines in columns.items()}


def _margins(lines: Sequence[Line]) -> Margins:
    size = median(line.size for line in lines)
    body = [line for line in lines if abs(line.size - size) <= 0.3 * size] or lines  # titles have their own
    widest = max(line.x1 - line.x0 for line in body)
    long = [line for line in body if line.x1 - line.x0 > 0.6 * widest]
    gaps = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < size * 4]
    begins, ends = sorted(line.x0 for line in long), sorted(line.x1 for line in long)
    left = begins[len(begins) // 20]
    indented = any(_INDENT * size < line.x0 - left < _FAR_IN * size for line in lines)
    return Margins(left, ends[-1 - len(ends) // 20], size, median(gaps) if gaps else size * 2, indented, len(lines))


def _end(line: Line) -> float:
    """Where a line ends; the ink of a closing mark fills the left half of its place only."""
    return line.x1 + (0.5 * line.size if line.text[-1:] in _CLOSING and is_wide(line.text[-1:]) else 0.0)


def continues(group: Sequence[PlacedLine], item: PlacedLine, margins: dict[Place, Margins]) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    before = group[-1]
    a, b = before.line, item.line
    here, there = margins[before.place], margins[item.place]
    if item.page - before.page > 1 or a.parted or abs(a.size - b.size) > 0.25 * here.size:
        return False
    if before.place == item.place and not 0 < b.top - a.top <= here.gap * _WIDEST_GAP:
        return False
    if before.page == item.page and a.column != b.column and min(here.lines, there.lines) < _FEWEST_LINES:
        return False
    if not _is_full(a, b, here) or (len(group) == 1 and a.x0 > max(here.left, b.x0) + _FAR_IN * here.size):
        return False
    if b.x0 > there.left + _INDENT * there.size and not _hangs(group, item):
        return False
    return not (_OPENS.match(b.text) and (a.text[-1:] in _ENDS or _is_next(group[0].line.text, b.text)))


def _is_full(a: Line, b: Line, margins: Margins) -> bool:
    """Whether what the next line begins with (a character, a number, a Latin word) had no room left on this one."""
    need = width_of_first(b.text, 1.0)
    doubtful = a.text[-1:] in _ENDS and not margins.indented
    room = need + _LEAST_ROOM if doubtful else max(_ROOM, need + _LEAST_ROOM)
    return _end(a) + room * margins.size >= margins.right


def _hangs(group: Sequence[PlacedLine], item: PlacedLine) -> bool:
    """Whether a line stands under the text of a number that hangs out: `1.` and, further in, the lines that go on."""
    first, before = group[0].line, group[-1].line
    if item.place != group[0].place or not _OPENS.match(first.text) or _OPENS.match(item.line.text):
        return False
    further = item.line.x0 - first.x0
    return (
        first.size < further < 4 * first.size
        and (len(group) == 1 or abs(item.line.x0 - before.x0) < 0.5 * first.size)
        and not (len(group) == 1 and before.text[-1:] in _ENDS)
    )


def _is_next(first: str, text: str) -> bool:
    """Whether a number follows that of the paragraph: 3.建设…… behind 2.编制."""
    a, b = _COUNTED.match(first), _COUNTED.match(text)
    return a is not None and b is not None and int(b[1]) == int(a[1]) + 1
