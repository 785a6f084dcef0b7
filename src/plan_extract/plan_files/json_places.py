"""Where each value of a JSON text stands; the text is known to be JSON."""

from __future__ import annotations

import json
import re

from ..rules.plan_file import Way
from ..span import Span

KEY = "\0key"  # ends the way to a key; no key of a file is this
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.S)


def json_places(text: str) -> dict[Way, Span]:
    """Give the range of each value, by its way; the range of a mapping or list ends behind its bracket.

    >>> json_places('{"a": [1, "b"]}')[("a", 1)]
    Span(start=10, end=13)
    """
    places: dict[Way, Span] = {}
    open_: list[tuple[Way, int]] = []  # each mapping or list that is open, with its start
    steps: list[str | int] = []  # the key or the number that is next in each
    key_next = False
    for match in _TOKEN.finditer(text):
        token, start, end = match[0], match.start(), match.end()
        if token in "{[":
            open_.append((tuple(steps), start))
            steps.append("" if token == "{" else 0)
            key_next = token == "{"
        elif token in "}]":
            steps.pop()
            way, begun = open_.pop()
            places[way] = Span(begun, end)
        elif token == ",":
            last = steps[-1]
            key_next = isinstance(last, str)
            if isinstance(last, int):
                steps[-1] = last + 1
        elif token == ":":
            key_next = False
        elif key_next:
            steps[-1] = json.loads(token)
            places[*steps, KEY] = Span(start, end)
        else:
            places[tuple(steps)] = Span(start, end)
    return places
