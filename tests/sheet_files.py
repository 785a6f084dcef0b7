"""Workbooks for tests, written part by part."""

from __future__ import annotations

import io
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
