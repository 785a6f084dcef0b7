"""Deadlines: which times say when something is to be done, and which days they mean."""

from __future__ import annotations

import time
from datetime import date

import pytest

from plan_extract.document.model import Block, Document, SourceFile
from plan_extract.extractors.base import Doubt, FoundDeadline
from plan_extract.extractors.deadlines import extract
from plan_extract.span import Span
from plan_extract.structure.model import Frame, Grid, GridCell, Heading, Outline, Paragraph, Reading

WRITTEN = date(2023, 6, 13)


def a_document(text: str) -> Document:
    source = SourceFile("plan.txt", "text/plain", "utf-8", "0" * 64)
    return Document(source, text, (Block(Span(0, len(text))),))


def reading_of(
    text: str,
    written_on: date | None = WRITTEN,
    period: tuple[int, int] | None = None,
    title: str = "",
    heading: str = "",
) -> Reading:
    """One paragraph of a task, under a title and a heading if told, as the structure passes would give it."""
    lines = [line for line in (title, heading, text) if line]
    whole = "\n".join(lines)
    document = a_document(whole)
    start = len(whole) - len(text)
    sections: tuple[Heading, ...] = ()
    if heading:
        at = whole.index(heading)
        sections = (
            Heading(
                0, 1, None, heading, "tasks", None, Span(at, at + len(heading)), Span(start, len(whole)), len(whole)
            ),
        )
    paragraph = Paragraph(Span(start, len(whole)), "text", 0 if heading else None, "tasks")
    frame = Frame(
        body=Span(0, len(whole)),
        title=Span(0, len(title)) if title else None,
        written_on=written_on,
        period=period,
    )
    return Reading(document, frame, (), Outline(sections, (paragraph,)))


def found(reading: Reading) -> list[tuple[str, FoundDeadline]]:
    return [(d.span.of(reading.document.text), d) for d in extract(reading)[0]]


NONE = [
    "坚持“每季一主题、月月有热点”的原则。",
    "针对首年关税为零、5年内关税减让显著的商品，加大推广。",
    "确保2025年提前批项目全部开工。",
    "近10年共建设公园100座。",
    "按每人每日100元给予补助。",
    "日均销售1万件，每日均价不变。",
    "推荐“五一”劳动奖章人选。",
    # limits of procedures and personal terms
    "收到申请后5个工作日内办结。",
    "自受理之日起30日内作出决定。",
    "毕业2年内的高校毕业生可以申请。",
    "在现住房出售后1年内重新购买住房的，退还税款。",
    "经批准，5年内继续按原用途使用土地。",
    "签订合同后18个月内开工，30个月内竣工。",
    "审批时间压减到4个月以内。",
    # who benefits, what is meant
    "对2025年购置适老化产品的，给予补贴。",
    "2024年底前建成的小区优先改造。",
    "改造2000年底前建成的老旧小区。",
    "春节期间仍在生产经营的企业，按规定支付加班工资。",
    # the term of the document itself, of the plan, of a draft
    "本方案自2023年7月1日起施行，有效期至2028年6月30日。",
    "本措施自发布之日起施行，有效期5年。",
    "本政策由市住房局解释，自2023年11月1日起执行，有效期一年。",
    "规划期限为2021—2025年，展望2035年。",
    "征求意见截止2023年7月24日。",
    "对每月通行30次以上的车辆打折。",
    "如年内继续举办，给予支持。",
    "2024年12月31日前到期的融资可以展期。",
    "将1月、2月应缴的费用缓缴。",
    "余款一年内缴清。",
    # names
    "落实《关于2025年全面推进改革的意见》。",
    "编制本市“十四五”规划和2035年远景目标纲要。",
    "实施质量提升三年行动计划（2024—2026年）。",
    "贯彻《土地管理法》（2024年修正）。",
    "提高2025年居民医疗保险财政补助标准。",
    "完成2024年35个小区改造的验收。",
    "2024年度预算执行情况公开。",
    "“十五五”时期，我国发展处于关键时期。",
    "“十五五”时期经济社会发展的指导思想。",
    "优化“每月一题”工作机制。",
    # bases
    "比2025年提高3个百分点。",
    "与2023年相比翻一番。",
    "较“十四五”期间增长一倍。",
    "在2023年的基础上减少一半。",
    "按2025年标准执行。",
    "根据2023年底盘活的面积确定。",
    # past
    "2020年以来，投诉减少。",
    "截至2023年6月底，建成12家。",
    "2022年底前完成的项目验收合格。",
    "2023年已建成3家。",
    "2022年全区新建5所，全年培训300人，比上年末增加10人。",
    "去年底开工的项目。",
    "“十三五”期间，建成8家。",
    # rules of benefit
    "按每人每年1000元给予补贴。",
    "每家企业每年最高50万元。",
    "提供每年7天免费住宿。",
    "本科生每人每月500元。",
    # no day at all
    "定期通报，适时评估，逐年提高，持续推进改革。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_deadline(text: str) -> None:
    assert [printed for printed, _ in found(reading_of(text))] == []


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


# text; printed, kind, start, end, recurrence of each deadline
Row = tuple[str, str, str | None, str | None, str | None]
FOUND: list[tuple[str, list[Row]]] = [
    ("按每年新增1家进行培育。", [("每年", "recurring", None, None, "P1Y")]),
    ("每季度开展补贴资格复核。", [("每季度", "recurring", None, None, "P3M")]),
    ("推动开工率2025年上半年分别达到70%、50%。", [("2025年上半年", "during", "2025-01-01", "2025-06-30", None)]),
    ("到2025年，建成10家。", [("到2025年", "by", None, "2025-12-31", None)]),
    ("2025年底前完成。", [("2025年底前", "by", None, "2025-12-31", None)]),
    ("2025年以前完成。", [("2025年以前", "by", None, "2025-12-31", None)]),
    ("力争2025年底建成。", [("2025年底", "by", None, "2025-12-31", None)]),
    ("2024年2月底前完成。", [("2024年2月底前", "by", None, "2024-02-29", None)]),
    ("2024年初启动。", [("2024年初", "by", None, "2024-01-31", None)]),
    ("2024年一季度前完成。", [("2024年一季度前", "by", None, "2024-03-31", None)]),
    ("2024年6月中旬前完成。", [("2024年6月中旬前", "by", None, "2024-06-20", None)]),
    ("到“十四五”末，覆盖率达到90%。", [("到“十四五”末", "by", None, "2025-12-31", None)]),
    ("年底前完成。", [("年底前", "by", None, "2023-12-31", None)]),
    ("年内建成。", [("年内", "by", None, "2023-12-31", None)]),
    ("力争在两至三年内达标。", [("两至三年内", "by", None, "2026-06-13", None)]),
    ("应在2个月内抓好落实。", [("2个月内", "by", None, "2023-08-13", None)]),
    ("本文印发后3个月内制定细则。", [("3个月内", "by", None, "2023-09-13", None)]),
    ("利用3—5年时间建成。", [("利用3—5年时间", "by", None, "2028-06-13", None)]),
    ("确保在春节前整改到位。", [("春节前", "by", None, None, None)]),
    ("实施期限延长至2024年12月31日。", [("至2024年12月31日", "by", None, "2024-12-31", None)]),
    ("截至2025年底，力争建成5所。", [("截至2025年底", "by", None, "2025-12-31", None)]),
    ("开展集中行动（2024年6月至9月）。",
     [("2024年6月至9月", "during", "2024-06-01", "2024-09-30", None)]),
    ("按照2025年底前全部完成的要求推进。", [("2025年底前", "by", None, "2025-12-31", None)]),
    ("申报截止时间为2024年6月30日。", [("2024年6月30日", "by", None, "2024-06-30", None)]),
    ("2025年全面建成。", [("2025年", "during", "2025-01-01", "2025-12-31", None)]),
    ("“十四五”期间，新建3所。", [("“十四五”期间", "during", "2021-01-01", "2025-12-31", None)]),
    ("2024—2025年，开展试点。", [("2024—2025年", "during", "2024-01-01", "2025-12-31", None)]),
    ("2024年9月至2025年3月，整改。", [("2024年9月至2025年3月", "during", "2024-09-01", "2025-03-31", None)]),
    ("明年上半年启动。", [("明年上半年", "during", "2024-01-01", "2024-06-30", None)]),
    ("全年新建5所。", [("全年", "during", "2023-01-01", "2023-12-31", None)]),
    ("今后五年，基本建成。", [("今后五年", "during", "2023-06-13", "2028-06-13", None)]),
    ("2024年5月30日至12月31日期间，对新购住房的给予补贴。",
     [("2024年5月30日至12月31日期间", "during", "2024-05-30", "2024-12-31", None)]),
    ("自政策发布之日起至2025年12月31日，免收费用。",
     [("发布之日起至2025年12月31日", "during", None, "2025-12-31", None)]),
    ("商场春节期间延时经营。", [("春节期间", "during", None, None, None)]),
    ("自2024年起，全面推行。", [("自2024年起", "from", "2024-01-01", None, None)]),
    ("2024年1月1日起提高标准。", [("2024年1月1日起", "from", "2024-01-01", None, None)]),
    ("每年培训500人。", [("每年", "recurring", None, None, "P1Y")]),
    ("每日发布监测信息。", [("每日", "recurring", None, None, "P1D")]),
    ("落实骨干五年一周期的全员轮训制度。", [("五年一周期", "recurring", None, None, "P5Y")]),
    ("10年共建设公园100座。", [("10年", "by", None, "2033-06-13", None)]),
    ("“五一”、“十一”期间举办美食节。", [("“五一”、“十一”期间", "during", None, None, None)]),
    ("全年依托各类文体服务平台发放消费券1000万元。",
     [("全年", "during", "2023-01-01", "2023-12-31", None)]),
    ("每季度通报一次，每半年评估一次。",
     [("每季度", "recurring", None, None, "P3M"), ("每半年", "recurring", None, None, "P6M")]),
    ("每年3月底前报送。", [("每年3月底前", "recurring", None, None, "P1Y")]),
    ("每3～5年轮训一次。", [("每3～5年", "recurring", None, None, "P5Y")]),
    ("每年开展“送戏下乡”活动。", [("每年", "recurring", None, None, "P1Y")]),
    ("到2025年每年新增2所。",
     [("到2025年", "by", None, "2025-12-31", None), ("每年", "recurring", None, None, "P1Y")]),
    ("2024年改造3个，2025年改造5个。",
     [("2024年", "during", "2024-01-01", "2024-12-31", None), ("2025年", "during", "2025-01-01", "2025-12-31", None)]),
    ("2024年启动试点；上半年，完成调研。",
     [("2024年", "during", "2024-01-01", "2024-12-31", None), ("上半年", "during", "2024-01-01", "2024-06-30", None)]),
    ("报名时间为2024年4月26日至4月28日，由园方受理。",
     [("2024年4月26日至4月28日", "during", "2024-04-26", "2024-04-28", None)]),
    ("时序进度：持续推进", [("持续推进", "ongoing", None, None, None)]),
    ("（责任单位：市教育局，长期坚持）", [("长期坚持", "ongoing", None, None, None)]),
    ("（责任单位：市教育局；完成时限：2024年6月）", [("2024年6月", "by", None, "2024-06-30", None)]),
    ("各地于年底前报送落实本意见的情况。", [("年底前", "by", None, "2023-12-31", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), FOUND)
def test_deadlines(text: str, rows: list[Row]) -> None:
    got = found(reading_of(text))
    assert [(printed, d.kind, d.start, d.end, d.recurrence) for printed, d in got] == [
        (printed, kind, day(start), day(end), recurrence) for printed, kind, start, end, recurrence in rows
    ]


def test_missing_year_comes_from_the_heading_then_the_title_then_the_day_of_writing() -> None:
    text = "6月底前完成摸底。"
    ends = [
        found(reading_of(text, heading="试点阶段（2025年）", title="2024年工作要点"))[0][1].end,
        found(reading_of(text, title="2024年工作要点"))[0][1].end,
        found(reading_of(text))[0][1].end,
    ]
    assert ends == [date(2025, 6, 30), date(2024, 6, 30), date(2023, 6, 30)]


def test_a_period_in_the_title_gives_no_year() -> None:
    reading = reading_of("年底前完成。", title="发展规划（2021—2025年）", period=(2021, 2025))
    assert found(reading)[0][1].end == date(2023, 12, 31)


def test_five_years_to_come_are_those_of_a_five_year_plan() -> None:
    deadline = found(reading_of("今后五年，基本建成。", period=(2021, 2025)))[0][1]
    assert (deadline.start, deadline.end) == (date(2021, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("text", ["年底前完成。", "三年内建成。", "明年启动。", "到规划期末，全覆盖。"])
def test_a_date_that_cannot_be_known_is_doubted(text: str) -> None:
    reading = reading_of(text, written_on=None)
    deadlines, doubts = extract(reading)
    assert [(d.start, d.end) for d in deadlines] == [(None, None)]
    assert [(d.code, d.span) for d in doubts] == [("deadline-year-unknown", deadlines[0].span)]


@pytest.mark.parametrize("text", ["每年培训500人。", "春节前完成。"])
def test_what_has_no_date_is_not_doubted(text: str) -> None:
    doubts: tuple[Doubt, ...] = extract(reading_of(text, written_on=None))[1]
    assert doubts == ()


def test_a_day_alone_is_a_signature() -> None:
    assert found(reading_of("2023年6月13日")) == []


def table_of(*rows: tuple[str, ...]) -> Reading:
    """A ruled table in a task section, its first row the heads."""
    text = "\n".join("\t".join(row) for row in rows)
    cells, at = [], 0
    for row in rows:
        line = []
        for word in row:
            line.append(GridCell(Span(at, at + len(word))))
            at += len(word) + 1
        cells.append(tuple(line))
    paragraphs = tuple(Paragraph(cell.span, "cell", None, "tasks") for line in cells for cell in line)
    frame = Frame(body=Span(0, len(text)), written_on=WRITTEN)
    grid = Grid("ruled", Span(0, len(text)), tuple(cells))
    return Reading(a_document(text), frame, (grid,), Outline((), paragraphs))


def test_columns_of_deadlines_are_taken_at_their_word() -> None:
    reading = table_of(
        ("任务", "完成时限", "2025年"),
        ("建设平台", "2024年6月", "10"),
        ("健全制度", "5月底前完成，并持续推进", "20"),
        ("开展培训", "长期坚持", "30"),
        ("修订办法", "2024年", "40"),
    )
    assert [(printed, d.kind, d.end) for printed, d in found(reading)] == [
        ("2024年6月", "by", date(2024, 6, 30)),
        ("5月底前", "by", date(2023, 5, 31)),
        ("持续推进", "ongoing", None),
        ("长期坚持", "ongoing", None),
        ("2024年", "during", date(2024, 12, 31)),
    ]


@pytest.mark.parametrize("piece", ["每年", "三年内", "2025年12月31日，", "《", "“十四五”期间", "（", "2025-", "到"])
def test_hostile_text_stays_linear(piece: str) -> None:
    reading = reading_of(piece * (60_000 // len(piece)))
    began = time.process_time()
    extract(reading)
    assert time.process_time() - began < 5
