"""Find where the plan that a notice prints begins: its name, printed above its text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from ..document.model import Document
from ..span import Span
from .frame_pieces import Piece, squeeze
from .frame_signs import is_prose, opens, signed_date

_TRIES = 60  # places where a plan's name may stand again
_QUOTED = re.compile(r"《([^《》]{2,120})》")
_SHORT_NAME = re.compile(r"(?:简称|称为?|统称)[\"' :]{0,3}$")


def candidates(folded: str, sentence: Span, heading: str, announced: re.Match[str] | None) -> list[str]:
    """The names that the printed plan may have, the likeliest first."""
    names = []
    for match in _QUOTED.finditer(folded, sentence.start, sentence.end):
        if not _SHORT_NAME.search(folded[max(sentence.start, match.start() - 8) : match.start()]):
            names.append(squeeze(match[1]))
    names = [n for n in names if len(n) >= 5]
    told = next(filter(None, announced.groups())).strip("《》") if announced else None
    alike = [n for n in names if n in heading or (told and told in n)]
    return list(dict.fromkeys([*alike, *([told] if told else []), *reversed(names)]))


def loose(name: str) -> re.Pattern[str]:
    """Match a name though lines break in it, or 的, 关于 or a mark is left out."""
    parts: list[str] = []
    loose = 0  # how many 的 may be missing: many side by side would be slow to match
    for run in re.findall(r"[^\w]+|_+|的+|.", name):
        if not run[0].isalnum():
            parts.append(r"[^\w\s]{0,6}")
        elif run == "的" and loose < 3 and parts:
            loose += 1
            parts.append(r"(?:的\s{0,6})?")
        else:
            parts += [re.escape(c) + r"\s{0,20}" for c in run]
    if name.startswith("关于"):
        parts[:2] = [r"(?:关\s{0,6}于\s{0,6})?"]
    return re.compile("".join(parts))


_IS_FILE = re.compile(r"[^\s.]{0,20}\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar|et)(?![a-z])", re.I)  # 责任分工.docx


def find_title(document: Document, lines: Sequence[Piece], after: int, name: str) -> Span | None:
    """Find the line (or lines) that prints the plan's name above its text; a list of annexes does not count."""
    folded = document.folded
    starts = {p.span.start: i for i, p in enumerate(lines) if p.span.start >= after}
    ends = [p.span.end for p in lines]
    for match in islice(loose(name).finditer(folded, after), _TRIES):
        begin = match.start()
        while (
            begin not in starts
            and begin > after
            and (folded[begin - 1] in "《# *:12. (" or folded[begin - 1].isspace())
        ):
            begin -= 1
            if folded[begin : begin + 1] == "\n":
                break
        line = starts.get(begin)
        if line is None:
            line = next((starts[s] for s in (match.start(), begin + 1) if s in starts), None)
        if line is None and not _annexed(folded, match.start()):
            continue
        index = min(bisect_left(ends, match.end()), len(lines) - 1)
        if _is_list_item(document, lines, index, match.end()) or _IS_FILE.match(folded, match.end()):
            continue
        return _with_brackets(folded, Span(match.start(), match.end()).trimmed(folded), lines[index].span.end)
    return None


def _with_brackets(folded: str, title: Span, end: int) -> Span:
    """Take in what stands in brackets behind the name on its line: …规划（2021-2035年）."""
    behind = _BEHIND.match(folded, title.end, end)
    return Span(title.start, behind.end()) if behind else title


_BEHIND = re.compile(r"\s{0,4}(?:\((?!此)[^()\n]{2,30}\)\s{0,4}){1,2}$")


def _annexed(folded: str, at: int) -> bool:
    """附件: or 附件1: before the name on its line."""
    line = max(folded.rfind("\n", max(0, at - 40), at) + 1, at - 40, 0)
    return re.fullmatch(r"\s*附\s?件\s?\d?\s?[:.]?\s*《?", folded[line:at]) is not None


def _is_list_item(document: Document, lines: Sequence[Piece], index: int, end: int) -> bool:
    """Tell a name in a list of annexes: signature or date follow at once, or running text goes on behind it."""
    rest = squeeze(document.folded[end : lines[index].span.end])
    if rest and len(rest) > 30 and rest[0] in "的等中要,、)":
        return True
    if rest[:1] in ("的", "等") and len(rest) < 12:
        return True
    behind = lines[index + 1 : index + 12]
    for piece in behind:
        if signed_date(document, piece):
            return True
        if is_prose(piece) or opens(piece) or piece.bare.startswith("目录"):
            return False
        if len(piece.bare) > 60:
            return False
    return not behind and len(rest) < 4
