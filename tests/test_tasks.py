"""Tasks: what is none, what is one, and how it is cut and titled."""

from __future__ import annotations

import pytest

from plan_extract.document.build import CellText, DocumentBuilder
from plan_extract.document.fold import fold
from plan_extract.document.model import Document, SourceFile
from plan_extract.extractors.base import FoundTask
from plan_extract.extractors.tasks import extract, paragraph_title
from plan_extract.readers.text import read_text
from plan_extract.span import Span
from plan_extract.structure.read import read_structure
from plan_extract.structure.task_rows import row_title

LONG = "统筹推进各项工作落实到位并形成齐抓共管的良好局面"


def tasks_of(document: Document) -> tuple[FoundTask, ...]:
    return extract(read_structure(document))[0]


def plan(text: str) -> Document:
    return read_text(f"云汀市养老服务实施方案\n为做好养老服务，制定本方案。\n{text}".encode(), "plan.txt")


def shape(text: str) -> list[str]:
    return [f"{t.kind} {t.number or '-'} {t.title} < {'/'.join(t.path)}" for t in tasks_of(plan(text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、发展基础\n（一）成效明显。建成床位。", id="background"),
        pytest.param("一、总体要求\n（一）指导思想。健全制度。\n（二）基本原则。统筹推进。", id="guidance"),
        pytest.param("一、发展目标\n到2025年，建成床位100张。", id="goals"),
        pytest.param("前言\n为健全制度，制定本方案。", id="preface"),
        pytest.param(
            "一、发展目标\n建成床位。\n附件1\n指标解释\n养老床位是指养老机构的床位。", id="an annex that lists no tasks"
        ),
    ],
)
def test_no_task(text: str) -> None:
    assert shape(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "新华社云汀3月1日电（记者 王某）记者从市民政局获悉，今年将新建养老站点。\n目前已开工。",
            id="a report without headings",
        ),
        pytest.param(
            "云汀市养老服务条例\n第一条 为了发展养老服务，制定本条例。\n第二条 本市养老服务适用本条例。\n第三条 市民政局负责养老服务。\n",
            id="a regulation",
        ),
    ],
)
def test_documents_that_plan_nothing(text: str) -> None:
    assert tasks_of(read_text(text.encode(), "x.txt")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、主要任务\n按照要求推进以下工作。\n（一）健全制度。修订办法。\n（二）建设站点。新建10个。\n二、保障措施\n（一）加强领导。压实责任。",
            [
                "task （一） 健全制度 < 主要任务",
                "task （二） 建设站点 < 主要任务",
                "safeguard （一） 加强领导 < 保障措施",
            ],
            id="leaf headings; the lead-in is none",
        ),
        pytest.param(
            "一、主要任务\n1.建设服务中心。\n2.培训人员。",
            ["task 1 建设服务中心 < 主要任务", "task 2 培训人员 < 主要任务"],
            id="all heading",
        ),
        pytest.param(
            f"一、主要任务\n1.{LONG}，{LONG}，确保取得实效。\n2.{LONG}，{LONG}，确保取得进展。",
            [f"task 1 {LONG} < 主要任务", f"task 2 {LONG} < 主要任务"],
            id="plain numbered paragraphs",
        ),
        pytest.param(
            "一、主要任务\n（一）减税降费\n落实优惠政策。（市税务局负责）\n清理涉企收费。（市发展改革委牵头）\n加强宣传。",
            ["task - 落实优惠政策 < 主要任务/减税降费", "task - 清理涉企收费 < 主要任务/减税降费"],
            id="paragraphs that each answer for themselves",
        ),
        pytest.param(
            "一、主要任务\n（一）减税降费\n落实优惠政策。\n清理涉企收费。\n（责任单位：市税务局）",
            ["task （一） 减税降费 < 主要任务"],
            id="one bracket for the whole heading",
        ),
        pytest.param(
            "一、任务分工\n（一）清理事项。（审改办牵头，各部门负责）\n主要措施：\n（1）开展摸底。（审改办负责）\n（2）推进试点。（各部门负责）",
            [
                "task （一） 清理事项 < 任务分工",
                "task （1） 开展摸底 < 任务分工/清理事项",
                "task （2） 推进试点 < 任务分工/清理事项",
            ],
            id="a lead-in that answers for itself as its parts do",
        ),
        pytest.param(
            "第一条优化供地条件。完善出让方式。\n第二条落实税收政策。减免税费。",
            ["task 第一条 优化供地条件 < ", "task 第二条 落实税收政策 < "],
            id="articles of a plan",
        ),
        pytest.param(
            f"1.{LONG}，{LONG}，确保实效。\n2.{LONG}，{LONG}，确保进展。\n3.{LONG}，{LONG}，确保成果。",
            [f"task 1 {LONG} < ", f"task 2 {LONG} < ", f"task 3 {LONG} < "],
            id="numbered paragraphs without any heading",
        ),
        pytest.param(
            "一、职责分工\n市民政局：负责统筹养老服务。\n市财政局：负责保障资金。",
            ["task - 市民政局 < 职责分工", "task - 市财政局 < 职责分工"],
            id="duties are titled by their bodies",
        ),
        pytest.param(
            "一、主要任务\n（一）健全制度。修订办法。\n各地区、各部门要认真贯彻落实，重大情况及时报告。",
            ["task （一） 健全制度 < 主要任务"],
            id="the closing paragraph is none",
        ),
        pytest.param(
            "一、发展目标\n建成床位。\n附件\n部门职责分工\n市民政局负责统筹养老服务。\n市财政局负责保障资金。",
            ["task - 市民政局 < 部门职责分工", "task - 市财政局 < 部门职责分工"],
            id="an annex of duties",
        ),
    ],
)
def test_tasks(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


def test_the_closing_paragraph_belongs_to_no_task() -> None:
    text = "一、主要任务\n（一）健全制度。修订办法。\n各地区、各部门要认真贯彻落实，年底前报告。"
    document = plan(text)
    [task] = tasks_of(document)
    assert task.span.of(document.text) == "修订办法。"
    assert not any("各地区" in reach.of(document.text) for reach in task.reach)


@pytest.mark.parametrize(
    "closing",
    [
        "建设养老服务体系是一项系统工程，需要长期努力，必须周密部署。",
        "落实本轮改革意义重大。市有关部门要精心组织，按季度报告。",
        "有关资金从市级专项中安排，对进展缓慢的予以通报。",  # told by its place alone
    ],
)
def test_what_speaks_for_the_whole_belongs_to_no_task(closing: str) -> None:
    items = "".join(f"（{n}）{title}。修订{title}办法。\n" for n, title in zip("一二三四五", TITLES, strict=True))
    document = plan(f"一、主要任务\n{items}{closing}")
    assert tasks_of(document)[-1].span.of(document.text) == f"修订{TITLES[-1]}办法。"


def test_a_second_paragraph_belongs_where_others_have_two_as_well() -> None:
    items = "".join(
        f"（{n}）{title}。修订{title}办法。\n开展{title}。\n" for n, title in zip("一二三四五", TITLES, strict=True)
    )
    document = plan(f"一、主要任务\n{items}")
    assert tasks_of(document)[-1].span.of(document.text).endswith(f"开展{TITLES[-1]}。")


def table(rows: list[list[CellText]]) -> Document:
    builder = DocumentBuilder()
    builder.paragraph("云汀市重点任务分工方案")
    builder.paragraph("一、任务分工")
    builder.table(rows)
    return builder.build(SourceFile("x.html", "text/html", "utf-8", "0" * 64))


def cells(*texts: str) -> list[CellText]:
    return [CellText(text) for text in texts]


TITLES = ("健全制度", "完善标准", "扩大供给", "加强监管", "培育人才")
HEAD = cells("序号", "工作任务", "主要措施", "责任单位", "完成时限")


def test_each_row_with_its_own_measure_is_a_task() -> None:
    document = table(
        [
            HEAD,
            [CellText("1", 2), CellText("扩大消费", 2), *cells("发放消费券，拉动零售。", "市商务局", "6月底前")],
            cells("举办购物节。", "市文旅局", "9月底前"),
            cells("2", "稳定就业", "组织招聘会。", "市人社局", "全年"),
            cells("", "合计", "", "", ""),
        ]
    )
    found = [(t.number, t.title, t.span.of(document.text)) for t in tasks_of(document)]
    assert found == [
        ("1", "发放消费券", "发放消费券，拉动零售。"),
        ("1", "举办购物节", "举办购物节。"),
        ("2", "稳定就业", "组织招聘会。"),
    ]


def test_a_merged_cell_belongs_to_each_of_its_rows() -> None:
    document = table(
        [
            HEAD,
            [*cells("1", "扩大消费", "发放消费券。"), CellText("市商务局", 2), CellText("全年", 2)],
            cells("2", "稳定就业", "组织招聘会。"),
        ]
    )
    reaches = [[r.of(document.text) for r in t.reach] for t in tasks_of(document)]
    assert all("市商务局" in reach and "全年" in reach for reach in reaches)


def test_columns_in_any_order() -> None:
    document = table(
        [
            cells("牵头部门", "时间节点", "重点工作"),
            cells("市商务局", "6月底前", "发放消费券"),
            cells("市人社局", "全年", "组织招聘会"),
        ]
    )
    assert [t.title for t in tasks_of(document)] == ["发放消费券", "组织招聘会"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("健全制度。修订办法。", "健全制度"),
        ("健全制度，修订办法。完善流程。", "健全制度，修订办法"),
        (f"2025年底前，{LONG}，{LONG}。", "2025年底前"),
        ("甲" * 60, "甲" * 40),
        ("健全 制度", "健全制度"),
    ],
)
def test_title_of_a_paragraph(text: str, title: str) -> None:
    assert paragraph_title(fold(text), text, Span(0, len(text))) == title


@pytest.mark.parametrize(
    ("text", "title"), [("（1）对农房负责，履行程序。", "对农房负责"), ("发放消费券", "发放消费券")]
)
def test_title_of_a_row(text: str, title: str) -> None:
    assert row_title(fold(text), text, Span(0, len(text))) == title


@pytest.mark.parametrize(
    ("head", "tasks"),
    [
        (
            cells("类别", "对象", "工作职责"),
            ["统筹养老服务", "保障资金"],
        ),  # 职责 makes the column of bodies responsible
        (cells("类别", "对象", "说明"), []),
    ],
)
def test_a_table_of_duties(head: list[CellText], tasks: list[str]) -> None:
    rows = [head, cells("牵头", "市民政局", "统筹养老服务。"), cells("保障", "市财政局", "保障资金。")]
    builder = DocumentBuilder()
    builder.paragraph("云汀市养老服务实施方案")
    builder.paragraph("一、工作目标")
    builder.paragraph("到2025年建成养老床位100张。")
    builder.paragraph("附件1")
    builder.paragraph("部门责任清单")
    builder.table(rows)
    document = builder.build(SourceFile("x.html", "text/html", "utf-8", "0" * 64))
    assert [t.title for t in tasks_of(document)] == tasks
