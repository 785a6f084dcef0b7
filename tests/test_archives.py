"""ZIP archives: each member is a document; nothing in one can lead anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping

import pytest

from plan_extract.errors import EmptyDocumentError, PlanExtractError, ReadError, TooLargeError, UnknownFormatError
from plan_extract.readers import archive, format_of, open_archive, read
from word_files import docx, p

PLAN = "云汀市养老服务实施方案\n一、重点任务\n".encode()


def packed(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return file.getvalue()


def renamed(data: bytes, old: str, new: bytes) -> bytes:
    """The archive with a name of as many bytes in the place of another, not marked as UTF-8 (as Windows writes GBK)."""
    assert len(old.encode()) == len(new)
    changed = data.replace(old.encode(), new)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark) + place
        changed = changed[:at] + b"\0\0" + changed[at + 2 :]
    return changed


def test_each_member_is_a_document() -> None:
    opened = open_archive(packed({"规划/甲.docx": docx(p("甲")), "乙.txt": "乙", "c.html": "<p>丙</p>"}), "plans.zip")
    assert opened.names == ["plans.zip/规划/甲.docx", "plans.zip/乙.txt", "plans.zip/c.html"]
    documents = [opened.read(number) for number in range(3)]
    assert [d.text.strip() for d in documents] == ["甲", "乙", "丙"]
    assert [d.source.name for d in documents] == ["甲.docx", "乙.txt", "c.html"]


def test_an_archive_with_one_document_is_that_document() -> None:
    data = packed({"养老/": b"", "养老/方案.txt": PLAN, "__MACOSX/._方案.txt": b"x"})
    document = read(data, name="a.zip")
    assert (document.text.encode(), document.source.name) == (PLAN, "方案.txt")
    with pytest.raises(
        ReadError, match=r"^a\.zip: holds 2 documents; plan-extract parse -o DIR reads them one by one$"
    ):
        read(packed({"a.txt": PLAN, "b.txt": PLAN}), name="a.zip")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("附件/方案.txt".encode("gbk"), "附件/方案.txt"),
        ("附件\\方案.txt".encode("gbk"), "附件/方案.txt"),
        ("刂(隐)倉.txt".encode("gbk"), "刂(隐)倉.txt"),  # its second bytes look like ASCII
        ("附件/方案.txt".encode(), "附件/方案.txt"),
        (b"plan.txt", "plan.txt"),
    ],
)
def test_names_by_any_program(raw: bytes, name: str) -> None:
    old = "x" * len(raw)
    assert open_archive(renamed(packed({old: PLAN}), old, raw), "a.zip").names == [f"a.zip/{name}"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("..\\..\\b.txt", "b.txt"),
        ("C:\\b.txt", "C:/b.txt"),
        ("a\x1b[31m.txt", "a[31m.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
    ],
)
def test_names_lead_nowhere(name: str, shown: str) -> None:
    assert open_archive(packed({name: PLAN}), "a.zip").names == [f"a.zip/{shown}"]


@pytest.mark.parametrize(
    "name", ["__MACOSX/._a.txt", ".git/config", "a/.DS_Store", "Thumbs.db", "desktop.ini", "~$方案.docx", "空/"]
)
def test_what_systems_leave_is_skipped(name: str) -> None:
    assert open_archive(packed({name: b"", "a.txt": PLAN}), "a.zip").names == ["a.zip/a.txt"]
    with pytest.raises(EmptyDocumentError, match="holds no document"):
        open_archive(packed({name: b""}), "a.zip")


def test_a_name_that_begins_with_a_nul() -> None:
    """Found by atheris: the standard library cuts the name there, and then looks for its last character."""
    assert open_archive(packed({"xa.txt": PLAN}).replace(b"xa.txt", b"\0a.txt"), "a.zip").names == ["a.zip/a.txt"]


def link() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        written.writestr(info, "/etc/passwd")
    return file.getvalue()


def locked(member: str = "a.txt") -> bytes:
    """An archive that says that it is encrypted."""
    data = bytearray(packed({member: PLAN}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def other_method() -> bytes:
    data = bytearray(packed({"a.txt": PLAN}))
    data[8], data[data.find(b"PK\x01\x02") + 10] = 9, 9
    return bytes(data)


def broken() -> bytes:
    data = bytearray(packed({"a.txt": PLAN}, zipfile.ZIP_STORED))
    data[data.find(PLAN)] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (link(), ReadError, "a.zip/a.txt: is a link, not a document; pack the file itself"),
        (locked(), ReadError, "a.zip: is encrypted; save it without a password"),
        (other_method(), ReadError, "a.zip/a.txt: is packed in a way that is not known here"),
        (broken(), ReadError, "a.zip/a.txt: is damaged; fetch the archive again"),
        (packed({"b.zip": packed({"a.txt": PLAN})}), ReadError, "a.zip/b.zip: is an archive in an archive; unpack it"),
        (packed({"a.docx": docx(p("甲"))[:-9]}), ReadError, "a.zip/a.docx: is damaged or cut off"),
        (packed({"a.exe": b"MZ\x90\0"}), UnknownFormatError, "a.zip/a.exe: program is not read yet"),
        (packed({"a.txt": b""}), EmptyDocumentError, "a.zip/a.txt: is empty"),
        (packed({"a.txt": PLAN})[:-30], ReadError, "a.zip: is damaged or cut off"),
        (packed({}), EmptyDocumentError, "a.zip: holds no document"),
        (packed({"a.txt": b"\0" * 5_000_000}), TooLargeError, "a.zip: packs more than 500 to one"),
        (packed({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"}), UnknownFormatError, "a.zip: office file of this kind"),
        (packed({"mimetype": b"x", "content.xml": b"x"}), UnknownFormatError, "a.zip: office file of this kind"),
    ],
)  # fmt: skip
def test_bad_archives_are_told(data: bytes, error: type[PlanExtractError], message: str) -> None:
    with pytest.raises(error) as told:
        read(data, name="a.zip")
    assert str(told.value).startswith(message)


@pytest.mark.parametrize(
    ("bound", "message"),
    [
        ("MOST_MEMBERS", "holds 3 members, more than the 2 allowed"),
        ("MOST_DOCUMENTS", "holds 3 documents, more than the 2 allowed"),
        ("MOST_BYTES", "would unpack to 0 MB"),
    ],
)
def test_bounds(bound: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, bound, 2)
    with pytest.raises(TooLargeError, match=message):
        open_archive(packed({f"{n}.txt": PLAN for n in range(3)}), "a.zip")


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"a.docx": docx(p("甲"))}, "zip"),  # stored: the bytes of its members are plain to see
        ({"old/word/document.xml": b"<a/>"}, "zip"),
        ({"word/document.xml": b"<a/>"}, "docx"),
        ({"word/document2.xml": b"<a/>"}, "docx"),
        ({"xl/workbook.xml": b"<a/>"}, "xlsx"),
        ({"xl/workbook.bin": b""}, "xlsx"),
        ({"OFD.xml": b"<a/>"}, "ofd"),
        ({"a/OFD.xml": b"<a/>"}, "zip"),
        ({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "docx"),
    ],
)
def test_the_kind_is_told_by_the_list_of_members(members: dict[str, bytes], kind: str) -> None:
    assert format_of(packed(members, zipfile.ZIP_STORED), "a.bin") == kind
