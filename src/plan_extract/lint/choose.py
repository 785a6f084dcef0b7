"""Which rules are checked, and how grave they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import UsageError
from ..rules import RULES
from ..rules.base import Level

ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Selection:
    """One word on rules: of the configuration, or of the command line. `select` None adds to what was chosen before."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def chosen(selections: Sequence[Selection]) -> tuple[str, ...]:
    """Give the codes that are checked, in the order of the table.

    As in ruff: a `select` starts anew, and within one selection a longer prefix wins over a shorter: `select = PT,
    ignore = PT001` leaves PT001 out, `select = PT001, ignore = PT` keeps it.
    """
    kept: set[str] = set()
    for selection in selections:
        if selection.select is not None:
            kept = set()
        wanted = (*(selection.select or ()), *selection.extend_select)
        for length in sorted({weight(word) for word in (*wanted, *selection.ignore)}):
            kept.update(codes(word for word in wanted if weight(word) == length))
            kept.difference_update(codes(word for word in selection.ignore if weight(word) == length))
    return tuple(code for code in RULES if code in kept)


def weight(word: str) -> int:
    """How exact a word on rules is: ALL, then prefixes, the longest last."""
    return 0 if word == ALL else len(word)


def codes(words: Iterable[str]) -> set[str]:
    """Give the codes that words stand for.

    Raises UsageError for a word that stands for none.
    """
    return {code for word in words for code in RULES if covers(known(word), code)}


def covers(word: str, code: str) -> bool:
    """Tell whether a word on rules means a code."""
    return word == ALL or code.startswith(word)


def known(word: str) -> str:
    """Check that a word means some rule."""
    if any(covers(word, code) for code in RULES) and word:
        return word
    raise UsageError(f"unknown rule {word!r}{_hint(word)}")


def _hint(word: str) -> str:
    by_name = {RULES[code].NAME: code for code in RULES}
    if word in by_name:
        return f"; name it by its code, {by_name[word]}"
    near = get_close_matches(word.upper(), [ALL, *sorted({code[:2] for code in RULES}), *RULES], n=1)
    return f"; did you mean {near[0]}?" if near else "; `plan-extract rules` lists them"


def level_of(code: str, levels: dict[str, Level]) -> Level:
    """The level of a rule: that of the longest prefix in the configuration, else its own."""
    words = sorted((word for word in levels if covers(word, code)), key=weight)
    return levels[words[-1]] if words else RULES[code].LEVEL
