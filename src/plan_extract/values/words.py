"""Cut Chinese text into words: the one place that knows of a word cutter.

`rjieba` (jieba in Rust) does it where it is installed, `jieba` itself otherwise. Both read the same dictionary, which
takes a tenth of a second and half a second to load, so neither is imported before the first call.

Two choices make their answers the same. Only runs of Chinese characters go to the cutter: around digits, hyphens and
letters the two differ (`2021-2025` is one token to the one and three to the other). And the hidden Markov model for
unknown words is off: what is no dictionary word stays single characters instead of being guessed at, so a new version
of either package changes nothing but the dictionary.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate, pairwise

from ..span import Span

_PIECE = re.compile(r"[一-鿕]+|[A-Za-z0-9]+(?:[.,:/%-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)  # 到 | 2021-2025 | 年底 | ，
_FIRST_HAN = "一"

Cutter = Callable[[str], Iterable[str]]


def cut(text: str) -> list[str]:
    """Cut text into words; joined again they are the text.

    >>> cut("到2025年，加快建设用地审批")
    ['到', '2025', '年', '，', '加快', '建设', '用地', '审批']
    """
    cutter = _cutter()
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and piece[0] >= _FIRST_HAN:
            words.extend(cutter(piece))
        else:
            words.append(piece)
    return words


def spans(text: str, start: int = 0) -> list[Span]:
    """Give the words as spans, the first one beginning at `start`.

    >>> spans("完善服务", 10)
    [Span(start=10, end=12), Span(start=12, end=14)]
    """
    ends = list(accumulate((len(word) for word in cut(text)), initial=start))
    return [Span(left, right) for left, right in pairwise(ends)]


@cache
def _cutter() -> Cutter:
    try:
        return rust_cutter()
    except ImportError:
        return python_cutter()


def rust_cutter() -> Cutter:
    """Give rjieba's cutter. Raises ImportError where it is not installed."""
    import rjieba

    return lambda text: rjieba.cut(text, False)


def python_cutter() -> Cutter:
    """Give jieba's cutter with its dictionary read afresh.

    Left to itself jieba logs its loading to stderr as if it were an error, and marshals the dictionary to a file in
    the common temporary folder that it later trusts unseen; so its `initialize` is not called.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own file handling warns on every new Python
        import jieba
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    return lambda text: tokenizer.cut(text, HMM=False)
