"""What people read for a table, a column or a value, in Chinese (`zh`) and English (`en`): `lexicon/labels.yaml`."""

from __future__ import annotations

from typing import Literal

from .. import lexicon

Language = Literal["zh", "en"]


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
