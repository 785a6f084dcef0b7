"""Sets paragraphs and tables on A4 pages as a Chinese office does, and writes the pages as PDF and as OFD."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from formats import Cell, Item, Paragraph, Table

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 520.0, 90.0, 760.0
SIZE, LEADING = 16.0, 28.0
CELL_SIZE, CELL_LEADING, PAD = 10.5, 15.0, 4.0
RUNNING_HEAD = "云汀市政务公开文件汇编"

# What no line is broken inside of: a Latin word or a number with its sign; a closing mark stays with what it closes.
_TOKEN = re.compile(r"[“‘《（〔【(]*(?:[0-9A-Za-z.%+≥≤~－-]+|.)[，。；：、！？）》〕】”’…,;:)]*")


@dataclass(frozen=True)
class Text:
    """A run of characters; `y` is its base line, counted from the top."""

    x: float
    y: float
    size: float
    text: str


@dataclass
class Sheet:
    """A page: texts and ruling lines (x0, y0, x1, y1)."""

    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    """How wide a text is: letters and digits of Latin script take half of what a Chinese character takes."""
    return sum(size / 2 if char.isascii() else size for char in text)


def broken(text: str, room: float, size: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines."""
    lines, line, left = [], "", room - indent
    for token in _TOKEN.findall(text):
        if line and width_of(line + token, size) > left:
            lines.append(line)
            line, left = "", room
        line += token
    return [*lines, line]


def typeset(items: Sequence[Item], *, columns: Sequence[float] | None = None) -> list[Sheet]:
    """Set the items page after page."""
    setter = _Setter(columns)
    for item in items:
        if isinstance(item, Paragraph):
            setter.paragraph(item)
        else:
            setter.table(item)
    return setter.sheets


class _Setter:
    def __init__(self, columns: Sequence[float] | None) -> None:
        self.sheets: list[Sheet] = []
        self._columns = columns
        self._new_page()

    def _new_page(self) -> None:
        self.sheets.append(Sheet())
        self._y = TOP
        centre = (LEFT + RIGHT) / 2
        self._text(centre - width_of(RUNNING_HEAD, 10) / 2, 50, 10, RUNNING_HEAD)
        self.sheets[-1].rules.append((LEFT, 56, RIGHT, 56))
        self._text(centre - 12, 800, 12, f"— {len(self.sheets)} —")

    def _text(self, x: float, y: float, size: float, text: str) -> None:
        self.sheets[-1].texts.append(Text(x, y, size, text))

    def paragraph(self, item: Paragraph) -> None:
        size = 20.0 if item.place == "title" else SIZE
        indent = 2 * size if item.place == "body" else 0.0
        for number, line in enumerate(broken(item.text, RIGHT - LEFT, size, indent)):
            if self._y + LEADING > BOTTOM:
                self._new_page()
            x = LEFT + (indent if number == 0 else 0)
            if item.place == "title":
                x = (LEFT + RIGHT - width_of(line, size)) / 2
            elif item.place == "right":
                x = RIGHT - 2 * size - width_of(line, size)
            self._text(x, self._y + 0.88 * size, size, line)
            self._y += LEADING

    def table(self, item: Table) -> None:
        """Set a table; at the end of a page it goes on on the next one, under its heads again."""
        edges = self._edges(item)
        heights = _heights(item, edges)
        self._y += 6
        groups = _unbroken(item)
        head = sum(heights[: item.head])
        start, y = self._y, self._y
        placed: list[tuple[int, float]] = []
        for group in groups:
            tall = sum(heights[r] for r in group)
            if y + tall > BOTTOM and placed:
                self._rows(item, edges, heights, placed)
                self._new_page()
                start, y = self._y, self._y + head
                placed = [(r, start + sum(heights[:r])) for r in range(item.head)]
            for r in group:
                placed.append((r, y))
                y += heights[r]
        self._rows(item, edges, heights, placed)
        self._y = y + 6

    def _edges(self, item: Table) -> list[float]:
        """Where the columns begin: by the length of what stands in them."""
        if self._columns:
            return list(self._columns)
        widest = [
            max([3, *(min(len(c.text), 14) for c in item.cells if c.column == n and c.columns == 1)])
            for n in range(item.columns)
        ]
        share = (RIGHT - LEFT) / sum(widest)
        return [LEFT + share * sum(widest[:n]) for n in range(item.columns + 1)]

    def _rows(self, item: Table, edges: list[float], heights: list[float], placed: list[tuple[int, float]]) -> None:
        rules = self.sheets[-1].rules
        tops = dict(placed)
        for cell in item.cells:
            if cell.row not in tops:
                continue
            top = tops[cell.row]
            bottom = top + sum(heights[cell.row : cell.row + cell.rows])
            left, right = edges[cell.column], edges[cell.column + cell.columns]
            rules += [(left, top, right, top), (left, bottom, right, bottom)]
            rules += [(left, top, left, bottom), (right, top, right, bottom)]
            lines = _lines(cell, edges)
            y = (top + bottom - len(lines) * CELL_LEADING) / 2
            for line in lines:
                self._text(left + PAD, y + 0.88 * CELL_SIZE + 2, CELL_SIZE, line)
                y += CELL_LEADING


def _lines(cell: Cell, edges: Sequence[float]) -> list[str]:
    return broken(cell.text, edges[cell.column + cell.columns] - edges[cell.column] - 2 * PAD, CELL_SIZE)


def _heights(item: Table, edges: Sequence[float]) -> list[float]:
    heights = [CELL_LEADING + 2 * PAD] * item.rows
    for cell in item.cells:
        need = len(_lines(cell, edges)) * CELL_LEADING + 2 * PAD
        for row in range(cell.row, cell.row + cell.rows):
            heights[row] = max(heights[row], need / cell.rows)
    return heights


def _unbroken(item: Table) -> Iterator[list[int]]:
    """The rows in groups that merged cells hold together; the first is the head."""
    group: list[int] = []
    end = item.head
    for row in range(item.rows):
        end = max([end, *(c.row + c.rows for c in item.of_row(row))])
        group.append(row)
        if row + 1 >= end:
            yield group
            group = []


def pdf(sheets: Sequence[Sheet], font: Path | None = None) -> bytes:
    """Write the pages as PDF."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    name = "Embedded" if font else "STSong-Light"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font)) if font else UnicodeCIDFont(name))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True)
    for sheet in sheets:
        for text in sheet.texts:
            canvas.setFont(name, text.size)
            x = text.x
            for piece in re.findall(r"[ -~]+|[^ -~]+", text.text):  # Latin runs set as narrow as they were measured
                wide = pdfmetrics.stringWidth(piece, name, text.size)
                line = canvas.beginText(x, HEIGHT - text.y)
                line.setHorizScale(100 * width_of(piece, text.size) / wide)
                line.textOut(piece)
                canvas.drawText(line)
                x += width_of(piece, text.size)
        canvas.setLineWidth(0.6)
        for x0, y0, x1, y1 in sheet.rules:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
_IDS = count(1000)


def ofd(sheets: Sequence[Sheet]) -> bytes:
    """Write the pages as OFD: OFD.xml names Document.xml, which names the pages."""
    box = f"0 0 {WIDTH * _MM:.3f} {HEIGHT * _MM:.3f}"
    pages = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
    parts = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts></ofd:Res>',
    }
    for number, sheet in enumerate(sheets):
        objects = "".join([*map(_ofd_text, sheet.texts), *map(_ofd_rule, sheet.rules)])
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="2" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def _ofd_text(text: Text) -> str:
    x, top, size = text.x * _MM, (text.y - 0.88 * text.size) * _MM, text.size * _MM
    wide = width_of(text.text, text.size) * _MM
    deltas = " ".join(f"{width_of(char, text.size) * _MM:.3f}" for char in text.text[:-1])
    delta = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="{next(_IDS)}" Boundary="{x:.3f} {top:.3f} {wide:.3f} {size:.3f}" Font="1" Size="{size:.3f}">'
        f'<ofd:TextCode X="0" Y="{0.88 * size:.3f}"{delta}>{escape(text.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _ofd_rule(rule: tuple[float, float, float, float]) -> str:
    x0, y0, x1, y1 = (value * _MM for value in rule)
    wide, high = x1 - x0, y1 - y0
    return (
        f'<ofd:PathObject ID="{next(_IDS)}" Boundary="{x0:.3f} {y0:.3f} {max(wide, 0.2):.3f} {max(high, 0.2):.3f}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {wide:.3f} {high:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )
