"""Which task holds what, and what is said once for many."""

from __future__ import annotations

from plan_extract import parse_text
from plan_extract.records.plan import PlanDocument

HEAD = "云汀市养老服务实施方案\n为做好养老服务，制定本方案。\n"


def plan(text: str) -> PlanDocument:
    return parse_text(HEAD + text)


def answers(document: PlanDocument) -> list[list[str]]:
    return [[f"{a.unit} {a.role} {a.basis}" for a in task.assignments] for task in document.tasks]


def test_a_bracket_belongs_to_the_task_that_it_ends() -> None:
    document = plan(
        "一、主要任务\n（一）健全制度。修订办法。（市民政局负责）\n（二）建设站点。新建驿站。（市住建局负责）"
    )
    assert answers(document) == [["市民政局 responsible explicit"], ["市住建局 responsible explicit"]]


def test_a_body_that_leads_answers_once() -> None:
    document = plan("一、主要任务\n（一）健全制度。修订办法。（市民政局牵头）\n完善流程。市民政局负责解释。")
    assert answers(document) == [["市民政局 lead explicit"]]


def test_what_is_said_for_a_section_its_tasks_inherit() -> None:
    document = plan(
        "一、主要任务\n（责任单位：市民政局）\n（一）健全制度。修订办法。\n（二）建设站点。新建驿站。\n二、保障措施\n（一）加强领导。压实责任。"
    )
    assert answers(document) == [["市民政局 responsible inherited"], ["市民政局 responsible inherited"], []]


def test_what_is_said_right_behind_a_heading_its_numbered_paragraphs_inherit() -> None:
    text = "一、主要任务\n（一）扩大供给（责任单位：市教委，市财政局）\n1.新建学校，新建一批，分年实施。\n2.改建校舍，改建一批，分年实施。\n"
    assert answers(plan(text)) == [["市教委 responsible inherited", "市财政局 responsible inherited"]] * 2


def test_a_deadline_in_a_heading_governs_its_task() -> None:
    document = plan("一、推进计划\n（一）试点阶段（2024年3月—6月）。选择两个街道试点。\n（二）推广阶段。全面推开。")
    [deadline] = document.deadlines
    assert (deadline.task, document.tasks[0].deadlines) == ("T001", ("D001",))


def test_goals_belong_to_no_task() -> None:
    document = plan("一、工作目标\n到2025年，建成养老床位500张。\n二、主要任务\n（一）健全制度。修订办法。")
    assert [d.task for d in document.deadlines] == [None]
    assert [i.task for i in document.indicators] == [None]


def test_actions_stand_in_the_text_and_not_in_the_heading() -> None:
    document = plan("一、主要任务\n（一）健全管理制度。修订管理办法，完善工作流程。")
    assert [a.verb for a in document.tasks[0].actions] == ["修订", "完善"]


def test_units_gather_the_tasks_by_role() -> None:
    document = plan(
        "一、主要任务\n（一）健全制度。修订办法。（市民政局牵头，市财政局配合）\n（二）建设站点。新建驿站。（市财政局负责）"
    )
    units = {u.name: (u.tasks.lead, u.tasks.responsible, u.tasks.support) for u in document.units}
    assert units == {"市民政局": (("T001",), (), ()), "市财政局": ((), ("T002",), ("T001",))}
    assert all(m.end > m.start for u in document.units for m in u.mentions)


def test_ids_count_in_document_order() -> None:
    document = plan("一、主要任务\n（一）健全制度。2024年底前修订办法。\n（二）建设站点。2025年底前新建驿站10个。")
    assert [t.id for t in document.tasks] == ["T001", "T002"]
    assert [d.id for d in document.deadlines] == ["D001", "D002"]
    assert [s.parent for s in document.sections] == [None, "S001", "S001"]


def test_numbered_paragraphs_without_headings_hold_their_deadlines() -> None:
    long = "统筹推进各项工作落实到位并形成齐抓共管的良好局面，统筹推进各项工作落实到位"
    document = plan("\n".join(f"{n}.{long}，2025年6月底前建成养老驿站1{n}个。" for n in (1, 2, 3)))
    assert [t.deadlines for t in document.tasks] == [("D001",), ("D002",), ("D003",)]
    assert [i.targets[0].value for i in document.indicators] == [11, 12, 13]
