"""The samples written out in the formats that ministries send, each made here so that no binary file lies in the repository.

`contents` turns a text into paragraphs and tables (stacked and piped ones become real tables with merged cells);
`as_html`, `as_markdown`, `as_docx`, `as_pdf`, `as_ofd`, `as_scan` and `as_gbk` write these. PDF and OFD share one
typesetter (`typesetting.py`): A4, a running head, page numbers, lines broken by the Chinese rules, ruled tables.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from plan_extract.document.model import SourceFile
from plan_extract.readers.docx_numbering import counting
from plan_extract.readers.text import text_document
from plan_extract.structure.model import Frame, Grid, GridCell
from plan_extract.structure.read import read_structure

Place = Literal["title", "right", "flush", "body"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and how it is set: centred as a title, at the right as a signature, flush as recipients."""

    text: str
    place: Place = "body"


@dataclass(frozen=True)
class Cell:
    """A cell with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A table with merged cells; `head` counts the rows of column heads."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    head: int = 1

    def of_row(self, row: int) -> list[Cell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == row]


Item = Paragraph | Table


def contents(text: str) -> list[Item]:
    """Give what a sample is made of: its paragraphs, and its tables as tables."""
    document = text_document(text, SourceFile("sample.txt", "text/plain", "utf-8", "0" * 64))
    reading = read_structure(document)
    items: list[Item] = []
    grids = list(reading.grids)
    for block in document.blocks:
        if grids and block.span.start >= grids[0].span.start:
            items.append(_table(grids.pop(0), text))
        if not any(grid.span.start <= block.span.start < grid.span.end for grid in reading.grids):
            items.append(Paragraph(block.span.of(text), _place(reading.frame, block.span)))
    items.extend(_table(grid, text) for grid in grids)
    return items


def _place(frame: Frame, span: Any) -> Place:
    def within(other: Any) -> bool:
        return other is not None and bool(other.start <= span.start < other.end)

    if within(frame.title) or within(frame.heading):
        return "title"
    if within(frame.signed) or any(map(within, frame.signature)):
        return "right"
    return "flush" if within(frame.recipients) else "body"


def _table(grid: Grid, text: str) -> Table:
    """Give the grid with every merged cell once."""
    cells = []
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            above = grid.rows[r - 1][c] if r else None
            before = row[c - 1] if c else None
            if _same(cell, above) or _same(cell, before):
                continue
            rows = next(
                (n for n in range(r, len(grid.rows)) if n > r and not _same(cell, grid.rows[n][c])), len(grid.rows)
            )
            columns = next((n for n in range(c, len(row)) if n > c and not _same(cell, row[n])), len(row))
            content = cell.span.of(text) if cell else ""
            one = cell is None or cell.span.end == cell.span.start
            cells.append(Cell(content, r, c, 1 if one else rows - r, 1 if one else columns - c))
    return Table(len(grid.rows), len(grid.rows[0]), tuple(cells), grid.head)


def _same(cell: GridCell | None, other: GridCell | None) -> bool:
    return cell is not None and other is not None and cell.span == other.span and cell.span.end > cell.span.start


def as_gbk(text: str) -> bytes:
    """The text as old systems write it."""
    return text.encode("gb18030")


def as_html(text: str) -> bytes:
    """A page of a government site: navigation, the document, a foot."""
    body = "\n".join(_html(item) for item in contents(text))
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开</title></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政府文件</a></div>
<div class="article"><div class="TRS_Editor">{body}</div></div>
<div class="footer">版权所有：云汀市人民政府办公室　网站标识码：0000000000　ICP备00000000号</div></body></html>"""
    return page.encode()


def _html(item: Item) -> str:
    if isinstance(item, Paragraph):
        style = {"title": "text-align:center", "right": "text-align:right"}.get(item.place, "text-indent:2em")
        return f'<p style="{style}"><span>{html.escape(item.text)}</span></p>'
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{c.rows}" colspan="{c.columns}"><p>{html.escape(c.text)}</p></td>' for c in item.of_row(row)
        )
        + "</tr>"
        for row in range(item.rows)
    )
    return f'<table border="1"><tbody>{rows}</tbody></table>'


def as_markdown(text: str) -> bytes:
    """Paragraphs apart by blank lines, pipe tables; Markdown merges no cells, so what they cover stays blank."""
    return "\n\n".join(_markdown(item) for item in contents(text)).encode()


def _markdown(item: Item) -> str:
    if isinstance(item, Paragraph):
        return ("# " if item.place == "title" else "") + re.sub(r"([\\`*_\[\]#|<>])", r"\\\1", item.text)
    lines = []
    for row in range(item.rows):
        texts = {c.column: c.text for c in item.of_row(row)}
        lines.append("| " + " | ".join(texts.get(c, "") for c in range(item.columns)) + " |")
        if row == 0:
            lines.append("| " + " | ".join(["---"] * item.columns) + " |")
    return "\n".join(lines)


# The levels of a Word list: how Word writes the number, its format, and how the sample prints it.
_LEVELS = (
    ("第%1章", "chineseCountingThousand", "第{}章　"),
    ("第%2节", "chineseCountingThousand", "第{}节　"),
    ("%3、", "chineseCounting", "{}、"),
    ("（%4）", "chineseCounting", "（{}）"),
    ("%5.", "decimal", "{}."),
    ("（%6）", "decimal", "（{}）"),
)


class _Counter:
    """Tells whether the number that a paragraph begins with is the one that Word would generate there."""

    def __init__(self) -> None:
        self._counts = [0] * len(_LEVELS)

    def level(self, text: str) -> tuple[int, str] | None:
        """Level and rest of a paragraph that the list numbers by itself."""
        for depth, (_, form, printed) in enumerate(_LEVELS):
            following = self._counts[depth] + 1
            number = printed.format(following if form == "decimal" else counting(following))
            if text.startswith(number):
                self._counts[depth] = following
                self._counts[depth + 1 :] = [0] * (len(_LEVELS) - depth - 1)
                return depth, text[len(number) :]
        return None


def as_docx(text: str) -> bytes:
    """A Word document whose numbers no text run holds: Word counts them (numbering.xml)."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    number = _numbering(document)
    counter = _Counter()
    for item in contents(text):
        if isinstance(item, Table):
            _docx_table(document, item)
            continue
        found = counter.level(item.text) if item.place == "body" else None
        paragraph = document.add_paragraph(found[1] if found else item.text)
        if found:
            _numbered(paragraph, number, found[0])
        if item.place in ("title", "right"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if item.place == "title" else WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _numbering(document: Any) -> int:
    """Define the list; return its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="{"space" if depth < 2 else "nothing"}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (text, form, _) in enumerate(_LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def _numbered(paragraph: Any, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _docx_table(document: Any, item: Table) -> None:
    table = document.add_table(item.rows, item.columns)
    table.style = "Table Grid"
    for cell in item.cells:
        place = table.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        place.text = cell.text


def as_xlsx(tables: Sequence[Table], title: str) -> bytes:
    """A sheet with a title over all columns and the tables below it."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=tables[0].columns)
    top = 2
    for table in tables:
        for cell in table.cells:
            row, column = top + cell.row, 1 + cell.column
            sheet.cell(row, column, cell.text)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=column,
                    end_row=row + cell.rows - 1,
                    end_column=column + cell.columns - 1,
                )
        top += table.rows
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def chinese_font() -> Path | None:
    """A TrueType font with Chinese glyphs: without one, nothing can be rendered to a picture."""
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts"):
        for name in ("wqy-*.ttc", "simsun.ttc", "simfang.ttf", "simhei.ttf", "uming.ttc", "Arial Unicode.ttf"):
            for path in sorted(Path(folder).rglob(name)) if Path(folder).is_dir() else ():
                return path
    return None


def as_pdf(text: str, *, font: Path | None = None) -> bytes:
    """A PDF with a text layer; `font` is embedded (needed to render it), else the reader's own Song is named."""
    from typesetting import pdf, typeset

    return pdf(typeset(contents(text)), font)


def as_ofd(text: str) -> bytes:
    """An OFD file (GB/T 33190)."""
    from typesetting import ofd, typeset

    return ofd(typeset(contents(text)))


def pictures(data: bytes, dots_per_inch: int = 150) -> Iterator[Any]:
    """The pages of a PDF as a copier would see them."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(data)
    try:
        for page in opened:
            yield page.render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    finally:
        opened.close()


def as_scan(text: str, font: Path) -> bytes:
    """A PDF of pictures only."""
    first, *rest = pictures(as_pdf(text, font=font))
    out = io.BytesIO()
    first.save(out, "PDF", resolution=150, save_all=True, append_images=rest)
    return out.getvalue()
