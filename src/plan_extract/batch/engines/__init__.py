"""Who does the work: one file an engine, and its name in the table below.

A member is `run(groups, orders, crew)`: it takes groups of documents as it has hands for them and gives their results,
in whatever order they come. A group that kills its worker is done again, each document alone; one that kills it again
has failed. Leaving the iterator stops the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...registry import Registry

if TYPE_CHECKING:
    from .base import Engine

ENGINES: Registry[Engine] = Registry(
    "engine", {name: f"plan_extract.batch.engines.{name}:run" for name in ("local", "ray")}
)
