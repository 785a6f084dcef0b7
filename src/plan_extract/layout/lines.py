"""Characters to lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from .model import Glyph, Line, Part

_WIDE_GAP = 1.6  # in characters: what stands further apart is another column
_WORD_GAP = 0.25
_BLANK = 0.75  # a blank of full width stands between, as after the number of 附件1　名词解释


# What no line is broken in: a number, a Latin word, a character with the marks that close it.
_TOKEN = re.compile(r"(?:[0-9A-Za-z.%+-]{1,40}|.)[，。；：、！？）》〕】”’…,;:)]{0,3}")


def is_wide(char: str) -> bool:
    """Tell whether a character is Chinese, Japanese or full width: no space stands between two of them."""
    return "⺀" <= char <= "鿿" or "！" <= char <= "｠" or "豈" <= char <= "﫿" or char in "“”‘’—…〔〕《》、。·"


def join(pieces: Iterable[str]) -> str:
    """Put broken lines together: a space only where both sides are letters or digits of Latin script.

    >>> join(["养老服务", "体系"]), join(["plan", "extract"]), join(["达到", "95%"])
    ('养老服务体系', 'plan extract', '达到95%')
    """
    out = ""
    for piece in pieces:
        piece = piece.strip()
        if out and piece and out[-1].isascii() and piece[0].isascii() and out[-1].isalpha() and piece[0].isalpha():
            out += " "
        out += piece
    return out


def width_of_first(text: str, size: float) -> float:
    """How much room the beginning of a line needed on the line before: 2025年 five halves, 。 none by itself.

    >>> width_of_first("养老服务", 1), width_of_first("2025年", 1)
    (1.0, 2.2)
    """
    first = _TOKEN.match(text)
    return size * sum(1.0 if is_wide(char) else 0.55 for char in first[0]) if first else size


def lines_of(rows: Iterable[list[Glyph]], column: int = 0) -> list[Line]:
    """Give the lines of a column from its rows of characters, cut at wide gaps."""
    return [_line(segments_of(row), column) for row in rows]


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters whose middles stand at one height make a row; rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        at = (glyph.top + glyph.bottom) / 2
        if rows and at - middle <= max(height, glyph.bottom - glyph.top) * 0.5:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middle, height = at, glyph.bottom - glyph.top
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def segments_of(row: list[Glyph], gap: float = _WIDE_GAP) -> list[list[Glyph]]:
    """Cut a row where a gap is wider than characters stand apart (in characters)."""
    widest = gap * median([g.bottom - g.top for g in row])
    cuts = [at for at, (before, glyph) in enumerate(pairwise(row), 1) if glyph.x0 - before.x1 > widest]
    return [row[start:end] for start, end in pairwise([0, *cuts, len(row)])] if cuts else [row]


def _text(segment: Sequence[Glyph]) -> str:
    """The characters of a segment, with the blanks that gaps stand for; letters that are spaced out have none."""
    size = max([g.bottom - g.top for g in segment])
    gaps = [after.x0 - before.x1 for before, after in pairwise(segment)]
    if not gaps or max(gaps) <= size * _WORD_GAP:
        return "".join([glyph.text for glyph in segment])
    blank = size * _BLANK if median(gaps) < size * _WORD_GAP else size * _WIDE_GAP
    out = segment[0].text
    for (before, after), gap in zip(pairwise(segment), gaps, strict=True):
        out += _between(before.text[-1], after.text[0], gap, size, blank) + after.text
    return out


def _between(before: str, after: str, gap: float, size: float, blank: float) -> str:
    """What a gap between two characters stands for: only letters and digits fill their boxes, marks leave room."""
    if gap <= size * _WORD_GAP or not (before.isalnum() and after.isalnum()):
        return ""
    if before.isdigit() and after.isdigit():
        return " " if gap >= blank else ""  # figures that are spaced out: 2 0 0 1 年
    if before.isascii() and after.isascii():
        return " "
    return "\u3000" if gap >= blank and is_wide(after) else ""


def _line(segments: Sequence[Sequence[Glyph]], column: int) -> Line:
    """One line; what stands far apart in it is kept apart by two spaces."""
    glyphs = [glyph for segment in segments for glyph in segment] if len(segments) > 1 else segments[0]
    wide = [g.bottom - g.top for g in glyphs if g.text >= "⺀"] or [g.bottom - g.top for g in glyphs]
    parts = tuple([Part(_text(s), s[0].x0, max([g.x1 for g in s])) for s in segments])
    return Line(
        "  ".join([part.text for part in parts]),
        glyphs[0].x0,
        min([g.top for g in glyphs]),
        max([g.x1 for g in glyphs]),
        max([g.bottom for g in glyphs]),
        median(wide),  # fonts of Latin letters have boxes of other heights
        column,
        parts,
    )
