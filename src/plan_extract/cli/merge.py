"""`plan-extract merge`: the stores of shards to one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .batch import require_batch
from .console import note
from .options import Quiet


def merge(
    stores: Annotated[list[str], typer.Argument(metavar="STORE", help="Stores that `batch` made.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="The new store.")],
    quiet: Quiet = False,
) -> None:
    """Join stores that `batch` made, of shards or of other sources, into a new one.

    Of documents with the same content one is kept. The files are linked, not copied, where the disk is the same.
    """
    require_batch()
    from ..store.merged import merge as join

    states, rows = join([Path(store) for store in stores], Path(output))
    if not quiet:
        told = ", ".join(f"{count:,} {state}" for state, count in states.items())
        note(f"{len(stores)} stores merged into {output}: {told or 'no sources'}; {rows.get('tasks', 0):,} tasks")
