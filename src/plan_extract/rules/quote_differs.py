"""What a record quotes is not what stands at its place in the source.

Why: the words of a record (`raw`, `text`) are there to be checked against the document. Where they differ, one of the
two was changed after the file was written, and every place behind the change may be wrong too. Needs `--source FILE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from .base import Level, Profile
from .plan_file import EXAMPLE, FileProblem, PlanFile, Way

CODE = "PF002"
NAME = "quote-differs"
LEVEL: Level = "error"
PROFILES: tuple[Profile, ...] = ()

SOURCE = "到2025年，建成养老驿站12家。"
GOOD = f"""{EXAMPLE}deadlines:
- id: D001
  raw: 到2025年
  kind: by
  start: null
  end: '2025-12-31'
  precision: year
  task: null
  span:
    start: 0
    end: 6
"""
BAD = GOOD.replace("到2025年", "到2026年")

_QUOTES = ("raw", "text")  # the keys that hold exactly the characters of the span beside them
_SHOWN = 30


def check_file(file: PlanFile) -> Iterator[FileProblem]:
    """Compare each quote with the source; a plan that was not read from the source differs everywhere: told once."""
    if file.source is None or file.document is None:
        return
    problems = [
        FileProblem(_message(quote, there), way)
        for way, quote, start, end in quotes(file.data)
        if quote != (there := file.source[start:end])
    ]
    count = sum(1 for _ in quotes(file.data))
    if len(problems) > 3 and len(problems) * 2 > count:
        message = f"{len(problems)} of {count} quotes differ from the source; it is another file, or was changed"
        yield FileProblem(message, problems[0].way)
    else:
        yield from problems


def quotes(data: object, way: Way = ()) -> Iterator[tuple[Way, str, int, int]]:
    """Walk a plan file and give each quote with its way and its range."""
    if isinstance(data, list):
        for number, value in enumerate(data):
            yield from quotes(value, (*way, number))
    elif isinstance(data, dict):
        span = data.get("span")
        for key, value in data.items():
            if key in _QUOTES and isinstance(value, str) and isinstance(span, dict):
                yield (*way, key), value, int(span["start"]), int(span["end"])  # a person may quote numbers
            elif isinstance(value, dict | list):
                yield from quotes(value, (*way, key))


def _message(quote: str, there: str) -> str:
    if not there:
        return f"“{_cut(quote)}” is said to stand behind the end of the source"
    return f"quotes “{_cut(quote)}”, but the source has “{_cut(there)}” there"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
