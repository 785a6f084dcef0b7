"""OFD (GB/T 33190): text by its places, tables by their rulings, attachments left alone, and damaged files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from formats import Cell, Paragraph, Table, as_ofd
from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, PlanExtractError, ReadError
from plan_extract.readers import format_of, read
from typesetting import Sheet, Text, ofd, typeset

pytest.importorskip("ofdkit", reason="needs the extra ofd")

SENTENCE = "到2025年底，建成社区文化活动中心18个，惠及居民6.5万户。"


def opened(data: bytes) -> Document:
    return read(data, name="a.ofd")


def changed(data: bytes, change: Callable[[str, str], str | None], more: dict[str, bytes] | None = None) -> bytes:
    """The same archive with members changed (None drops one) and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as written:
        for name in archive.namelist():
            content = change(name, archive.read(name).decode())
            if content is not None:
                written.writestr(name, content)
        for name, added in (more or {}).items():
            written.writestr(name, added)
    return out.getvalue()


def without(part: str) -> bytes:
    return changed(as_ofd(SENTENCE), lambda name, content: None if part in name else content)


def with_entity() -> bytes:
    declared = '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>&e;</p>'
    return changed(as_ofd(SENTENCE), lambda name, content: declared if "Content" in name else content)


BAD: dict[str, tuple[Callable[[], bytes], type[PlanExtractError]]] = {
    "truncated": (lambda: as_ofd(SENTENCE)[:600], ReadError),
    "no document": (lambda: without("Document.xml"), ReadError),
    "no page": (lambda: without("Content.xml"), PlanExtractError),
    "not XML": (lambda: changed(as_ofd(SENTENCE), lambda name, _: "<<<" if "Content" in name else _), PlanExtractError),
    "an external entity": (with_entity, PlanExtractError),
    "no text": (lambda: ofd([Sheet()]), EmptyDocumentError),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_clear_error(case: str) -> None:
    make, kind = BAD[case]
    with pytest.raises(kind) as caught:
        opened(make())
    assert "\n" not in str(caught.value)


def test_cut_and_changed_files_never_raise_anything_else() -> None:
    data = as_ofd(SENTENCE * 4)
    chance = random.Random(7)  # noqa: S311
    for _ in range(60):
        broken = bytearray(data[: chance.randrange(200, len(data) + 1)])
        for _ in range(chance.randrange(6)):
            broken[chance.randrange(30, len(broken))] = chance.randrange(256)
        try:
            opened(bytes(broken))
        except PlanExtractError:
            continue


def test_it_is_told_by_its_content() -> None:
    assert format_of(as_ofd(SENTENCE), "a.zip") == "ofd"


def test_lines_come_in_order_of_place_not_of_file() -> None:
    lines = [Text(80, 100.0 + 28 * n, 16, f"第{n}行{'文字' * n}。") for n in range(5)]
    assert opened(ofd([Sheet(lines[::-1])])).text.splitlines() == [line.text for line in lines]


def test_paragraphs_run_over_pages_and_keep_their_page() -> None:
    found = opened(as_ofd("\n\n".join(["一、主要任务", SENTENCE * 60, "二、保障措施", SENTENCE])))
    lines = found.text.splitlines()
    assert lines == ["一、主要任务", SENTENCE * 60, "二、保障措施", SENTENCE]
    assert found.page_at(0) == 1
    assert (found.page_at(found.text.index("二、")) or 0) > 1
    assert found.source.pages == len(found.page_starts)


def test_ruled_tables_with_merged_cells() -> None:
    cells = (Cell("类别", 0, 0), Cell("任务", 0, 1), Cell("交通", 1, 0, 2), Cell("修路", 1, 1), Cell("架桥", 2, 1))
    found = opened(ofd(typeset([Paragraph("任务分工表"), Table(3, 2, cells)])))
    [table] = found.tables
    assert {c.span.of(found.text): (c.row, c.column, c.rows) for row in table.rows for c in row} == {
        "类别": (0, 0, 1), "任务": (0, 1, 1), "交通": (1, 0, 2), "修路": (1, 1, 1), "架桥": (2, 1, 1),
    }  # fmt: skip


def test_attachments_are_left_alone() -> None:
    data = as_ofd(SENTENCE)
    more = changed(data, lambda _, content: content, {"Doc_0/Attachs/file.bin": b"\0" * 1000})
    assert opened(more).text == opened(data).text


def test_text_outside_of_the_page_is_not_read() -> None:
    found = opened(ofd([Sheet([Text(80, 100, 16, "正文。"), Text(80, 2000, 16, "页外的文字。")])]))
    assert found.text == "正文。\n"
