"""The parts of a Word file: its body, its lists, its styles, its notes (ECMA-376 Part 2: packages and relationships).

Opened by hand rather than by python-docx: that refuses macro documents, templates, the strict form of ISO 29500, and
files with a relationship that leads nowhere (`Target="NULL"`, as some converters write).
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..errors import ReadError, TooLargeError
from .archive import open_zip

MOST_XML = 80_000_000  # bytes of one part; the tree takes ten times as much memory
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://purl.oclc.org/ooxml/officeDocument/math")
_USUAL = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The root elements of a Word file's parts; None for those it lacks."""

    document: Any
    numbering: Any = None
    styles: Any = None
    footnotes: Any = None
    endnotes: Any = None


def open_parts(data: bytes) -> Parts:
    """Give the parts of a Word file.

    Raises ReadError where there is no document in it or its XML is broken, TooLargeError where a part is too large.
    """
    with open_zip(data) as archive:
        main = _related(archive, "").get("officeDocument", "word/document.xml")
        related = _related(archive, main)
        document = _xml(archive, main)
        if document is None:
            raise ReadError("holds no document; open it in Word and save it anew")
        others = {kind: _xml(archive, related.get(kind)) for kind in ("numbering", "styles", "footnotes", "endnotes")}
    return Parts(document, **others)


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part names, by the last word of the kind of relationship: numbering, styles, footnotes."""
    folder, name = posixpath.split(part)
    root = _xml(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relation in root.iter(_RELATION) if root is not None else ():
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
            found.setdefault(kind, target)
    return found


def _xml(archive: zipfile.ZipFile, name: str | None) -> Any:  # noqa: ANN401 - an lxml element, or None
    try:
        size = archive.getinfo(name or "").file_size
    except KeyError:
        return None
    if size > MOST_XML:
        raise TooLargeError(
            f"has {size // 1_000_000} MB of text in {name}, more than the {MOST_XML // 1_000_000} allowed"
        )
    blob = archive.read(name or "")
    for strict, usual in zip(_STRICT, _USUAL, strict=True):
        blob = blob.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(blob, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("declares a document type, as no Word document does; it is not read")
    return root
