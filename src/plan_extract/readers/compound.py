"""Compound files ([MS-CFB], Office before 2007): which streams lie at the top, and so which program wrote the file.

Names alone do not tell: a Word document may hold a spreadsheet, with a `Workbook` stream in a folder of its own.
"""

from __future__ import annotations

import struct

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # bytes of an entry of the directory: name, length of the name, kind, colour, left, right, child …
_SIZES = {9: 512, 12: 4096}  # of a sector, by the power of two that the header tells
_MOST_ENTRIES = 20_000
_LAST = 0xFFFFFFFA  # numbers of sectors end here; above stand marks


def streams(data: bytes) -> frozenset[str]:
    """Give the names of the streams and folders at the top of a compound file; none where it is cut off."""
    try:
        return frozenset(_top(_directory(data)))
    except (struct.error, LookupError):
        return frozenset()


def _directory(data: bytes) -> bytes:
    """Put the sectors of the directory together."""
    size = _SIZES[struct.unpack_from("<H", data, 30)[0]]
    sectors: list[int] = []
    at = struct.unpack_from("<I", data, 48)[0]
    tables = struct.unpack_from("<109I", data, 76)  # sectors that hold the table of sectors; more only above 7 MB
    while at < _LAST and len(sectors) * size < _MOST_ENTRIES * _ENTRY:
        sectors.append(at)
        table, place = divmod(at, size // 4)
        at = struct.unpack_from("<I", data, (tables[table] + 1) * size + place * 4)[0]
    return b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in sectors)


def _top(directory: bytes) -> set[str]:
    """Walk the tree of entries below the root."""
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [struct.unpack_from("<I", directory, 76)[0]]
    while waiting:
        number = waiting.pop()
        if number >= len(directory) // _ENTRY or number in seen:
            continue
        seen.add(number)
        start = number * _ENTRY
        length, *_ = struct.unpack_from("<H", directory, start + 64)
        names.add(directory[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"))
        waiting.extend(struct.unpack_from("<II", directory, start + 68))
    return names
