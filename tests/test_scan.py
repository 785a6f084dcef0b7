"""Scans: pages that are pictures, whole or one in a document, straight, turned and stamped; marks that recognition mixes up."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formats import Cell, Item, Paragraph, Table, chinese_font, pictures
from plan_extract.document.model import Document
from plan_extract.errors import MissingExtraError, ReadError, TooLargeError
from plan_extract.layout import scan
from plan_extract.layout.scan_marks import chinese_marks
from plan_extract.readers import read
from typesetting import pdf, typeset

FONT = chinese_font()
needs_ocr = pytest.mark.skipif(
    FONT is None or not scan.available(), reason="needs the extra ocr and a Chinese font (make system-deps)"
)
LINES = ["一、主要任务", "到2025年底，建成社区文化活动中心18个，惠及居民6.5万户。", "（责任单位：市文化广电和旅游局）"]
CELLS = (
    Cell("序号", 0, 0),
    Cell("任务", 0, 1),
    Cell("1", 1, 0),
    Cell("修缮老旧小区", 1, 1),
    Cell("5", 2, 0),
    Cell("架桥", 2, 1),
)


@pytest.mark.parametrize(
    "text",
    [
        "f(x) = 3:2, 12:30",
        "plan(2025)",
        "CSDR-2022-12001",
        "3:2",
        "一是推进",
        "第一2页",
        "0571-87051234",
        "a<b>c",
        "6个月<时间≤12个月",
        "时间>36个月",
    ],
)
def test_marks_that_stay(text: str) -> None:
    assert chinese_marks(text) == text


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("实施方案(2023一2025年)", "实施方案（2023—2025年）"),
        ("2021-2025年", "2021—2025年"),
        ("<方案>的通知", "《方案》的通知"),
        ("关于印发<实施", "关于印发《实施"),
        ("方案（试行）>的通知", "方案（试行）》的通知"),
        ("云政发[2023]14号", "云政发〔2023〕14号"),
        ("（市财政局)", "（市财政局）"),
        ("责任单位:市财政局;", "责任单位：市财政局；"),
        ("2023年6月一12月", "2023年6月—12月"),
    ],
)
def test_marks_beside_chinese_are_full_width(read_as: str, printed: str) -> None:
    assert chinese_marks(read_as) == printed


@cache
def picture() -> Any:
    """One page: a heading, a sentence, a bracket, a table with a lone figure."""
    assert FONT is not None
    items: list[Item] = [*(Paragraph(line) for line in LINES), Table(3, 2, CELLS)]
    [page] = pictures(pdf(typeset(items), FONT))
    return page.convert("RGB")


def saved(page: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    page.save(out, form, **options)
    return out.getvalue()


def stamped(page: Any) -> Any:
    """The page with a red seal; the black under it stays black."""
    from PIL import Image, ImageChops, ImageDraw

    seal = Image.new("RGB", page.size, (255, 255, 255))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((300, 150, 530, 380), outline=(220, 30, 40), width=9)
    draw.line((330, 260, 500, 270), fill=(220, 30, 40), width=14)
    return ImageChops.multiply(page, seal)


TURNS = {"straight": 0, "on its side": 90, "upside down": 180, "on its other side": 270}


def words(document: Document) -> str:
    return "".join(document.text.split())


@needs_ocr
@pytest.mark.parametrize("turn", TURNS)
def test_a_page_is_read_however_it_lies(turn: str) -> None:
    page = picture().rotate(TURNS[turn], expand=True)
    found = read(saved(page, "PNG"), name="scan.png")
    assert "".join(LINES) in words(found)
    assert found.source.media_type == "image/png"


@needs_ocr
def test_the_table_of_a_scan_and_its_lone_figures() -> None:
    found = read(saved(picture(), "PDF", resolution=150), name="scan.pdf")
    [table] = found.tables
    assert [[cell.span.of(found.text) for cell in row] for row in table.rows] == [
        ["序号", "任务"],
        ["1", "修缮老旧小区"],
        ["5", "架桥"],
    ]
    assert [remark.code for remark in found.remarks] == ["page-recognised"]


@needs_ocr
def test_text_under_a_seal_is_read() -> None:
    assert "".join(LINES) in words(read(saved(stamped(picture()), "PNG", dpi=(150, 150)), name="scan.png"))


@needs_ocr
def test_one_scanned_page_in_a_document_of_text(caplog: pytest.LogCaptureFixture) -> None:
    import pypdfium2

    made = pypdfium2.PdfDocument(pdf(typeset([Paragraph(LINES[1]), Paragraph(LINES[1])]), FONT))
    made.import_pages(pypdfium2.PdfDocument(saved(picture(), "PDF", resolution=150)))
    out = io.BytesIO()
    made.save(out)
    made.close()
    with caplog.at_level(logging.INFO, logger="plan_extract.ocr"):
        found = read(out.getvalue(), name="a.pdf")
    assert words(found).count(LINES[1]) == 3
    assert found.page_at(found.text.index(LINES[0])) == 2
    assert [record.getMessage() for record in caplog.records] == ["recognising page 2 (1 of 1)"]


@needs_ocr
def test_every_page_of_a_tiff() -> None:
    data = saved(picture(), "TIFF", save_all=True, append_images=[picture()])
    found = read(data, name="scan.tif")
    assert found.source.pages == 2
    assert words(found).count(LINES[1]) == 2


def test_a_picture_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(MissingExtraError, match="ocr"):
        read(path)


@pytest.mark.skipif(not scan.available(), reason="needs the extra ocr")
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff\xe0", b"II*\0\x08\0\0\0", b"GIF89a"]
)
def test_a_damaged_picture_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(ReadError, match="save it anew"):
        read(data, name="a.png")


@pytest.mark.skipif(not scan.available(), reason="needs the extra ocr")
def test_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr(scan, "MOST_PIXELS", 100)
    with pytest.raises(TooLargeError, match="pixels"):
        read(saved(Image.new("1", (200, 200)), "PNG"), name="a.png")


@pytest.mark.skipif(not scan.available(), reason="needs the extra ocr")
def test_a_picture_that_says_it_is_huge() -> None:
    header = b"\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0"
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(TooLargeError, match="pixels"):
        read(data + b"\0\0\0\0IEND\xaeB`\x82", name="a.png")


@needs_ocr
def test_the_command_line_tells_the_page_where_wanted(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(saved(picture(), "PNG"))
    command = [sys.executable, "-m", "plan_extract", "parse", str(path), "--no-summary"]
    quiet, told = (
        subprocess.run([*command, *more], capture_output=True, text=True, check=True) for more in ([], ["-v"])
    )
    assert "recognising" not in quiet.stderr
    assert "plan-extract: recognising page 1" in told.stderr
