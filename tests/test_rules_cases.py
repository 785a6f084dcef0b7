"""What rules must not find, and what they must, beside the two examples that each of them brings."""

from __future__ import annotations

from typing import NamedTuple, cast

import pytest

from linting import check
from plan_extract import parse_text
from plan_extract.records.diagnostic import Diagnostic
from plan_extract.rules import RULES
from plan_extract.rules.base import Plan, Rule

PLAN = "云汀市养老服务发展实施方案（2023—2025年）\n"
FIVE = "云汀市“十四五”养老服务发展规划\n一、主要指标\n"
HEAD = "序号\t指标\t单位\t2020年\t2025年\n"
NOTICE = """云汀市人民政府关于印发《云汀市养老服务发展实施方案》的通知
云政发〔2024〕12号
各县（市、区）人民政府：
现将《云汀市养老服务发展实施方案》印发给你们，请认真贯彻执行。
云汀市人民政府
2024年5月20日
云汀市养老服务发展实施方案
一、主要任务
（一）建设养老驿站。新建养老驿站12家。
二、保障措施
加强组织领导，落实责任。
"""


class Case(NamedTuple):
    """A text, and what the message of each finding begins with; none: nothing is found."""

    why: str
    code: str
    text: str
    found: tuple[str, ...] = ()


NOT_FOUND = [
    Case("numbers that run on over the parts", "PS001", PLAN + "一、任务\n（一）建设驿站。新建12家。\n（二）改造床位。改造3张。\n二、保障\n（三）加强领导。建立机制。\n（四）加强督查。开展检查。\n"),
    Case("the missing number opens a plain paragraph", "PS001", PLAN + "一、任务\n（一）建设驿站。新建12家。\n（二）" + "为老年人提供助餐、助洁、助医等服务，" * 4 + "。\n（三）加强督查。开展检查。\n"),
    Case("an excerpt says so", "PS001", PLAN + "一、任务\n新建养老驿站12家。\n……\n四、保障\n加强督查。\n"),
    Case("a list of its own in a sentence", "PS002", PLAN + "一、任务\n1.建设驿站。新建12家。\n2.改造床位。具体措施：1.编制清单。2.上门改造。\n3.加强督查。开展检查。\n"),
    Case("a list that starts anew", "PS003", PLAN + "一、任务\n（一）建设驿站。新建12家。\n（二）改造床位。改造3张。\n二、保障\n（一）加强领导。建立机制。\n（二）加强督查。开展检查。\n"),
    Case("a list whose items are all heading", "PS004", PLAN + "一、任务\n1.建设养老驿站。\n2.改造养老床位。\n3.加强培训。开展护理员培训。\n二、保障\n加强督查。\n"),
    Case("numbers that run on over the parts skip no level", "PS005", PLAN + "一、总则\n（一）原则。坚持公平。\n二、任务\n（一）建设驿站。新建12家。\n三、保障\n22.加强领导。建立机制。\n23.加强督查。开展检查。\n"),
    Case("goals in the text of another part", "PS006", "云汀市“十四五”养老服务发展规划\n一、总体要求\n发展目标是体系更加完善。\n二、主要任务\n新建养老驿站12家。\n三、保障措施\n加强督查。\n"),
    Case("an excerpt without its first part", "PS008", PLAN + "二、任务\n新建养老驿站12家。\n三、步骤\n开展验收。\n四、进度\n完成建设。\n"),
    Case("要点 often have no safeguards", "PS008", "云汀市2024年养老工作要点\n一、建设驿站\n新建养老驿站12家。\n二、改造床位\n改造床位30张。\n三、培训人员\n培训护理员20名。\n"),
    Case("the same title in another part", "PS009", PLAN + "一、城区\n（一）建设驿站。新建12家。\n二、乡镇\n（一）建设驿站。新建3家。\n"),
    Case("annexes that are files of their own", "PS010", PLAN + "一、任务\n新建养老驿站12家。\n\n附件：1.建设标准\n2.任务表\n"),
    Case("a title over two lines", "PS012", PLAN + "一、任务\n落实《云汀市养老服务\n条例》，新建养老驿站12家。\n"),
    Case("a law quoted over paragraphs", "PS012", PLAN + "一、任务\n按条例执行：\n“（一）新建养老驿站；\n“（二）改造养老床位。”\n"),
    Case("a title within a title", "PS012", PLAN + "一、任务\n落实《关于印发《养老条例》的通知》，新建养老驿站12家。\n"),
    Case("most tasks name nobody", "PT001", PLAN + "一、任务\n（一）建设驿站。新建12家。（责任单位：市民政局）\n（二）改造床位。改造3张。\n（三）培训人员。培训2名。\n（四）加强督查。开展检查。\n"),
    Case("按职责分工负责 is meant so", "PT002", PLAN + "一、任务\n" + "".join(f"（{n}）建设{n}号驿站。新建驿站。（市民政局牵头，市财政局配合）\n" for n in "一二三四") + "（五）完善补贴。修订补贴办法。（市财政局、市民政局按职责分工负责）\n"),
    Case("most tasks have no time", "PT003", PLAN + "一、任务\n（一）建设驿站。2024年底前新建12家。\n（二）改造床位。改造3张。\n（三）培训人员。培训2名。\n（四）加强督查。开展检查。\n"),
    Case("a date stands beside the vague word", "PT004", PLAN + "一、任务\n（一）完善补贴。尽快出台补贴办法，2024年6月底前印发。\n（二）建设驿站。新建12家。\n"),
    Case("what others are helped to", "PT004", PLAN + "一、任务\n（一）优化服务。支持项目尽快开工。\n（二）建设驿站。新建12家。\n"),
    Case("a table of duties repeats the plan", "PT005", PLAN + "一、任务\n（一）建设养老驿站。在老旧小区新建养老服务驿站12家。\n\n附件1\n任务分工表\n序号\t任务\t措施\t责任单位\n1\t建设养老驿站\t在老旧小区新建养老服务驿站12家。\t市民政局\n"),
    Case("bodies alone may stand twice", "PT005", PLAN + "一、任务\n（一）新建养老驿站12家。（市民政局牵头，市财政局、市住房城乡建设局配合）\n（二）改造养老床位30张。（市民政局牵头，市财政局、市住房城乡建设局配合）\n"),
    Case("a rule binds", "PT006", PLAN + "一、任务\n（一）驿站。养老驿站的面积应当不小于一百平方米，并且不得挪作他用。\n"),
    Case("an index has no unit", "PI001", FIVE + HEAD + "1\t床位\t张\t10\t20\n2\t驿站\t家\t2\t6\n3\t幸福指数（城区）\t\t80\t90\n4\t护理员\t人\t3\t6\n"),
    Case("a bound may leave room", "PI003", FIVE + HEAD + "1\t参保率\t%\t98\t≥95\n2\t驿站\t家\t2\t6\n"),
    Case("pupils may become fewer", "PI003", FIVE + HEAD + "1\t在校学生数\t人\t98\t95\n2\t驿站\t家\t2\t6\n"),
    Case("a gross rate may exceed 100 %", "PI004", FIVE + HEAD + "1\t学前教育毛入学率\t%\t98\t105\n2\t驿站\t家\t2\t6\n"),
    Case("a growth may exceed 100 %", "PI004", FIVE + HEAD + "1\t产值增长率\t%\t98\t150\n2\t驿站\t家\t2\t6\n"),
    Case("another year", "PI005", FIVE + "到2023年，护理员培训合格率达到90%。\n" + HEAD + "1\t护理员培训合格率\t%\t80\t95\n2\t驿站\t家\t2\t6\n"),
    Case("another unit", "PI006", FIVE + HEAD + "1\t床位\t张\t10\t20\n2\t床位\t张/千人\t2\t6\n"),
    Case("the row between is no indicator", "PI007", FIVE + HEAD + "1\t床位\t张\t10\t20\n2\t其中\t—\t—\t—\n3\t驿站\t家\t2\t6\n"),
    Case("a number that another plan holds", "PI008", FIVE + "序号\t指标\t单位\t2020年\t2025年\t属性\n1\t能耗降低\t%\t10\t完成省下达任务\t约束性\n2\t驿站\t家\t2\t6\t预期性\n"),
    Case("a range in words of time", "PI010", FIVE + HEAD + "1\t床位\t张\t10\t20-30\n2\t驿站\t家\t2\t6\n"),
    Case("what was built before is renewed", "PD001", NOTICE.replace("新建养老驿站12家", "改造2019年底前建成的养老驿站12家")),
    Case("who benefits", "PD001", NOTICE.replace("新建养老驿站12家", "2023年底前登记的驿站，给予补贴")),
    Case("the nation's years", "PD002", FIVE + "二、主要任务\n（一）建设驿站。到2030年，新建养老驿站12家。\n"),
    Case("a period of one month", "PD003", PLAN + "一、步骤\n（一）启动阶段（2024年3月—2024年3月）。制定计划。\n（二）推进阶段（2024年4月—12月）。新建驿站。\n"),
    Case("the date of the document tells the year", "PD004", NOTICE.replace("新建养老驿站", "6月底前新建养老驿站")),
    Case("a festival", "PD004", PLAN + "一、任务\n（一）慰问。春节前开展慰问活动。\n"),
    Case("a leap year", "PD005", PLAN + "一、任务\n（一）建设驿站。2024年2月29日前新建12家。\n"),
    Case("a number of months", "PD005", PLAN + "一、任务\n（一）建设驿站。用15个月完成，每人30元/月。\n"),
    Case("a company and a class of bodies", "PU001", PLAN + "一、任务\n（一）建设驿站。新建12家。（责任单位：市城投集团、各区人民政府、有关部门）\n"),
    Case("the body still had its name", "PU002", NOTICE.replace("2024", "2017").replace("12家。", "12家。（国家卫生计生委负责）")),
    Case("a name that goes on", "PU002", NOTICE.replace("12家。", "12家。（市文化和旅游局、市农业农村局负责）")),
    Case("the level is printed once in a list", "PU003", NOTICE.replace("云汀市", "河南省").replace("12家。", "12家。（省民政厅、财政厅负责）").replace("落实责任。", "落实责任。（省财政厅负责）")),
    Case("an excerpt without its head", "PM001", PLAN + "一、任务\n新建养老驿站12家。\n"),
    Case("an order has 第", "PM002", NOTICE.replace("新建养老", "按照云汀市人民政府令第12号新建养老")),
    Case("a remark in brackets", "PM002", NOTICE.replace("新建养老", "（2024）年新建养老")),
    Case("numbered in December, signed in January", "PM003", NOTICE.replace("〔2024〕", "〔2023〕").replace("5月20日", "1月3日")),
    Case("an excerpt without those addressed", "PM004", PLAN + "一、任务\n新建养老驿站12家。\n2024年5月20日\n"),
    Case("an excerpt without those addressed", "PM005", PLAN + "一、任务\n新建养老驿站12家。\n云汀市人民政府\n"),
    Case("in force before it was written", "PM006", "发文单位：云汀市民政局\n成文日期：2024-05-20\n实施日期：2024-01-01\n云汀市养老服务发展实施方案\n一、主要任务\n新建养老驿站12家。\n"),
    Case("the years stand in the text", "PM007", "云汀市养老服务发展规划\n本规划期限为2021—2025年。\n一、发展目标\n体系完善。\n二、主要任务\n新建养老驿站12家。\n三、保障措施\n加强督查。\n"),
    Case("a bracket that one of the titles leaves out", "PM008", NOTICE.replace("方案》的", "方案（2023—2025年）》的")),
    Case("a title over two lines", "PM008", NOTICE.replace("《云汀市养老服务发展实施方案》的", "《云汀市养老服务发展\n实施方案》的")),
]  # fmt: skip

FOUND = [
    Case("chapters", "PS001", PLAN + "第一章　总则\n坚持公平。\n第二章　任务\n新建养老驿站12家。\n第四章　保障\n加强督查。\n", ("“第四章 保障”",)),
    Case("two are missing", "PS001", PLAN + "一、任务\n1.建设驿站。新建12家。\n4.加强督查。开展检查。\n", ("“4.加强督查”",)),
    Case("at the end of the plan", "PS004", PLAN + "一、任务\n新建养老驿站12家。\n二、步骤\n开展验收。\n三、保障措施\n", ("nothing stands below “三、保障措施”",)),
    Case("closed and never opened", "PS012", PLAN + "一、任务\n落实养老服务条例》，新建养老驿站12家。\n", ("》 closes",)),
    Case("two opened in a row", "PS012", PLAN + "一、任务\n推行“一件事办理，建设“一张图”。\n", ("“ is not closed",)),
    Case("appointed for when conditions allow", "PT004", PLAN + "一、任务\n（一）完善补贴。适时修订补贴办法。\n（二）建设驿站。新建12家。\n", ("“适时修订”",)),
    Case("a bracket after a dash", "PI010", FIVE + HEAD + "1\t床位\t张\t10\t30～20\n2\t驿站\t家\t2\t6\n", ("“30～20”",)),
    Case("a number twice", "PI007", FIVE + HEAD + "1\t床位\t张\t10\t20\n2\t护理员\t人\t10\t20\n2\t驿站\t家\t2\t6\n", ("“驿站”",)),
    Case("months of one year", "PD003", PLAN + "一、步骤\n（一）启动阶段（2024年9月至2024年6月）。制定计划。\n（二）推进。新建驿站。\n", ("“2024年9月至2024年6月”",)),
    Case("the thirteenth month", "PD005", PLAN + "一、任务\n（一）建设驿站。2024年13月底前新建12家。\n", ("“2024年13月”",)),
    Case("no leap year", "PD005", PLAN + "一、任务\n（一）建设驿站。2023年2月29日前新建12家。\n", ("“2023年2月29日”",)),
    Case("the one before the one before", "PU002", NOTICE.replace("12家。", "12家。（银监会负责）"), ("“银监会”",)),
    Case("a local office", "PU002", NOTICE.replace("12家。", "12家。（市国土资源局、市环保局负责）"), ("“市环保局”",)),
    Case("round brackets", "PM002", NOTICE.replace("〔2024〕", "（2024）"), ("“云政发（2024）12号”",)),
    Case("a number that is cited", "PM002", NOTICE.replace("新建养老", "按照云政办发[2022]3号新建养老"), ("“云政办发[2022]3号”",)),
]  # fmt: skip


def findings(case: Case) -> list[str]:
    return [told.finding.message for told in check(case.text, select=case.code).told]


@pytest.mark.parametrize("case", NOT_FOUND, ids=lambda case: f"{case.code}-{case.why}")
def test_what_is_right_is_not_found(case: Case) -> None:
    assert findings(case) == []


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case.code}-{case.why}")
def test_what_is_wrong_is_found(case: Case) -> None:
    messages = findings(case)
    assert len(messages) == len(case.found)
    assert all(message.startswith(words) for message, words in zip(messages, case.found, strict=True))


def test_an_empty_text_and_a_news_page_have_nothing_to_find() -> None:
    news = "云汀市召开养老服务工作会议\n5月20日，云汀市召开养老服务工作会议。会议强调，要加快建设养老驿站。\n"
    assert [told.finding.code for text in ("略", news) for told in check(text).told] == []


@pytest.mark.parametrize("code", ["PS012", "PM002", "PD003", "PD005"])
def test_what_a_picture_was_misread_for_is_not_found(code: str) -> None:
    """Marks and digits are what recognition misreads first."""
    rule = cast("Rule", RULES[code])
    document = parse_text(rule.BAD)
    doubt = Diagnostic(code="page-recognised", severity="info", message="page 1 was recognised", span=None)
    read = Plan(document.model_copy(update={"diagnostics": (doubt,)}), rule.BAD, "action-plan")
    assert list(rule.check(Plan(document, rule.BAD, "action-plan"))) != []
    assert list(rule.check(read)) == []
