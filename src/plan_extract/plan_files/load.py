"""Plan files: told from documents by their content, taken apart, each value with its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import ReadError
from ..rules.plan_file import FileProblem, Way
from ..span import Span
from .json_places import json_places
from .yaml_values import yaml_values

SUFFIXES = (".yaml", ".yml", ".json")
_KEYS = ("schema_version", "source", "metadata", "sections", "tasks", "indicators", "deadlines", "units", "diagnostics")
_BEGIN = re.compile(rb"""["']?schema_version["']?\s*:""")
_LOOKED_AT = 65_536


@dataclass(frozen=True)
class Loaded:
    """A plan file, taken apart: its values, or why it could not be."""

    text: str
    data: Any
    broken: FileProblem | None = None
    json: bool = False

    def places(self) -> dict[Way, Span]:
        """Where each value stands, and behind its way and KEY, where its key stands."""
        if self.broken is not None:
            return {}
        if self.json:
            return json_places(self.text)
        places: dict[Way, Span] = {}
        yaml_values(self.text, places)
        return places


def looks_like_plan(data: bytes, name: str) -> bool:
    """Tell whether a file means to be a plan file: its suffix says so, or it opens with `schema_version`."""
    if Path(name).suffix.lower() in SUFFIXES:
        return True
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"{"):
        return _BEGIN.search(head) is not None
    lines = (line for line in head.splitlines() if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return _BEGIN.match(next(lines, b"")) is not None


def load_plan_file(text: str) -> Loaded:
    """Take a plan file apart.

    Raises ReadError where it is YAML or JSON of another kind.
    """
    loaded = _load_json(text) if text.lstrip().startswith("{") else _load_yaml(text)
    if loaded.broken is not None and "schema_version" in text:
        return loaded
    if loaded.broken is not None:
        raise ReadError(f"is no plan file: {loaded.broken.message}")
    if not isinstance(loaded.data, dict) or not any(key in loaded.data for key in _KEYS):
        raise ReadError("is no plan file: it has no schema_version; `plan-extract parse` writes plan files")
    return loaded


def _load_json(text: str) -> Loaded:
    """JSON; what is none may still be YAML that opens with a brace."""
    try:
        return Loaded(text, json.loads(text, object_pairs_hook=_once), json=True)
    except _TwiceError as error:
        return Loaded(text, None, FileProblem(f"key {error} stands twice in one mapping"))
    except RecursionError:
        return Loaded(text, None, FileProblem("is nested too deep"))
    except ValueError as error:
        as_yaml = _load_yaml(text)
        if as_yaml.broken is None or not isinstance(error, json.JSONDecodeError):
            return as_yaml
        return Loaded(text, None, FileProblem(f"is no JSON: {error.msg}", line=error.lineno))


class _TwiceError(Exception):
    """A key that stands twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _TwiceError(key)
        made[key] = value
    return made


def _load_yaml(text: str) -> Loaded:
    try:
        return Loaded(text, yaml_values(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return Loaded(text, None, FileProblem(f"is no YAML: {error.problem}", line=line))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return Loaded(text, None, FileProblem(f"is no YAML: {str(error).splitlines()[0]}"))
