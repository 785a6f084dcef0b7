"""Which documents of a store are nearly the same as one before them: the same plan on two sites.

In the order of the list, a document whose sketch is like enough that of an earlier one, which is itself marked as like
none, is marked with the first such; so all that is marked is like what it is marked with. Sketches are compared where
eight of their numbers in a row are equal: of documents that are alike to 0.8, 95 in 100 are found, to 0.9 all.

A form that several bodies filled in is alike too, and each its own plan: two that tell of different places, years or
document numbers (发文字号) are never marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from .opened import Store, data_files
from .schema import SIGNATURES, TOLD
from .sketch import NUMBERS

THRESHOLD = 0.8
_BAND = 8  # numbers in a row that must be equal
_MOST = 100  # documents of a kind that one is compared with, band by band: nobody's archive takes for ever


@dataclass(frozen=True, slots=True)
class _Sketches:
    """Sketches in the order of the list: a row of numbers each, and numbers for what they tell (0 for nothing).

    `there` says which rows hold one: a very short document has none.
    """

    sources: Sequence[str]
    numbers: Any
    told: Any
    there: Any


def near_duplicates(store: Store) -> dict[str, tuple[str, float]]:
    """Give the source of each document that is nearly the same as one before it, with that one's and how alike they are."""
    sketches = _read(store)
    crowds = _crowds(sketches)
    held: dict[int, list[int]] = defaultdict(list)  # what stands for itself, by crowd
    found: dict[str, tuple[str, float]] = {}
    for place in np.flatnonzero((crowds >= 0).any(axis=1)).tolist():
        own = [crowd for crowd in crowds[place].tolist() if crowd >= 0]
        like = _first_like(sketches, place, sorted({other for crowd in own for other in held[crowd]}))
        if like is not None:
            found[sketches.sources[place]] = sketches.sources[like[0]], like[1]
            continue
        for crowd in own:
            if len(held[crowd]) < _MOST:
                held[crowd].append(place)
    return found


def _first_like(sketches: _Sketches, place: int, others: Sequence[int]) -> tuple[int, float] | None:
    if not others:
        return None
    alike = (sketches.numbers[others] == sketches.numbers[place]).mean(axis=1)
    ours, theirs = sketches.told[place], sketches.told[others]
    differ = ((ours != theirs) & (ours != 0) & (theirs != 0)).any(axis=1)
    fit = np.flatnonzero((alike >= THRESHOLD) & ~differ)
    return (others[fit[0]], float(alike[fit[0]])) if len(fit) else None


def _crowds(sketches: _Sketches) -> Any:  # noqa: ANN401 - an array
    """For each sketch and band, the number of the crowd whose band is the same; -1 where it is alone."""
    bands = NUMBERS // _BAND
    crowds = np.full((len(sketches.sources), bands), -1, np.int32)
    first = 0
    for band in range(bands):
        keys = _keys(sketches.numbers[:, band * _BAND : (band + 1) * _BAND])
        _, crowd, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        crowds[:, band] = np.where(sketches.there & (sizes[crowd] > 1), crowd + first, -1)
        first += len(sizes)
    return crowds


def _keys(numbers: Any) -> Any:  # noqa: ANN401 - arrays
    """One number of 64 bits for some of 32: what differs in it differs; who shares it by chance is compared in full."""
    keys = np.zeros(len(numbers), np.uint64)
    for column in numbers.T:
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + column
    return keys


def _read(store: Store) -> _Sketches:
    """The sketches of a store; each stands in its own row of one array, whatever part it comes from."""
    listed = store.db.execute("SELECT sha256, source FROM sources WHERE state = 'parsed' ORDER BY position, source")
    sources = []
    places = {}
    for place, (content, source) in enumerate(listed):
        places[content] = place
        sources.append(source)
    numbers = np.zeros((len(places), NUMBERS), np.dtype("<u4"))
    told = np.zeros((len(places), len(TOLD)), np.int32)
    there = np.zeros(len(places), bool)
    known: dict[str, int] = {}
    for row in _rows(store):
        place = places[row["sha256"]]
        there[place] = True
        numbers[place] = np.frombuffer(row["signature"], "<u4")
        told[place] = [0 if row[name] is None else known.setdefault(row[name], len(known) + 1) for name in TOLD]
    return _Sketches(sources, numbers, told, there)


def _rows(store: Store) -> Iterator[dict[str, Any]]:
    for file in data_files(store, SIGNATURES):
        yield from pq.read_table(file).to_pylist()
