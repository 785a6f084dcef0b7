"""YAML to plain values, from the parser's events: as deep as is allowed and no deeper, no aliases, no key twice.

PyYAML's own way goes through a tree of nodes, by recursion that a hostile file can drive as deep as it likes, and takes
twice the time. What is a number, a truth value or null is told as PyYAML does; dates stay text, so that a wrong one is
told with its field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NoReturn, TypeAlias

import yaml

from ..rules.plan_file import Way
from ..span import Span
from .json_places import KEY

_Event: TypeAlias = Any  # yaml.Event, whose marks may be missing only in events that are made by hand
_DEEPEST = 100
_CORE = "tag:yaml.org,2002:"
_TAGS = ("!", f"{_CORE}str", f"{_CORE}map", f"{_CORE}seq")
_PLAIN = frozenset("+-.0123456789~nNtTfFyYoO")  # what begins a plain scalar that is no text
_SILENT = frozenset((yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent))


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is open; `key` is that of the value to come, None where the key itself is next."""

    values: dict[str, Any] | list[Any]
    start: int
    key: str | None = None
    step: str | int = ""  # where the value that was put last stands

    def put(self, value: object) -> None:
        if isinstance(self.values, list):
            self.step = len(self.values)
            self.values.append(value)
        else:
            self.values[str(self.key)] = value


def yaml_values(text: str, places: dict[Way, Span] | None = None) -> Any:  # noqa: ANN401
    """Give the values of a YAML file; None for an empty one. `places` is filled with where values and keys stand.

    Raises yaml.YAMLError, with a mark where there is a place.
    """
    whole = _Open([], 0)
    open_ = [whole]
    for event in _events(text):
        inner, kind = open_[-1], type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            open_.pop()
            _note(places, open_, inner.start, event)
        elif inner.key is None and isinstance(inner.values, dict):
            inner.key = inner.step = _key(event, inner.values)
            if places is not None:
                places[*_way(open_), KEY] = Span(event.start_mark.index, event.end_mark.index)
        elif kind is yaml.ScalarEvent:
            inner.put(_scalar(event))
            _note(places, open_, 0 if places is None else event.start_mark.index, event)
        else:
            value = _empty(event)
            inner.put(value)
            if len(open_) > _DEEPEST:
                _refuse(event, "is nested too deep")
            open_.append(_Open(value, event.start_mark.index))
    return whole.values[0] if isinstance(whole.values, list) and whole.values else None


def _events(text: str) -> Iterator[_Event]:
    """The events of the one document that bear or end a value."""
    documents = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        kind = type(event)
        if kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                _refuse(event, "a second document begins here")
        elif kind not in _SILENT:
            yield event


def _way(open_: list[_Open]) -> Way:
    return tuple([one.step for one in open_[1:]])


def _note(places: dict[Way, Span] | None, open_: list[_Open], start: int, event: _Event) -> None:
    """A value ends here; in a mapping, a key comes next."""
    if places is not None:
        places[_way(open_)] = Span(start, event.end_mark.index)
    open_[-1].key = None


def _key(event: _Event, values: dict[str, Any]) -> str:
    if type(event) is not yaml.ScalarEvent:
        _refuse(event, "a key is text")
    if event.value in values:
        _refuse(event, f"key {event.value} stands twice in one mapping")
    return str(event.value)


def _empty(event: _Event) -> dict[str, Any] | list[Any]:
    """A mapping or a list, to be filled."""
    if isinstance(event, yaml.AliasEvent):
        _refuse(event, "an alias (*) stands here; write it out")
    _check_tag(event)
    return {} if isinstance(event, yaml.MappingStartEvent) else []


def _check_tag(event: _Event) -> None:
    if event.tag is not None and event.tag not in _TAGS:
        _refuse(event, "a tag (!) stands here; take it out")


def _scalar(event: _Event) -> Any:  # noqa: ANN401
    """A value as PyYAML makes it: text, but for plain scalars that are a number, a truth value or null."""
    value = event.value
    if event.tag is not None:
        _check_tag(event)
        return value
    if not event.implicit[0] or (value and value[0] not in _PLAIN):
        return value
    return _plain(value)


@lru_cache(maxsize=4096)
def _plain(value: str) -> Any:  # noqa: ANN401
    tag = str(_resolver().resolve(yaml.ScalarNode, value, (True, False)))
    kind = tag.removeprefix(_CORE)
    if kind not in ("null", "bool", "int", "float"):
        return value
    try:
        return getattr(_constructor(), f"construct_yaml_{kind}")(yaml.ScalarNode(tag, value))
    except ValueError:  # 0x, or more digits than are allowed
        return value


@cache
def _resolver() -> Any:  # noqa: ANN401
    return yaml.resolver.Resolver()


@cache
def _constructor() -> yaml.constructor.SafeConstructor:
    return yaml.constructor.SafeConstructor()


def _refuse(event: _Event, problem: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
