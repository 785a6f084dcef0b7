"""One document to its rows: what each worker does, wherever it runs, and what it is allowed to take."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..document.model import Document
from ..errors import PlanExtractError, ReadError, WriteError
from ..lint.quick import findings
from ..pipeline import extract
from ..readers import Archive, open_archive, read
from ..readers.apart import is_bounded
from ..readers.archive import unpacked
from ..records.plan import PlanDocument
from ..rules.base import Finding
from ..settings import Limits
from ..store.manifest import Outcome
from ..store.parts import also_file, pack
from ..store.schema import FINDINGS, SIGNATURES, SOURCE
from ..store.sketch import sketch
from ..tables.layout import DOCUMENTS, KEY, ORDINAL
from ..tables.rows import rows
from ..writers import WITH_TEXT, WRITERS
from ..writers.files import write_file
from .jobs import OUT_OF_MEMORY, Group, Job, Orders, Result
from .sources import load_bytes, printable

_LONGEST = 300
_WANT = re.compile(r"failed to map segment|annot allocate memory|std::bad_alloc")  # what libraries and their loader say
Rows = dict[str, list[dict[str, Any]]]


def work(group: Group, orders: Orders) -> Result:
    """Parse a group; whatever goes wrong with a document is its outcome.

    A document that takes too long or too much memory ends the process, and the group is done again one by one.
    """
    done: list[Rows] = []
    outcomes = []
    for job in group.jobs:
        start = time.perf_counter()
        found, stage, error = _within(job, orders)
        outcomes.append(Outcome(job.entry.source, group.attempt, time.perf_counter() - start, stage, error))
        if found is not None:
            done.append(found)
    return Result(group, pack(done) if done else None, tuple(outcomes))


def _within(job: Job, orders: Orders) -> tuple[Rows | None, str | None, str | None]:
    """Do a job within its time; the alarm kills the process, so that nothing can hold it up."""
    timed = orders.seconds is not None and hasattr(signal, "setitimer")
    if timed:
        signal.setitimer(signal.ITIMER_REAL, orders.seconds)  # type: ignore[arg-type]
    try:
        return _staged(job, orders)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _staged(job: Job, orders: Orders) -> tuple[Rows | None, str | None, str | None]:
    """The rows of a document, or the stage at which it failed and why."""
    stage = "read"
    try:
        document = _read(job, orders)
        stage = "extract"
        plan = extract(document, keywords=orders.keywords)
        stage = "check"
        found = findings(plan, document.text)
        stage = "write"
        for form in orders.also:
            _write(_written(form, plan, document, found), form, plan.source.sha256, orders)
        told = _rows(plan, document, found, job.entry.source)
        told[SIGNATURES] = _signature(plan, document) if orders.sketched else []
        return told, None, None
    except WriteError:
        raise  # not this document's fault: the run ends
    except Exception as error:
        if _starved(error):
            raise MemoryError from None
        if isinstance(error, PlanExtractError):
            return None, stage, error.message
        return None, stage, " ".join(f"{type(error).__name__}: {error}; please report this".split())[-_LONGEST:]


def _starved(error: BaseException | None) -> bool:
    """Tell whether what went wrong began with want of memory, as Python, a library or its loader tells it."""
    while error is not None:
        if isinstance(error, MemoryError) or _WANT.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read(job: Job, orders: Orders) -> Document:
    entry, limits = job.entry, orders.limits
    if entry.kind == "row":
        data, name = job.data, entry.source.rpartition("#")[2]
    elif entry.kind == "member":
        archive = _archive(entry.file, entry.stamp, limits)
        data, name = unpacked(archive.packed, archive.members[entry.place]), entry.source
    else:
        data, name = load_bytes(entry.file, limits), entry.source
    if data is None:
        raise ReadError("is no longer there; run the same command again")
    if len(data) <= limits.most_bytes and sha256(data).hexdigest() != entry.sha256:
        raise ReadError("changed while it was worked on; run the same command again")
    document = read(data, name=name, encoding=job.encoding or orders.encoding, limits=limits)
    return replace(document, source=document.source._replace(sha256=str(entry.sha256)))


@lru_cache(maxsize=1)
def _archive(file: str, stamp: str, limits: Limits) -> Archive:  # noqa: ARG001 - a file that changed is another
    return open_archive(load_bytes(file, limits), printable(file))


def _rows(plan: PlanDocument, document: Document, found: Sequence[Finding], source: str) -> Rows:
    """The rows of a plan, its source's name with the document, and those of its findings."""
    told = rows(plan)
    told[DOCUMENTS][0][SOURCE.name] = source
    told[FINDINGS] = [
        {
            KEY: plan.source.sha256,
            ORDINAL: number,
            "code": one.code,
            "name": one.name,
            "level": one.level,
            "message": one.message,
            "quote": one.span and one.span.of(document.text),
            "span_start": one.span and one.span.start,
            "span_end": one.span and one.span.end,
        }
        for number, one in enumerate(found, 1)
    ]
    return told


def _signature(plan: PlanDocument, document: Document) -> list[dict[str, Any]]:
    """What tells which others are nearly the same; nothing for a very short one."""
    made = sketch(document.folded)
    if made is None:
        return []
    told = plan.metadata
    years = told.plan_period and f"{told.plan_period.start}-{told.plan_period.end}"
    place = told.jurisdiction and told.jurisdiction.code
    return [
        {
            KEY: plan.source.sha256,
            "place": place,
            "years": years,
            "number": told.document_number,
            "signature": made,
        }
    ]


def _written(form: str, plan: PlanDocument, document: Document, found: Sequence[Finding]) -> bytes:
    """A plan in a format; one that shows the text gets it, and the findings, too."""
    if form not in WITH_TEXT:
        return WRITERS[form](plan)
    from ..page.notes import Note
    from ..writers.html import write

    return write(plan, document=document, notes=[Note(one.code, one.level, one.message, one.span) for one in found])


def _write(data: bytes, form: str, content: str, orders: Orders) -> None:
    path = also_file(Path(orders.store), form, content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"could not be made: {error.strerror or error}", source=str(path.parent)) from None
    write_file(path, data)


def bound(orders: Orders) -> None:
    """Bound a worker's memory, once it has loaded what it needs; a time limit kills it."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if orders.memory is None:
        return
    with suppress(ImportError, OSError, ValueError):
        import resource

        now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + orders.memory, resource.RLIM_INFINITY))
        is_bounded()
