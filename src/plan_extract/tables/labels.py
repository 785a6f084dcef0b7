"""What people read, in Chinese (`zh`) and English (`en`); for a table, a column or a value: `lexicon/labels.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from .. import lexicon
from ..errors import UsageError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
HTML_LANG: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}


def language_of(name: str) -> Language:
    """The language of that name; raises UsageError for one that is not there."""
    for known in LANGUAGES:
        if known == name:
            return known
    raise UsageError(f"unknown language {name!r}; known: {', '.join(LANGUAGES)}")


@cache
def said(table: str, group: str, language: Language) -> Mapping[str, str]:
    """The labels of a group of a lexicon, by name; its rows are `name: [in Chinese, in English]`.

    >>> said("page_labels", "labels", "zh")["tasks"], said("page_labels", "labels", "en")["tasks"]
    ('任务', 'Tasks')
    """
    column = LANGUAGES.index(language)
    return {name: row[column] for name, row in lexicon.pairs(table, group).items()}


def table_label(table: str, language: Language) -> str:
    """The name of a table: 任务, Tasks."""
    return _label("tables", (table,), language)


def column_label(table: str, column: str, language: Language) -> str:
    """The heading of a column: 责任单位 in `assignments`, 计量单位 in `indicators`, both `unit`."""
    return _label("columns", (f"{table}.{column}", column), language)


def value_label(column: str, value: str, language: Language) -> str:
    """The word for a value of a closed list: `lead` is 牵头."""
    return _label("values", (f"{column}.{value}",), language)


def view_label(table: str, view: str, language: Language) -> str:
    """The heading of what is said again in words: 牵头单位."""
    return _label("views", (f"{table}.{view}", view), language)


def word(name: str, language: Language) -> str:
    """Another word on what is written for people: 是, 否."""
    return _label("words", (name,), language)


def _label(group: str, keys: tuple[str, ...], language: Language) -> str:
    """The label of the first key that has one; what has none yet stands for itself."""
    rows: dict[str, dict[str, str]] = lexicon.pairs("labels", group)
    return next((rows[key][language] for key in keys if key in rows), keys[-1].rpartition(".")[2])
