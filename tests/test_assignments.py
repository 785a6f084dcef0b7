"""Who answers for a task: brackets, labelled lines, sentences, what is said once, and columns of task tables."""

from __future__ import annotations

import pytest

from plan_extract import pipeline
from plan_extract.document.fold import fold
from plan_extract.extractors.assignments import extract
from plan_extract.extractors.base import FoundAssignment
from plan_extract.readers.text import read_text
from plan_extract.span import Span
from plan_extract.structure.model import Frame, Grid, GridCell, Heading, Outline, Paragraph, Reading
from plan_extract.values.bodies_prose import answers_in_sentence


def reading(text: str, grids: tuple[Grid, ...] = (), *, plans: bool = True) -> Reading:
    """A document whose every line is a paragraph of running text."""
    document = read_text(text.encode(), "plan.txt")
    paragraphs = tuple(Paragraph(block.span, "text", None, "tasks") for block in document.blocks)
    return Reading(document, Frame(body=Span(0, len(text)), plans=plans), grids, Outline((), paragraphs))


def found(text: str) -> list[str]:
    return [f"{a.unit}/{a.role}" for a in extract(reading(text))[0]]


def said(text: str) -> list[str]:
    return [f"{a.body.name}/{a.role}" for a in answers_in_sentence(text, fold(text), Span(0, len(text)))]


NOBODY_IN_SENTENCE = [
    # an office that does nothing itself
    "领导小组办公室设在市教委。",
    "领导小组办公室设在市教委，由李某负责。",
    "办公室设备由企业负责维修。",
    # a body that is only the subject
    "各区政府要加强组织领导。",
    "市财政局安排专项资金。",
    "各部门按照职责分工，抓好落实。",
    # working together, and what is merely vague
    "市教委联合市财政局开展检查。",
    "市发展改革委统筹推进。",
    "各部门要密切配合。",
    "加强部门协调配合，形成合力。",
    # what is demanded of third parties, and companies
    "落实属地责任和企业主体责任。",
    "保险公司负责维修。",
    "企业要承担主体责任。",
    "家庭对照护负主体责任。",
    "支持企业牵头组建创新联合体。",
    "鼓励社会资本参与改造。",
    "由龙头企业牵头组建联合体。",
    "实行行长负责制。",
    "引导用人单位配合检查。",
    # words of responsibility used as nouns
    "落实安全生产责任制，追究有关负责人责任。",
    "由牵头部门汇总报送。",
    "公布责任单位和完成时限。",
    "主管部门要加强监管。",
    "项目负责人不得牵头申报。",
    # persons
    "由市长担任组长。",
    "由市政府主要领导牵头。",
    "各单位主要负责人负责审核。",
    # duties that are no tasks, and the document's own words
    "申请人承担法律责任。",
    "上级政府承担支出责任。",
    "本措施由市住建局负责解释。",
    "本通知由市住建局会同有关部门负责解释。",
    "形成“政府牵头＋民政负责＋部门协同”的格局。",
    "贯彻《关于由市教委牵头制定办法的通知》。",
    "市教委负责人表示满意。",
    "禁止有关部门参与此类活动。",
    "经园区管委会同意后实施。",
    "有序组织各级机关参与防控。",
    "各地要发挥防控机制的牵头作用。",
    "市工信局会相关部门负责本政策的解释。",
    "具体解释工作由市住建局负责。",
    "形成党委领导、政府负责、社会协同的格局。",
    "建立由主要负责同志牵头的专班。",
    "协调机制发挥好牵头协调作用。",
    "各部门各负其责，敢于负责。",
    # how a mechanism works, where nobody leads
    "要建立主要负责人亲自抓、有关部门密切配合的工作机制。",
    "建立住建、税务等部门参与的共享机制。",
]


@pytest.mark.parametrize("text", NOBODY_IN_SENTENCE)
def test_sentences_that_name_nobody(text: str) -> None:
    assert said(text) == []


SENTENCES = [
    ("由市教委牵头，市财政局、各区配合，建立机制。", "市教委/lead 市财政局/support 各区/support"),
    ("市民政局牵头组织实施本规划。", "市民政局/lead"),
    ("建立由市教委、市财政局牵头的协调机制。", "市教委/lead 市财政局/lead"),
    ("市教委负责培训，市财政局负责资金。", "市教委/responsible 市财政局/responsible"),
    ("市、区财政部门负责资金保障。", "市财政部门/responsible 区财政部门/responsible"),
    ("由市教委牵头，会同市财政局制定办法。", "市教委/lead 市财政局/support"),
    ("市教委会同市财政局等部门制定办法。", "市教委/lead 市财政局/support"),
    ("市教委要加强统筹，会同有关部门健全机制。", "市教委/lead 有关部门/support"),
    ("会同商务、文旅等部门开展宣传。", "商务部门/support 文旅部门/support"),
    ("各级政府要主动沟通，配合做好修订工作。", "各级政府/support"),
    ("更好发挥民政部门牵头作用。", "民政部门/lead"),
    ("强化市民政局牵头抓总作用。", "市民政局/lead"),
    ("市民政局要发挥牵头抓总作用，推进试点。", "市民政局/lead"),
    ("建立市场监管部门牵头的联席会议制度。", "市场监管部门/lead"),
    ("市科技局加强统筹，牵头做好平台建设。", "市科技局/lead"),
    ("具体工作由区人民政府负责。", "区人民政府/responsible"),
    ("乡镇政府切实负起属地监管责任。", "乡镇政府/responsible"),
    ("省级人民政府对本地区粮食安全负总责。", "省级人民政府/responsible"),
    ("各区政府承担主体责任。", "各区政府/responsible"),
    ("地方政府对规范发展和安全监管负主要责任。", "地方政府/responsible"),
    ("各区政府是改造工作的第一责任人。", "各区政府/responsible"),
    ("具体工作由市住房中心承担有关职责。", "市住房中心/responsible"),
    ("市教委：负责牵头制定办法，推动实施。", "市教委/lead"),
    ("市财政局：负责配合市教委制定办法。", "市财政局/support"),
    (
        "市教委、国资委等其他行业部门根据要求，按照有关分工，负责督促落实。",
        "市教委/responsible 国资委/responsible 其他行业部门/responsible",
    ),
    ("市住建局牵头组建工作专班。", "市住建局/lead"),
    ("人民银行会同证监会制定办法。", "人民银行/lead 证监会/support"),
    ("省妇联负责参与宣传。", "省妇联/responsible"),
    ("市财政局负责配合房产部门。", "市财政局/support"),
    ("市教委负责牵头推进。", "市教委/lead"),
    ("领导小组下设办公室，设在市教委，具体负责协调落实。", "办公室/responsible"),
    ("试点工作小组办公室设在市医保局，由市医保局、市财政局派人参加，负责组织试点。", "试点工作小组办公室/responsible"),
    ("集团牵头医院牵头、成员单位共同参与，成立中心。", "集团牵头医院/lead 成员单位/support"),
    (
        "由省卫生健康部门牵头，教育、税务等部门和工会、妇联等群团组织为成员。",
        "省卫生健康部门/lead 教育部门/support 税务部门/support 工会/support 妇联/support",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: str) -> None:
    assert said(text) == expected.split()


NOTHING = [
    "完善制度（含试点）。",
    "建立目录（由市教委负责解释）。",
    "组织检查（牵头领导：张三）。",
    "措施：抓好条例组织实施和督促落实。",
    "（责任人：李四）",
]


@pytest.mark.parametrize("text", NOTHING)
def test_paragraphs_that_name_nobody(text: str) -> None:
    assert found(text) == []


PARAGRAPHS = [
    ("完善制度。（责任单位：市教委、市财政局）", "市教委/responsible 市财政局/responsible"),
    ("完善制度。〔牵头单位：市教委，配合单位：市财政局〕", "市教委/lead 市财政局/support"),
    ("完善制度（市教委牵头）。健全机制（市财政局负责）。", "市教委/lead 市财政局/responsible"),
    ("完善制度。\n（责任单位：市教委）", "市教委/responsible"),
    ("完善制度。\n责任单位：市教委，各区政府", "市教委/responsible 各区政府/responsible"),
    ("完善制度。\n牵头单位：市教委\n配合单位：市财政局", "市教委/lead 市财政局/support"),
    ("完善制度。责任单位：市教委。", "市教委/responsible"),
    ("完善制度。（市教委牵头；完成时限：2025年底）", "市教委/lead"),
    ("完善制度。（责任单位：市教委", "市教委/responsible"),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: str) -> None:
    assert found(text) == expected.split()


def test_spans_give_back_the_bracket_and_the_body() -> None:
    text = "完善制度。（责任单位：市教委）"
    (one,) = extract(reading(text))[0]
    assert one.span.of(text) == "（责任单位：市教委）"
    assert one.mention.of(text) == "市教委"


def test_the_first_of_several_leads_where_that_is_said_and_after_it() -> None:
    text = "甲。（教育部、财政部负责。列第一位者为牵头单位，下同）\n乙。（税务总局、公安部负责）\n丙。（司法部负责）"
    expected = "教育部/lead 财政部/responsible 税务总局/lead 公安部/responsible 司法部/responsible"
    assert found(text) == expected.split()


def test_the_first_leads_where_a_sentence_outside_brackets_says_so() -> None:
    text = "以下任务责任单位列第一位的为牵头单位。\n乙。（市水务局、市财政局负责）"
    assert found(text) == ["市水务局/lead", "市财政局/responsible"]


def test_those_before_the_first_comma_lead() -> None:
    text = "甲。（责任单位：市教委、市财政局，各区政府。逗号前面的为牵头单位，下同）"
    assert found(text) == ["市教委/lead", "市财政局/lead", "各区政府/responsible"]


def test_a_document_that_plans_nothing_has_none() -> None:
    assert extract(reading("完善制度。（责任单位：市教委）", plans=False)) == ((), ())


PLAN = """一、主要任务
（一）扩大供给
新建一批学校。（责任单位：市教委，各区政府。以下均需各区政府落实，不再列出）
（二）优化布局
调整学校布局。（责任单位：市规划局）
（三）加强宣传
开展宣传活动。
二、保障措施
（一）强化资金
（责任单位：市财政局）
1.增加投入
安排专项资金。
2.加强监管
开展资金检查。
"""


def test_what_is_said_once_is_inherited() -> None:
    plan = pipeline.extract(read_text(PLAN.encode(), "plan.txt"))
    answers = {t.title: [(a.unit, a.role, a.basis) for a in t.assignments] for t in plan.tasks}
    assert answers == {
        "扩大供给": [("市教委", "responsible", "explicit"), ("各区政府", "responsible", "explicit")],
        "优化布局": [("市规划局", "responsible", "explicit"), ("各区政府", "responsible", "inherited")],
        "加强宣传": [("各区政府", "responsible", "inherited")],
        "增加投入": [("各区政府", "responsible", "inherited"), ("市财政局", "responsible", "inherited")],
        "加强监管": [("各区政府", "responsible", "inherited"), ("市财政局", "responsible", "inherited")],
    }


STANDING = [
    ("完善制度。制定办法（责任单位：市教委）", ""),  # nothing is said of others
    ("完善制度。制定办法（责任单位：市教委，各区均可参照执行）", ""),
    ("完善制度。制定办法（责任单位：市教委、各区政府，下同）", ""),  # which of them go on is not told
    ("完善制度。制定办法（责任单位：市教委。以下均需各区政府落实，不再列出）", "各区政府"),
    ("完善制度。制定办法（责任单位：市教委。以下均涉及各区、功能区，不再重复列出）", "各区 功能区"),
    (
        "完善制度。制定办法（责任单位：市教委。各项措施责任单位均包括各县、各区人民政府，以下不再列出）",
        "各县、各区人民政府",
    ),
    ("完善制度。制定办法（市教委负责。所有任务均由各区政府落实，不再逐项列出）", "各区政府"),
    ("完善制度。制定办法（市教委负责，各项任务均含各街道办事处，下同）", "各街道办事处"),
    ("完善制度。制定办法（市教委负责，均需各区政府组织实施，后文不再一一列出）", "各区政府"),
]


@pytest.mark.parametrize(("first", "expected"), STANDING)
def test_who_answers_for_all_that_follows(first: str, expected: str) -> None:
    text = f"一、主要任务\n1.{first}。\n2.健全机制，持续推进有关工作（责任单位：市民政局）。\n3.加强宣传。\n二、保障措施\n1.加强领导。"
    plan = pipeline.extract(read_text(text.encode(), "plan.txt"))
    inherited = [[a.unit for a in t.assignments if a.basis == "inherited"] for t in plan.tasks]
    assert inherited == [[], expected.split(), expected.split(), []]  # none said, and safeguards name nobody themselves


def grid(text: str) -> Grid:
    """A table of one line a row, cells parted by |."""
    rows: list[tuple[GridCell | None, ...]] = []
    at = 0
    for line in text.split("\n"):
        cells: list[GridCell | None] = []
        for cell in line.split("|"):
            cells.append(GridCell(Span(at, at + len(cell))) if cell else None)
            at += len(cell) + 1
        rows.append(tuple(cells))
    return Grid("delimited", Span(0, len(text)), tuple(rows))


TABLES = [
    ("序号|任务|责任人\n1|新建学校|张三", []),
    ("序号|指标|单位\n1|学校|所", []),
    (
        "任务|牵头单位|配合单位\n新建学校|市教委|市财政局、各区政府",
        ["市教委/lead", "市财政局/support", "各区政府/support"],
    ),
    ("任务|责任单位\n新建学校|市教委牵头，市财政局配合", ["市教委/lead", "市财政局/support"]),
    ("任务|责任单位\n新建学校|市教委 市财政局", ["市教委/responsible", "市财政局/responsible"]),
    ("任务|责任单位|完成时限\n新建学校|市教委|2025年底", ["市教委/responsible"]),
    ("任务|内牵头处室|内配合处室\n新建学校|基教处|/", ["基教处/lead"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_columns_of_a_task_table(text: str, expected: list[str]) -> None:
    document = read_text(text.encode(), "plan.txt")
    one = Reading(document, Frame(body=Span(0, len(text))), (grid(text),), Outline((), ()))
    answers = extract(one)[0]
    assert [f"{a.unit}/{a.role}" for a in answers] == expected
    assert all(a.mention.start >= a.span.start and a.mention.end <= a.span.end for a in answers)


def test_a_merged_cell_is_read_once() -> None:
    text = "任务|责任单位\n甲项|市教委\n乙项|"
    table = grid(text)
    merged = Grid(table.kind, table.span, (*table.rows[:2], (table.rows[2][0], table.rows[1][1])))
    document = read_text(text.encode(), "plan.txt")
    answers = extract(Reading(document, Frame(body=Span(0, len(text))), (merged,), Outline((), ())))[0]
    assert [a.unit for a in answers] == ["市教委"]


def test_a_lead_in_speaks_for_its_section() -> None:
    text = "一、总述\n（责任单位：市教委）"
    document = read_text(text.encode(), "plan.txt")
    heading = Heading(0, 1, "一", "总述", "tasks", None, Span(0, 4), Span(5, len(text)), len(text), leaf=False)
    outline = Outline((heading,), (Paragraph(Span(5, len(text)), "text", 0, "tasks"),))
    answers = extract(Reading(document, Frame(body=Span(0, len(text))), (), outline))[0]
    assert answers == (FoundAssignment("市教委", "responsible", Span(5, len(text)), Span(11, 14), 0),)


@pytest.mark.parametrize(
    "word", ["牵头", "负责", "会同", "市教委会同市财政局、", "(责任单位:", "责任单位:市教委。", "市教委,"]
)
def test_hostile_lines_stay_linear(word: str) -> None:
    extract(reading(word * (60_000 // len(word))))
