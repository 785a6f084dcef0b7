"""For people: each finding with its sentence, and carets under the characters that are meant."""

from __future__ import annotations

from rich.cells import cell_len

from ..lint.model import Excerpt, Outcome, Told
from ..printable import clean
from .base import Look, headline


def write(outcome: Outcome, look: Look) -> str:
    """Write the findings, an empty line between any two."""
    return "\n".join(finding(told, look) for told in outcome.told)


def finding(told: Told, look: Look) -> str:
    """One finding, of one line or three."""
    lines = [headline(told, look)]
    if told.excerpt is not None and told.excerpt.text:
        number = str(told.place.line) if told.place is not None else ""
        edge, sentence, carets = look.painted("|", "34"), *under(told.excerpt)
        lines.append(f"{look.painted(number.rjust(4), '34')} {edge} {sentence}")
        lines.append(f"     {edge} {look.by_level(carets, told.finding.level)}")
    return "".join(f"{line}\n" for line in lines)


def under(excerpt: Excerpt) -> tuple[str, str]:
    """Give the sentence as it is shown and the carets below it; a Chinese character takes two of them.

    >>> under(Excerpt("到2025年底", 1, 5))
    ('到2025年底', '  ^^^^')
    """
    before, marked, after = (
        clean(part.replace("\t", " "))
        for part in (
            excerpt.text[: excerpt.start],
            excerpt.text[excerpt.start : excerpt.end],
            excerpt.text[excerpt.end :],
        )
    )
    return before + marked + after, " " * cell_len(before) + "^" * max(cell_len(marked), 1)
