"""A page as one file: template, style and script put together, nothing fetched, nothing else allowed to run.

A content security policy names the style and the script by their hashes: whatever a document holds, a browser that
opens the page runs these and no more.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..document.model import Document
from ..records.plan import PlanDocument
from ..tables.labels import HTML_LANG, Language
from .entries import Entry, data_of
from .labels import labels
from .notes import Note
from .parts import known_text
from .shown import shown
from .view import page_view

# What a page may weigh, by the text that it shows; one that would weigh more has its records packed.
_TIMES, _MORE = 3, 200_000
# An attribute's value that needs no quotes: in text a quote is `&#34;`, so that tags alone are met.
_QUOTED = re.compile(r'="([\w#-]+)"(?=[ >])', re.ASCII)


def page(plan: PlanDocument, document: Document | None, notes: Sequence[Note] = (), *, lang: Language = "zh") -> bytes:
    """Write the page of a plan: its text with every record marked, and its records; the same input, the same bytes.

    Without the document that it was read from, the page has the text that the records hold.
    """
    text = known_text(plan) if document is None else document
    view = page_view(plan, text, notes, lang, whole=document is not None)
    most = _TIMES * len(text.text.encode("utf-8", "replace")) + _MORE
    plain = _fill("page", view=view, t=view.labels, packed=False)
    return plain if len(plain) <= most else _fill("page", view=view, t=view.labels, packed=True)


def index(entries: Sequence[Entry], failed: Sequence[tuple[str, str]] = (), *, lang: Language = "zh") -> bytes:
    """Write the index of many pages, with what could not be read: name and cause."""
    return _fill("index", entries=entries, failed=failed, data=data_of(entries), lang=HTML_LANG[lang], t=labels(lang))


def _fill(name: str, **values: object) -> bytes:
    """Fill a template; its script has its name, the style is one for all."""
    style, script = _asset("page.css"), _asset(f"{name}.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(f"{name}.html.j2")
    text = made.render(style=Markup(style), script=Markup(script), policy=policy, **values)  # noqa: S704
    return _QUOTED.sub(r"=\1", text).encode()


@cache
def _environment() -> Environment:
    loader: BaseLoader = PackageLoader(__package__, "files")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    made.filters["packed"] = _packed
    return made


def _packed(markup: str) -> str:
    """Markup, deflated, in characters that may stand in an element."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(squeeze.compress(markup.encode()) + squeeze.flush()).decode()


def _shown(value: Any) -> Any:  # noqa: ANN401
    """What is text is shown as text; markup was made from such already."""
    return shown(value) if type(value) is str else value


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "files" / name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
