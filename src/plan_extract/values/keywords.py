"""Keywords of a text by TF-IDF: how often a word stands in it, weighed by how rare it is in general.

The weights are jieba's own (`jieba/analyse/idf.txt`, MIT), read as a file: importing jieba would cost its dictionary.
They take a third of a second to load and are loaded only where keywords are asked for.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .words import cut

_FIRST_HAN, _LAST_HAN = "一", "鿕"


def keywords(text: str, most: int = 5) -> tuple[str, ...]:
    """Give the words that tell most about a text, the strongest first, at most `most` of them.

    As in jieba, words of one character do not count, and a word without a weight has the median one.
    Words of one strength stand in the order of the text.

    >>> keywords("新建养老机构，完善养老服务", 2)
    ('养老', '新建')
    """
    counts = Counter(word for word in cut(text) if len(word) > 1 and _FIRST_HAN <= word[0] <= _LAST_HAN)
    weights, median = _weights()
    ranked = sorted(counts, key=lambda word: -counts[word] * weights.get(word, median))  # a stable sort
    return tuple(ranked[:most])


@cache
def _weights() -> tuple[dict[str, float], float]:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed")
    lines = (Path(spec.submodule_search_locations[0]) / "analyse" / "idf.txt").read_text(encoding="utf-8").splitlines()
    weights = {word: float(weight) for word, _, weight in (line.partition(" ") for line in lines)}
    return weights, sorted(weights.values())[len(weights) // 2]
