"""Lines of Chinese that keep to the width of a terminal, where a character takes two columns."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.text import Text

_NEVER_FIRST = "，。；：、！？）》〉”’】〕％%,.;:!?)]}+-"
_NEVER_LAST = "（《〈“‘【〔([{+-"
_JOINED = re.compile(r"[\w.%/-]", re.ASCII)
_BACK = 20  # characters that are looked back for a better place


def wrapped(text: Text, width: int, indent: int) -> list[Text]:
    """Cut a line where it is full; the lines that follow are indented."""
    cuts: list[int] = []
    plain, start, used = text.plain, 0, 0
    at = 0
    while at < len(plain):
        size = cell_len(plain[at])
        if used + size > width and at > start:
            start = at = _place(plain, start, at)
            cuts.append(at)
            used = indent
            continue
        used += size
        at += 1
    first, *others = text.divide(cuts) if cuts else [text]
    first.rstrip()
    return [first, *(_indented(line, indent) for line in others)]


def _indented(line: Text, indent: int) -> Text:
    line.rstrip()
    return Text(" " * indent).append_text(line)


def _place(plain: str, start: int, at: int) -> int:
    """The best place to cut, at most a few characters before the one that does not fit."""
    for place in range(at, max(start, at - _BACK), -1):
        before, after = plain[place - 1], plain[place]
        joined = _JOINED.match(before) and _JOINED.match(after)
        if not joined and after not in _NEVER_FIRST and before not in _NEVER_LAST and after != " ":
            return place
    return at
