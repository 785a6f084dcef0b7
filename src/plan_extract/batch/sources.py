"""From names on the command line to a list of documents, always in the same order; nothing is read whole.

plans/               the documents in a folder and those below it
plans/**/*.html      what a pattern meets
plans.zip            the documents in an archive: plans.zip/养老.docx
plans.jsonl          rows with a column of texts (`--text-column`): plans.jsonl#7; Parquet likewise
@files.txt           a list of any of these, one a line
s3://archive/2021/   any URL that fsspec knows
"""

from __future__ import annotations

import glob
import io
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from ..errors import MissingExtraError, PlanExtractError, ReadError, UsageError
from ..readers import FORMATS, format_of, load, open_archive
from ..settings import DEFAULT_LIMITS, Limits
from ..store.manifest import Entry
from .rows import Columns, rows_in, tabular

_PICTURES = "image"  # in a folder of documents they are seals and maps; a scan is read where it is named
_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sources are read: `columns` of rows, None where rows are not asked for. `passed` hears what is left aside."""

    columns: Columns | None = None
    limits: Limits = DEFAULT_LIMITS
    passed: Callable[[str], None] = field(default=lambda _: None)


def entries(sources: Sequence[str], wanted: Wanted) -> Iterator[Entry]:
    """Give every document that the sources hold, in order.

    What cannot be opened is an entry with a `problem`. Raises UsageError where a source named on the command line does
    not exist, before anything is given.
    """
    check(sources)
    for source in sources:
        yield from _of(source, wanted)


def open_binary(file: str) -> IO[bytes]:
    """Open a file or a URL."""
    if "://" not in file:
        return Path(file).open("rb")
    system, path = _remote(file)
    return io.BufferedReader(system.open(path, "rb"))  # whose lines can be bounded


def load_bytes(file: str, limits: Limits) -> bytes:
    """Give the bytes of a file or a URL, never more than one over the bound."""
    if "://" not in file:
        return load(file, limits)
    with remote_errors(), open_binary(file) as opened:
        return opened.read(limits.most_bytes + 1)


def check(sources: Sequence[str]) -> None:
    """Raise UsageError for a source that does not exist; a pattern may meet nothing, a URL is not asked for yet."""
    for source in sources:
        path = source.removeprefix("@")
        pattern = path == source and not _WILD.isdisjoint(path)
        if not (pattern or "://" in path or Path(path).exists()):
            raise UsageError("no such file or folder; check the name", source=path)


def _of(source: str, wanted: Wanted) -> Iterator[Entry]:
    if source.startswith("@"):
        for line in _lines(source[1:]):
            yield from _of(line, wanted)
    elif "://" in source:
        yield from _at_url(source, wanted)
    elif Path(source).is_dir():
        yield from _in_folder(source, wanted)
    elif Path(source).exists() or not _WILD & set(source):
        yield from _file(source, _stat(source), wanted)
    else:
        for path in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - the name stays as it was given
            if Path(path).is_file():
                yield from _file(path, _stat(path), wanted)


def _lines(path: str) -> Iterator[str]:
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for line in lines:
                if line.strip():
                    yield line.strip().removeprefix("@")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"is no list of names in UTF-8: {error}", source=path) from None


def _in_folder(folder: str, wanted: Wanted) -> Iterator[Entry]:
    """Walk a folder in the order of names; hidden files, pictures and what no reader takes are left aside."""
    try:
        inside = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError as error:
        yield _broken(folder, f"could not be read: {error.strerror}")
        return
    for each in inside:
        if each.name.startswith((".", "~$")):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _in_folder(each.path, wanted)
        elif _document(each.name, wanted) and each.is_file():
            yield from _file(each.path, _stat(each.path), wanted)


def _document(name: str, wanted: Wanted) -> bool:
    """Tell whether a file of a folder is meant; one that is known and not read is meant too, and fails with advice."""
    suffix = Path(name).suffix.lower()
    if (suffix in _suffixes() and suffix) or (wanted.columns is not None and tabular(name)):
        return True
    wanted.passed(suffix or "(no suffix)")
    return False


@cache
def _suffixes() -> frozenset[str]:
    meant = (f for kind, f in FORMATS.items() if kind != _PICTURES and (f.reader or f.instead or kind == "zip"))
    return frozenset(suffix for each in meant for suffix in each.suffixes)


def _stat(path: str) -> tuple[int, str] | str:
    """Size and stamp of a file, or what is wrong with it."""
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        return "no such file; check the name"
    except (OSError, ValueError) as error:
        return f"could not be read: {getattr(error, 'strerror', None) or error}"
    if not stat.S_ISREG(found.st_mode):
        return "is no file that can be read twice; write it to a file first"
    return found.st_size, f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}"


def _file(path: str, told: tuple[int, str] | str, wanted: Wanted) -> Iterator[Entry]:
    """A file: itself, or the documents in it."""
    name = printable(path)
    if isinstance(told, str):
        yield _broken(name, told)
        return
    size, stamp = told
    if wanted.columns is not None and tabular(path):
        yield from _rows(path, stamp, wanted, wanted.columns)
    elif Path(path).suffix.lower() == ".zip":
        yield from _members(path, size, stamp, wanted)
    else:
        yield Entry(name, "file", path, 0, size, stamp)


def _members(path: str, size: int, stamp: str, wanted: Wanted) -> Iterator[Entry]:
    """The documents in an archive; one that cannot be opened stands for itself, and fails in its turn."""
    try:
        data = load_bytes(path, wanted.limits)
        members = open_archive(data, printable(path)).members if format_of(data, path) == "zip" else None
    except PlanExtractError:
        members = None
    if members is None:
        yield Entry(printable(path), "file", path, 0, size, stamp)
        return
    for number, member in enumerate(members):
        if _document(member.name, wanted):
            yield Entry(f"{printable(path)}/{member.name}", "member", path, number, member.info.file_size, stamp)


def _rows(path: str, stamp: str, wanted: Wanted, columns: Columns) -> Iterator[Entry]:
    """The rows of a table, their contents' SHA-256 told with them."""
    try:
        for row in rows_in(path, columns, wanted.limits, open_binary):
            name = f"{printable(path)}#{printable(row.id)}"
            content = None if row.data is None else sha256(row.data).hexdigest()
            yield Entry(name, "row", path, row.place, len(row.data or b""), stamp, content, row.problem)
    except UsageError:
        raise
    except PlanExtractError as error:
        yield _broken(printable(path), error.message)


def _broken(source: str, problem: str) -> Entry:
    return Entry(source, "file", source, 0, 0, "", None, problem)


def _at_url(url: str, wanted: Wanted) -> Iterator[Entry]:
    with remote_errors(url):
        system, path = _remote(url)
        if _WILD & set(path):
            found = system.glob(path, detail=True)
        elif system.isdir(path):
            found = {name: told for name, told in system.find(path, detail=True).items() if _seen(name, path, wanted)}
        else:
            found = {path: system.info(path)}
    for name, told in sorted(found.items()):
        if told.get("type") != "directory":
            yield from _file(system.unstrip_protocol(name), _told(told), wanted)


def _seen(name: str, folder: str, wanted: Wanted) -> bool:
    parts = name.removeprefix(folder).strip("/").split("/")
    return not any(part.startswith((".", "~$")) for part in parts) and _document(parts[-1], wanted)


def _told(info: Mapping[str, Any]) -> tuple[int, str]:
    """Size of a remote file, and what the store of it says that changes with its content."""
    size = int(info.get("size") or 0)
    marks = (info.get(key) for key in ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "created"))
    return size, f"{size}." + next((str(mark) for mark in marks if mark is not None), "")


def _remote(url: str) -> tuple[Any, str]:
    from importlib.util import find_spec

    import fsspec

    protocol = url.partition("://")[0]
    if protocol in ("s3", "s3a") and find_spec("s3fs") is None:
        raise MissingExtraError("cloud", "read s3:// URLs", source=url)
    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise UsageError(f"is no URL that can be read: {' '.join(str(error).split())}", source=url) from None
    return system, path


@contextmanager
def remote_errors(url: str | None = None) -> Iterator[None]:
    """What goes wrong on the way to a URL, as one line; it is named where no one else does."""
    try:
        yield
    except PlanExtractError:
        raise
    except FileNotFoundError:
        raise ReadError("no such file; check the name", source=url) from None
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise ReadError(f"could not be read: {why}", source=url) from error


def printable(path: str) -> str:
    """A path as text that can be written: bytes that are no UTF-8 in a file name become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
