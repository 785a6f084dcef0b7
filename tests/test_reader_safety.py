"""Hostile, damaged and mislabelled files: each gives our own error in one line, in bounded time, or is read."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest

from bare_readers import without_recognition
from invariants import cpu_seconds
from plan_extract import pipeline
from plan_extract.document.model import Document
from plan_extract.errors import MissingExtraError, PlanExtractError, ReadError, TooLargeError
from plan_extract.readers import FORMATS, READERS, formats, read
from plan_extract.readers.compound import MARK
from plan_extract.settings import Limits
from sheet_files import xlsx
from test_archives import packed
from word_files import docx, p, tbl, tc, tr

TEXT = "云汀市养老服务实施方案\n一、重点任务\n（一）健全服务网络。新建社区养老服务中心12个。\n"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(12))
BOMB = f"<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [{LAUGHS}]>"
SECRET = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


def pdf(*, encrypted: bool = False) -> bytes:
    """A PDF of one page with one line of text."""
    stream = b"BT /F1 12 Tf 72 700 Td (Plan for 2025) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"x" * 32, b"y" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/Encrypt 6 0 R/ID[(a)(a)]" if encrypted else b""
    trailer = b"trailer\n<</Size 7/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (lock, len(out))
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def ofd(content: str = "", *, name: str = "Doc_0/Pages/Page_0/Content.xml", head: str = "") -> bytes:
    """An OFD of one page; `name` is where its page says that its content lies."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    text = '<ofd:TextObject ID="9" Boundary="20 20 100 6" Font="3" Size="5"><ofd:TextCode X="0" Y="5">一、重点任务</ofd:TextCode></ofd:TextObject>'
    page = f"<ofd:Page {space}><ofd:Content><ofd:Layer ID='8'>{content or text}</ofd:Layer></ofd:Content></ofd:Page>"
    return packed({
        "OFD.xml": f"<ofd:OFD {space} DocType='OFD' Version='1.0'><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{head}<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='{name}'/></ofd:Pages>"
        "</ofd:Document>",
        "Doc_0/Pages/Page_0/Content.xml": page,
    })  # fmt: skip


def compound(*names: str) -> bytes:
    """A compound file with these streams at its top, all of them empty."""
    header = bytearray(MARK + b"\0" * 504)
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<III", header, 56, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    header[76:512] = struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b""
    for number, name in enumerate(("Root Entry", *names)):
        raw = (name + "\0").encode("utf-16-le")
        right = number + 1 if 0 < number < len(names) else 0xFFFFFFFF
        child = 1 if number == 0 and names else 0xFFFFFFFF
        entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), 2 if number else 5, 1, 0xFFFFFFFF, right, child)
        entries += entry.ljust(128, b"\0")
    return bytes(header) + table + entries.ljust(512, b"\0")


def told(data: bytes, name: str) -> Document | PlanExtractError:
    """What comes out, document or error; anything else fails the test that asks."""
    start = cpu_seconds()
    found: Document | PlanExtractError
    try:
        found = read(data, name=name)
    except PlanExtractError as error:
        found = error
    assert cpu_seconds() - start < 20
    if isinstance(found, PlanExtractError):
        assert "\n" not in str(found)
        assert str(found).startswith(name)
    return found


WHOLE: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "a.html": f"<html><body><h1>方案</h1><p>{TEXT}</p></body></html>".encode(),
    "a.md": f"# 方案\n\n{TEXT}\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".encode(),
    "a.csv": "甲,乙\n1,2\n".encode(),
    "a.mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html\r\n\r\n<p>"
    + TEXT.encode() + b"</p>\r\n--X--\r\n",
    "a.docx": docx(p("一、重点任务") + tbl(tr(tc("甲"), tc("乙")))),
    "a.xlsx": xlsx({"甲": [["一", "二"], ["三", 4.0]]}),
    "a.ofd": ofd(),
    "a.pdf": pdf(),
    "a.zip": packed({"a.txt": TEXT, "b.docx": docx(p("甲"))}),
    "a.xls": compound("Workbook"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_are_read(name: str) -> None:
    found = told(WHOLE[name], name)
    if name in ("a.zip", "a.xls"):
        assert isinstance(found, ReadError)
    elif isinstance(found, MissingExtraError):
        pytest.skip(str(found))
    else:
        assert isinstance(found, Document), found


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("tenths", range(10))
def test_a_file_that_is_cut_off(name: str, tenths: int) -> None:
    """Cut at ten places: text formats give what is left, the others say that they are damaged."""
    data = WHOLE[name]
    found = told(data[: max(8, len(data) * tenths // 10)], name)
    if name.endswith((".docx", ".xlsx", ".zip", ".xls")):
        assert isinstance(found, PlanExtractError)


@pytest.mark.parametrize("tenths", range(10))
def test_a_picture_that_is_cut_off(tenths: int) -> None:
    image = pytest.importorskip("PIL.Image", reason="needs the extra ocr")
    file = io.BytesIO()
    image.effect_noise((200, 200), 50).save(file, "PNG")
    assert isinstance(told(file.getvalue()[: 9 + (file.tell() - 60) * tenths // 10], "a.png"), PlanExtractError)


def test_a_tiff_without_a_width_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by Hypothesis: Pillow raises a TypeError over it."""
    image = pytest.importorskip("PIL.Image", reason="needs the extra ocr")
    without_recognition("image", monkeypatch.setattr)
    file = io.BytesIO()
    page = image.effect_noise((20, 20), 50)
    page.save(file, "TIFF", save_all=True, append_images=[page])
    width = struct.pack("<HHI", 256, 4, 1)
    before, _, after = file.getvalue().rpartition(width)  # of the second page
    found = told(before + struct.pack("<HHI", 255, 4, 1) + after, "a.tif")
    assert str(found) == "a.tif: is no readable picture (TypeError); save it anew"


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in ("a.txt", "a.csv", "a.md")])
def test_a_file_with_bytes_changed(name: str) -> None:
    for step in range(40):
        data = bytearray(WHOLE[name])
        for place in range(step, len(data), 41 + step):
            data[place] ^= 0x55
        told(bytes(data), name)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (WHOLE["a.pdf"], "a.docx", "application/pdf"),
        (WHOLE["a.docx"], "a.pdf", FORMATS["docx"].media_type),
        (WHOLE["a.docx"], "a.doc", FORMATS["docx"].media_type),
        (WHOLE["a.docx"], "a.zip", FORMATS["docx"].media_type),
        (WHOLE["a.html"], "a.doc", "text/html"),
        (WHOLE["a.html"], "a.xls", "text/html"),
        (WHOLE["a.mht"], "a.doc", "multipart/related"),
        (TEXT.encode("gb18030"), "a.docx", "text/plain"),
        (TEXT.encode("gb18030"), "a.pdf", "text/plain"),
        (TEXT.encode(), "a", "text/plain"),
        ("甲\t乙\n1\t2\n".encode(), "a.xls", "text/tab-separated-values"),
    ],
)
def test_mislabelled_files_are_read_by_their_content(data: bytes, name: str, media_type: str) -> None:
    found = told(data, name)
    assert isinstance(found, Document), found
    assert found.source.media_type == media_type


@pytest.mark.parametrize(
    "name", ["a.docx", "a.xlsx", "a.pdf", "a.ofd", "a.zip", "a.doc", "a.xls", "a.png", "a.html", "a.txt"]
)
@pytest.mark.parametrize("data", [b"\0" * 5000, b"\xff" * 5000, bytes(range(256)) * 20, b"\x89\0\x01" * 3000])
def test_rubbish_under_any_name(name: str, data: bytes) -> None:
    assert isinstance(told(data, name), PlanExtractError)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (compound("EncryptedPackage", "EncryptionInfo"), "a.docx", "encrypted office file is not read yet; save it without a password"),
        (compound("EncryptedPackage", "EncryptionInfo"), "a.xlsx", "encrypted office file is not read yet; save it without a password"),
        (compound("PowerPoint Document"), "a.ppt", "PowerPoint is not read yet; save it as PDF"),
        (pdf(encrypted=True), "a.pdf", "is encrypted; save it without a password"),
    ],
)  # fmt: skip
def test_locked_files_are_told(data: bytes, name: str, message: str) -> None:
    assert str(told(data, name)) == f"{name}: {message}"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["WordDocument", "ObjectPool"], "doc"),
        (["Workbook"], "xls"),
        (["Book"], "xls"),
        (["EncryptedPackage"], "encrypted"),
        (["Contents"], "doc"),
        ([], "doc"),
    ],
)
def test_compound_files_are_told_by_their_top(names: list[str], kind: str) -> None:
    assert formats.compound("x")(compound(*names)) is False
    found = next(
        k for k, f in FORMATS.items() if f.looks and f.looks(compound(*names) + "Workbook\0".encode("utf-16-le"))
    )
    assert found == kind


def replaced(data: bytes, member: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return file.getvalue()


@pytest.mark.parametrize("head", [BOMB, SECRET])
@pytest.mark.parametrize("use", ["&l11;", "&x;", ""])
@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("a.docx", "word/document.xml"),
        ("a.docx", "_rels/.rels"),
        ("a.xlsx", "xl/workbook.xml"),
        ("a.xlsx", "xl/styles.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.ofd", "OFD.xml"),
        ("a.ofd", "Doc_0/Document.xml"),
        ("a.ofd", "Doc_0/Pages/Page_0/Content.xml"),
    ],
)
def test_entities_of_xml_neither_grow_nor_fetch(name: str, member: str, use: str, head: str) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        body = (
            archive.read(member)
            .decode()
            .replace("一、重点任务", f"一、重点任务{use}")
            .replace("<t>一</t>", f"<t>一{use}</t>")
        )
    found = told(replaced(WHOLE[name], member, head + body), name)
    if isinstance(found, Document):
        assert len(found.text) < 100
        assert "root:" not in found.text


@pytest.mark.parametrize(
    "name", ["../../../../etc/passwd", "/etc/passwd", "Pages/../../../etc/passwd", "..\\..\\etc\\passwd"]
)
def test_an_ofd_leads_nowhere(name: str) -> None:
    found = told(ofd(name=name), "a.ofd")
    assert not isinstance(found, Document) or "root:" not in found.text


def test_a_member_without_a_name_is_told() -> None:
    """Found by atheris: the standard library looks for the last character of an empty name."""
    data = ofd().replace(b"Doc_0/Document.xml", b"\0oc_0/Document.xml")
    assert isinstance(told(data, "a.ofd"), PlanExtractError)


@pytest.mark.parametrize("encoding", ["UTF-9", "hex", "gb2312", "utf-16", ""])
@pytest.mark.parametrize("name", [name for name in WHOLE if name.endswith((".docx", ".xlsx", ".ofd"))])
def test_xml_in_any_encoding_is_read_or_told(name: str, encoding: str) -> None:
    """That of OFD was found by atheris."""
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        members = [member for member in archive.namelist() if member.endswith(".xml")]
    for member in members:
        head = f"<?xml version='1.0' encoding='{encoding}'?>"
        with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
            found = told(replaced(WHOLE[name], member, head + archive.read(member).decode()), name)
        assert isinstance(found, Document) or "could not be read as" not in str(found)


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "OFD.xml", "a.txt"])
def test_a_bomb_is_not_unpacked(name: str) -> None:
    found = told(packed({name: b" " * 30_000_000}), "a.zip")
    assert isinstance(found, TooLargeError | MissingExtraError)
    assert "packs more than 500 to one" in str(found) or isinstance(found, MissingExtraError)


@pytest.mark.parametrize("name", WHOLE)
def test_the_size_is_bounded(name: str) -> None:
    limits = Limits(text_bytes=10, file_bytes=10)
    with pytest.raises(
        TooLargeError, match=r"is over the limit of 1e-05 MB; split it, or raise the limit with --max-size"
    ):
        read(WHOLE[name], name=name, limits=limits)


@pytest.mark.parametrize("kind", list(READERS))
def test_what_readers_raise_becomes_ours(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """As Rust code raises."""

    for error in (ZeroDivisionError("a\nb"), MemoryError(), RecursionError("deep"), Panic("assertion\nfailed")):

        def broken(*_: object, error: BaseException = error) -> Document:
            raise error

        monkeypatch.setattr("plan_extract.readers.READERS", {kind: broken})
        monkeypatch.setattr("plan_extract.readers.format_of", lambda *_: kind)
        with pytest.raises(ReadError) as found:
            read(b"x", name="a")
        assert str(found.value).startswith(f"a: could not be read as {FORMATS[kind].label}: {type(error).__name__}")
        assert "\n" not in str(found.value)


def test_ctrl_c_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr("plan_extract.readers.READERS", {"text": stopped})
    with pytest.raises(KeyboardInterrupt):
        read(b"x", name="a.txt")


def test_nothing_is_written_to_the_folder_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name, data in WHOLE.items():
        with contextlib.suppress(PlanExtractError):
            read(data, name=name)
    assert list(tmp_path.iterdir()) == []


def test_deep_tables_of_word_are_told() -> None:
    inside = p("甲")
    for _ in range(120):
        inside = tbl(tr(tc("", more=inside + p())))
    assert isinstance(told(docx(inside), "a.docx"), ReadError)


def test_every_shared_binary_gives_records_or_one_line(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without recognition, which costs minutes: pages that need it are told."""
    monkeypatch.setattr("plan_extract.layout.scan.available", lambda: False)
    files = sorted((shared / "corpus" / "binary").iterdir())
    assert files
    for path in files:
        found = told(path.read_bytes(), path.name)
        if isinstance(found, Document):
            assert pipeline.extract(found).source.chars > 0
        else:
            assert "could not be read as" not in str(found)
