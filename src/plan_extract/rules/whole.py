"""Whether what was read is a whole document: a rule about what is missing is silent on an excerpt or a news page."""

from __future__ import annotations

from ..structure.numbering import ordinal
from .base import Plan


def is_whole_plan(plan: Plan) -> bool:
    """Tell whether a plan was read from its title to its end.

    It has a title, its first numbered part is the first, it has three parts at least, and no long text stands before
    them. A plan that a notice prints is whole as well.
    """
    outer = [section for section in plan.document.sections if section.level == 1 and section.number]
    outer = [section for section in outer if section.role != "annex"]
    if not plan.text or plan.document.metadata.title is None or len(outer) < 3:
        return False
    return ordinal(outer[0].number or "") == 1 and bool(plan.document.tasks or plan.document.indicators)


def is_whole_notice(plan: Plan) -> bool:
    """Tell whether an official document was read with its head: a title, those addressed, and who signs it or when."""
    metadata = plan.document.metadata
    signed = metadata.issuers or metadata.written_on
    return bool(plan.text and metadata.title and metadata.recipients and signed)


def is_recognised(plan: Plan) -> bool:
    """Tell whether a page was read from a picture: a mark that is wrong there is a mistake of the reading."""
    return any(doubt.code == "page-recognised" for doubt in plan.document.diagnostics)
