"""The pages of all rules as one document, `docs/rules.md`."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from . import RULES
from .pages import FAMILIES, Page, page_of

_HEAD = """<!-- Made by `python -m plan_extract.rules` from the rules themselves; change those. -->

# Rules

What `plan-extract validate` checks. `plan-extract rules` prints this list, `plan-extract explain PT001` a page of it.
"""
_RATED = """
*Rate* is how many findings there are in a hundred documents, measured with `tools/rates.py` over {documents} published
documents; a rule about plan files has none.
"""


def book(rates: str | None = None) -> str:
    """Write the list of rules and then their pages, by family; `rates` is the JSON that `tools/rates.py` writes."""
    measured = json.loads(rates) if rates is not None else {"documents": 0, "findings": {}}
    pages = [page_of(RULES[code]) for code in RULES]
    parts = [_HEAD]
    if measured["documents"]:
        parts.append(_RATED.format(documents=f"{measured['documents']:,}"))
    parts.append(_table(pages, measured))
    for family, members in groupby(pages, key=lambda page: page.family):
        parts.append(f"\n## {_code_of(family)}: {family}\n")
        parts += [f"\n### {page.code} {page.name}\n\n{page.markdown()}\n" for page in members]
    return "".join(parts)


def _table(pages: list[Page], measured: dict[str, Any]) -> str:
    rows = [
        f"| [{page.code}](#{page.anchor}) | {page.name} | {page.level} | {_rate(page, measured)} | {page.summary} |\n"
        for page in pages
    ]
    return "\n| code | name | level | rate | finds |\n| --- | --- | --- | ---: | --- |\n" + "".join(rows)


def _rate(page: Page, measured: dict[str, Any]) -> str:
    if not measured["documents"] or page.family == FAMILIES["PF"]:
        return ""
    return f"{100 * measured['findings'].get(page.code, 0) / measured['documents']:.1f}"


def _code_of(family: str) -> str:
    return next(code for code, name in FAMILIES.items() if name == family)
