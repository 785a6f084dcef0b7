"""The ready questions: one file of SQL each in `questions/`; its name is what it is asked by.

    -- zh: 牵头任务最多的单位
    -- en: Bodies that lead most tasks
    -- tells: One line on what the answer says and what it does not.
    -- $limit = 20: rows at most
    SELECT …

A parameter is `$limit` in the SQL, always text there ($limit::INTEGER); its default stands in the head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from ..errors import UsageError

_HEAD = re.compile(r"^-- (\$?)(\w+)(?: = ([^:\n]*))?: (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be set: its value where it is not, and what it means."""

    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its titles, what it tells, its parameters, and its file's text."""

    name: str
    zh: str
    en: str
    tells: str
    parameters: Mapping[str, Parameter]
    sql: str

    def values(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The value of each parameter. Raises UsageError where one is chosen that it has not."""
        for name in chosen:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise UsageError(f"question {self.name} has no parameter {name!r}; it has: {known}")
        return {name: chosen.get(name, each.default) for name, each in self.parameters.items()}


def questions() -> dict[str, Question]:
    """All of them, by name."""
    found = (file for file in files(__package__).joinpath("questions").iterdir() if file.name.endswith(".sql"))
    named = {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in found}
    return {name: _question(name, named[name]) for name in sorted(named)}


def _question(name: str, text: str) -> Question:
    head = _HEAD.findall(text)
    said = {key: told for mark, key, _, told in head if not mark}
    parameters = {key: Parameter(default, told) for mark, key, default, told in head if mark}
    return Question(name, said["zh"], said["en"], said["tells"], parameters, text)
