"""The calendar: each deadline on its days, the same bytes every time, nothing in a document more than text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from plan_extract import PlanDocument, UsageError, parse, parse_text
from plan_extract.writers import WRITERS

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
HEAD = "云汀市养老服务实施方案（2023—2025年）\n云政发〔2023〕3号\n\n一、重点任务\n（一）健全服务网络。\n"
END = "\n\n云汀市人民政府\n2023年4月5日\n"


def plan_with(text: str, end: str = END, head: str = HEAD) -> PlanDocument:
    return parse_text(f"{head}{text}（市民政局牵头，市财政局配合）\n（二）加强管理。\n加强组织领导。{end}")


def entries(plan: PlanDocument) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(WRITERS["ics"](plan))
    return [each for each in calendar.walk() if each.name in {"VEVENT", "VTODO"}]


def days(entry: Any) -> tuple[str, date | None, date | None, str]:
    """Its kind, first day, day after its last, and rule."""
    start, end, rule = (entry.get(name) for name in ("DTSTART", "DTEND", "RRULE"))
    return entry.name, start and start.dt, end and end.dt, rule.to_ical().decode() if rule else ""


def d(text: str) -> date:
    return date.fromisoformat(text)


UNTIL = "UNTIL=20251231"
WHEN: list[tuple[str, str, str | None, str | None, str]] = [
    ("春节前，开展慰问。", "VTODO", None, None, ""),
    ("2024年底前，新建养老驿站12家。", "VEVENT", "2024-12-31", "2025-01-01", ""),
    ("2024年第三季度，开展评估。", "VEVENT", "2024-07-01", "2024-10-01", ""),
    ("2024年上半年，开展评估。", "VEVENT", "2024-01-01", "2024-07-01", ""),
    ("2024年，开展评估。", "VEVENT", "2024-01-01", "2025-01-01", ""),
    ("自2024年起，发放补贴。", "VEVENT", "2024-01-01", "2024-01-02", ""),
    ("每年开展评估。", "VEVENT", "2023-12-31", None, f"FREQ=YEARLY;{UNTIL};INTERVAL=1;BYMONTHDAY=-1;BYMONTH=12"),
    ("每年3月底前报送总结。", "VEVENT", "2024-03-31", None, f"FREQ=YEARLY;{UNTIL};INTERVAL=1;BYMONTHDAY=-1;BYMONTH=3"),
    (
        "每年6月13日前报送总结。",
        "VEVENT",
        "2023-06-13",
        None,
        f"FREQ=YEARLY;{UNTIL};INTERVAL=1;BYMONTHDAY=13;BYMONTH=6",
    ),
    ("每半年开展评估。", "VEVENT", "2023-06-30", None, f"FREQ=MONTHLY;{UNTIL};INTERVAL=6;BYMONTHDAY=-1"),
    ("每季度开展评估。", "VEVENT", "2023-06-30", None, f"FREQ=MONTHLY;{UNTIL};INTERVAL=3;BYMONTHDAY=-1"),
    ("每月开展评估。", "VEVENT", "2023-04-30", None, f"FREQ=MONTHLY;{UNTIL};INTERVAL=1;BYMONTHDAY=-1"),
    ("每月25日前报送进展。", "VEVENT", "2023-04-25", None, f"FREQ=MONTHLY;{UNTIL};INTERVAL=1;BYMONTHDAY=25"),
    ("每周开展巡查。", "VEVENT", "2023-04-09", None, f"FREQ=WEEKLY;{UNTIL};INTERVAL=1"),
]


@pytest.mark.parametrize(("text", "kind", "start", "end", "rule"), WHEN, ids=[case[0] for case in WHEN])
def test_a_deadline_stands_on_its_days(text: str, kind: str, start: str | None, end: str | None, rule: str) -> None:
    found = entries(plan_with(text))
    assert [days(entry) for entry in found] == [(kind, start and d(start), end and d(end), rule)]


# What is not known is not guessed.


def test_what_recurs_has_no_days_where_nothing_says_when_it_begins() -> None:
    found = entries(
        plan_with("每季度开展评估。", end="", head="云汀市养老服务工作方案\n一、重点任务\n（一）健全网络。\n")
    )
    assert [days(entry) for entry in found] == [("VTODO", None, None, "")]
    assert found[0]["DTSTAMP"].dt == datetime(1970, 1, 1, tzinfo=UTC)


def test_what_recurs_has_no_end_where_the_plan_has_none() -> None:
    found = entries(plan_with("每季度开展评估。", head="云汀市养老服务工作方案\n一、重点任务\n（一）健全网络。\n"))
    assert [days(entry) for entry in found] == [
        ("VEVENT", d("2023-06-30"), None, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")
    ]


ODD: dict[str, dict[str, Any]] = {
    "no duration": {"recurrence": "often", "kind": "recurring"},
    "no length": {"recurrence": "P0Y", "kind": "recurring"},
    "the last day there is": {"start": date.max, "end": date.max},
    "an end before the start": {"start": d("2025-01-01"), "end": d("2024-01-01")},
    "ten days": {"recurrence": "P10D", "kind": "recurring"},
    "thirteen months": {"recurrence": "P13M", "kind": "recurring"},
    "the thirtieth of February": {"recurrence": "P1Y", "raw": "每年2月30日前"},
    "the twenty-ninth of February": {"recurrence": "P1Y", "raw": "每年2月29日前"},
    "the thirty-first": {"recurrence": "P1M", "raw": "每月31日前"},
    "this month": {"recurrence": "P1Y", "raw": "每年本月底前"},
}


@pytest.mark.parametrize("name", ODD)
def test_an_edited_plan_gives_a_calendar_too(name: str) -> None:
    plan = plan_with("2024年底前，新建养老驿站12家。")
    odd = plan.deadlines[0].model_copy(update={"start": None, "end": None, **ODD[name]})
    for entry in entries(plan.model_copy(update={"deadlines": (odd,)})):
        start, end = entry.get("DTSTART"), entry.get("DTEND")
        assert end is None or start.dt < end.dt


# Who and what.


def test_an_entry_tells_task_bodies_and_source() -> None:
    (found,) = entries(plan_with("2024年底前，新建养老驿站12家。"))
    assert str(found["SUMMARY"]) == "健全服务网络"
    assert str(found["DESCRIPTION"]).split("\n") == [
        "完成时限：2024年底前",
        "牵头单位：市民政局",
        "配合单位：市财政局",
        "内容：2024年底前，新建养老驿站12家。（市民政局牵头，市财政局配合）",
        "出处：《云汀市养老服务实施方案（2023—2025年）》云政发〔2023〕3号",
    ]
    assert (found["TRANSP"], found["DTSTAMP"].dt) == ("TRANSPARENT", datetime(2023, 4, 5, tzinfo=UTC))


def test_an_entry_has_its_own_sentence() -> None:
    found = entries(plan_with("建立制度。2024年底前，新建驿站12家；2025年底前，新建驿站20家。强化管理。"))
    told = [re.search("内容：(.*)", str(entry["DESCRIPTION"])) for entry in found]
    assert [each and each[1] for each in told] == ["2024年底前，新建驿站12家；", "2025年底前，新建驿站20家。"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_deadline_is_an_entry_of_its_own(path: Path) -> None:
    plan = parse(path)
    found = entries(plan)
    assert len(found) == len(plan.deadlines)
    assert len({str(entry["UID"]) for entry in found}) == len(found)
    assert [entry.name for entry in found if entry.name == "VTODO"] == [
        "VTODO" for each in plan.deadlines if undated(each)
    ]
    assert WRITERS["ics"](parse(path)) == WRITERS["ics"](plan)


def undated(deadline: Any) -> bool:
    return deadline.kind == "ongoing" or (deadline.recurrence, deadline.start, deadline.end) == (None, None, None)


def test_lines_are_as_the_standard_has_them() -> None:
    written = WRITERS["ics"](parse(SAMPLES[0]))
    assert all(line.endswith(b"\r") and len(line) <= 76 for line in written.split(b"\n")[:-1])


HOSTILE = [
    "a\r\nBEGIN:VEVENT\r\nX:1",
    "甲\r乙",
    "a;b,c\\n:d",
    "\x00\x1b[31m",
    "\u202e逆\u2028",
    "<script>alert(1)</script>",
    "]]>",
    "\ufffe",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    plan = plan_with("2024年底前，新建养老驿站12家。")
    task = plan.tasks[0].model_copy(update={"title": text, "text": text})
    metadata = plan.metadata.model_copy(update={"title": text})
    written = WRITERS["ics"](plan.model_copy(update={"tasks": (task,), "metadata": metadata}))
    calendar = icalendar.Calendar.from_ical(written)
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert set(calendar) == {"PRODID", "VERSION", "X-WR-CALNAME"}
    shown = written.decode()
    assert not [mark for mark in shown if mark not in {"\r", "\n"} and (mark < " " or mark in "\x7f\x85\u2028\u202e")]
    assert shown.count("\r") == shown.count("\r\n") == shown.count("\n")


def test_a_calendar_without_deadlines_is_refused() -> None:
    plan = plan_with("2024年底前，新建养老驿站12家。")
    assert WRITERS["ics"](plan, ("deadlines",)) == WRITERS["ics"](plan)
    with pytest.raises(UsageError, match="ics is a calendar of the deadlines, which --only leaves out"):
        WRITERS["ics"](plan, ("tasks",))
