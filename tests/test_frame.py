"""What stands around a plan is told from its text."""

from __future__ import annotations

import pytest

from plan_extract.document.model import Document
from plan_extract.readers.text import read_text
from plan_extract.span import Span
from plan_extract.structure.frame import find_frame
from plan_extract.structure.frame_issuers import split_bodies
from plan_extract.structure.frame_signs import kind_of
from plan_extract.values.plan_period import outlook_year, stated_period, titled_period

BODY = "为做好全市水利工作，制定本方案。\n一、总体要求\n坚持统筹兼顾。\n二、主要任务\n（一）修建水库。新建水库3座。（责任单位：市水利局）"


def document(text: str) -> Document:
    """A text document."""
    return read_text(text.encode(), "plan.txt")


def body(text: str) -> str:
    """The body that the frame leaves."""
    doc = document(text)
    return find_frame(doc).body.of(doc.text)


def named(text: str) -> str | None:
    """The title that the frame finds."""
    doc = document(text)
    title = find_frame(doc).title
    return None if title is None else "".join(title.of(doc.text).split())


NOTICE = (
    "某市人民政府关于印发《某市水利发展实施方案》的通知\n某政发〔2023〕7号\n各县（区）人民政府，市政府各部门：\n"
    "《某市水利发展实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。\n某市人民政府\n2023年6月13日\n（此件公开发布）\n"
)


@pytest.mark.parametrize(
    ("front", "tail"),
    [
        ("", ""),
        ("某市水利发展实施方案\n", ""),
        ("某市水利发展\n实施方案\n（2023—2025年）\n", ""),
        ("某市水利发展实施方案\n（征求意见稿）\n", ""),
        (NOTICE + "某市水利发展实施方案\n", ""),
        (NOTICE + "某市水利\n发展实施方案\n", ""),
        (NOTICE + "附件\n某市水利发展实施方案\n", ""),
        (NOTICE.replace("《某市水利发展实施方案》", "某市水利发展实施方案", 1) + "某市水利发展实施方案\n", ""),
        (
            "各县（区）人民政府：\n《某市水利发展实施方案》已经同意，现印发给你们。\n某市水利局\n2023年1月2日\n某市水利发展实施方案\n",
            "",
        ),
        (
            "索引号：000/2023\n发文机关：某市水利局\n成文日期：2023-01-02\n某市水利局关于加强水利工作的实施意见\n各县水利局：\n",
            "",
        ),
        ("发文机关\n某市水利局\n发布日期\n2023-01-02\n某市水利局关于加强水利工作的实施意见\n", ""),
        ("某市水利局关于加强水利工作的通知\n各县水利局：\n", "\n某市水利局\n2023年1月2日"),
        ("某市水利发展实施方案\n", "\n某市水利局2023年1月2日\n（此件公开发布）"),
        ("某市水利发展实施方案\n", "\n附件：1.任务分工表\n2.项目清单\n某市水利局\n2023年1月2日"),
        ("某市水利发展实施方案\n", "\n抄送：市委办公室，市人大常委会办公室。\n某市政府办公室 2023年1月3日印发"),
        ("某市水利发展实施方案\n", "\n某市水利局\n某市财政局\n2023年  月  日"),
        ("某市水利发展实施方案\n", "\n某市水利局\n2023年1月2日\n附件1：项目清单.docx\n附件2.xlsx"),
        ("某市水利发展实施方案\n（2022年12月23日某市第七届人民代表大会通过）\n", ""),
        ("某市水利发展实施方案\n", "\n来源：某市水利局\n责任编辑：某某\n【打印】\n关闭窗口"),
        ("某市水利发展实施方案\n", "\n某市水利局2023年5月25日发布，征求意见截止6月24日。"),
    ],
)
def test_body_is_the_plan(front: str, tail: str) -> None:
    """Neither header nor notice, title, signature, imprint or the page's tail belongs to the body."""
    assert body(front + BODY + tail) == BODY


CONTENTS = "一、总体要求..........1\n二、主要任务..........3\n"
ONE_LINE = "第一章 总体要求 第一节 现状 第二章 主要任务"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "某市水利规划\n目    录\n" + CONTENTS + "一、总体要求\n坚持统筹。\n二、主要任务\n修建水库。",
            "一、总体要求\n坚持统筹。\n二、主要任务\n修建水库。",
        ),
        ("某市水利规划\n目 录 " + ONE_LINE + "\n第一章 总体要求\n坚持统筹。", "第一章 总体要求\n坚持统筹。"),
        (
            "某市水利规划\n目录\n第一章 总则\n第二章 任务\n总则\n坚持统筹。\n任务\n修建水库。",
            "总则\n坚持统筹。\n任务\n修建水库。",
        ),
    ],
)
def test_contents_are_no_body(text: str, kept: str) -> None:
    """The 目录 ends where its first entry stands again."""
    assert body(text) == kept


def test_contents_behind_the_preface_are_lines() -> None:
    """The preface stays in the body; the contents behind it are lines that are none of it."""
    doc = document(
        "某市水利规划\n前言\n水利是命脉。\n目录\n第一章 总则....1\n第二章 任务....2\n第一章 总则\n坚持统筹。\n第二章 任务\n修建水库。"
    )
    frame = find_frame(doc)
    assert frame.body.of(doc.text).startswith("前言")
    assert [line.of(doc.text)[:2] for line in frame.lines] == ["目录"]
    assert frame.lines[0].of(doc.text).endswith("....2")


def test_signature_before_annexes_is_a_line() -> None:
    """Signature, date and list of annexes before the annexes' text are no content; the annexes are."""
    doc = document(
        "某市水利发展实施方案\n" + BODY + "\n附件：任务分工表\n某市水利局\n2023年1月2日\n附件\n任务分工表\n1.修建水库。"
    )
    frame = find_frame(doc)
    assert [line.of(doc.text) for line in frame.lines] == ["附件：任务分工表\n某市水利局\n2023年1月2日"]
    assert frame.body.of(doc.text).endswith("附件\n任务分工表\n1.修建水库。")
    assert str(frame.written_on) == "2023-01-02"


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(
            "某市水利局\n2023年1月2日\n（此件公开发布）\n一、落实责任。各县要落实责任。", id="before a remark"
        ),
        pytest.param(
            "一、落实责任\n各县要落实责任。\n二、本通知由市水利局负责解释\n某市水利局\n2023年1月2日",
            id="behind a heading",
        ),
    ],
)
def test_signature_without_annexes(foot: str) -> None:
    """A signature closes a notice that goes on behind it, or whose last line is a heading."""
    frame = find_frame(
        document("关于做好防汛工作的通知\n各县水利局：\n现就防汛工作提出要求，请认真贯彻执行。\n" + foot)
    )
    assert str(frame.written_on) == "2023-01-02"


def test_signature_over_two_lines() -> None:
    """A body whose name the title begins with may sign over two lines."""
    text = "某市房地产市场领导小组办公室关于稳定市场的通知\n一、优化供应。增加供应。\n某市房地产市场\n领导小组办公室（代章）\n2023年1月2日"
    assert str(find_frame(document(text)).written_on) == "2023-01-02"


def test_table_cells_are_no_signature() -> None:
    """The last cells of a table look like a signature; without a sentence before them they are none."""
    text = "某市水利发展实施方案\n" + BODY + "\n附件\n任务分工表\n任务\n单位\n时限\n修建水库\n某市水利局\n2023年6月30日"
    assert body(text).endswith("某市水利局\n2023年6月30日")
    assert find_frame(document(text)).written_on is None


def test_the_name_of_a_file_is_no_title() -> None:
    """Where the plan itself is a file beside the notice, the notice is the body."""
    text = (
        "关于印发水利工作责任分工的通知\n各县水利局：\n现将《某市水利工作责任分工》印发给你们，并提出以下要求：\n"
        "一、落实责任。各县要落实责任。\n某市水利局\n2023年5月1日\n附件：某市水利工作责任分工.docx"
    )
    assert "一、落实责任。各县要落实责任。" in body(text)


def test_notice_without_annex_is_the_body() -> None:
    """A notice that says itself what is to be done is the plan."""
    text = "关于做好防汛工作的通知\n各县水利局：\n现就有关事项通知如下：\n一、落实责任。各县要落实责任。\n某市水利局\n2023年5月1日"
    assert body(text) == "现就有关事项通知如下：\n一、落实责任。各县要落实责任。"
    assert find_frame(document(text)).plans


def test_all_on_one_line() -> None:
    """A document whose line ends have become spaces is cut at gaps, numbers and dates."""
    text = (
        "某省人民政府关于印发某省就业若干政策措施的通知 某政〔2020〕12号 各市人民政府，省政府各部门： "
        "现将《某省就业若干政策措施》印发给你们，请认真组织实施。 某省人民政府 2020年2月20日 "
        "某省就业若干政策措施 为促进就业，制定本措施。 一、稳定岗位。支持企业。 二、扩大就业。支持创业。"
    )
    doc = document(text)
    frame = find_frame(doc)
    assert frame.body.of(doc.text).startswith("为促进就业")
    assert frame.title is not None
    assert frame.title.of(doc.text) == "某省就业若干政策措施"
    assert frame.recipients is not None
    assert frame.recipients.of(doc.text) == "各市人民政府，省政府各部门："


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "国务院办公厅\n关于加强水利工作的意见\n各省人民政府：\n一、要求\n二、任务",
            "国务院办公厅关于加强水利工作的意见",
        ),
        ("31 某市水利规划\n（2021年—2035年）\n（草案）\n前言\n水利。", "某市水利规划（2021年—2035年）（草案）"),
        ("《某市水利\n“十五五”规划》\n水利是命脉。", "某市水利“十五五”规划"),
        ("政策文件\n某市水利局\n关于加强水利工作的意见\n水利是命脉。", "某市水利局关于加强水利工作的意见"),
        ("附件3\n某市水利工作方案\n水利是命脉。", "某市水利工作方案"),
        ("某市评价指标体系（试行）\n水利是命脉。", "某市评价指标体系（试行）"),
        ("五、推进水利建设\n（一）修建水库。", None),
        ("为做好水利工作，制定本方案。\n一、要求", None),
        ("各县水利局：\n为做好水利工作，通知如下。\n一、要求", None),
        (
            "国务院印发《某某发展规划》\n2022-12-1423:05来源：新华社\n新华社电 近日，国务院印发了《某某发展规划》。\n《某某发展规划》主要内容如下。\n一、背景",
            "某某发展规划",
        ),
    ],
)
def test_title(text: str, title: str | None) -> None:
    """Titles broken over lines are joined; headings, recipients and the site's words are none."""
    assert named(text) == title


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        (NOTICE + "某市水利发展实施方案\n" + BODY, True),
        (BODY, True),
        ("关于做好防汛工作的通知\n各县：\n一、落实责任。", True),
        ("某村规划（2022-2035年）\n第一条 背景\n甲。\n第二条 目标\n乙。\n第三条 任务\n丙。\n第四条 措施\n丁。", True),
        (
            "若干措施\n第一条 支持研发。（责任单位：市科技局）\n第二条 支持转化。\n第三条 支持应用。\n第四条 支持人才。",
            True,
        ),
        ("关于强化防控十条措施的公告\n一、落实责任。\n二、加强排查。", True),
        ("近日，某市印发《若干措施》。全文如下：\n一、支持购房。\n二、支持租房。\n三、支持改造。", True),
        ("每月30日前报送情况。\n一、落实责任。", True),
        ("某省数据管理办法\n第一章 总则\n第一条 为了规范数据。\n第二条 本办法适用。\n第三条 部门负责。", False),
        ("某省人民政府关于某某等同志任职的通知\n各市人民政府：\n某某任某厅厅长。", False),
        ("国务院办公厅关于2019年部分节假日安排的通知\n各省人民政府：\n一、元旦：放假3天。", False),
        ("《若干措施》解读\n一、出台背景\n为了发展。", False),
        ("云汀市经济运行情况\n一、基本特点\n投资完成3亿元。", False),
        ("一、部门主要职责\n管理养老。\n二、2024年部门预算收支情况说明\n收入3亿元。", False),
        ("云汀市养老补贴常见问题解答\n一、补贴怎么申领\n到街道申领。", False),
        (
            "养老补贴\n一、谁能申领？\n老人。\n二、怎么申领？\n到街道。\n三、领多少？\n百元。\n四、领多久？\n按月。",
            False,
        ),
        ("一、重点任务\n（一）建立机制。\n如何养老？\n二、保障措施\n三、要求\n四、谁来做？\n市民政局。", True),
        ("一、出台背景\n为了发展。\n二、主要内容\n支持购房。", False),
        ("某省人民政府关于某港规划的批复\n某市人民政府：\n原则同意。", False),
        ("某局2020年部门预算\n第一部分 概况\n一、职责", False),
        ("国务院关于修改《某条例》的决定\n国务院决定作如下修改：\n一、将第六条修改为。", False),
        ("复工忙\n新华社上海2月9日电（记者 某某）企业复工。", False),
        ("12月22日，全国会议在北京召开。会议强调，要抓好落实。", False),
        ("问：背景是什么？\n答：为了发展。\n问：内容是什么？\n答：很多。", False),
        ("某市2019年国民经济和社会发展统计公报\n一、综合", False),
    ],
)
def test_plans(text: str, plans: bool) -> None:
    """Rules, appointments, holidays, explanations and reports plan nothing; a plan in articles does."""
    assert find_frame(document(text)).plans is plans


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某市水利“十五五”规划", "规划"),
        ("关于促进消费的若干政策措施", "措施"),
        ("指导意见", "意见"),
        ("行动计划(2026-2028年)(征求意见稿)", "计划"),
        ("某市评价指标体系(试行)", None),
        ("某村规划(2022-2035年)文本", "规划"),
    ],
)
def test_kind(title: str, kind: str | None) -> None:
    """The last word of the kind, what stands in brackets left out."""
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("某市水利局某市财政局", ("某市水利局", "某市财政局")),
        ("国家税务总局某市税务局", ("国家税务总局某市税务局",)),
        ("某市水利局国家税务总局某市税务局", ("某市水利局", "国家税务总局某市税务局")),
        ("中共中央国务院", ("中共中央", "国务院")),
        ("科 技 部", ("科技部",)),
        ("厅际联席会议（代章）", ("厅际联席会议",)),
        ("某市财政局    某市水利局", ("某市财政局", "某市水利局")),
        ("某市人民政府办公室", ("某市人民政府办公室",)),
    ],
)
def test_bodies_run_together(printed: str, bodies: tuple[str, ...]) -> None:
    """Bodies are cut where their place stands again; a branch of the centre names its place second."""
    assert split_bodies(printed.replace("（", "(").replace("）", ")"), printed) == bodies


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("某市水利规划", None),
        ("三年行动计划", None),
        ("到2025年的目标", None),
        ("第十五届运动会方案", None),
        ("某市行动计划(2026-2028年)", (2026, 2028)),
        ("2018年至2020年工作方案", (2018, 2020)),
        ('某市"十四五"规划', (2021, 2025)),
        ('"八五"计划', (1991, 1995)),
        ("第十五个五年规划纲要", (2026, 2030)),
        ("第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("2020年全省工作要点", (2020, 2020)),
    ],
)
def test_titled_period(title: str, years: tuple[int, int] | None) -> None:
    """The years in a title; ordinals of plans are years, other ordinals are not."""
    assert titled_period(title) == years


def test_stated_period_and_outlook() -> None:
    """规划期限为…, 展望2035年; the years in another document's name do not count."""
    text = "根据《某规划和展望2040年目标纲要》,规划期限为2021年至2035年,展望2050年。"
    assert stated_period(text, 0, len(text)) == (2021, 2035)
    assert outlook_year(text, 0, len(text), "") == 2050
    assert outlook_year("", 0, 0, "规划和2035年远景目标纲要") == 2035


@pytest.mark.parametrize(
    "text",
    [
        "《" * 300_000,
        "现将《" * 200_000,
        "附件：1\n" * 60_000,
        "某市人民政府\n2023年1月1日\n附件1\n" * 20_000,
        "目录 第一章总则 " + "第一章总则 " * 60_000,
        "关于印发《" + "的" * 100 + "方案》的通知\n现将《" + "的" * 100 + "方案》印发给你们。" + "的" * 100_000,
        "发 文 " * 200_000,
        "自2021年1月1日起施行" * 40_000,
    ],
)
def test_hostile_input_stays_linear(text: str) -> None:
    """Repeated openings cost no more than their length."""
    doc = document(text)
    frame = find_frame(doc)
    assert Span(0, len(doc.text)).holds(frame.body)
