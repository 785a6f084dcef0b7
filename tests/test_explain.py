"""`parse --explain`: which rule read which characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from plan_extract import UsageError
from plan_extract.cli.traced import explained, marked, wanted
from plan_extract.pipeline import explain
from plan_extract.readers.text import read_text
from plan_extract.records.deadline import Deadline
from plan_extract.records.indicator import Indicator
from plan_extract.records.task import Task
from plan_extract.span import Span
from plan_extract.trace import Trace
from program import Program
from test_cli import run

__all__ = ["run"]

PLAN = """云汀市养老服务发展规划（2021—2025年）
一、发展基础
目前，每千名常住人口养老床位数5.87张。
二、发展目标
主要指标如下。
序号\t指标\t单位\t2025年\t责任单位
1\t每千名常住人口养老床位数\t张\t≥7\t市民政局
2\t社区服务中心数量\t个\t≥18\t市民政局
以上。
三、重点任务
（一）健全服务网络。到2025年，社区服务中心达到18个。（市民政局牵头，市财政局配合）
（二）加强人才培养
1.由市人力资源社会保障局负责，每年培训养老护理员500人，并且对各区人民政府组织开展的培训情况进行抽查，结果向社会公布。
四、保障措施
（责任单位：市老龄办）
（一）加强领导。压实责任。
"""


@pytest.fixture(scope="module")
def made() -> Trace:
    return explain(read_text(PLAN.encode(), "made.txt"))


@pytest.mark.parametrize(
    ("text", "part", "sentence", "before", "under"),
    [
        ("健全制度。到2025年，建成3个。其他", "到2025年", "到2025年，建成3个。", 0, 8),
        ("健全制度。力争到2025年，建成3个。", "到2025年", "力争到2025年，建成3个。", 4, 8),
        ("甲\tb乙", "b", "甲⇥b乙", 3, 1),
        ("甲\n乙丙\n丁", "丙", "乙丙", 2, 2),
        ("甲\x1b[31m乙", "乙", "甲\\x1b[31m乙", 10, 2),
        ("甲\n\t乙丙\n", "丙", "乙丙", 2, 2),
        ("甲乙", "甲乙", "甲乙", 0, 4),
        ("㎡5", "5", "㎡5", cell_len("㎡"), 1),
    ],
)
def test_carets_stand_under_the_characters(text: str, part: str, sentence: str, before: int, under: int) -> None:
    at = text.index(part)
    assert marked(text, Span(at, at + len(part))) == (sentence, " " * before + "^" * under)


def test_of_a_long_span_both_ends_are_shown() -> None:
    shown, marks = marked("甲" * 500, Span(0, 500))
    assert shown == "甲" * 40 + " … " + "甲" * 24
    assert cell_len(shown) == len(marks)


def test_every_record_is_explained_in_its_own_characters(made: Trace) -> None:
    plan = made.plan
    records: list[Task | Indicator | Deadline] = [*plan.tasks, *plan.indicators, *plan.deadlines]
    assert {record.id for record in records} | {unit.id for unit in plan.units} <= made.steps.keys()
    for record in records:
        first = made.steps[record.id][0]
        assert first.span == Span(record.span.start, record.span.end)
        assert first.what.startswith(record.id)
        assert not first.rule.endswith(": ")
    answers = [a for t in plan.tasks for a in t.assignments] + [a for i in plan.indicators for a in i.assignments]
    assert sum(id_.startswith("A") for id_ in made.steps) == len(answers)


@pytest.mark.parametrize(
    ("id_", "rules"),
    [
        (
            "T001",
            [
                "tasks: leaf heading",
                "assignments: bracket of bodies",
                "assignments: bracket of bodies",
                "deadlines: calendar time with 到 means by; running text",
                "prose_indicators: a verb of reaching (达到) before the value",
            ],
        ),
        (
            "T002",
            [
                "tasks: numbered paragraph",
                "assignments: sentence with a word of responsibility",
                "deadlines: cycle means recurring; running text",
                "prose_indicators: a verb of making (新建) whose object is counted",
            ],
        ),
        (
            "I001",
            [
                "table_indicators: row of a delimited table "
                "(序号: number, 指标: name, 单位: unit, 2025年: target, 责任单位: responsible)",
                "table_indicators",
                "present_values: the text says how 每千名常住人口养老床位数 stands",
            ],
        ),
        (
            "I003",
            [
                "prose_indicators: a verb of reaching (达到) before the value",
                "prose_indicators",
                "link_values: same name, unit and value",
                "link: the task's heading, text or row holds it",
            ],
        ),
        (
            "A004",
            [
                "assignments: bracket of bodies, said once for every task of its section",
                "link: said once for several tasks, of which this is one",
            ],
        ),
    ],
)
def test_rules(made: Trace, id_: str, rules: list[str]) -> None:
    assert [step.rule for step in made.steps[id_]] == rules


def test_what_is_printed(made: Trace) -> None:
    assert explained(made, ["D001"]) == (
        "D001 deadline, by: 到2025年\n"
        "  rule   deadlines: calendar time with 到 means by; running text\n"
        f"  where  {PLAN.index('到2025年')} to {PLAN.index('到2025年') + 6}\n"
        "  | 到2025年，社区服务中心达到18个。\n"
        "  | ^^^^^^^^\n"
        "  of T001\n"
        "    rule   link: the task's heading, text or row holds it\n"
    )
    assert explained(made, ["U001"]).startswith("U001 unit: ")


def test_an_unknown_id_tells_the_known_ones(made: Trace) -> None:
    with pytest.raises(UsageError, match=r"no record T999 to explain; known: T001 to T003, A001 to A\d+, I001 to I004"):
        explained(made, ["T999"])


@pytest.mark.parametrize("id_", ["", "X001", "T", "12", "T0x1", "S001"])
def test_no_id(id_: str) -> None:
    with pytest.raises(UsageError, match="is no id"):
        wanted([id_], [])


def test_ids_are_read_kindly() -> None:
    assert wanted(["t1", "T001", " i12 ", "D1234"], []) == ["T001", "I012", "D1234"]


def test_on_the_command_line(run: Program) -> None:
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    done = run("parse", "plan.txt", "--explain", "T001", "--explain", "D001")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("T001 task: 健全服务网络\n  rule   tasks: leaf heading\n")
    assert "\n\nD001 deadline" in done.out
    for wrong in (["--explain", "T999"], ["--explain", "x"], ["--explain", "T001", "--to", "json"]):
        assert run("parse", "plan.txt", *wrong).code == 2
    assert run("parse", "plan.txt", "plan.txt", "--explain", "T001").code == 2
