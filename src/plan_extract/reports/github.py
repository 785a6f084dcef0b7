"""Annotations of GitHub Actions, by workflow commands.

GitHub shows at most ten annotations of a level for a step
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands): where there are more, the tenth
says how many, and all stand in the log, in a group below.
"""

from __future__ import annotations

from ..lint.model import LEVELS, Outcome, Told
from ..printable import clean
from ..rules.base import Level
from .base import Look, headline, posix

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write the annotations, the gravest first."""
    lines: list[str] = []
    more: list[Told] = []
    for level in LEVELS:
        found = [told for told in outcome.told if told.finding.level == level]
        shown = found if len(found) <= _MOST else found[: _MOST - 1]
        lines += map(_annotation, shown)
        if left := found[len(shown) :]:
            lines.append(f"::{_COMMANDS[level]} title=plan-extract::+{len(left)} more of level {level}; see the log")
            more += left
    if more:
        lines += ["::group::plan-extract: what is not annotated", *map(_plain, more), "::endgroup::"]
    return "".join(f"{line}\n" for line in lines)


def _annotation(told: Told) -> str:
    """`::error file=plan.txt,line=3,col=1,endLine=3,endColumn=5,title=…::…`; columns only where it is one line."""
    place, finding = told.place, told.finding
    fields = [f"file={_value(posix(told.path))}"]
    if place is not None:
        fields += [f"line={place.line}", f"endLine={place.end_line}"]
        if place.line == place.end_line:
            fields += [f"col={place.column}", f"endColumn={place.end_column}"]
    fields.append(f"title={_value(f'{finding.code} {finding.name}')}")
    page = f" (page {told.page})" if told.page is not None else ""
    return f"::{_COMMANDS[finding.level]} {','.join(fields)}::{_message(finding.message + page)}"


def _plain(told: Told) -> str:
    """A line of the log that is no command, whatever the file and the message hold."""
    return "- " + headline(told, Look()).replace("##[", "## [")


def _message(text: str) -> str:
    return clean(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
