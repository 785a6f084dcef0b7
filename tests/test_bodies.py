"""Lists of bodies: what is cut, what stays whole, what shared parts are given back."""

from __future__ import annotations

import pytest

from plan_extract.document.fold import fold
from plan_extract.span import Span
from plan_extract.values.bodies import read_bodies
from plan_extract.values.bodies_brackets import outer_brackets
from plan_extract.values.bodies_leading import leading_bodies
from plan_extract.values.bodies_names import is_body_in_text, is_complete
from plan_extract.values.bodies_roles import read_answers
from plan_extract.values.bodies_scopes import leader_told, standing_bodies


def names(text: str) -> list[str]:
    return [body.name for body in read_bodies(text, fold(text), Span(0, len(text)))]


WHOLE = [
    # the names that hold a separator, a joint or a bracket of their own
    "市文化和旅游局",
    "工业和信息化部",
    "市住房和城乡建设局",
    "市规划和自然资源局",
    "区城市管理和综合执法局",
    "市城市运行和政务服务办",
    "市民政和人力资源社会保障局",
    "各市、县人民政府",
    "各市、州、县人民政府",
    "各区、县（市）政府",
    "各县（市、区）人民政府（管委会）",
    "各镇（街）人民政府（办事处）",
    "省、自治区、直辖市人民政府",
    "各级党委、政府",
    "各级党委和政府",
    "市委组织部（市委人才办）",
    "市发展改革委（市数据局）",
    "属地人民政府（管委会）",
    "国务院相关部门和单位",
    "有关部门和单位",
    "市各有关部门",
    "市经信局市新经济委",
    "市住房和城乡建设局高等教育处",
    "各产业链牵头单位",
    "国务院各部门",
    "市城区各区政府",
]


@pytest.mark.parametrize("name", WHOLE)
def test_a_name_stays_whole(name: str) -> None:
    assert names(name) == [name]


NOT_SHARED = [
    # a level that is merely left out stays as written; a name without an ending takes nothing from a bureau
    ("市教委、财政局", ["市教委", "财政局"]),
    ("省发展改革委、交通运输厅、税务局", ["省发展改革委", "交通运输厅", "税务局"]),
    ("滨江资本、市财政局", ["滨江资本", "市财政局"]),
    ("各城区政府、开发区管委会", ["各城区政府", "开发区管委会"]),
    ("市委宣传部、市文化和旅游局", ["市委宣传部", "市文化和旅游局"]),
    ("工会、共青团、妇联", ["工会", "共青团", "妇联"]),
    ("浦东新区、奉贤区和临港地区管委会", ["浦东新区", "奉贤区", "临港地区管委会"]),
    ("有关设区市、县(区)人民政府", ["有关设区市、县(区)人民政府"]),
    ("东山区、高新区·西河区、临湖新区", ["东山区", "高新区·西河区", "临湖新区"]),
]
SHARED = [
    ("市发展改革、财政、民政部门", ["市发展改革部门", "市财政部门", "市民政部门"]),
    ("各级教育、民政、文旅等部门", ["各级教育部门", "各级民政部门", "各级文旅部门"]),
    ("市场监管、税务部门", ["市场监管部门", "税务部门"]),
    ("发展改革、教育和财政部门", ["发展改革部门", "教育部门", "财政部门"]),
    ("市、区财政部门", ["市财政部门", "区财政部门"]),
    ("市住建、财政局", ["市住建局", "市财政局"]),
    ("省委组织部、宣传部", ["省委组织部", "省委宣传部"]),
    ("临港示范区、空港区管委会", ["临港示范区管委会", "空港区管委会"]),
    ("东山区、西河区人民政府", ["东山区人民政府", "西河区人民政府"]),
    ("广州、深圳、东莞市政府", ["广州市政府", "深圳市政府", "东莞市政府"]),
]
CUT = [
    ("市教委，市财政局；市民政局", ["市教委", "市财政局", "市民政局"]),
    ("市委组织部\n市财政局", ["市委组织部", "市财政局"]),
    ("市人力资源和社会\n保障局", ["市人力资源和社会保障局"]),
    ("市教委 市财政局", ["市教委", "市财政局"]),
    ("省政府和有关部门", ["省政府", "有关部门"]),
    ("各区政府组织各相关部门", ["各区政府", "各相关部门"]),
    ("各地区各部门", ["各地区", "各部门"]),
    ("水利部以及各地区", ["水利部", "各地区"]),
    ("由市教委", ["市教委"]),
    ("（一）市教委", ["市教委"]),
    ("市教委等", ["市教委"]),
    ("市教委等部门", ["市教委"]),
    ("市教委等13个部门", ["市教委"]),
    ("住房城乡建设部等国务院相关部门及各地区", ["住房城乡建设部", "国务院相关部门", "各地区"]),
    ("市教委、检察院等其他行业部门", ["市教委", "检察院", "其他行业部门"]),
    ("教育、税务等部门（单位）和工会、妇联等群团组织", ["教育部门", "税务部门", "工会", "妇联"]),
    ("市总工会等和各区人民政府", ["市总工会", "各区人民政府"]),
    ("各园区管委会，各镇(街)人民政府(办事处)", ["各园区管委会", "各镇(街)人民政府(办事处)"]),
]


@pytest.mark.parametrize(("text", "expected"), [*NOT_SHARED, *SHARED, *CUT])
def test_lists(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_mentions_are_the_body_s_own_characters() -> None:
    text = "水利部等国务院相关部门及各地区"
    assert [body.mention.of(text) for body in read_bodies(text, text, Span(0, len(text)))] == [
        "水利部",
        "国务院相关部门",
        "各地区",
    ]
    text = "省委组织部、宣传部"
    assert [body.mention.of(text) for body in read_bodies(text, text, Span(0, len(text)))] == ["省委组织部", "宣传部"]


@pytest.mark.parametrize("name", ["农业农村", "住房城乡建设", "社会", "财政", "机关事务管理", "城市"])
def test_a_field_is_no_whole_body(name: str) -> None:
    assert not is_complete(name)


NO_PUBLIC_BODY = [
    "加强市财政局", "各企业", "保险公司", "用人单位", "市主要领导", "项目负责人", "禁止有关部门", "政府", "部门", "对地方政府",
    "省政府授权市财政局", "必要时各部门", "推进各部门", "业主委员会",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_PUBLIC_BODY)
def test_no_public_body_in_text(name: str) -> None:
    assert not is_body_in_text(name)


@pytest.mark.parametrize(
    "name", ["市财政局", "各区", "市投资促进局", "市市场监督管理局", "省计划生育协会", "各有关部门"]
)
def test_public_body_in_text(name: str) -> None:
    assert is_body_in_text(name)


LEADING = [
    ("住房城乡建设部通过竞争性选拔", ["住房城乡建设部"]),
    ("厦门市卫健委制定办法", ["厦门市卫健委"]),
    ("有关行政管理部门查处", ["有关行政管理部门"]),
    ("国务院稀土领导小组制定计划", ["国务院稀土领导小组"]),
    ("商务、文旅等部门开展活动、发布信息", ["商务部门", "文旅部门"]),
    ("市财政局等有关部门修订完善", ["市财政局", "有关部门"]),
    ("有关方面统筹组织开展督查", ["有关方面"]),
    ("各省、自治区、直辖市税务局商有关部门", ["各省、自治区、直辖市税务局"]),
    ("各区（市）在1个工作日内核实", ["各区（市）"]),
    ("加快建立机制", []),
]


@pytest.mark.parametrize(("text", "expected"), LEADING)
def test_bodies_that_running_text_begins_with(text: str, expected: list[str]) -> None:
    bodies, _ = leading_bodies(text, fold(text), Span(0, len(text)))
    assert [body.name for body in bodies] == expected


def answers(text: str, *, strict: bool = True) -> list[str]:
    found = read_answers(text, fold(text), Span(0, len(text)), strict=strict)
    return [f"{answer.body.name}/{answer.role}" for answer in found]


NO_ANSWERS = [
    "含试点、扩面", "不含任务负责人", "以下简称市教委", "牵头领导：市教委、市财政局", "完成时限：2025年底前", "以个人为主体", "责任人：张三、李四",
    "由市教委负责解释", "通过与企业协同", "县级以上人民政府确定的部门负责", "责任单位：2025年底", "落实单位主体责任", "技工院校内由教育部门负责",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_brackets_that_name_nobody(text: str) -> None:
    assert answers(text) == []


ANSWERS = [
    ("责任单位：市教委，滨江资本", "市教委/responsible 滨江资本/responsible"),
    ("责任单位市教委，配合单位∶市财政局", "市教委/responsible 市财政局/support"),
    ("牵头单位：市教委；配合单位：市财政局；责任单位：各区政府", "市教委/lead 市财政局/support 各区政府/responsible"),
    ("牵头（责任）单位：市教委", "市教委/lead"),
    ("省级责任单位：省教育厅；完成时限：长期坚持", "省教育厅/responsible"),
    ("完成时限：2025年底；责任部门：市教委", "市教委/responsible"),
    ("责任单位：市教委牵头，市财政局配合", "市教委/lead 市财政局/support"),
    ("责任单位：各区政府按照职责分工负责", "各区政府/responsible"),
    ("责任单位：市教委、各区政府根据各自职责分别组织实施", "市教委/responsible 各区政府/responsible"),
    ("责任单位：各产业链牵头单位，市教委", "各产业链牵头单位/responsible 市教委/responsible"),
    ("市教委牵头，市财政局、各区政府按职责分工负责", "市教委/lead 市财政局/responsible 各区政府/responsible"),
    ("市教委牵头负责，市财政局等配合", "市教委/lead 市财政局/support"),
    ("市教委牵头市财政局配合", "市教委/lead 市财政局/support"),
    ("市教委会同有关部门负责", "市教委/lead 有关部门/support"),
    ("市教委牵头，会同市财政局等部门落实", "市教委/lead 市财政局/support"),
    ("市教委为牵头单位，市财政局为配合单位", "市教委/lead 市财政局/support"),
    ("以市教委为主，市财政局配合", "市教委/lead 市财政局/support"),
    ("市教委牵头，2025年底前完成", "市教委/lead"),
    ("2025年底前完成，市教委牵头", "市教委/lead"),
    ("责任领导：张三，责任单位：市教委", "市教委/responsible"),
    ("牵头单位：市教委　　配合单位：市财政局", "市教委/lead 市财政局/support"),
    ("责任单位：市教委 市财政局 各区政府", "市教委/responsible 市财政局/responsible 各区政府/responsible"),
    ("由市教委负责", "市教委/responsible"),
    ("市教委分别牵头负责", "市教委/lead"),
    ("市教委牵头，工作专班牵头单位按职责分工负责", "市教委/lead 工作专班牵头单位/responsible"),
    ("市天然气综合利用工业园区、市教委负责", "市天然气综合利用工业园区/responsible 市教委/responsible"),
    (
        "市教委、各县级市〈区〉政府〈管委会〉按职责分工负责",
        "市教委/responsible 各县级市〈区〉政府〈管委会〉/responsible",
    ),
    ("市教委（牵头）、市财政局（配合）按职责分工负责", "市教委/lead 市财政局/support"),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_roles(text: str, expected: str) -> None:
    assert answers(text) == expected.split()


@pytest.mark.parametrize("text", ["A部负责", "牵头单位：A部", "第一批试点", "首位度"])
def test_no_word_on_who_leads(text: str) -> None:
    assert leader_told(fold(text), Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("列第一位者为牵头单位，下同", "first"),
        ("排在第一位的为牵头部门", "first"),
        ("列首位的为牵头单位", "first"),
        ("逗号前面的为牵头单位", "comma"),
        ("第一个逗号前为牵头单位", "comma"),
    ],
)
def test_who_leads_by_order(text: str, leader: str) -> None:
    told = leader_told(fold(text), Span(0, len(text)))
    assert told is not None
    assert told[0] == leader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以下简称各区政府", None),
        ("市教委落实", None),
        ("以下均需各区政府、各园区管委会落实，不再列出", ["各区政府", "各园区管委会"]),
        ("以下各项任务均涉及各县（市、区）、市直园区，不再单独列出", ["各县（市、区）", "市直园区"]),
        ("以下均由各区政府负责落实，不再一一列出", ["各区政府"]),
        ("以下政策均需各区政府落实", ["各区政府"]),
    ],
)
def test_said_once_for_all_that_follows(text: str, expected: list[str] | None) -> None:
    standing = standing_bodies(text, fold(text), Span(0, len(text)))
    assert (standing and [body.name for body in standing.bodies]) == expected


def test_brackets_of_mixed_kinds_and_open_ones() -> None:
    text = fold("扩面〔责任单位：市教委（试点）〕。（未完")
    assert [s.of(text) for s in outer_brackets(text, Span(0, len(text)))] == ["[责任单位:市教委(试点)]", "(未完"]


@pytest.mark.parametrize(
    "text", ["(" * 200_000, "市" * 200_000, "市财政局、" * 40_000, "和" * 100_000, "等" * 100_000, "会同" * 50_000]
)
def test_hostile_input_stays_linear(text: str) -> None:
    list(outer_brackets(text, Span(0, len(text))))
    read_answers(text, text, Span(0, len(text)), "lead")
