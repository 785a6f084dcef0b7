"""PDF: pages of spans, tables, garbled layers and pictures, and files that are made to hurt."""

from __future__ import annotations

import io
import random
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from formats import Cell, Paragraph, Table, as_pdf
from invariants import cpu_seconds
from plan_extract import pipeline
from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, MissingExtraError, PlanExtractError, ReadError, TooLargeError
from plan_extract.layout import scan
from plan_extract.readers import pdf_layer as reader
from plan_extract.readers import read
from typesetting import pdf, typeset

SENTENCE = "到2025年底，建成社区文化活动中心18个，惠及居民6.5万户。"


def stream(content: bytes, names: str = "") -> bytes:
    """A packed stream, with more entries in its dictionary."""
    packed = zlib.compress(content)
    return f"<</Filter/FlateDecode/Length {len(packed)}{names}>>stream\n".encode() + packed + b"\nendstream"


def raw(
    content: bytes = b"",
    *,
    box: str = "0 0 595 842",
    kids: str = "3 0 R",
    count: int = 1,
    extra: str = "",
    forms: Sequence[tuple[bytes, str]] = (),
    more: int = 0,
) -> bytes:
    """A PDF written by hand: one page with this content, Helvetica as F1; `forms` are 6, 7 …, the first X on the page.

    Each form has its content and the name of what it calls X; `more` objects stand behind, which nothing names.
    """
    named = "/XObject<</X 6 0 R>>" if forms else ""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{named}>>{extra}>>".encode(),
        4: stream(content),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    kind = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X "
    objects |= {n: stream(text, f"{kind}{named}>>>>") for n, (text, named) in enumerate(forms, 6)}
    objects |= dict.fromkeys(range(6 + len(forms), 6 + len(forms) + more), b"[1]")
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + b"".join(b"%010d 00000 n \n" % places[n] for n in sorted(places))
    )
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def opened(data: bytes) -> Document:
    return read(data, name="a.pdf")


# Files that are made to hurt


def encrypted() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(100, 700, "plan")
    canvas.save()
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], type[PlanExtractError], str]] = {
    "encrypted": (encrypted, ReadError, "password"),
    "truncated": (lambda: as_pdf(SENTENCE)[:400], ReadError, "damaged"),
    "only a header": (lambda: b"%PDF-1.7\n", ReadError, "damaged"),
    "no page": (lambda: raw(kids="", count=0), PlanExtractError, ""),
    "an empty page": (raw, EmptyDocumentError, "no text"),
    "a page tree that bites its tail": (lambda: raw(kids="2 0 R"), PlanExtractError, ""),
    "too many pages": (lambda: raw(kids="3 0 R " * 4000, count=4000), TooLargeError, "pages"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_clear_error(case: str) -> None:
    make, kind, words = BAD[case]
    start = cpu_seconds()
    with pytest.raises(kind) as caught:
        opened(make())
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert cpu_seconds() - start < 10


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_CHARS", 20)
    with pytest.raises(TooLargeError, match="characters"):
        reader.read_layer(as_pdf(SENTENCE))


HEAVY = {
    "a huge page": raw(b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET", box="0 0 200000 200000"),
    "two hundred thousand rulings": raw(
        b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET " + b"".join(b"%d 0 m %d 842 l S " % (n % 595, n % 595) for n in range(200_000))
    ),
    "a lattice of rulings": raw(
        b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET "
        + b"".join(b"0 %.2f m 595 %.2f l S %.2f 0 m %.2f 842 l S " % (n / 12, n / 12, n / 17, n / 17) for n in range(10_000))
    ),
    "one path of a million pieces": raw(b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET 0 0 m " + b"9 9 l 1 7 l " * 500_000 + b"S"),
    "a million objects": raw(b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET", more=1_000_000),
    "three million saved states": raw(b"q " * 3_000_000 + b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET"),
    "rubbish before the header": b"\r\nrubbish\r\n" + raw(b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET"),
}  # fmt: skip


@pytest.mark.parametrize("case", HEAVY)
def test_a_heavy_file_is_read_in_bounded_time(case: str) -> None:
    start = cpu_seconds()
    assert opened(HEAVY[case]).text == "plan 2025\n"
    assert cpu_seconds() - start < 20


DRAWN = b"BT /F1 12 Tf 100 700 Td (plan 2025) Tj ET "
ENDLESS = {
    "forms that draw forms": raw(b"/X Do " * 10, forms=[(b"/X Do " * 10, f"{n} 0 R") for n in range(7, 17)] + [(DRAWN, "")]),
    "a bomb of text": raw(b"BT /F1 1 Tf " + b"(%s) Tj " % (b"a" * 70) * 400_000 + b"ET"),
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound no process's memory")
@pytest.mark.parametrize("case", ENDLESS)
def test_what_would_take_all_memory_is_told(case: str) -> None:
    """PDFium ends its process when it gets no more memory: it runs in one of its own."""
    with pytest.raises(ReadError, match=r"^a\.pdf: is damaged, or needs more memory or time than any document; "):
        opened(ENDLESS[case])


def test_cut_and_changed_files_never_raise_anything_else() -> None:
    data = as_pdf(SENTENCE * 4)
    chance = random.Random(7)  # noqa: S311
    for _ in range(60):
        broken = bytearray(data[: chance.randrange(200, len(data))])
        for _ in range(chance.randrange(12)):
            broken[chance.randrange(10, len(broken))] = chance.randrange(256)
        try:
            opened(bytes(broken))
        except PlanExtractError:
            continue


# Pages, tables and places


def test_spans_tell_their_page_and_cell() -> None:
    text = "一、主要任务\n\n" + "\n\n".join(f"{n}.建设图书馆{n}个。{SENTENCE * 6}" for n in range(1, 9))
    plan = pipeline.extract(opened(as_pdf(text)))
    pages = [task.span.page for task in plan.tasks]
    assert plan.source.pages is not None
    assert plan.source.pages > 2
    assert pages[0] == 1
    assert None not in pages
    assert pages == sorted(pages, key=lambda page: page or 0)


def test_a_table_over_pages_is_one_with_its_head_once() -> None:
    cells = [Cell(head, 0, n) for n, head in enumerate(("序号", "任务", "责任单位"))]
    for row in range(1, 61):
        cells += [Cell(str(row), row, 0), Cell(f"修缮第{row}处文物", row, 1), Cell("市文物局", row, 2)]
    found = opened(pdf(typeset([Paragraph("任务分工表"), Table(61, 3, tuple(cells)), Paragraph(SENTENCE)])))
    [table] = found.tables
    assert len(table.rows) == 61
    assert [found.page_at(row[0].span.start) for row in table.rows][:1] == [1]
    assert found.text.count("序号") == 1
    assert found.text.endswith(SENTENCE + "\n")


def test_merged_cells_come_out_merged() -> None:
    table = Table(3, 3, (Cell("类别", 0, 0), Cell("目标", 0, 1, 1, 2), Cell("交通", 1, 0, 2), *(Cell(t, 1 + n // 2, 1 + n % 2) for n, t in enumerate(("修路", "3", "架桥", "2")))))  # fmt: skip
    found = opened(pdf(typeset([table])))
    places = {cell.span.of(found.text): (cell.row, cell.column, cell.rows, cell.columns) for row in found.tables[0].rows for cell in row}  # fmt: skip
    assert places["目标"] == (0, 1, 1, 2)
    assert places["交通"] == (1, 0, 2, 1)


def test_invisible_boxes_and_shading_are_no_tables() -> None:
    """Browsers print a white box behind every line."""
    text = b"".join(b"BT /F1 12 Tf %d %d Td (plan %d) Tj ET " % (100 + n % 2 * 200, 700 - n * 20, n) for n in range(6))
    boxes = b"".join(b"1 1 1 rg %d %d 200 20 re f 0 g " % (95 + n % 2 * 200, 695 - n // 2 * 20) for n in range(12))
    assert not opened(raw(boxes + text)).tables


def test_a_watermark_is_no_text() -> None:
    mark = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET "
    assert (
        opened(raw(mark + b"BT /F1 12 Tf 100 700 Td (plan of 2025 in twenty words) Tj ET")).text
        == "plan of 2025 in twenty words\n"
    )


def test_text_at_right_angles_stays() -> None:
    turned = b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (plan) Tj ET "
    assert sorted("".join(opened(raw(turned)).text.split())) == sorted("plan")


# Pages that must be recognised


def test_a_garbled_layer_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    garbage = b"BT /F1 12 Tf 80 700 Td (!\"#$%&'*+,-./:;<=>?@[]^_`{|}~!\"#$%&'*+,-./:;<=>?@[]^_`{|}~) Tj ET"
    with pytest.raises(MissingExtraError, match=r"plan-extract\[ocr\]"):
        opened(raw(garbage))


def test_a_page_of_latin_text_in_a_chinese_document_is_text() -> None:
    assert "plan extract" in opened(as_pdf(SENTENCE * 30 + "\n\n" + "plan extract " * 30)).text


def test_the_file_is_not_kept_open(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(as_pdf(SENTENCE))
    read(path)
    path.unlink()


# Against another reader


def test_the_cells_are_those_of_pdfplumber() -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    heads = [Cell(head, 0, n) for n, head in enumerate(("类别", "指标", "2020年", "2025年"))]
    rows = [
        Cell(text, n, c) for n in range(1, 9) for c, text in enumerate((f"第{n}项指标数量", str(n * 3), str(n * 5)), 1)
    ]
    groups = [Cell(f"第{n}类", n, 0, rows=2) for n in range(1, 9, 2)]
    data = pdf(typeset([Paragraph(SENTENCE), Table(9, 4, (*heads, *rows, *groups)), Paragraph(SENTENCE)]))
    with pdfplumber.open(io.BytesIO(data)) as other:
        theirs = [
            [["".join(c.split()) for c in row if c is not None] for row in t]
            for page in other.pages
            for t in page.extract_tables()
        ]
    found = opened(data)
    ours = [[[cell.span.of(found.text) for cell in row] for row in table.rows] for table in found.tables]
    assert ours == theirs
