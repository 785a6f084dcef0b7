"""How a spreadsheet shows its numbers: 0.9 as 90%, 46022 as 2025年12月, 1234.5 as 1234.50 (ECMA-376 Part 1, 18.8.30).

What readers of workbooks give is the bare value; what a plan says is what its sheet shows.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from .rows import MOST_CELLS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Formats that a workbook need not define; from 27 on those of Chinese systems.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 17: "yyyy-mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|([0#?.,]+)|(%)|([ymdhsYMDHS]+)|(.)')
_CELL = re.compile(rb"<(?:\w{1,9}:)?c\s([^<>]{0,300}?)(/?)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_DAY_ZERO = datetime.datetime(1899, 12, 30)
Place = tuple[int, int]


def shown(value: float, code: str) -> str:
    """Show a number as a format says.

    >>> shown(0.955, "0.0%"), shown(1234.5, "#,##0.00"), shown(46022, 'yyyy"年"m"月"'), shown(12, '0"个"')
    ('95.5%', '1234.50', '2025年12月', '12个')
    """
    tokens = [m.groups() for m in _TOKEN.finditer(code.split(";", maxsplit=1)[0])]
    if any(letters for *_, letters, _ in tokens) and not any(digits for _, _, digits, *_ in tokens):
        return _date(value, "".join(letters.lower() for *_, letters, _ in tokens if letters), "年" in code)
    percent = any(mark for _, _, _, mark, *_ in tokens)
    digits = next((digits for _, _, digits, *_ in tokens if digits), "")
    if not digits:
        return plain(value)
    places = digits.partition(".")[2]
    number = f"{value * 100 if percent else value:.{len(places)}f}"
    for _ in range(len(places) - places.count("0")):
        number = number.removesuffix("0")
    before, after = _words(tokens)
    return before + number.rstrip(".") + ("%" if percent else "") + after


def plain(value: float) -> str:
    """Show a number without a format: whole ones without a point, others to eleven digits, as cells do."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.11g}"


def _words(tokens: list[tuple[Any, ...]]) -> tuple[str, str]:
    """Words in quotes before and behind the digits."""
    before, after, seen = "", "", False
    for quoted, escaped, digits, *_ in tokens:
        seen = seen or bool(digits)
        if word := quoted or escaped:
            before, after = (before, after + word) if seen else (before + word, after)
    return before, after


def _date(value: float, letters: str, chinese: bool) -> str:
    """A day by the parts that its format shows: 2025-12-31, 2025年12月, 12月31日."""
    if not 0 < value < 2_958_466:
        return plain(value)
    day = _DAY_ZERO + datetime.timedelta(days=value)
    year, month, date = (mark in letters for mark in "ymd")
    if year and month and date and not chinese:
        return day.date().isoformat()
    parts = ((year, f"{day.year}年"), (month, f"{day.month}月"), (date, f"{day.day}日"))
    return "".join(text for wanted, text in parts if wanted) or plain(value)


def formats(archive: zipfile.ZipFile) -> Iterator[tuple[dict[Place, str], int]]:
    """Give, sheet by sheet, the formats of its cells by row and column (0-based), and how many cells its corners span."""
    codes = _codes(archive)
    for part in _sheets(archive):
        yield _cells(archive.read(part), codes) if part in archive.namelist() else ({}, 0)


def _cells(sheet: bytes, codes: list[str]) -> tuple[dict[Place, str], int]:
    found: dict[Place, str] = {}
    top = left = 1 << 30
    bottom = right = 0
    for cell in _CELL.finditer(sheet):
        place = _PLACE.search(cell[1])
        if cell[2] or place is None:  # <c .../> is empty
            continue
        row, column = int(place[2]) - 1, _column(place[1])
        top, bottom = min(top, row), max(bottom, row)
        left, right = min(left, column), max(right, column)
        style = _STYLE.search(cell[1])
        number = int(style[1]) if style else 0
        if number < len(codes) and codes[number] and len(found) < MOST_CELLS:
            found[row, column] = codes[number]
    return found, max(bottom - top + 1, 0) * max(right - left + 1, 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _codes(archive: zipfile.ZipFile) -> list[str]:
    """The format of each style of cells; empty for the general one."""
    styles = _xml(archive, "xl/styles.xml")
    if styles is None:
        return []
    own = {e.get("numFmtId"): e.get("formatCode") or "" for e in styles.iter(_MAIN + "numFmt")}
    used = [e.get("numFmtId") or "0" for e in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    codes = [own[n] if n in own else _BUILT_IN.get(int(n), "") if n.isascii() and n.isdigit() else "" for n in used]
    return ["" if code.lower() in ("general", "@") else code[:200] for code in codes]


def _sheets(archive: zipfile.ZipFile) -> Iterator[str]:
    """The parts of the sheets, in the order of the workbook."""
    workbook, links = _xml(archive, "xl/workbook.xml"), _xml(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or links is None:
        return
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    for sheet in workbook.iter(_MAIN + "sheet"):
        target = targets.get(sheet.get(_LINK), "")
        yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _xml(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - an lxml element, or None
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(archive.read(name), parser)
