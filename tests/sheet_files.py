"""Workbooks for tests, written part by part."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
Value = str | float | tuple[float, str] | None  # a number may have a format: (0.9, "0%")
Rows = Sequence[Sequence[Value]]


def xlsx(sheets: Mapping[str, Rows | str], merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """Give a workbook: sheets by name, as rows or as XML; `merged` cells (A1:A3) are those of the first sheet."""
    codes: list[str] = []
    bodies = [rows if isinstance(rows, str) else _body(rows, codes) for rows in sheets.values()]
    spans = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    bodies[0] += f"<mergeCells>{spans}</mergeCells>" if merged else ""
    state = ' state="hidden"'
    count = range(1, len(bodies) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{state if name in hidden else ""}/>'
        for n, name in zip(count, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in count
    )
    links += f'<Relationship Id="r0" Type="{_RELATION}/styles" Target="styles.xml"/>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n in count
    )
    own = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(c, {chr(34): "&quot;"})}"/>' for n, c in enumerate(codes)
    )
    uses = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPES}.sheet.main+xml"/>{types}'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
        )
        main = f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f"{_RELATIONS}{main}</Relationships>")
        archive.writestr(
            "xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f"{_RELATIONS}{links}</Relationships>")
        styles = f'<numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{uses}</cellXfs>'
        archive.writestr("xl/styles.xml", f"<styleSheet {_MAIN}>{styles}</styleSheet>")
        for n, body in zip(count, bodies, strict=True):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", f"<worksheet {_MAIN}>{body}</worksheet>")
    return file.getvalue()


def _body(rows: Rows, codes: list[str]) -> str:
    lines = (
        f'<row r="{r}">{"".join(_cell(f"{_letters(c)}{r}", value, codes) for c, value in enumerate(row))}</row>'
        for r, row in enumerate(rows, 1)
    )
    return f"<sheetData>{''.join(lines)}</sheetData>"


def _cell(place: str, value: Value, codes: list[str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    number, code = value if isinstance(value, tuple) else (value, "")
    if code and code not in codes:
        codes.append(code)
    style = f' s="{codes.index(code) + 1}"' if code else ""
    return f'<c r="{place}"{style}><v>{number!r}</v></c>'


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else _letters(column // 26 - 1) + chr(65 + column % 26)


def xls(rows: Rows) -> bytes:
    """Give a workbook of Excel 97 with one sheet ([MS-XLS] 2.1.7.20: records of a globals part and of a sheet part)."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            number = value[0] if isinstance(value, tuple) else value
            if isinstance(number, str):
                wide = number.encode("utf-16-le")
                cells += record(0x204, struct.pack("<HHHHB", r, c, 0, len(wide) // 2, 1) + wide)  # Label
            elif number is not None:
                cells += record(0x203, struct.pack("<HHHd", r, c, 0, number))  # Number
    begin, end = struct.pack("<HHHHII", 0x600, 5, 0, 0x7CC, 0, 6), record(0xA, b"")
    name = "指标".encode("utf-16-le")
    before = len(record(0x809, begin)) + 4 + 8 + len(name) + len(end)
    workbook = record(0x809, begin) + record(0x85, struct.pack("<IHBB", before, 0, 2, 1) + name) + end
    sheet = record(0x809, begin[:2] + struct.pack("<H", 0x10) + begin[4:]) + cells + end
    return _compound("Workbook", workbook + sheet)


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream ([MS-CFB]); sectors: 0 the table of sectors, 1 the directory, the rest the stream."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would lie in a stream of small sectors
    count = -(-len(stream) // 512)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    entries = b""
    for title, kind, child, start, size in (("Root Entry", 5, 1, 0xFFFFFFFE, 0), (name, 2, 0xFFFFFFFF, 2, len(stream))):
        raw = (title + "\0").encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        entries += entry + b"\0" * 36 + struct.pack("<IQ", start, size)
    return header.ljust(512, b"\xff") + table + entries.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")
