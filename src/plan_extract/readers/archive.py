"""ZIP containers, opened with bounds: DOCX, XLSX, OFD and archives of documents."""

from __future__ import annotations

import io
import zipfile

from ..errors import ReadError, TooLargeError

MOST_MEMBERS = 10_000
MOST_BYTES = 400_000_000
_FROM = 1_000_000
MOST_RATIO = 500  # XML of real documents packs to a thirtieth, bitmaps of blank pages to a two-hundredth


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP container; nothing is unpacked yet.

    Raises ReadError where it is damaged or encrypted, TooLargeError where it holds too many members, would unpack to too
    much, or packs so well that it must be a bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
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
