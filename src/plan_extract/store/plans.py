"""The store read back: the plan of each document, and what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from ..records.plan import PlanDocument
from ..tables.layout import DOCUMENTS, KEY
from ..tables.rows import plan_from
from .opened import Store, data_files
from .schema import FINDINGS, schemas


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of a store: where it was found, its records, and its findings (rows of `findings`)."""

    source: str
    plan: PlanDocument
    findings: tuple[Mapping[str, Any], ...]


def stored_plans(store: Store) -> Iterator[Stored]:
    """Give every document of a store, in its order; a part of the store is in memory at a time."""
    names = list(schemas())
    for files in zip(*(data_files(store, name) for name in names), strict=True):
        rows: dict[str, dict[str, list[Any]]] = {}
        for name, file in zip(names, files, strict=True):
            grouped: dict[str, list[Any]] = defaultdict(list)
            for row in pq.read_table(file, schema=schemas()[name]).to_pylist():
                grouped[row[KEY]].append(row)
            rows[name] = grouped
        for key, (document,) in rows[DOCUMENTS].items():
            plan = plan_from({name: rows[name].get(key, []) for name in names})
            yield Stored(document["source"], plan, tuple(rows[FINDINGS].get(key, ())))
