"""The outline: headings with level and role, what opens no section, and where each paragraph stands."""

from __future__ import annotations

import pytest

from plan_extract.readers.text import read_text
from plan_extract.structure.model import Outline
from plan_extract.structure.read import read_structure
from plan_extract.structure.roles import role_of

LONG = "统筹推进各项工作落实到位并形成齐抓共管的良好局面"


def outline(text: str) -> Outline:
    return read_structure(
        read_text(f"云汀市养老服务实施方案\n为做好养老服务，制定本方案。\n{text}".encode(), "plan.txt")
    ).outline


def shape(text: str) -> list[str]:
    """One word a heading: its level, number, title and role."""
    return [f"{s.level} {s.number or '-'} {s.title} {s.role}" for s in outline(text).sections]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一是健全制度。二是加大投入。三是强化监督。", id="一是…二是 in a sentence"),
        pytest.param("首先，健全制度。\n其次，加大投入。", id="首先…其次"),
        pytest.param("坚持以下原则：（一）政府主导；（二）社会参与。", id="numbers in a running sentence"),
        pytest.param(f"1.{LONG}，{LONG}，确保取得实效。", id="a first sentence longer than a title"),
        pytest.param("2025年底前建成。", id="a year"),
        pytest.param("3.5万户居民受益。", id="a decimal"),
        pytest.param(
            "附件：1.任务分工表\n2.指标体系\n云汀市民政局\n2024年3月1日", id="the list of annexes of a notice"
        ),
        pytest.param("第三条 本办法所称养老机构，是指提供照料的机构。", id="an article that is a sentence"),
        pytest.param(
            "1.《中华人民共和国森林法》（2019年修订）\n2.《湿地保护规划》\n3.《土地管理法》", id="a list of laws"
        ),
        pytest.param("具体措施：健全制度，加大投入。", id="a run-in line that tells no guidance"),
        pytest.param("总体要求：", id="nothing behind the colon"),
        pytest.param("申请人应符合以下条件：\n（一）本市户籍；\n（二）年满六十周岁。", id="a list of terms"),
        pytest.param(
            "申请人应符合以下条件。\n（一）本市户籍。\n（二）年满六十周岁。", id="a list of terms below a full stop"
        ),
    ],
)
def test_opens_no_section(text: str) -> None:
    assert shape(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "前 言\n本方案依据上级要求制定。\n第一部分 规划背景\n一、发展基础\n（一）成效明显。床位增加。\n第二部分 主要任务\n一、健全体系\n1.完善网络。建设站点。",
            [
                "1 - 前言 preface",
                "1 第一部分 规划背景 background",
                "2 一 发展基础 background",
                "3 （一） 成效明显 background",
                "1 第二部分 主要任务 tasks",
                "2 一 健全体系 tasks",
                "3 1 完善网络 tasks",
            ],
            id="every numbering style in its order",
        ),
        pytest.param(
            "一、总体要求\n（一）指导思想。坚持以人为本。\n（二）工作目标。到2025年建成。\n二、重点任务\n（三）健全网络。建设站点。\n三、保障措施\n（四）加强领导。压实责任。",
            [
                "1 一 总体要求 guidance",
                "2 （一） 指导思想 guidance",
                "2 （二） 工作目标 goals",
                "1 二 重点任务 tasks",
                "2 （三） 健全网络 tasks",
                "1 三 保障措施 safeguards",
                "2 （四） 加强领导 safeguards",
            ],
            id="numbers that run on over sections",
        ),
        pytest.param(
            "1.供应土地。按需安排。\n（一）住宅用地。有序供应。\n2.提高效率。压缩时限。",
            ["1 1 供应土地 tasks", "2 （一） 住宅用地 tasks", "1 2 提高效率 tasks"],
            id="1. that holds （一）",
        ),
        pytest.param(
            "一、主要任务\n1.健全网络。建设站点。\n专栏1 重点工程\n1.平安工程：改造线路。\n2.暖心工程：改造厕所。\n2.提升服务。培训人员。",
            [
                "1 一 主要任务 tasks",
                "2 1 健全网络 tasks",
                "2 专栏1 重点工程 tasks",
                "3 1 平安工程 tasks",
                "3 2 暖心工程 tasks",
                "2 2 提升服务 tasks",
            ],
            id="a box with items of its own",
        ),
        pytest.param(
            "一、主要任务\n（一）健全网络。建设站点。\n附件1\n部门职责分工\n一、牵头部门\n市民政局负责统筹。",
            [
                "1 一 主要任务 tasks",
                "2 （一） 健全网络 tasks",
                "1 附件1 部门职责分工 annex",
                "2 一 牵头部门 annex",
            ],
            id="an annex whose title stands on the next line",
        ),
        pytest.param(
            "一、主要任务\n（一）健全网络。建设站点。\n二、营造浓厚氛围\n（二）开展监督检查。定期通报。\n（三）加强宣传引导。开展宣传。",
            [
                "1 一 主要任务 tasks",
                "2 （一） 健全网络 tasks",
                "1 二 营造浓厚氛围 safeguards",
                "2 （二） 开展监督检查 safeguards",
                "2 （三） 加强宣传引导 safeguards",
            ],
            id="a last section that its subsections tell",
        ),
        pytest.param(
            "第一章\n总体要求\n第一节 指导思想\n坚持以人为本。",
            ["1 第一章 总体要求 guidance", "2 第一节 指导思想 guidance"],
            id="a number alone on its line",
        ),
        pytest.param(
            f"一、任务\n1.健全网络。建设站点。\n2.{LONG}，{LONG}，确保取得实效。\n3.提升服务。培训人员。",
            ["1 一 任务 tasks", "2 1 健全网络 tasks", "2 3 提升服务 tasks"],
            id="a plain numbered paragraph between headings",
        ),
        pytest.param(
            "一、2023年工作回顾\n成绩显著。\n二、2024年重点工作\n（一）扩大投资。开工项目。",
            ["1 一 2023年工作回顾 background", "1 二 2024年重点工作 tasks", "2 （一） 扩大投资 tasks"],
            id="a year behind the number",
        ),
        pytest.param(
            "1.建立清单制度。（市发展改革委负责）\n2.建设服务中心。",
            ["1 1 建立清单制度 tasks", "1 2 建设服务中心 tasks"],
            id="headings with nothing or with bodies behind",
        ),
        pytest.param(
            "（一）健全制度（责任单位：市民政局）\n修订办法。",
            ["1 （一） 健全制度 tasks"],
            id="a bracket of bodies is no part of the title",
        ),
    ],
)
def test_headings(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


def test_heading_text_and_body_are_exact() -> None:
    text = "云汀市养老服务实施方案\n为做好养老服务，制定本方案。\n一、主要任务\n（一）健全制度。修订办法。\n完善流程。\n（二）建设站点"
    sections = read_structure(read_text(text.encode(), "plan.txt")).outline.sections
    quotes = [(s.span.of(text), s.body.of(text), s.leaf) for s in sections]
    assert quotes == [
        ("一、主要任务", "", False),
        ("（一）健全制度", "修订办法。\n完善流程。", True),
        ("（二）建设站点", "", True),
    ]


def test_a_plain_numbered_paragraph_closes_the_heading_before_it() -> None:
    found = outline(f"一、任务\n1.健全网络。建设站点。\n2.{LONG}，{LONG}，确保取得实效。")
    item = next(p for p in found.paragraphs if p.number == "2")
    assert item.section == 0


@pytest.mark.parametrize(
    ("title", "parent", "last", "role"),
    [
        # verbs open the titles of tasks, whatever their nouns
        ("持续优化服务业发展环境", None, False, "tasks"),
        ("不断优化发展环境", None, False, "tasks"),
        ("进一步优化人才发展环境", None, False, "tasks"),
        ("宣传目标任务", "other", False, "other"),
        ("强化要素保障", None, False, "tasks"),
        ("全力加强要素保障", None, False, "tasks"),
        ("完善社会保障体系", None, False, "tasks"),
        ("实现碳达峰目标", None, False, "tasks"),
        ("健全保障机制", "tasks", False, "tasks"),
        ("健全组织体系", "tasks", False, "tasks"),
        ("面临挑战", "tasks", False, "tasks"),
        ("强化经济社会运行服务保障", None, True, "tasks"),
        ("完善工作机制，压实各方责任，提升治理合力", None, False, "tasks"),
        ("加强支撑", None, False, "tasks"),
        ("发展趋势", None, False, "background"),
        ("指导方针", None, False, "guidance"),
        ("健全规划实施保障措施", None, False, "safeguards"),
        ("持续强化支撑保障", None, False, "safeguards"),
        ("规划背景", None, False, "background"),
        ("面临的形势", None, False, "background"),
        ("2023年工作回顾", None, False, "background"),
        ("指导思想、基本原则与发展目标", None, False, "guidance"),
        ("发展目标", "guidance", False, "goals"),
        ("推进企业重组的指导思想、原则和目标", None, False, "guidance"),
        ("充分认识推进企业重组的重要意义", None, False, "background"),
        ("适用范围", "other", False, "guidance"),
        ("总体目标", None, False, "goals"),
        ("主要任务", None, False, "tasks"),
        ("职责分工", None, False, "tasks"),
        ("保障措施", None, False, "safeguards"),
        ("强化组织领导", None, False, "safeguards"),
        ("规划实施与考核", None, False, "safeguards"),
        ("加强服务保障", None, True, "safeguards"),
        ("强化服务保障", None, False, "tasks"),
        ("补贴对象", None, False, "guidance"),
        ("切实强化组织领导,压实属地责任", None, False, "safeguards"),
        ("完善工作机制,提升共治合力", None, False, "tasks"),
        ("招生原则", None, False, "guidance"),
        ("扩大补贴对象", None, False, "tasks"),
        ("优秀项目补贴对象和标准", None, False, "tasks"),
        ("落实保障措施", None, False, "safeguards"),
        ("切实加强规划组织实施", None, False, "safeguards"),
        ("加强组织领导", "tasks", False, "safeguards"),
        ("附则", None, True, "other"),
        ("前言", None, False, "preface"),
    ],
)
def test_role(title: str, parent: str | None, last: bool, role: str) -> None:
    assert role_of(title, "cn", parent, last=last) == role  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("below", "role"),
    [
        (("加强统筹协调", "强化督查考核", "做好宣传引导"), "safeguards"),
        (("落实税收政策", "加强资金保障"), "safeguards"),
        ((), "safeguards"),
        (("落实税收政策", "做好信贷支持", "推行网上登记"), "tasks"),
    ],
)
def test_what_a_last_section_holds_tells_its_role(below: tuple[str, ...], role: str) -> None:
    assert role_of("强化服务保障", "cn", None, last=True, below=below) == role


def test_an_annex_is_an_annex_whatever_its_title() -> None:
    assert role_of("重点任务分工表", "annex", None) == "annex"


@pytest.mark.parametrize(
    "unit", ["第一章 ", "一、", "（一）", "1.", "①", "（", "专栏1\n", "附件1\n", "一、甲\n", "1.甲。乙\n"]
)
def test_hostile_text_is_read(unit: str) -> None:
    document = read_text((unit * 3000).encode(), "plan.txt")
    for section in read_structure(document).outline.sections:
        assert section.span.start < section.span.end <= len(document.text)
