"""What a document says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from plan_extract.extractors.base import Doubt
from plan_extract.extractors.metadata import extract
from plan_extract.readers.text import read_text
from plan_extract.structure.read import read_structure


def metadata(text: str) -> dict[str, Any]:
    """The metadata of a text, as JSON values."""
    found, _ = extract(read_structure(read_text(text.encode(), "plan.txt")))
    return found.model_dump(mode="json")


def doubts(text: str) -> list[Doubt]:
    """The doubts about a text."""
    return list(extract(read_structure(read_text(text.encode(), "plan.txt")))[1])


BODY = "为做好水利工作，制定本方案。\n一、总体要求\n坚持统筹兼顾。\n二、主要任务\n（一）修建水库。新建水库3座。"
NOTICE = (
    "某市人民政府关于印发《某市水利“十四五”规划》的通知\n某政发[2021]7号\n各县（区）人民政府，市政府各部门、各直属机构：\n"
    "《某市水利“十四五”规划》已经市政府同意，现印发给你们，请认真贯彻执行。\n某市人民政府\n2021年6月13日\n"
)
PLAN = NOTICE + "某市水利“十四五”规划\n" + BODY


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (BODY, "title"),
        (BODY.replace("制定本方案", "推进水利现代化"), "document_type"),
        (BODY.replace("制定本方案", "落实上级方案"), "document_type"),
        (BODY, "document_number"),
        (BODY, "written_on"),
        (BODY, "plan_period"),
        (BODY + "\n本方案自印发之日起施行，有效期5年。", "effective_on"),
        (BODY + "\n本方案自印发之日起施行，有效期5年。", "expires_on"),
        (BODY + "\n（二）自2022年1月1日起执行新标准。", "effective_on"),
        (BODY + "\n（二）该政策自2022年1月1日起执行。", "effective_on"),
        (BODY + "\n到2035年，水利设施全面完善。", "outlook_year"),
        ("根据《某规划和2035年远景目标纲要》，制定本方案。\n一、要求", "outlook_year"),
        ("2023-06-13\n某市水利方案\n" + BODY, "published_on"),
        ("发布日期：2023-06-13\n某市水利方案\n" + BODY, "written_on"),
        ("废止日期：\n发布日期：2023-06-13\n某市水利方案\n" + BODY, "expires_on"),
        ("废止日期：----\n某市水利方案\n" + BODY, "expires_on"),
        ("文号：-\n某市水利方案\n" + BODY, "document_number"),
        ("某市水利方案\n" + BODY + "\n（二）落实《某办法》（某发〔2019〕3号）。", "document_number"),
        ("某市水利三年行动计划\n" + BODY, "plan_period"),
        ("某区关于恢复消费的若干措施\n" + BODY, "issuers"),
        ("某市2019年部分节假日安排的通知\n各县：\n一、元旦：放假。", "plan_period"),
        ("某市评价指标体系（试行）\n" + BODY, "document_type"),
        ("某市水利方案\n" + BODY + "\n责任单位：\n市水利局、市财政局", "recipients"),
    ],
)
def test_nothing_is_guessed(text: str, field: str) -> None:
    """What is not printed is null."""
    assert not metadata(text)[field]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (PLAN, "title", "某市水利“十四五”规划"),
        (PLAN, "document_type", "规划"),
        (PLAN, "issuers", ["某市人民政府"]),
        (PLAN, "document_number", "某政发〔2021〕7号"),
        (PLAN, "written_on", "2021-06-13"),
        (PLAN, "recipients", ["各县（区）人民政府", "市政府各部门", "各直属机构"]),
        (PLAN, "plan_period", {"start": 2021, "end": 2025}),
        (PLAN + "\n展望2035年，水利全面现代化。", "outlook_year", 2035),
        (PLAN + "\n本规划自2021年7月1日起施行。", "effective_on", "2021-07-01"),
        (PLAN + "\n本规划有效期至2025年12月31日。", "expires_on", "2025-12-31"),
        (PLAN + "\n本政策执行期暂定为自政策发布之日起至2025年6月30日。", "expires_on", "2025-06-30"),
        (PLAN + "\n本规划自2021年7月1日起实施，有效期截至2025年12月31日。", "expires_on", "2025-12-31"),
        (BODY, "document_type", "方案"),
        (BODY.replace("制定本方案", "提出以下措施"), "document_type", "措施"),
        ("某市双百行动工作专班办公室关于印发《某市水利规划》的通知\n各县：\n现将《某市水利规划》印发给你们。\n"
         "某市“双百”行动\n工作专班办公室（代章）\n2021年6月13日\n某市水利规划\n" + BODY,
         "issuers", ["某市“双百”行动工作专班办公室"]),
        ("某市水利局\n某市财政局关于印发《某市水利规划》的通知\n各县：\n现将《某市水利规划》印发给你们。\n"
         "某市水利局\n某市财政局\n2021年6月13日\n某市水利规划\n" + BODY, "issuers", ["某市水利局", "某市财政局"]),
        ("某市房地产市场领导小组办公室关于稳定市场的通知\n一、优化供应。增加供应。\n某市房地产市场\n"
         "领导小组办公室（代章）\n2023年1月2日", "issuers", ["某市房地产市场领导小组办公室"]),
        ("发布日期：2021-07-01\n有效性：有效\n" + PLAN, "published_on", "2021-07-01"),
        ("发布日期：2021-07-01\n有效性：有效\n" + PLAN, "status", "有效"),
        ("文件状态：\n现行有效\n" + PLAN, "status", "现行有效"),
        ("成文日期：2021-06-10\n" + PLAN, "written_on", "2021-06-10"),
        ("发文机关：市政府\n" + PLAN, "issuers", ["市政府"]),
        ("发布机构：市政府网\n" + PLAN, "issuers", ["某市人民政府"]),
        ("索 引 号: 1/2  发文机关:  市水利局\t 文 号: 某水〔2020〕3号\n某市水利要点\n" + BODY, "document_number", "某水〔2020〕3号"),
        ("索 引 号: 1/2  发文机关:  市水利局\t 文 号: 某水〔2020〕3号\n某市水利要点\n" + BODY, "issuers", ["市水利局"]),
        ("2020年某市水利工作要点\n" + BODY, "plan_period", {"start": 2020, "end": 2020}),
        ("某市水利方案\n" + BODY + "\n规划期限为2021年至2035年。", "plan_period", {"start": 2021, "end": 2035}),
        ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" + BODY, "recipients",
         ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]),
        ("某省人民政府令\n（第290号）\n《某省数据管理办法》已经通过，现予公布，自2021年11月25日起施行。\n"
         "2021年10月18日\n某省数据管理办法\n第一条 为了规范。", "issuers", ["某省人民政府"]),
        ("某省人民政府令\n（第290号）\n《某省数据管理办法》已经通过，现予公布，自2021年11月25日起施行。\n"
         "2021年10月18日\n某省数据管理办法\n第一条 为了规范。", "effective_on", "2021-11-25"),
        ("某市水利方案\n" + BODY + "\n某市水利局2023年5月25日发布，征求意见截止6月24日。", "published_on", "2023-05-25"),
        ("某市水利方案\n" + BODY + "\n某市水利局2023年5月25日发布，征求意见截止6月24日。", "issuers", ["某市水利局"]),
        ("某市水利方案\n" + BODY + "\n某市水利局某市财政局\n2023年5月25日", "issuers", ["某市水利局", "某市财政局"]),
        ("某市水利方案\n" + BODY + "\n某市水利局（代章）\n二○二三年五月二十五日", "written_on", "2023-05-25"),
        (NOTICE.replace("某市人民政府\n2021", "某市水利局\n（某市河长办公室）\n某市财政局\n2021") + "某市水利“十四五”规划\n" + BODY,
         "issuers", ["某市水利局（某市河长办公室）", "某市财政局"]),
        ("中共某市委关于加强水利工作的意见\n（2025年1月1日）\n" + BODY, "written_on", "2025-01-01"),
        ("某市委关于制定规划的建议\n（2025年11月28日某市委全体会议通过）\n" + BODY, "written_on", "2025-11-28"),
        ("各幼儿园：\n" + BODY, "recipients", ["各幼儿园"]),
        ("省直有关部门，有关市产业链牵头部门：\n" + BODY, "recipients", ["省直有关部门", "有关市产业链牵头部门"]),
        ("国务院关于加强水利工作的意见国发〔2011〕35号\n各省人民政府：\n" + BODY, "document_number", "国发〔2011〕35号"),
        ("中共中央 国务院印发《水利发展规划》\n新华社电 近日，中共中央、国务院印发了《水利发展规划》。\n"
         "《水利发展规划》主要内容如下。\n一、背景", "issuers", ["中共中央", "国务院"]),
    ],
)  # fmt: skip
def test_field(text: str, field: str, value: object) -> None:
    """Each field from where documents print it."""
    assert metadata(text)[field] == value


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (PLAN, []),
        ("某市水利方案\n" + BODY + "\n某市水利局\n2026月3月26日", ["date-misprint"]),
        ("发布日期：2020-01-01\n" + PLAN, ["dates-out-of-order"]),
        ("成文日期：2021-06-10\n" + PLAN, ["date-disagrees"]),
    ],
)
def test_doubts(text: str, codes: list[str]) -> None:
    """Misprints, dates out of order and dates that disagree are told."""
    assert [doubt.code for doubt in doubts(text)] == codes
