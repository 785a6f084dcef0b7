"""Plan files: told from documents by their content, taken apart, each value with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from ..errors import ReadError
from ..rules.plan_file import FileProblem, Way
from ..span import Span
from .json_places import KEY, json_places

SUFFIXES = (".yaml", ".yml", ".json")
_KEYS = ("schema_version", "source", "metadata", "sections", "tasks", "indicators", "deadlines", "units", "diagnostics")
_BEGIN = re.compile(rb"""["']?schema_version["']?\s*:""")
_LOOKED_AT = 65_536
_DEEPEST = 100


@dataclass(frozen=True)
class Loaded:
    """A plan file, taken apart: its values, or why it could not be."""

    text: str
    data: Any
    broken: FileProblem | None = None
    root: yaml.Node | None = None

    def places(self) -> dict[Way, Span]:
        """Where each value stands, and behind its way and KEY, where its key stands."""
        if self.broken is not None:
            return {}
        return dict(_yaml_places(self.root, ())) if self.root is not None else json_places(self.text)


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
        return Loaded(text, json.loads(text, object_pairs_hook=_once))
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
    loader = _loader()(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Loaded(text, None)
        _check(root, set(), 0)
        return Loaded(text, loader.construct_document(root), root=root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return Loaded(text, None, FileProblem(f"is no YAML: {error.problem}", line=line))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return Loaded(text, None, FileProblem(f"is no YAML: {str(error).splitlines()[0]}"))
    finally:
        loader.dispose()


@cache
def _loader() -> Any:  # noqa: ANN401
    """YAML's safe loader, with dates left as text: what is no date is then told with its field."""
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(":timestamp")]
        for first, rows in base.yaml_implicit_resolvers.items()
    }
    return type("PlanLoader", (base,), {"yaml_implicit_resolvers": resolvers})


def _check(node: yaml.Node, seen: set[int], depth: int) -> None:
    """Refuse aliases (a short file may unfold to a huge one), deep nesting, and keys that stand twice."""
    if depth > _DEEPEST:
        raise yaml.MarkedYAMLError(problem="is nested too deep", problem_mark=node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return
    if id(node) in seen:
        raise yaml.MarkedYAMLError(problem="an alias (*) stands here; write it out", problem_mark=node.start_mark)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in keys:
                problem = f"key {name} stands twice in one mapping"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            keys.add(name)
            _check(value, seen, depth + 1)
    else:
        for value in node.value:
            _check(value, seen, depth + 1)


def _yaml_places(node: yaml.Node, way: Way) -> Iterator[tuple[Way, Span]]:
    yield way, Span(node.start_mark.index, node.end_mark.index)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*way, key.value)
            yield (*inner, KEY), Span(key.start_mark.index, key.end_mark.index)
            yield from _yaml_places(value, cast("Way", inner))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _yaml_places(value, (*way, number))
