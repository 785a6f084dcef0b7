"""A page as one file: template, style and script put together, nothing fetched, nothing else allowed to run.

A content security policy names the style and the script by their hashes: whatever a document holds, a browser that
opens the page runs these and no more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..document.model import Document
from ..records.plan import PlanDocument
from .entries import Entry, data_of
from .labels import HTML_LANG, Lang, labels
from .notes import Note
from .parts import known_text
from .shown import shown
from .view import page_view


def page(plan: PlanDocument, document: Document | None, notes: Sequence[Note] = (), *, lang: Lang = "zh") -> bytes:
    """Write the page of a plan: its text with every record marked, and its records; the same input, the same bytes.

    Without the document that it was read from, the page has the text that the records hold.
    """
    text = known_text(plan) if document is None else document
    view = page_view(plan, text, notes, lang, whole=document is not None)
    return _fill("page", view=view, t=view.labels)


def index(entries: Sequence[Entry], failed: Sequence[tuple[str, str]] = (), *, lang: Lang = "zh") -> bytes:
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
    return text.encode()


@cache
def _environment() -> Environment:
    loader: BaseLoader = PackageLoader(__package__, "files")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )


def _shown(value: Any) -> Any:  # noqa: ANN401
    """What is text is shown as text; markup was made from such already."""
    return shown(value) if type(value) is str else value


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "files" / name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
