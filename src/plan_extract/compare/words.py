"""Which words two texts share, in order: what was dropped and what was added between them.

Words alone count. Widths, spaces, punctuation and the numbers of a list (1. （二） 三是) make no difference, for an item
put in between renumbers all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document.fold import fold
from ..values.words import cut
from .model import Op, Piece, Rewording

_MOST = 50_000_000  # words of the one text times words of the other: 6 MB of bits, some 20 ms
_ISLAND = 10  # characters that are the same, and still too few between two longer changes
_NUMBER = re.compile(
    r"(?:^|(?<=[\n。;:]))[ \t]*"
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.)](?!\d)|[①-⑳])[ \t]*"
    r"|(?:^|(?<=[\n。;:,]))[ \t]*[一二三四五六七八九十]{1,2}是"
)
_WORD = re.compile(r"[^\W_]|[%‰℃≥≤><+]")
_SENTENCE = re.compile(r"[^\n。;]*[\n。;]*")
_OPENING = "（(“‘《〈【〔［["
_NO_SENSE = re.compile(r"(?<!\d)[.:/-]|[.:/-](?!\d)|[^\w%‰℃≥≤><+.:/-]|_")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the marks behind it; `key` is what must be the same."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of both texts that are the same, or stand in each other's place."""

    same: bool
    old: str
    new: str

    @property
    def size(self) -> int:
        return max(len(self.old), len(self.new))


def rewording(old: str, new: str) -> Rewording | None:
    """Give what differs between two texts; None where all words are the same.

    >>> told = rewording("新建养老驿站12家。", "改建 养老驿站１２家；")
    >>> [(piece.op, piece.text) for piece in told.pieces]
    [('dropped', '新建'), ('added', '改建 '), ('same', '养老驿站１２家；')]
    """
    olds, news = _words(old), _words(new)
    if [word.key for word in olds] == [word.key for word in news]:
        return None
    runs = _joined(_runs(old, new, olds, news))
    longer = max(sum(len(run.old) for run in runs), sum(len(run.new) for run in runs), 1)
    return Rewording(
        kept=round(sum(min(len(run.old), len(run.new)) for run in runs if run.same) / longer, 3),
        pieces=tuple(_pieces(runs)),
    )


def same_words(old: str, new: str) -> bool:
    """Tell whether two texts have the same words.

    >>> same_words("（一）建设 体育公园，共3-5个", "2.建设体育公园共３～５个"), same_words("1.5万", "15万")
    (True, False)
    """
    return key_of(old) == key_of(new)


def key_of(text: str) -> str:
    """Give the letters and numbers of a text."""
    return _NO_SENSE.sub("", _plain(text))


def _plain(text: str) -> str:
    """The text folded, its list numbers blanked, ranges written alike; as long as it was."""
    folded = _NUMBER.sub(lambda match: " " * len(match[0]), fold(text))
    return re.sub(r"(?<=\d)~(?=\d)", "-", folded)


def _words(text: str) -> list[_Word]:
    """The words of a text; what stands before the first goes with it."""
    found: list[tuple[int, str]] = []
    at = 0
    for word in cut(_plain(text)):
        if _WORD.search(word):
            found.append((at, re.sub(r"(?<=\d),(?=\d)", "", word)))
        at += len(word)
    starts = [0, *(_opening(text, start) for start, _ in found[1:]), len(text)]
    return [_Word(key, text[a:b]) for (a, b), (_, key) in zip(pairwise(starts), found, strict=False)]


def _opening(text: str, start: int) -> int:
    """Where a word begins together with the brackets and quotation marks that open before it."""
    while start and text[start - 1] in _OPENING:
        start -= 1
    return start


def _sentences(text: str) -> list[_Word]:
    return [_Word(key_of(match[0]), match[0]) for match in _SENTENCE.finditer(text) if match[0]]


def _runs(old: str, new: str, olds: Sequence[_Word], news: Sequence[_Word]) -> list[_Run]:
    """The longest common run of words; of texts too long for that, of sentences; else none."""
    if len(olds) * len(news) > _MOST:
        olds, news = _sentences(old), _sentences(new)
    if len(olds) * len(news) > _MOST:
        return [_Run(False, old, new)]
    return list(_aligned(olds, news))


def _aligned(olds: Sequence[_Word], news: Sequence[_Word]) -> Iterator[_Run]:
    from rapidfuzz.distance import LCSseq

    for op in LCSseq.opcodes([word.key for word in olds], [word.key for word in news]):
        old = "".join(word.text for word in olds[op.src_start : op.src_end])
        new = "".join(word.text for word in news[op.dest_start : op.dest_end])
        yield _Run(op.tag == "equal", old, new)


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Changes with little between them become one: a text in which each third word is the same is another text."""
    stack: list[_Run] = []
    for run in runs:
        if stack and stack[-1].same == run.same:
            stack[-1] = _Run(run.same, stack[-1].old + run.old, stack[-1].new + run.new)
        else:
            stack.append(run)
        while len(stack) > 2 and stack[-2].same and stack[-2].size <= min(stack[-1].size, stack[-3].size, _ISLAND):
            last = stack[-3:]
            stack[-3:] = [_Run(False, "".join(one.old for one in last), "".join(one.new for one in last))]
    return stack


def _pieces(runs: Sequence[_Run]) -> Iterator[Piece]:
    for run in runs:
        told: list[tuple[Op, str]] = [("same", run.new)] if run.same else [("dropped", run.old), ("added", run.new)]
        yield from (Piece(op=op, text=text) for op, text in told if text)
