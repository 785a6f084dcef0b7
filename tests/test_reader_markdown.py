"""Markdown: headings, tables by pipes and by HTML, and lines that only look like marks of Markdown."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from plan_extract import pipeline
from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, TooLargeError
from plan_extract.readers import read


def markdown(text: str) -> Document:
    return read(text.encode(), name="plan.md")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # numbers are the document's own, no lists
        ("1. 甲\n\n2. 乙\n", ["1. 甲", "2. 乙"]),
        ("3. 甲\n", ["3. 甲"]),
        ("- 甲\n- 乙\n", ["- 甲", "- 乙"]),
        ("    四格之后\n", ["四格之后"]),
        ("一、目标\n二、任务\n", ["一、目标", "二、任务"]),
        ("# 规划\n\n## 一、目标\n\n正文\n", ["规划", "一、目标", "正文"]),
        ("规划\n====\n\n正文\n", ["规划", "正文"]),
        ("甲  \n乙\\\n丙<br>丁\n", ["甲", "乙", "丙", "丁"]),
        ("**第一章** _总则_ `码` [附件](http://x)\n", ["第一章 总则 码 附件"]),
        ("> 说明\n", ["说明"]),
        ("甲\n\n---\n\n乙\n", ["甲", "乙"]),
        ("5\\*6\n", ["5*6"]),
        ("![图](a.png)甲\n", ["甲"]),
        ("---\ntitle: 养老规划\n发布日期: 2024-01-01\n---\n\n正文\n", ["养老规划", "发布日期：2024-01-01", "正文"]),
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | a<br>b |\n", ["甲\t乙", "1\ta b"]),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>\n", ["甲\t乙"]),
        ("前文<table><tr><td>甲</td><td>乙</td></tr></table>后文\n", ["前文", "甲\t乙", "后文"]),
        ("```\n甲\n```\n", ["甲"]),
    ],
)
def test_text(text: str, lines: list[str]) -> None:
    assert markdown(text).text.splitlines() == lines


def test_levels() -> None:
    assert [b.level for b in markdown("# 甲\n\n### 乙\n\n丙\n").blocks] == [1, 3, None]


def test_merged_cells_of_a_table_in_html() -> None:
    [table] = markdown("<table>\n<tr><td rowspan=2>养老</td><td>1</td></tr>\n<tr><td>2</td></tr>\n</table>\n").tables
    assert table.rows[0][0].rows == 2


def test_targets_of_a_pipe_table() -> None:
    text = (
        "# 云汀市养老服务规划\n\n## 一、主要目标\n\n| 指标名称 | 单位 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|\n"
        "| 护理型床位占比 | % | 45 | ≥55 | 约束性 |\n"
    )
    [found] = pipeline.extract(markdown(text)).indicators
    assert (found.name, found.unit, found.nature) == ("护理型床位占比", "%", "binding")
    assert [(t.year, t.comparator, t.value) for t in found.targets] == [(2025, ">=", 55)]


@pytest.mark.parametrize("text", ["", " \n", "---\nlayout: page\n---\n", "![图](a.png)\n", "---\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(EmptyDocumentError):
        markdown(text)


HEADS = "|" + "甲|" * 20 + "\n|" + "-|" * 20 + "\n"
TOO_MANY = {
    "whole rows": HEADS + ("|" + "1|" * 20 + "\n") * 5,
    "rows that are filled up": HEADS + "|1\n" * 5,
    "rows without a mark": HEADS + "1\n" * 5,
    "many tables": (HEADS + "|1\n\n") * 3,
    "in a quotation": "> " + (HEADS + "|1\n" * 5).strip().replace("\n", "\n> "),
    "after spaces": "   " + HEADS.replace("\n", "\n   ", 1) + "|1\n" * 5,
    "alignment": HEADS.replace("-|", ":-:|") + "|1\n" * 5,
    "ends of other systems": (HEADS + "|1\n" * 5).replace("\n", "\r"),
    "characters that end no line": HEADS + "|1\x0b\x0b2\n" * 3 + "|1\u2028\u20282\n" * 2,
}


@pytest.mark.parametrize("name", TOO_MANY)
def test_a_short_text_cannot_stand_for_millions_of_cells(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = sum(len(row) for table in markdown(TOO_MANY[name]).tables for row in table.rows)
    assert cells > 100
    monkeypatch.setattr("plan_extract.readers.markdown.MOST_CELLS", 100)
    with pytest.raises(
        TooLargeError, match=r"^plan\.md: has tables of more than 100 cells; keep the rows that matter$"
    ):
        markdown(TOO_MANY[name])


@pytest.mark.parametrize(
    "text",
    [
        HEADS + "|1\n" * 3 + "\n" + "甲|乙\n" * 50,  # what follows the table is none
        "甲\n\n" + "---\n\n" * 45,
        "甲|" * 200 + "\n",  # heads, and no line under them
    ],
)
def test_what_is_no_table_has_no_cells(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan_extract.readers.markdown.MOST_CELLS", 100)
    assert markdown(text).blocks


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "*a " * 50_000,
        "> " * 50_000,
        "|" * 100_000,
        "<b>" * 50_000,
        "`" * 100_000,
        "| 甲 " * 50_000 + "\n" + "|-" * 50_000,
    ],
)
def test_hostile_text_is_linear(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(EmptyDocumentError):
        markdown(text)
    assert time.process_time() - start < 20


def test_the_shared_documents_give_records(shared: Path) -> None:
    found = [pipeline.extract(read(path)) for path in sorted((shared / "corpus" / "text").glob("*.md"))]
    assert all(plan.metadata.title and plan.indicators for plan in found)
