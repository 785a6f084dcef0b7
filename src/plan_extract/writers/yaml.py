"""YAML: for people."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, cast

import yaml

from ..records.plan import PlanDocument
from .base import to_json

_ONE_LINE = 1_000_000  # no folding: a folded line is no longer what was printed
# PyYAML with libyaml and without agree on everything but these, so they are always quoted and escaped.
_ESCAPED = re.compile("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Lines that a literal block (`|`) can hold as they are: none blank, none with a space at either end.
_BLOCK = re.compile(r"[^ \n](?:[^\n]*[^ \n])?(?:\n[^ \n](?:[^\n]*[^ \n])?)+")


def write(plan: PlanDocument, only: tuple[str, ...] = ()) -> bytes:
    """Write block-style YAML in UTF-8, keys in the order of the contract.

    Dates stay ISO 8601 strings, in quotes, so that the file reads alike with and without YAML's own date type.
    """
    return dump(json.loads(to_json(plan, only)))


def dump(data: object, *, pure: bool = False) -> bytes:
    """Give plain data as YAML; `pure` leaves libyaml aside (the bytes are the same, it takes five times as long)."""
    pure = pure or not hasattr(yaml, "CSafeDumper")
    text = yaml.dump(data, Dumper=_dumper(pure), allow_unicode=True, sort_keys=False, width=_ONE_LINE)
    if pure:  # libyaml escapes what is beyond the basic plane
        text = _ASTRAL.sub(lambda match: f"\\U{ord(match[0]):08X}", text)
    return text.encode()


@cache
def _dumper(pure: bool) -> type[yaml.SafeDumper]:
    dumper: Any = type("PlanDumper", (yaml.SafeDumper if pure else yaml.CSafeDumper,), {})
    dumper.ignore_aliases = lambda *_: True
    dumper.add_representer(str, _string)
    return cast("type[yaml.SafeDumper]", dumper)


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Text of several lines stands as it is, below a `|`; what one emitter would escape, both do."""
    if _ESCAPED.search(text):
        style = '"'
    elif "\n" in text:
        style = "|" if _BLOCK.fullmatch(text) else '"'
    else:
        style = None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
