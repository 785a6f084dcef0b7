"""Whose plan it is: told by issuers, number or title, and null wherever that is not sure."""

from __future__ import annotations

from datetime import date

import pytest

from plan_extract import pipeline
from plan_extract.readers.text import read_text
from plan_extract.values.divisions import divisions_at
from plan_extract.values.jurisdiction import jurisdiction_of, place_by_form

Y2012, Y2022 = date(2012, 6, 1), date(2022, 6, 1)

UNKNOWN: list[tuple[tuple[str, ...], str | None, str | None]] = [
    # bodies without a place
    ((), None, None),
    (("市民政局",), "养老服务实施方案", None),
    (("市民政局", "市财政局"), None, None),
    (("省政府办公厅",), "若干措施", None),
    (("区人民政府",), None, None),
    (("发展改革委",), "行动方案", None),
    (("领导小组办公室",), "工作方案", None),
    (("城市住房公积金管理中心",), None, None),
    (("高新区管委会",), "若干措施", None),
    # places of one name, without their city
    (("朝阳区人民政府",), "实施方案", None),
    (("鼓楼区民政局",), "鼓楼区养老规划", None),
    (("通州区人力资源和社会保障局",), None, None),
    (("江北区人民政府",), "行动计划", None),  # two of them until a few years ago
    (("市中区人民政府",), None, None),
    (("城区人民政府",), None, None),
    ((), "西湖区实施方案", None),
    # issuers of several places, or of another than the title's or the number's
    (("广州市财政局", "深圳市财政局"), "广州市方案", None),
    (("广东省财政厅", "广州市财政局"), None, None),
    (("财政部", "广东省财政厅"), None, None),
    (("省教育厅",), "广州市实施方案", None),
    (("区教育局",), "广东省实施方案", None),
    (("深圳市人民政府办公厅",), "若干措施", "粤府〔2020〕1号"),
    (("广东省人民政府",), "若干措施", "国发〔2020〕1号"),
    # those who print what others wrote
    (("南方日报",), "广东省实施方案", None),
    (("广州日报社",), None, None),
    (("某某市政务在线",), "某某市规划", None),
    (("深圳市某某集团有限公司",), None, None),
    (("上海市银行业协会",), "上海市工作方案", None),
    (("北京市某某大学",), None, None),
    (("北京市某某:民政局",), None, None),  # words that were replaced
    # persons
    (("安平",), "实施方案", None),
    (("张江",), None, None),
    (("李和平",), "工作方案", None),
    # titles that begin with no place, or with several, or are none of a document
    ((), "关于加快城市建设的意见", None),
    ((), "城市更新行动计划", None),
    ((), "全市重点工作安排", None),
    ((), "市区道路改造方案", None),
    ((), "社区养老建设方案", None),
    ((), "县域商业建设行动", None),
    ((), "超大城市治理方案", None),
    ((), "农村人居环境整治方案", None),
    ((), "长江三角洲区域发展规划", None),
    ((), "粤港澳大湾区发展规划", None),
    ((), "上海市、江苏省、浙江省生态绿色发展方案", None),
    ((), "广东省与江西省合作规划", None),
    ((), "江苏省苏州工业园区若干措施", None),
    ((), "越城区、柯桥区若干政策", None),
    ((), "广州市召开工作会议", None),
    ((), "解读《广东省规划》", None),
    # places that are not known
    (("广州市某某区人民政府",), None, None),
    (("某某县人民政府",), "某某县规划", None),
    # signs of a number that a county shares
    ((), None, "渝府发〔2020〕1号"),
    ((), None, "京政发〔2020〕1号"),
    ((), None, "民发〔2020〕1号"),
    ((), None, "赣粮发〔2020〕1号"),
    (("市粮食局",), None, "赣粮发〔2020〕1号"),
]
KNOWN: list[tuple[tuple[str, ...], str | None, str | None, str]] = [
    (("广东省人民政府",), None, None, "440000 广东省"),
    (("广西壮族自治区人民政府办公厅",), None, None, "450000 广西壮族自治区"),
    (("北京市民政局",), None, None, "110000 北京市"),
    (("北京市朝阳区人民政府",), None, None, "110105 北京市 朝阳区"),
    (("朝阳区人民政府",), "北京市朝阳区实施方案", None, "110105 北京市 朝阳区"),
    (("长春市朝阳区财政局", "朝阳区民政局"), None, None, "220104 吉林省 长春市 朝阳区"),
    (("广州市财政局", "广州市教育局"), None, None, "440100 广东省 广州市"),
    (("广州市天河区人民政府办公室",), None, None, "440106 广东省 广州市 天河区"),
    (("天河区教育局",), None, None, "440106 广东省 广州市 天河区"),
    (("长沙县人民政府",), "工作方案", None, "430121 湖南省 长沙市 长沙县"),
    (("福清市人民政府办公室",), None, None, "350181 福建省 福州市 福清市"),
    (("津市市人民政府",), None, None, "430781 湖南省 常德市 津市市"),
    (("吉林省人民政府",), None, None, "220000 吉林省"),
    (("吉林市人民政府",), None, None, "220200 吉林省 吉林市"),
    (("恩施州人民政府",), None, None, "422800 湖北省 恩施土家族苗族自治州"),
    (("伊犁哈萨克自治州人民政府",), None, None, "654000 新疆维吾尔自治区 伊犁哈萨克自治州"),
    (("东莞市人民政府",), None, None, "441900 广东省 东莞市"),
    (("仙桃市人民政府",), None, None, "429004 湖北省 仙桃市"),  # no city above it
    (("琼中黎族苗族自治县人民政府",), None, None, "469030 海南省 琼中黎族苗族自治县"),
    (("重庆市渝中区人民政府",), None, None, "500103 重庆市 渝中区"),
    (("中共深圳市委", "深圳市人民政府"), None, None, "440300 广东省 深圳市"),
    (("共青团广州市委员会",), None, None, "440100 广东省 广州市"),
    (("国家税务总局广州市税务局",), None, None, "440100 广东省 广州市"),
    (("广州市城市管理和综合执法局",), None, None, "440100 广东省 广州市"),
    (("南京市市场监督管理局",), None, None, "320100 江苏省 南京市"),
    (("下城区人民政府",), None, None, "330103 浙江省 杭州市 下城区"),  # was dissolved
    (("市民政局",), "广州市养老服务实施方案", None, "440100 广东省 广州市"),
    (("区人民政府",), "广州市天河区规划", None, "440106 广东省 广州市 天河区"),
    (("省政府办公厅",), "广东省若干措施", None, "440000 广东省"),
    ((), "宁夏回族自治区行动方案", None, "640000 宁夏回族自治区"),
    ((), "成都市行动计划（2024—2026年）", None, "510100 四川省 成都市"),
    ((), "上海市松江区规划", None, "310117 上海市 松江区"),
    ((), "广西南宁市若干措施", None, "450100 广西壮族自治区 南宁市"),
    ((), "若干措施", "粤府〔2020〕1号", "440000 广东省"),
    ((), "若干措施", "沪府办发〔2020〕1号", "310000 上海市"),
    (("省粮食和物资储备局",), "工作要点", "赣粮发〔2020〕1号", "360000 江西省"),
    (("自治区民政厅",), None, "宁民发〔2020〕1号", "640000 宁夏回族自治区"),
    (("武汉住房公积金管理中心",), None, None, "420100 湖北省 武汉市"),
    (("上海市绿化和市容管理局",), None, None, "310000 上海市"),
    (("广东省人民政府",), None, "粤府〔2020〕1号", "440000 广东省"),
    # the whole country
    (("国务院",), "广东省国土空间规划", None, "100000"),
    (("国务院办公厅",), None, "国办发〔2020〕1号", "100000"),
    (("中共中央", "国务院"), None, None, "100000"),
    (("教育部", "财政部"), None, None, "100000"),
    (("国家发展改革委办公厅",), None, None, "100000"),
    (("国家税务总局",), None, None, "100000"),
    ((), "若干意见", "国发〔2020〕1号", "100000"),
    ((), "国务院关于加快发展的意见", None, "100000"),
]


@pytest.mark.parametrize(("issuers", "title", "number"), UNKNOWN)
def test_not_sure(issuers: tuple[str, ...], title: str | None, number: str | None) -> None:
    assert jurisdiction_of(issuers, title, number) is None


@pytest.mark.parametrize(("issuers", "title", "number", "expected"), KNOWN)
def test_sure(issuers: tuple[str, ...], title: str | None, number: str | None, expected: str) -> None:
    found = jurisdiction_of(issuers, title, number)
    assert found is not None
    assert " ".join(filter(None, (found.code, found.province, found.city, found.county))) == expected


BORNE_OUT = [
    ("天河区教育局", "天河区教育局关于养老的通知", False),
    ("天河区教育局", "天河区教育局关于广州养老的通知", True),
    ("天河区教育局", "落实广东省的要求", True),
    ("广州市教育局", "关于养老的通知", True),  # its name needs no more
]


@pytest.mark.parametrize(("issuer", "text", "sure"), BORNE_OUT)
def test_a_county_is_borne_out_by_its_city_or_province(issuer: str, text: str, sure: bool) -> None:
    assert (jurisdiction_of((issuer,), None, text=text) is not None) is sure


BY_FORM: list[tuple[tuple[str, ...], str | None]] = [
    ((), None),
    (("市民政局",), None),
    (("全市工作领导小组办公室",), None),
    (("城市管理局",), None),
    (("云汀市民政局", "清江市民政局"), None),
    (("云汀市",), None),
    (("云汀市人民政府",), "云汀市"),
    (("云汀市民政局", "中共云汀市委"), None),  # 委 alone is too little
    (("云汀市民政局", "云汀市财政局"), "云汀市"),
    (("云汀市清河区民政局",), "云汀市清河区"),
]


@pytest.mark.parametrize(("issuers", "name"), BY_FORM)
def test_cities_that_no_table_has(issuers: tuple[str, ...], name: str | None) -> None:
    found = place_by_form(issuers)
    assert (f"{found.city}{found.county or ''}" if found else None) == name


MOVED = [
    ("寿县人民政府", Y2012, "341521 六安市"),
    ("寿县人民政府", Y2022, "340422 淮南市"),
    ("寿县人民政府", None, "340422 淮南市"),
    ("莱芜市人民政府", Y2012, "371200 莱芜市"),
]


@pytest.mark.parametrize(("issuer", "on", "expected"), MOVED)
def test_divisions_are_those_of_the_date(issuer: str, on: date | None, expected: str) -> None:
    found = jurisdiction_of((issuer,), None, None, on)
    assert found is not None
    assert f"{found.code} {found.city}" == expected


def test_every_division_is_found_by_its_names() -> None:
    found, end = divisions_at("新疆维吾尔自治区喀什地区疏附县教育局")
    assert ([d.code for d in found], end) == (["653121"], 15)
    assert {d.province for d in divisions_at("鼓楼区政府")[0]} == {"江苏省", "福建省", "河南省"}
    assert divisions_at("") == ((), 0)


def test_it_stands_in_the_metadata() -> None:
    text = "广州市民政局关于印发养老服务实施方案的通知\n\n各区民政局：\n\n一、主要任务\n扩大供给。\n\n广州市民政局\n2024年5月6日\n"
    found = pipeline.extract(read_text(text.encode(), "plan.txt")).metadata.jurisdiction
    assert found is not None
    assert (found.province, found.city, found.county, found.code) == ("广东省", "广州市", None, "440100")


def test_hostile_names_stay_linear() -> None:
    for word in ("广东省", "市", "区", "、上海市", "鼓楼区"):
        jurisdiction_of((word * 20_000,), word * 20_000, word * 20_000)
