"""The flat tables: every field of every record in one column, and the plan comes back from its rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from hypothesis import given
from pydantic import BaseModel, Field

from plan_extract import PlanDocument, PlanExtractError, lexicon, parse, parse_text
from plan_extract.records.base import Record, TextSpan
from plan_extract.records.suppression import Suppression
from plan_extract.tables.labels import Language, column_label, table_label, value_label
from plan_extract.tables.layout import Column, Table, layout, tables
from plan_extract.tables.rows import flatten, plan_from, rebuild, rows
from strategies import texts
from test_properties import parsed

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
LANGUAGES: tuple[Language, ...] = get_args(Language)


# What no table can hold is refused when it is made, not lost.


class Sub(Record):
    note: str | None = Field(description="May be missing.")


class Other(Record):
    note: str = Field(description="A word.")


class Pair(Record):
    left: tuple[Other, ...] = Field(description="Some.")
    both: tuple[Sub, ...] = Field(description="Others.")


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a mapping": ({"fund": dict[str, int]}, "fund: no column holds"),
    "two types": ({"fund": int | str}, "fund: no column holds"),
    "numbers in a list": ({"fund": tuple[int, ...]}, "fund: no column holds"),
    "a list that may be absent": ({"funds": tuple[Other, ...] | None}, "funds: no column holds"),
    "a list of two types": ({"funds": tuple[Other | Sub, ...]}, "funds: no column holds"),
    "records and numbers": ({"funds": tuple[Other | int, ...]}, "funds: no column holds"),
    "no sign of being there": ({"sub": Sub | None}, "sub: may be absent, and no field of Sub tells"),
    "a column twice": ({"a": Other, "b": Other, "note": str}, "documents: two columns are called note"),
    "a table of two types": ({"pairs": tuple[Pair, ...], "left": tuple[Sub, ...]}, "share a table are called left"),
    "a table called documents": ({"documents": tuple[Other, ...]}, "share a table are called documents"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_table_holds_is_refused(name: str) -> None:
    fields, message = REFUSED[name]
    made = type("Made", (Record,), {"__annotations__": {"sha256": str, **fields}, "__module__": __name__})
    with pytest.raises(TypeError, match=message):
        layout(made)


# A new field and a new record type stand there by themselves.


class Share(Record):
    body: str = Field(description="Who pays.")
    percent: float | None = Field(description="How much of it.")


class Fund(Record):
    """Money: 安排专项资金500万元 is amount 500."""

    amount: float | None = Field(description="How much.")
    year: int | None = Field(default=None, description="When.")
    paid: bool = Field(default=False, description="Whether it was paid.")
    day: date | None = Field(default=None, description="The day.")
    sort: Literal["grant", "loan"] | None = Field(default=None, description="Grant or loan.")
    names: tuple[str, ...] = Field(default=(), description="Its names.")
    shares: tuple[Share, ...] = Field(default=(), description="Who pays it.")
    span: TextSpan | None = Field(default=None, description="Where.")


class Area(Record):
    id: str = Field(description="P1, P2.")
    funds: tuple[Fund, ...] = Field(default=(), description="Its funds.")


class Made(Record):
    sha256: str = Field(description="Its key.")
    funds: tuple[Fund, ...] = Field(default=(), description="Funds.")
    areas: tuple[Area, ...] = Field(default=(), description="Areas.")
    notes: tuple[Share | str, ...] = Field(default=(), description="Shares or words.")


SHARES = (Share(body="市财政局", percent=60.0), Share(body="各区", percent=None))
FUNDS = (
    Fund(amount=None),
    Fund(amount=500.0, year=2025, paid=True, day=date(2025, 1, 2), sort="loan", names=("a", "b"), shares=SHARES),
    Fund(amount=1.5, shares=SHARES[:1], span=TextSpan(start=1, end=2)),
)
MADE = Made(
    sha256="0" * 64,
    funds=FUNDS,
    areas=(Area(id="P1", funds=FUNDS[1:]), Area(id="P2"), Area(id="P3", funds=FUNDS[:1])),
    notes=("PT001", SHARES[0], SHARES[1], ""),
)


def test_new_records_stand_there_by_themselves() -> None:
    made = layout(Made)
    assert {name: dict(table.holders) for name, table in made.items()} == {
        "documents": {},
        "funds": {"area": "areas"},
        "shares": {"fund": "funds"},
        "areas": {},
        "notes": {},
    }
    columns = {column.name: column for column in made["funds"].columns}
    assert columns["area"] == Column("area", "text", True, "Id of the area that it stands in.")
    assert columns["sort"] == Column("sort", "text", True, "Grant or loan.", ("grant", "loan"))
    assert columns["amount"] == Column("amount", "number", True, "How much.")
    assert columns["paid"] == Column("paid", "boolean", False, "Whether it was paid.")
    assert columns["day"].kind == "date"
    assert columns["names"] == Column("names", "texts", False, "Its names.")
    assert made["shares"].columns[2] == Column("fund", "integer", False, "Ordinal of the fund that it stands in.")


def test_new_records_come_back_whatever_the_order_of_their_rows() -> None:
    made = layout(Made)
    flat = flatten(MADE, made)
    assert [(row["ordinal"], row["fund"]) for row in flat["shares"]] == [(1, 2), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5)]
    assert [(row["value"], row["body"]) for row in flat["notes"]][:2] == [("PT001", None), (None, "市财政局")]
    for seed in range(5):
        shuffled = {name: random.Random(seed).sample(found, len(found)) for name, found in flat.items()}  # noqa: S311
        assert rebuild(Made, made, shuffled) == MADE


# The tables of a plan.


def fields(model: type[BaseModel]) -> Iterator[str]:
    """Each field of a record type and of those below it, once for each way to it."""
    for name, info in model.model_fields.items():
        kinds = [kind for kind in _types(info.annotation) if isinstance(kind, type) and issubclass(kind, Record)]
        yield from (f"{name}.{below}" for kind in kinds for below in fields(kind)) if kinds else [name]


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _types(argument)


def test_every_field_stands_in_one_column() -> None:
    """Each leaf of the models is a column; the two ways to an assignment are one table, met once."""
    keys = {"sha256", "ordinal", "value"}
    own = [
        column
        for table in tables().values()
        for column in table.columns
        if column.name not in {*table.holders, *(keys if table.name != "documents" else ())}
        or column.name in table.shape.columns
    ]
    shared = sum(1 for _ in fields(tables()["assignments"].record))
    assert len(own) == sum(1 for _ in fields(PlanDocument)) - shared


def test_every_column_is_described_and_the_keys_come_first() -> None:
    for table in tables().values():
        assert all(column.description for column in table.columns)
        if table.name != "documents":
            assert [column.name for column in table.columns[:2]] == ["sha256", "ordinal"]
            assert [c.name for c in table.columns[2 : 2 + len(table.holders)]] == list(table.holders)


def obeys(table: Table, row: Mapping[str, Any]) -> bool:
    """Whether a row has each column, and values of its kind."""
    kinds = {"text": str, "integer": int, "number": float, "boolean": bool, "date": date, "texts": tuple}
    return row.keys() == {column.name for column in table.columns} and all(
        column.nullable if row[column.name] is None else type(row[column.name]) is kinds[column.kind]
        for column in table.columns
    )


def comes_back(plan: PlanDocument) -> None:
    flat = rows(plan)
    assert plan_from(flat) == plan
    assert list(flat) == list(tables())
    assert all(obeys(table, row) for table in tables().values() for row in flat[table.name])
    assert {row["sha256"] for found in flat.values() for row in found} == {plan.source.sha256}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back(path: Path) -> None:
    comes_back(parse(path))


def test_accepted_findings_come_back() -> None:
    accepted = ("PT001", Suppression(code="PS", record="S001"), "PM")
    comes_back(parse_text("云汀市养老服务实施方案").model_copy(update={"suppress": accepted}))


@given(texts)
def test_any_plan_comes_back(text: str) -> None:
    plan = parsed(text)
    if plan:
        comes_back(plan)


def test_real_documents_come_back(shared: Path) -> None:
    """Every fourth of the shared texts."""
    for path in sorted((shared / "corpus" / "text").iterdir())[::4]:
        try:
            plan = parse(path)
        except PlanExtractError:
            continue
        comes_back(plan)


def test_rows_as_other_programs_give_them_make_the_plan() -> None:
    plan = parse(SAMPLES[0])
    written = {
        name: [{key: plain(value) for key, value in row.items()} | {"loaded": 1} for row in found]
        for name, found in rows(plan).items()
    }
    assert plan_from({**written, "findings": [{}]}) == plan


def plain(value: Any) -> Any:
    """Dates as text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


# What people read.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_column_and_value_has_a_label_of_its_own(language: Language) -> None:
    names = [table_label(name, language) for name in tables()]
    assert len(set(names)) == len(names)
    for table in tables().values():
        heads = {column.name: column_label(table.name, column.name, language) for column in table.columns}
        assert len(set(heads.values())) == len(heads)
        for column in table.columns:
            words = [value_label(column.name, choice, language) for choice in column.choices]
            assert len(set(words)) == len(words)


def test_no_label_is_missing_or_left_over() -> None:
    labels = lexicon.load("labels")["pairs"]
    columns = {(table.name, column.name) for table in tables().values() for column in table.columns}
    values = {f"{c.name}.{choice}" for table in tables().values() for c in table.columns for choice in c.choices}
    assert labels["tables"].keys() == tables().keys()
    assert labels["values"].keys() == values
    asked = {f"{table}.{name}" if f"{table}.{name}" in labels["columns"] else name for table, name in columns}
    assert labels["columns"].keys() == asked
    assert all(set(words) == set(LANGUAGES) for group in labels.values() for words in group.values())
    assert all(
        text == text.strip() != "" for group in labels.values() for words in group.values() for text in words.values()
    )
