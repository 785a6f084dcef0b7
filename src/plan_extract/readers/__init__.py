"""Bytes to Document: the kinds of files that are known, and the one way in.

A new reader is one file with a function of the `Reader` form, and its name in the table below.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..document.model import Document
from ..errors import EmptyDocumentError, PlanExtractError, ReadError, TooLargeError, UnknownFormatError
from ..registry import Registry
from ..settings import DEFAULT_LIMITS, Limits
from .formats import Format, Reader, begins, begins_near, compound, like_html, like_mhtml, like_tiff, zipped_with

if TYPE_CHECKING:
    import zipfile

    from .archive import Member

_HERE = "plan_extract.readers"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_CAUSE = 200
_SIGNED = frozenset(
    ["pdf", "docx", "xlsx", "ofd", "zip", "xls", "rtf", "doc"]
)  # kinds that always give themselves away

# The first whose content fits wins, then the first whose suffix fits; what fits nothing is tried as text.
FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "application/pdf", (".pdf",), begins_near(b"%PDF-"), f"{_HERE}.pdf:read_pdf"),
    "docx": Format(
        "Word (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm"),
        zipped_with(rb"word/document\d{0,3}\.xml"),
        f"{_HERE}.docx:read_docx",
    ),
    "xlsx": Format(
        "Excel (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx", ".xlsm", ".xlsb"),
        zipped_with(rb"xl/workbook\.(?:xml|bin)"),
        f"{_HERE}.sheet:read_sheet",
    ),
    "ofd": Format("OFD", "application/ofd", (".ofd",), zipped_with(rb"OFD\.xml"), f"{_HERE}.ofd:read_ofd"),
    "package": Format(
        "office file of this kind",
        "application/octet-stream",
        (".pptx", ".odt", ".ods", ".odp", ".epub"),
        zipped_with(rb"\[Content_Types\]\.xml", b"mimetype", b"META-INF/"),
        instead="save it as DOCX, XLSX or PDF",
    ),
    "zip": Format("ZIP archive", "application/zip", (".zip",), begins(b"PK\x03\x04", b"PK\x05\x06")),
    "slides": Format(
        "PowerPoint",
        "application/vnd.ms-powerpoint",
        (".ppt",),
        compound("PowerPoint Document"),
        instead="save it as PDF",
    ),
    "xls": Format(
        "Excel (XLS)", "application/vnd.ms-excel", (".xls",), compound("Workbook", "Book"), f"{_HERE}.sheet:read_sheet"
    ),
    "encrypted": Format(
        "encrypted office file",
        "application/octet-stream",
        (),
        compound("EncryptedPackage"),
        instead="save it without a password",
    ),
    "doc": Format(
        "Word or WPS (binary)", "application/msword", (".doc", ".wps"), begins(_OLE), f"{_HERE}.office:read_office"
    ),
    "rtf": Format("RTF", "application/rtf", (".rtf",), begins(b"{\\rtf"), f"{_HERE}.office:read_office"),
    "image": Format(
        "image",
        "image/*",
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp"),
        lambda data: like_tiff(data) or begins(b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")(data),
        f"{_HERE}.image:read_image",
    ),
    "packed": Format(
        "compressed file",
        "application/octet-stream",
        (".gz", ".7z", ".rar", ".xz", ".bz2", ".zst"),
        begins(b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\0", b"BZh9", b"(\xb5/\xfd"),
        instead="unpack it",
    ),
    "program": Format("program", "application/octet-stream", (".exe", ".dll", ".so"), begins(b"\x7fELF", b"MZ\x90\0")),
    "mhtml": Format(
        "MHTML (saved web page)", "multipart/related", (".mht", ".mhtml"), like_mhtml, f"{_HERE}.mhtml:read_mhtml"
    ),
    "html": Format("HTML", "text/html", (".html", ".htm", ".xhtml", ".shtml"), like_html, f"{_HERE}.html:read_html"),
    "csv": Format("CSV", "text/csv", (".csv", ".tsv"), reader=f"{_HERE}.table_text:read_csv"),
    "markdown": Format("Markdown", "text/markdown", (".md", ".markdown"), reader=f"{_HERE}.markdown:read_markdown"),
    "text": Format("text", "text/plain", (".txt", ".text", ""), reader=f"{_HERE}.text:read_text"),
}

READERS: Registry[Reader] = Registry("reader", {name: f.reader for name, f in FORMATS.items() if f.reader})


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read one document from a file, or from its bytes (then `name` says what to call it).

    Raises a `ReadError` that names the file and says what to do.
    """
    data = source if isinstance(source, bytes) else None
    shown = name if name is not None else "-" if data is not None else _printable(os.fspath(source))
    try:
        data = load(source, limits) if data is None else data  # type: ignore[arg-type]
        kind = format_of(data, shown)
        _bound(data, FORMATS[kind], limits)
        if kind == "zip":
            return _only_member(data, shown, encoding, limits)
        return _through(kind, data, Path(shown).name or shown, encoding)
    except PlanExtractError as error:
        error.source = error.source or shown
        raise


def load(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Give the bytes of a file, never more than one over the bound."""
    try:
        with Path(path).open("rb") as file:
            size = min(os.fstat(file.fileno()).st_size, limits.most_bytes)
            data = file.read(size + 1)  # not more: room for all that is asked for is taken at once
            return data + file.read(limits.most_bytes - size) if len(data) > size else data
    except FileNotFoundError:
        raise ReadError("no such file; check the name") from None
    except IsADirectoryError:
        raise ReadError("is a directory; name the files in it") from None
    except PermissionError:
        raise ReadError("may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"could not be read: {getattr(error, 'strerror', None) or error}") from None


def format_of(data: bytes, name: str) -> str:
    """Tell the kind of a file, by content first and suffix second."""
    for kind, known in FORMATS.items():
        if known.looks and known.looks(data):
            return kind
    suffix = Path(name).suffix.lower()
    kind = next((kind for kind, known in FORMATS.items() if suffix in known.suffixes), "text")
    if kind in _SIGNED and b"\0" not in data[:4096] and not data.startswith(b"<?xml"):
        # a text that somebody named .docx, a table named .xls
        return "csv" if kind in ("xls", "xlsx") else "text"
    return kind


class Archive(NamedTuple):
    """A ZIP archive of documents, opened; nothing of it is ever written to disk."""

    name: str
    packed: zipfile.ZipFile
    members: list[Member]

    @property
    def names(self) -> list[str]:
        """The documents in it, each with the name of the archive before its own: plans.zip/规划.docx."""
        return [f"{self.name}/{member.name}" for member in self.members]

    def read(self, number: int, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """Read one of the documents; a `ReadError` names the archive and the document."""
        from .archive import unpacked

        shown = self.names[number]
        try:
            data = unpacked(self.packed, self.members[number])
            if format_of(data, shown) == "zip":
                raise ReadError("is an archive in an archive; unpack it")
            return read(data, name=shown, encoding=encoding, limits=limits)
        except PlanExtractError as error:
            error.source = shown
            raise


def open_archive(data: bytes, name: str) -> Archive:
    """Open a ZIP archive of documents.

    Raises a `ReadError` where it is damaged, encrypted or a bomb, or holds no document.
    """
    from .archive import documents, open_zip

    try:
        packed = open_zip(data)
        return Archive(name, packed, documents(packed))
    except PlanExtractError as error:
        error.source = name
        raise


def _only_member(data: bytes, name: str, encoding: str | None, limits: Limits) -> Document:
    archive = open_archive(data, name)
    if len(archive.members) > 1:
        raise ReadError(f"holds {len(archive.members)} documents; plan-extract parse -o DIR reads them one by one")
    return archive.read(0, encoding=encoding, limits=limits)


def _bound(data: bytes, known: Format, limits: Limits) -> None:
    if not data:
        raise EmptyDocumentError("is empty; nothing to read")
    most = limits.bytes_of(known.media_type)
    if len(data) > most:
        raise TooLargeError(f"is over the limit of {most / 1e6:g} MB; split it, or raise the limit with --max-size")


def _through(kind: str, data: bytes, name: str, encoding: str | None) -> Document:
    known = FORMATS[kind]
    if kind not in READERS:
        raise UnknownFormatError(f"{known.label} is not read yet; {known.instead}")
    try:
        return READERS[kind](data, name, encoding)
    except PlanExtractError:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # Rust code panics with what is no Exception
        why = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_CAUSE]
        raise ReadError(f"could not be read as {known.label}: {why}") from error


def _printable(path: str | bytes) -> str:
    """A path as text that can be written: bytes that are no UTF-8 in a file name become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
