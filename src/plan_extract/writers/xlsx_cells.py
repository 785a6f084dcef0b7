"""A value as a cell of a sheet can hold it.

A cell holds at most 32,767 UTF-16 units, and no empty text that is not nothing
(https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3): what it cannot hold as it is, it shows as
well as it can, and the exact text stands on a sheet of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

LONGEST = 32_767
_SHOWN, _PART = 16_000, 5_000  # code points: at most two UTF-16 units each, or six characters as JSON
_FIRST_DAY = date(1901, 1, 1)  # before it, spreadsheets count days differently
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
# `_x0041_` is how a sheet writes characters that XML has not (ECMA-376 part 1, 22.9.2.19), and xlsxwriter takes what
# stands between <r> and </r> for its own.
_MISREAD = re.compile(r"_x[0-9A-Fa-f]{4}_|\A<r>(?s:.*)</r>\Z")


def one_text(texts: tuple[str, ...], between: str = "\n") -> str:
    """A list of texts, one a line; as JSON where a text is empty, looks like JSON, or holds what stands between them."""
    plain = all(text and between not in text for text in texts) and not "".join(texts).startswith("[")
    return between.join(texts) if plain else json.dumps(texts, ensure_ascii=False)


def shown(text: str) -> str:
    """The text as a cell shows it."""
    cut = text[:_SHOWN] + " ……" if too_long(text) else text
    return f" {cut}" if cut.startswith("<r>") and cut.endswith("</r>") else cut


def too_long(text: str) -> bool:
    """Whether no cell can hold it."""
    return len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST


def exact_parts(text: str, *, nullable: bool) -> Iterator[str]:
    """The text as JSON strings that a cell can hold, where the cell does not hold it as it is; else nothing."""
    if too_long(text) or _MISREAD.search(text) or (nullable and not text):
        for start in range(0, len(text) or 1, _PART):
            yield json.dumps(text[start : start + _PART], ensure_ascii=False).replace("_x", "\\u005fx")


def is_number(value: float) -> bool:
    """Whether a cell holds it as a number: sheets keep sixteen digits."""
    return float(f"{value:.16G}") == value and abs(value) < 1e308


def is_date(value: date) -> bool:
    """Whether a cell holds it as a date."""
    return value >= _FIRST_DAY


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula once somebody has edited the cell."""
    return text.lstrip().startswith(_FORMULA)
