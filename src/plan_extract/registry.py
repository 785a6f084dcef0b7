"""A family is a table from name to `module:attribute`, or to a module that is itself the member; loaded on first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

from .errors import UsageError

Member = TypeVar("Member")


class Registry(Generic[Member]):
    """The members of a family, in the order of the table; a member's module is imported when it is first asked for.

    >>> Registry("writer", {"json": "json:dumps"})["json"]([])
    '[]'
    """

    def __init__(self, kind: str, table: Mapping[str, str]) -> None:
        self.kind = kind
        self._table = dict(table)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __getitem__(self, name: str) -> Member:
        try:
            module, _, attribute = self._table[name].partition(":")
        except KeyError:
            known = ", ".join(self._table)
            raise UsageError(f"unknown {self.kind} {name!r}; known: {known}") from None
        member = import_module(module)
        return cast("Member", cast("Any", getattr(member, attribute) if attribute else member))
