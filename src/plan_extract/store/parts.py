"""Records to Parquet: rows are packed where documents are read, and written part by part where the store is.

A part is one file in each data set, `tasks/part-000-000001.parquet`: shard and number. Its files are written under
other names first and then renamed; the part belongs to the store once the manifest says so, after that.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import ReadError, WriteError
from ..tables.layout import KEY
from .schema import schemas

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Packed = Mapping[str, bytes]
_PACKING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # threads cost more than they save here
_UNPACKING = pa.ipc.IpcReadOptions(use_threads=False)


def pack(documents: Sequence[Rows]) -> Packed:
    """Turn the rows of some documents into bytes, by data set, that can be sent to whoever writes the part."""
    packed = {}
    for name, schema in schemas().items():
        rows = [row for document in documents for row in document[name]]
        arrays = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, schema, options=_PACKING) as stream:
            stream.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
        packed[name] = bytes(sink.getvalue())
    return packed


def write_part(store: Path, part: str, packed: Sequence[Packed]) -> dict[str, int]:
    """Write a part's files, one for each data set, and give how many rows each has; one is unpacked at a time.

    Raises WriteError, with nothing left behind but whole files that no manifest names.
    """
    return {
        name: _write(store, name, part, pa.concat_tables([_unpacked(each[name]) for each in packed]))
        for name in schemas()
    }


def rewrite_part(store: Path, old: str, target: Path, new: str, dropped: Iterable[str]) -> dict[str, int]:
    """Write a part anew, under another name and maybe to another store, without some documents (told by SHA-256)."""
    import pyarrow.compute as pc  # late: it loads much

    keys = pa.array(list(dropped), pa.string())
    counts = {}
    for name, schema in schemas().items():
        table = _read(part_file(store, name, old), schema)
        counts[name] = _write(target, name, new, table.filter(pc.invert(pc.is_in(table[KEY], keys))))
    return counts


def _read(file: Path, schema: pa.Schema) -> pa.Table:
    try:
        return pq.read_table(file, schema=schema)
    except (pa.ArrowException, OSError):
        raise ReadError("is damaged or cut off; batch with --refresh makes its store anew", source=str(file)) from None


def link_part(store: Path, old: str, target: Path, new: str) -> None:
    """Give a part to another store too: files never change, so that both can have the same."""
    for name in schemas():
        give(part_file(store, name, old), part_file(target, name, new))


def give(file: Path, target: Path) -> None:
    """Link a file, or copy it where the file system cannot link."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copyfile(file, target)
    except OSError as error:
        raise WriteError(f"could not be written: {_reason(error)}", source=str(target)) from error


def part_file(store: Path, table: str, part: str) -> Path:
    """The file of a part in a data set."""
    return store / table / f"part-{part}.parquet"


def also_file(store: Path, form: str, content: str) -> Path:
    """The file of one document (told by its SHA-256): yaml/ab/ab12….yaml."""
    return store / form / content[:2] / f"{content}.{form}"


def sweep(store: Path, parts: frozenset[str]) -> None:
    """Remove what interrupted runs left: half-written files, and whole ones of parts that no manifest names."""
    kept = {f"part-{part}.parquet" for part in parts}
    for name in schemas():
        for path in (store / name).glob("*part-*.parquet*"):
            if path.name not in kept:
                path.unlink()


def _write(store: Path, name: str, part: str, table: pa.Table) -> int:
    with replaced(part_file(store, name, part)) as file:
        pq.write_table(table, file, compression="zstd")
    return int(table.num_rows)


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears, or takes the place of another, once it is whole; its folder is made where it is missing.

    Raises WriteError, with nothing left behind.
    """
    half = path.with_name(f".{path.name}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # so that pulling the plug finds the file, if the manifest names it
        half.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise WriteError(f"could not be written: {_reason(error)}", source=str(path)) from error


def _reason(error: OSError) -> str:
    """Why something could not be written, in a few words, and what to do: a full disk has its own."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and run the same command again"
    return error.strerror or str(error)


def _unpacked(data: bytes) -> pa.Table:
    with pa.ipc.open_stream(pa.BufferReader(data), options=_UNPACKING) as stream:
        return stream.read_all()
