"""Work grows with the text and no faster: counted in calls, which no other load of the machine changes.

What a pattern does inside one call is not counted; `benchmarks/hostile.py` has the times, at a million characters.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from hostile_texts import PIECES, hostile, said_once
from plan_extract import parse_text

SIZE = 1500
MOST = 2.4  # calls for twice the text; 4 would be every line with every other
SAMPLE = Path(__file__).parents[1] / "samples" / "five-year-plan.txt"


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, those of C included."""
    count = 0

    def one_more(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(text: Callable[[int], str], size: int = SIZE) -> float:
    """How many times as many calls twice the text takes."""
    parse_text(text(SIZE))  # word lists are loaded, patterns compiled
    short, long = text(size), text(2 * size)
    return calls(lambda: parse_text(long)) / calls(lambda: parse_text(short))


@pytest.mark.parametrize("name", PIECES)
def test_twice_a_hostile_text_takes_twice_the_calls(name: str) -> None:
    assert growth(lambda size: hostile(PIECES[name], size)) < MOST


def test_many_tables_are_not_looked_through_for_each() -> None:
    assert growth(lambda size: hostile(PIECES["headings with a table each"], size), 16_000) < MOST


def test_many_bodies_said_once_for_many_tasks() -> None:
    assert growth(said_once, 120) < MOST
    plan = parse_text(said_once(120))
    assert sum(len(task.assignments) for task in plan.tasks) == 10_000
    (left_out,) = [one for one in plan.diagnostics if one.code == "assignments-left-out"]
    assert left_out.span is not None
    assert said_once(120)[left_out.span.start : left_out.span.end].endswith("局负责）")


def test_nothing_is_called_left_out_where_all_fits() -> None:
    plan = parse_text(said_once(90))
    assert sum(len(task.assignments) for task in plan.tasks) > 8_000
    assert [one.code for one in plan.diagnostics] == []


def test_twice_a_plan_takes_twice_the_calls() -> None:
    title, _, body = SAMPLE.read_text(encoding="utf-8").partition("\n")
    assert growth(lambda size: f"{title}\n{body * (4 * size // SIZE)}") < MOST


def test_the_count_sees_what_grows_with_the_square() -> None:
    def every_pair(count: int) -> int:
        return calls(lambda: [len((a, b)) for a in range(count) for b in range(count)])

    assert every_pair(200) / every_pair(100) > MOST
