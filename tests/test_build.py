"""The builder: readers say what they found, it alone computes offsets."""

from __future__ import annotations

import pytest

from plan_extract.document.build import CellText, DocumentBuilder
from plan_extract.document.model import Block, Document, SourceFile
from plan_extract.span import Span

SOURCE = SourceFile("plan.docx", "application/x-test", None, "0" * 64)


def quotes(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def test_nothing_gives_an_empty_document() -> None:
    builder = DocumentBuilder()
    builder.paragraph(" \n　")
    builder.table([])
    document = builder.build(SOURCE)
    assert (document.text, document.blocks, document.tables) == ("", (), ())


def test_paragraphs_stand_one_to_a_line() -> None:
    builder = DocumentBuilder()
    builder.paragraph("　云汀市方案 ", level=1)
    builder.paragraph("一、重点任务")
    document = builder.build(SOURCE)
    assert document.text == "云汀市方案\n一、重点任务\n"
    assert quotes(document) == ["云汀市方案", "一、重点任务"]
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 1), ("paragraph", None)]


def test_a_table_is_tabs_and_newlines_and_merged_cells_stand_once() -> None:
    builder = DocumentBuilder()
    builder.table([
        [CellText("类别", rows=2), CellText("目标", columns=2)],
        [CellText("2020年"), CellText("2025\n年")],
        [CellText("养老"), CellText(""), CellText("12\t个")],
    ])  # fmt: skip
    document = builder.build(SOURCE)
    assert document.text == "类别\t目标\n2020年\t2025 年\n养老\t\t12 个\n"
    (table,) = document.tables
    assert [(c.span.of(document.text), c.row, c.column) for row in table.rows for c in row] == [
        ("类别", 0, 0), ("目标", 0, 1), ("2020年", 1, 1), ("2025 年", 1, 2), ("养老", 2, 0), ("", 2, 1), ("12 个", 2, 2),
    ]  # fmt: skip
    assert document.blocks[0].table == 0
    assert document.blocks[0].span.of(document.text) == document.text[:-1]


def test_pages_are_known_by_offset() -> None:
    builder = DocumentBuilder()
    for text in ("第一页", "第二页"):
        builder.page()
        builder.paragraph(text)
    document = builder.build(SOURCE)
    assert [document.page_at(offset) for offset in (0, 3, 4, 6)] == [1, 1, 2, 2]


@pytest.mark.parametrize("kind", ["paragraph", "table"])
def test_a_line_break_inside_a_paragraph_is_a_space_to_patterns(kind: str) -> None:
    text = "新建养老\n服务中心"
    block = Block(Span(0, len(text)), "table" if kind == "table" else "paragraph")
    document = Document(SOURCE, text, (block,))
    assert document.folded == (text if kind == "table" else "新建养老 服务中心")
