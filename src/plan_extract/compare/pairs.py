"""Which task of the old plan is which of the new: by title and words, never by number or place.

Rare words tell, common ones (加强, 建设) do not: each pair of neighbouring characters weighs by how few tasks have it. Only
tasks that share some of their rarest pairs, or a title, are held against each other, so a thousand tasks on either side
take a second or two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Read by eye over pairs of real plans: above these nearly all are one task, a little below them most are two.
_LEAST = 0.45
_LEAST_NAMED = 0.25  # where the titles are that much alike
_NAMED = 0.4
_RAREST = 40  # pairs of characters of a task by which others are looked up
_COMMON = 40  # a pair of characters that more tasks have looks up none
_LOOKED_AT = 12  # tasks that are held against one
_NAMESAKES = 12  # tasks of one title that are held against one


@dataclass(frozen=True, slots=True)
class Wording:
    """The letters of a task's title and of its whole text."""

    title: str
    whole: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new task, by index, that are one; `alike` is 1 where they are the same to the letter."""

    old: int
    new: int
    alike: float


@dataclass(frozen=True, slots=True)
class _Grams:
    """The pairs of neighbouring characters of a wording, and what they weigh together."""

    title: frozenset[str]
    whole: frozenset[str]
    title_weight: float
    whole_weight: float


def pairs(olds: Sequence[Wording], news: Sequence[Wording]) -> list[Pair]:
    """Pair the tasks, each at most once, the most alike first; in the order of the old."""
    found = list(_same(olds, news))
    left_old = sorted({*range(len(olds))} - {pair.old for pair in found})
    left_new = sorted({*range(len(news))} - {pair.new for pair in found})
    weights = _weights([*olds, *news])
    grams_old = {i: _grams(olds[i], weights) for i in left_old}
    grams_new = {i: _grams(news[i], weights) for i in left_new}
    scored = sorted(_scored(olds, news, grams_old, grams_new, weights), key=_best_first)
    taken_old, taken_new = set[int](), set[int]()
    for pair in scored:
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            found.append(pair)
    return sorted(found, key=lambda pair: pair.old)


def likeness(one: str, other: str) -> float:
    """How alike two short names are: the share of their pairs of characters that both have.

    >>> round(likeness("社区养老驿站", "社区养老服务驿站"), 2)
    0.67
    """
    ones, others = _bigrams(one), _bigrams(other)
    return 2 * len(ones & others) / (len(ones) + len(others))


def _same(olds: Sequence[Wording], news: Sequence[Wording]) -> Iterator[Pair]:
    """Tasks that are the same to the letter; of several, the first with the first."""
    places: dict[Wording, list[int]] = defaultdict(list)
    for index, wording in enumerate(news):
        places[wording].append(index)
    for waiting in places.values():
        waiting.reverse()
    for index, wording in enumerate(olds):
        if places.get(wording):
            yield Pair(index, places[wording].pop(), 1.0)


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))


def _weights(wordings: Sequence[Wording]) -> dict[str, float]:
    counts = Counter(gram for wording in wordings for gram in _bigrams(wording.whole))
    return {gram: math.log((len(wordings) + 1) / count) for gram, count in counts.items()}


def _grams(wording: Wording, weights: Mapping[str, float]) -> _Grams:
    title, whole = _bigrams(wording.title), _bigrams(wording.whole)
    return _Grams(title, whole, _weight(title, weights), _weight(whole, weights))


def _weight(grams: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(gram, 0.0) for gram in grams)  # the same whatever the order of the set


def _scored(
    olds: Sequence[Wording],
    news: Sequence[Wording],
    grams_old: Mapping[int, _Grams],
    grams_new: Mapping[int, _Grams],
    weights: Mapping[str, float],
) -> Iterator[Pair]:
    """Every pair that is worth a look, and alike enough."""
    having, titled = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for index, grams in grams_new.items():
        titled[news[index].title].append(index)
        for gram in grams.whole:
            having[gram].append(index)
    for index, grams in grams_old.items():
        namesakes = sorted(titled.get(olds[index].title, ()), key=lambda other: (abs(other - index), other))
        for other in {*namesakes[:_NAMESAKES], *_neighbours(grams, having, weights)}:
            alike = _alike(grams, grams_new[other], weights)
            if alike:
                yield Pair(index, other, min(round(alike, 3), 0.999))


def _neighbours(grams: _Grams, having: Mapping[str, Sequence[int]], weights: Mapping[str, float]) -> list[int]:
    """The tasks that share the most of a task's rarest pairs of characters."""
    shared = (gram for gram in grams.whole if 0 < len(having.get(gram, ())) <= _COMMON)
    rarest = sorted(shared, key=lambda gram: (-weights[gram], gram))[:_RAREST]
    counts: dict[int, float] = defaultdict(float)
    for gram in rarest:
        for other in having[gram]:
            counts[other] += weights[gram]
    return sorted(counts, key=lambda other: (-counts[other], other))[:_LOOKED_AT]


def _alike(one: _Grams, other: _Grams, weights: Mapping[str, float]) -> float:
    """Half by title and half by the whole, or by the whole alone, where only the title is another; 0 for two tasks."""
    title = _share(one.title, other.title, one.title_weight + other.title_weight, weights)
    whole = _share(one.whole, other.whole, one.whole_weight + other.whole_weight, weights)
    alike = max(whole, (title + whole) / 2)
    return alike if alike >= (_LEAST_NAMED if title >= _NAMED else _LEAST) else 0.0


def _share(one: frozenset[str], other: frozenset[str], weight: float, weights: Mapping[str, float]) -> float:
    return 1.0 if one == other else 2 * _weight(one & other, weights) / weight if weight else 0.0


def _best_first(pair: Pair) -> tuple[float, int, int, int]:
    return -pair.alike, abs(pair.old - pair.new), pair.old, pair.new
