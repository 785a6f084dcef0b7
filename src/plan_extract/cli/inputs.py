"""From names on the command line to Documents: files, standard input, and the documents in ZIP archives."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PlanExtractError
from ..settings import DEFAULT_LIMITS, Limits
from .targets import STDIN

if TYPE_CHECKING:
    from ..document.model import Document
    from ..readers import Archive
    from ..records.plan import PlanDocument

_ZIP = b"PK"


class Input(NamedTuple):
    """A document to be read: a file, `-`, or a `member` of an archive, named plans.zip/规划.docx."""

    name: str
    file: str
    member: int | None = None
    data: bytes | None = None  # of standard input, which can be read only once

    def open(self, encoding: str | None, max_size: float | None) -> Document:
        """Read it; a `ReadError` names it."""
        from ..readers import read

        limits = limits_of(max_size)
        if self.member is not None:
            archive = _archive(self.file, self.data, limits)
            return archive.read(self.member, encoding=encoding, limits=limits)
        if self.data is not None:
            return read(self.data, name=self.name, encoding=encoding, limits=limits)
        return read(self.file, encoding=encoding, limits=limits)

    def plan(self, encoding: str | None, max_size: float | None) -> PlanDocument:
        """Give its plan: parsed, or of what `parse` wrote as it stands there."""
        from ..pipeline import extract
        from ..plan_files.read import read_plan
        from ..readers import load

        if self.member is not None:
            return extract(self.open(encoding, max_size))
        limits = limits_of(max_size)
        data = load(self.file, limits) if self.data is None else self.data
        return read_plan(data, self.file, encoding=encoding, limits=limits)


def inputs(files: Sequence[str], max_size: float | None) -> list[Input]:
    """Give each document that the files hold; an archive that cannot be opened stands for itself, and fails in its turn."""
    return [found for file in files for found in _documents(file, limits_of(max_size))]


def _documents(file: str, limits: Limits) -> Iterator[Input]:
    data = sys.stdin.buffer.read(limits.most_bytes + 1) if file == STDIN else None
    if not _may_be_archive(file, data):
        yield Input(file, file, data=data)
        return
    try:
        names = _archive(file, data, limits).names
    except PlanExtractError:
        yield Input(file, file, data=data)
    else:
        yield from (Input(name, file, number, data) for number, name in enumerate(names))


def _may_be_archive(file: str, data: bytes | None) -> bool:
    """Tell whether a file is a ZIP archive of documents; Word files and spreadsheets are ZIP too, but of another kind."""
    from ..readers import format_of, load

    try:
        if data is None:
            with Path(file).open("rb") as opened:
                data = load(file) if opened.read(2) == _ZIP else b""
    except (OSError, ValueError, PlanExtractError):
        return False
    return data[:2] == _ZIP and format_of(data, file) == "zip"


@lru_cache(maxsize=1)
def _archive(file: str, data: bytes | None, limits: Limits) -> Archive:
    """Open an archive once for all its documents."""
    from ..readers import load, open_archive

    return open_archive(load(file, limits) if data is None else data, file)


def limits_of(max_size: float | None) -> Limits:
    """The bounds that `--max-size` asks for."""
    if max_size is None:
        return DEFAULT_LIMITS
    return Limits(text_bytes=int(max_size * 1_000_000), file_bytes=int(max_size * 1_000_000))
