"""Where text stands: the page of each paragraph, the page and the place of each cell."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.model import Block, Cell, Document


def placed(document: Document) -> str:
    r"""Give a line for each paragraph and each filled cell: page, cell, text, with tabs between.

    `2\t\t一、重点任务` stands on page 2, `2\tT1R3C1\t养老服务` there in the first table, row 3, column 1; a cell that covers
    more is T1R3-5C1-2. Without pages the first column is empty.
    """
    return "".join(f"{line}\n" for block in document.blocks for line in _lines(document, block))


def _lines(document: Document, block: Block) -> Iterator[str]:
    if block.table is None:
        text = " ".join(block.span.of(document.text).split("\n"))
        yield f"{_page(document, block.span.start)}\t\t{text}"
        return
    for row in document.tables[block.table].rows:
        for cell in row:
            if text := cell.span.of(document.text):
                yield f"{_page(document, cell.span.start)}\tT{block.table + 1}{_place(cell)}\t{text}"


def _page(document: Document, offset: int) -> str:
    page = document.page_at(offset)
    return "" if page is None else str(page)


def _place(cell: Cell) -> str:
    return f"R{_range(cell.row, cell.rows)}C{_range(cell.column, cell.columns)}"


def _range(first: int, count: int) -> str:
    return f"{first + 1}" if count == 1 else f"{first + 1}-{first + count}"
