"""Pages to look at: a plan with its text and with what `validate` finds, whatever it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import ReadError
from ..writers import WITH_TEXT, WRITERS
from .inputs import Input, limits_of
from .targets import STDIN

if TYPE_CHECKING:
    from ..document.model import Document
    from ..lint.model import Checked
    from ..page.notes import Note
    from ..records.plan import PlanDocument
    from ..settings import Limits
    from ..tables.labels import Language


class Paged(NamedTuple):
    """All that a page shows; without the document it has the text that the records hold."""

    plan: PlanDocument
    document: Document | None
    notes: tuple[Note, ...]


def written(
    form: str, plan: PlanDocument, only: tuple[str, ...], lang: Language, document: Document, name: str
) -> bytes:
    """Write a plan in a format; one that has labels in two languages gets the language, one that shows the text the text."""
    if form in WITH_TEXT:
        from ..writers.html import write

        return write(plan, only, document=document, notes=_found(name, document, plan), lang=lang)
    if form == "xlsx":
        from ..writers.xlsx import workbook

        return workbook(plan, only, lang)
    return WRITERS[form](plan, only)


def paged(each: Input, sources: Sequence[str], encoding: str | None, max_size: float | None) -> Paged:
    """Read a document, or a plan file and the document that it was read from."""
    from ..pipeline import extract
    from ..plan_files.load import looks_like_plan
    from ..readers import load

    limits = limits_of(max_size)
    data = each.data
    if data is None and each.member is None:
        data = load(each.file, limits)
    if data is not None and looks_like_plan(data, each.name):
        return _of_plan_file(each.name, data, sources, encoding, limits)
    document = each.open(encoding, max_size)
    plan = extract(document)
    return Paged(plan, document, _found(each.name, document, plan))


def _found(name: str, document: Document, plan: PlanDocument) -> tuple[Note, ...]:
    """What `validate` finds in a document, by the nearest configuration."""
    from ..lint.config import nearest_config
    from ..lint.orders import Wishes, orders_for
    from ..lint.runner import check_document

    return _notes(check_document(name, document, orders_for(name, nearest_config, Wishes()), plan))


def _of_plan_file(name: str, data: bytes, sources: Sequence[str], encoding: str | None, limits: Limits) -> Paged:
    from ..errors import TooLargeError
    from ..lint.config import nearest_config
    from ..lint.orders import Wishes, orders_for
    from ..lint.runner import check_plan_file
    from ..plan_files.load import load_plan_file
    from ..plan_files.read import plan_of
    from ..readers.encoding import decode

    if len(data) > limits.text_bytes:
        raise TooLargeError(f"is over the limit of {limits.text_bytes / 1e6:g} MB; raise it with --max-size")
    loaded = load_plan_file(decode(data, encoding=encoding).text)
    plan = plan_of(loaded)
    document = _source(name, plan, sources, limits)
    checked = check_plan_file(name, loaded, orders_for(name, nearest_config, Wishes()), document)
    return Paged(plan, document, _notes(checked))


def _notes(checked: Checked) -> tuple[Note, ...]:
    from ..page.notes import Note

    findings = (told.finding for told in checked.told)
    return tuple(Note(found.code, found.level, found.message, found.span) for found in findings)


def _source(name: str, plan: PlanDocument, sources: Sequence[str], limits: Limits) -> Document:
    """The document that a plan file was read from: one of those named, or that of its name beside it, with its hash."""
    wanted = plan.source
    folder = Path() if name == STDIN else Path(name).parent
    beside = folder / Path(wanted.name.replace("\\", "/")).name
    for path in (*map(Path, sources), *([beside] if beside.is_file() else [])):
        if (document := same_file(path, plan, limits)) is not None:
            return document
    other = "is another version of it" if beside.is_file() else "is not there"
    raise ReadError(
        f"needs the file that it was read from, SHA-256 {wanted.sha256[:12]}…: {beside} {other}; name it with --source"
    )


def same_file(path: Path, plan: PlanDocument, limits: Limits) -> Document | None:
    """Read the document that a plan was read from; None where the file is another.

    Raises ReadError where it cannot be read, or gives another text now.
    """
    from ..readers import load, read

    data = load(path, limits)
    if hashlib.sha256(data).hexdigest() != plan.source.sha256:
        return None
    document = read(data, name=str(path), encoding=plan.source.encoding, limits=limits)
    if len(document.text) != plan.source.chars:
        raise ReadError(
            f"indexes a text of {plan.source.chars} characters, and {path} now gives {len(document.text)}; "
            "`plan-extract parse` reads it anew"
        )
    return document
