"""Word lists as data: YAML for people, compiled to JSON for the program, both beside this file.

    about: one line
    source: where the words come from (a standard, a regulation, counts over a corpus)
    groups:
      lead:
        meaning: answers first
        words: [牵头, 主办]
    pairs:            # where a word stands for something
      short_forms:
        meaning: short form and full name
        rows: {发改委: 发展和改革委员会}

`python -m plan_extract.lexicon` (or `make lexicons`) compiles; a test catches drift.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, cast

COMPILED = "compiled"


@cache
def load(name: str) -> dict[str, Any]:
    """Give a whole compiled lexicon: `groups` (name to words) and `pairs` (name to rows). KeyError-free: both exist."""
    text = (files(__name__) / COMPILED / f"{name}.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


@cache
def words(name: str, *groups: str) -> tuple[str, ...]:
    """Give the words of one or more groups of a lexicon, in order, each once.

    Raises KeyError for a group that is not there.
    """
    table = load(name)["groups"]
    return tuple(dict.fromkeys(word for group in groups for word in table[group]))


def pairs(name: str, group: str) -> dict[str, Any]:
    """Give the rows of a group that maps words to what they stand for."""
    return cast("dict[str, Any]", load(name)["pairs"][group])


def any_of(*terms: str) -> str:
    """Give a pattern that matches any of the terms, the longest first, each taken literally.

    >>> any_of("发改委", "市发改委")
    '(?:市发改委|发改委)'
    """
    return "(?:" + "|".join(re.escape(t) for t in sorted(set(terms), key=lambda t: (-len(t), t))) + ")"


def pattern(name: str, *groups: str) -> str:
    """Give a pattern that matches any word of the groups, the longest first."""
    return any_of(*words(name, *groups))
