"""`plan-extract batch`: many documents into a store."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..errors import EncodingError, MissingExtraError, UsageError
from ..writers import WRITERS
from .batch_options import (
    Address,
    Also,
    EngineName,
    FailFast,
    IdColumn,
    Jobs,
    LogFormat,
    MaxFailures,
    Memory,
    NearDuplicates,
    Refresh,
    RetryFailed,
    Share,
    Sources,
    Store,
    TextColumn,
    Timeout,
)
from .options import Encoding, Keywords, MaxSize, Quiet

if TYPE_CHECKING:
    from ..batch.rows import Columns
    from ..batch.run import Wishes

_INTERRUPTED = 130  # as shells say of a program that Ctrl-C ended


def batch(
    sources: Sources,
    output: Store,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    also: Also = None,
    jobs: Jobs = None,
    engine: EngineName = "local",
    address: Address = None,
    timeout: Timeout = 300,
    memory: Memory = 2000,
    near_duplicates: NearDuplicates = False,
    shard: Share = None,
    retry_failed: RetryFailed = False,
    refresh: Refresh = False,
    fail_fast: FailFast = False,
    max_failures: MaxFailures = None,
    encoding: Encoding = None,
    max_size: MaxSize = None,
    keywords: Keywords = False,
    log_format: LogFormat = None,
    quiet: Quiet = False,
) -> None:
    """Read many documents into a store of Parquet tables: documents, tasks, indicators, findings and more.

    What is done is not done again: after an interruption the same command goes on.

    What fails is told in failures.jsonl and keeps nothing else from being read.
    """
    require_batch(engine, near=near_duplicates)
    if address is not None and engine == "local":
        raise UsageError("--address needs --engine ray")
    share, forms, columns = _share(shard), _formats(also), _columns(text_column, id_column)
    _check_encoding(encoding)
    _prepare(sources, engine, near=near_duplicates)
    from ..batch.engines.base import Crew
    from ..batch.plan import Shard
    from ..batch.run import Wishes
    from .inputs import limits_of

    wishes = Wishes(
        sources,
        Path(output),
        columns,
        limits_of(max_size),
        encoding,
        keywords,
        forms,
        Shard(*share),
        engine,
        Crew(jobs, address),
        timeout,
        int(memory * 1_000_000),
        near_duplicates,
        retry_failed,
        refresh,
        0 if fail_fast else max_failures,
    )
    _run(wishes, log_format, quiet=quiet)


def require_batch(engine: str = "local", *, near: bool = False) -> None:
    """Refuse to start without the packages of the extra, and of the engine's; `near` duplicates need one more."""
    for module in ("pyarrow", "pebble", "fsspec", *(["datasketch"] if near else [])):
        if find_spec(module) is None:
            raise MissingExtraError("batch", "read many documents into a store")
    if engine == "ray" and find_spec("ray") is None:
        raise MissingExtraError("ray", "work on a cluster")


def _prepare(sources: list[str], engine: str, *, near: bool) -> None:
    """Refuse what makes no sense; workers on this machine then load what they need while this process does the same."""
    from ..batch.engines import ENGINES
    from ..batch.sources import check

    ENGINES[engine]
    check(sources)
    if engine == "local":
        from ..batch.engines.pool import prepare

        prepare(sketched=near)


def _run(wishes: Wishes, log_format: str | None, *, quiet: bool) -> None:
    from ..batch.run import run
    from .watch import watching

    with watching(log_format, quiet=quiet) as tell:
        finished = run(wishes, tell)
    if finished.stopped == "interrupted":
        raise typer.Exit(_INTERRUPTED)
    if finished.stopped or finished.states.get("failed"):
        raise typer.Exit(1)


def _formats(also: str | None) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(word.strip() for word in (also or "").split(",") if word.strip()))
    for form in wanted:
        if form not in WRITERS:
            raise UsageError(f"unknown format {form!r}; known: {', '.join(WRITERS)}")
    return wanted


def _columns(text: str | None, name: str | None) -> Columns | None:
    from ..batch.rows import Columns

    if name is not None and text is None:
        raise UsageError("--id-column needs --text-column, which names the column with the texts")
    return None if text is None else Columns(text, name)


def _check_encoding(encoding: str | None) -> None:
    """Refuse an unknown name at once: with it every document would fail."""
    from ..readers.encoding import named

    if encoding is not None:
        try:
            named(encoding)
        except EncodingError as error:
            raise UsageError(str(error)) from None


def _share(shard: str | None) -> tuple[int, int]:
    if shard is None:
        return 1, 1
    told = re.fullmatch(r"(\d{1,3})/(\d{1,3})", shard, re.ASCII)
    number, count = (int(told[1]), int(told[2])) if told else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f"--shard {shard}: wanted is I/N, such as 1/4 … 4/4, of at most 999")
    return number, count
