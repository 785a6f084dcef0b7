"""ZIP containers, opened with bounds: DOCX, XLSX, OFD and archives of documents."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import EmptyDocumentError, ReadError, TooLargeError

MOST_MEMBERS = 10_000
MOST_BYTES = 400_000_000
_FROM = 1_000_000
MOST_DOCUMENTS = 2_000
_UTF8_NAME = 0x800  # flag bit 11: the name is UTF-8; else by the standard CP437, and in fact the writer's code page
_SKIPPED = frozenset(["__macosx", "thumbs.db", "desktop.ini"])  # what systems leave in folders; and names with a dot
# What the standard library raises over a damaged archive, one that is packed in an unknown way included.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError, RuntimeError,
)  # fmt: skip
MOST_RATIO = 500  # XML of real documents packs to a thirtieth, bitmaps of blank pages to a two-hundredth


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP container; nothing is unpacked yet.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it holds too many members, would unpack to too
    much, or packs so well that it must be a bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UNREADABLE:
        raise ReadError("is damaged or cut off; fetch it again") from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise TooLargeError(f"holds {len(members)} members, more than the {MOST_MEMBERS} allowed")
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES:
        raise TooLargeError(
            f"would unpack to {total // 1_000_000} MB, more than the {MOST_BYTES // 1_000_000} MB allowed"
        )
    if any(m.file_size > _FROM and m.file_size > m.compress_size * MOST_RATIO for m in members):
        raise TooLargeError(f"packs more than {MOST_RATIO} to one, as no document does; it is not unpacked")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError("is encrypted; save it without a password")
    return archive


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its name, with the folders, and where it lies."""

    name: str
    info: zipfile.ZipInfo


def documents(archive: zipfile.ZipFile) -> list[Member]:
    """List the documents in an archive: no folders, no hidden files, nothing that a system left there.

    Raises EmptyDocumentError where there is none, TooLargeError where there are too many.
    """
    found = [Member(name, info) for info in archive.infolist() if (name := _name(info))]
    if not found:
        raise EmptyDocumentError("holds no document; nothing to read")
    if len(found) > MOST_DOCUMENTS:
        raise TooLargeError(f"holds {len(found)} documents, more than the {MOST_DOCUMENTS} allowed; split it")
    return found


def unpacked(archive: zipfile.ZipFile, member: Member) -> bytes:
    """Give the bytes of a document in an archive; nothing is written anywhere.

    Raises ReadError where it is damaged, or a link.
    """
    if stat.S_ISLNK(member.info.external_attr >> 16):
        raise ReadError("is a link, not a document; pack the file itself")
    try:
        return archive.read(member.info)
    except (NotImplementedError, RuntimeError):
        raise ReadError("is packed in a way that is not known here; pack it anew as ordinary ZIP") from None
    except UNREADABLE:
        raise ReadError("is damaged; fetch the archive again") from None


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member without parts that lead elsewhere; empty where it is no document."""
    plain = "".join(char for char in _decoded(info) if char.isprintable())
    parts = [part for part in plain.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    skipped = (
        not parts
        or info.filename.endswith("/")
        or any(p.startswith((".", "~$")) or p.lower() in _SKIPPED for p in parts)
    )
    return "" if skipped else "/".join(parts)


def _decoded(info: zipfile.ZipInfo) -> str:
    """Chinese names of archives made on Windows are GBK, which the standard does not know."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    return next(_decodings(raw), info.orig_filename)


def _decodings(raw: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue
