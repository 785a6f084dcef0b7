"""Full names: only where place, date and short form leave no doubt."""

from __future__ import annotations

from datetime import date

import pytest

from plan_extract import lexicon, pipeline
from plan_extract.readers.text import read_text
from plan_extract.records.metadata import Jurisdiction
from plan_extract.values.canonical import canonical, level_of


def at(code: str, province: str | None = None, city: str | None = None, county: str | None = None) -> Jurisdiction:
    return Jurisdiction(province=province, city=city, county=county, code=code)


CITY = at("440100", "广东省", "广州市")
DISTRICT = at("440106", "广东省", "广州市", "天河区")
COUNTY = at("430121", "湖南省", "长沙市", "长沙县")
COUNTY_CITY = at("350181", "福建省", "福州市", "福清市")
PROVINCE = at("440000", "广东省")
REGION = at("450000", "广西壮族自治区")
MUNICIPAL = at("110000", "北京市")
CAPITAL_DISTRICT = at("110105", "北京市", None, "朝阳区")
PREFECTURE = at("422800", "湖北省", "恩施土家族苗族自治州")
NATION = at("100000")
Y2000, Y2017, Y2020, Y2022, Y2024 = (date(year, 7, 1) for year in (2000, 2017, 2020, 2022, 2024))

UNRESOLVED: list[tuple[str, Jurisdiction | None, date | None]] = [
    # no place, or none of that level
    ("市财政局", None, None),
    ("市财政局", PROVINCE, None),
    ("市财政局", NATION, None),
    ("区财政局", CITY, None),
    ("县财政局", DISTRICT, None),
    ("省财政厅", REGION, None),
    ("自治区财政厅", PROVINCE, None),
    ("州财政局", CITY, None),
    ("县级市财政局", CITY, None),
    # no level
    ("财政局", CITY, None),
    ("民政部门", CITY, None),
    ("发展改革委", CITY, None),
    ("人民银行", CITY, None),  # its branch
    ("税务部门", PROVINCE, None),
    # several bodies, or a kind of body
    ("各区人民政府", CITY, None),
    ("各市财政局", PROVINCE, None),
    ("有关部门", CITY, None),
    ("国务院相关部门", NATION, None),
    ("省级人民政府", NATION, None),
    ("市级财政部门", CITY, None),
    ("本市有关单位", CITY, None),
    ("市纪委监委", CITY, None),
    ("市委组织部（市委人才办）", CITY, None),
    # offices that places call by different names
    ("市自然资源局", CITY, None),
    ("市文广旅局", CITY, None),
    ("市大数据局", CITY, Y2020),
    ("市金融局", CITY, Y2022),
    ("市教育部门", CITY, None),
    ("市卫生健康部门", CITY, None),
    # offices that a place of this rank has not
    ("市教育厅", CITY, None),
    ("省财政局", PROVINCE, None),
    ("区公安局", DISTRICT, None),
    ("区生态环境局", DISTRICT, None),
    ("县生态环境局", COUNTY, None),
    # places of one name
    ("朝阳区教育委员会", None, None),
    ("鼓楼区人民政府", PROVINCE, None),
    ("某某区人民政府", CITY, None),
    ("天河区民政局", None, None),  # may be of a place that no table has
    ("天河区民政局", MUNICIPAL, None),
    # not yet, or no longer and without a successor of one name
    ("国家数据局", None, Y2022),
    ("市乡村振兴局", CITY, Y2020),
    ("市医保局", CITY, Y2017),
    ("市国土资源局", CITY, Y2020),
    ("市旅游局", CITY, Y2020),
    ("铁道部", NATION, Y2017),
    ("新闻出版广电总局", NATION, Y2020),
    ("某某银保监分局", CITY, Y2022),
    ("广东监管局", PROVINCE, Y2022),
    ("人行市中心支行", CITY, Y2022),
    ("人行广西区分行", REGION, Y2024),
    ("市场监管局", CITY, Y2022),
    ("省市场监管分局", PROVINCE, Y2022),
    ("国家金融监管总局宝鸡监管分局", None, Y2020),
    # no body of the place at all
    ("市场监管部门", CITY, None),
    ("区域协调办公室", DISTRICT, None),
    ("城市更新中心", CITY, None),
]
RESOLVED: list[tuple[str, Jurisdiction | None, date | None, str]] = [
    ("市发展改革委", CITY, None, "广州市发展和改革委员会"),
    ("市财政局", CITY, None, "广州市财政局"),
    ("市财政局", COUNTY, None, "长沙市财政局"),
    ("市财政局", COUNTY_CITY, None, "福清市财政局"),
    ("市财政局", MUNICIPAL, None, "北京市财政局"),
    ("省财政厅", CITY, None, "广东省财政厅"),
    ("市人社局", DISTRICT, None, "广州市人力资源和社会保障局"),
    ("区卫健局", DISTRICT, None, "广州市天河区卫生健康局"),
    ("区民政局", CAPITAL_DISTRICT, None, "北京市朝阳区民政局"),
    ("区生态环境局", CAPITAL_DISTRICT, None, "北京市朝阳区生态环境局"),
    ("县住建局", COUNTY, None, "长沙县住房和城乡建设局"),
    ("县公安局", COUNTY, None, "长沙县公安局"),
    ("州民政局", PREFECTURE, None, "恩施土家族苗族自治州民政局"),
    ("省住房城乡建设厅", PROVINCE, None, "广东省住房和城乡建设厅"),
    ("财政厅", PROVINCE, None, "广东省财政厅"),
    ("自治区教育厅", REGION, None, "广西壮族自治区教育厅"),
    ("自治区党委宣传部", REGION, None, "中共广西壮族自治区委员会宣传部"),
    # the level of a department
    ("市民政部门", CITY, None, "广州市民政局"),
    ("省民政部门", PROVINCE, None, "广东省民政厅"),
    ("市财政部门", MUNICIPAL, None, "北京市财政局"),
    # Party, people's congress, courts, mass organisations
    ("市委", CITY, None, "中共广州市委员会"),
    ("市委组织部", CITY, None, "中共广州市委组织部"),
    ("市委编办", CITY, None, "中共广州市委机构编制委员会办公室"),
    ("市纪委", CITY, None, "中共广州市纪律检查委员会"),
    ("团市委", CITY, None, "共青团广州市委员会"),
    ("团省委", PROVINCE, None, "共青团广东省委员会"),
    ("市法院", CITY, None, "广州市中级人民法院"),
    ("区法院", DISTRICT, None, "广州市天河区人民法院"),
    ("省法院", PROVINCE, None, "广东省高级人民法院"),
    ("市政协", CITY, None, "中国人民政治协商会议广州市委员会"),
    ("市人大常委会", CITY, None, "广州市人民代表大会常务委员会"),
    ("市妇联", CITY, None, "广州市妇女联合会"),
    ("市政府国资委", CITY, None, "广州市人民政府国有资产监督管理委员会"),
    # bodies that name their place, and branches of central ones
    ("江西省教育厅", None, None, "江西省教育厅"),
    ("天河区民政局", CITY, None, "广州市天河区民政局"),
    ("朝阳区民政局", MUNICIPAL, None, "北京市朝阳区民政局"),
    ("长沙县人民政府", at("430000", "湖南省"), None, "长沙县人民政府"),
    ("长沙县人民政府", NATION, None, "长沙县人民政府"),
    ("恩施州财政局", None, None, "恩施土家族苗族自治州财政局"),
    ("重庆市税务局", None, None, "国家税务总局重庆市税务局"),
    ("市税务局", CITY, Y2020, "国家税务总局广州市税务局"),
    ("人行重庆市分行", None, None, "中国人民银行重庆市分行"),
    ("广东证监局", CITY, None, "中国证券监督管理委员会广东监管局"),
    ("黄埔海关", CITY, None, "中华人民共和国黄埔海关"),
    # the State Council's
    ("发展改革委", NATION, None, "国家发展和改革委员会"),
    ("人民银行", NATION, None, "中国人民银行"),
    ("国务院办公厅", NATION, None, "国务院办公厅"),
    ("科技部", NATION, None, "科学技术部"),
    ("国家发展改革委", CITY, None, "国家发展和改革委员会"),
    ("全国妇联", NATION, None, "中华全国妇女联合会"),
    # as of the document's date
    ("卫生计生委", NATION, Y2017, "国家卫生和计划生育委员会"),
    ("卫生计生委", NATION, Y2020, "国家卫生健康委员会"),
    ("环境保护部", NATION, Y2020, "生态环境部"),
    ("环境保护部", NATION, Y2017, "环境保护部"),
    ("农业部", NATION, Y2020, "农业农村部"),
    ("国家旅游局", NATION, Y2020, "文化和旅游部"),
    ("国土资源部", NATION, Y2017, "国土资源部"),
    ("银监会", NATION, Y2017, "中国银行业监督管理委员会"),
    ("保监会", NATION, Y2020, "中国银行保险监督管理委员会"),
    ("银保监会", NATION, Y2024, "国家金融监督管理总局"),
    ("国务院扶贫办", NATION, Y2020, "国务院扶贫开发领导小组办公室"),
    ("国务院扶贫办", NATION, Y2022, "国家乡村振兴局"),
    ("国家乡村振兴局", NATION, Y2024, "农业农村部"),
    ("国家环保总局", NATION, Y2020, "生态环境部"),  # two steps
    ("建设部", NATION, Y2000, "建设部"),
    ("中央网信办", NATION, Y2017, "中央网络安全和信息化领导小组办公室"),
    ("中央网信办", NATION, Y2020, "中央网络安全和信息化委员会办公室"),
    ("市卫生计生委", CITY, Y2017, "广州市卫生和计划生育委员会"),
    ("市卫生计生委", CITY, Y2020, "广州市卫生健康委员会"),
    ("市工商局", CITY, Y2017, "广州市工商行政管理局"),
    ("市质监局", CITY, Y2020, "广州市市场监督管理局"),
    ("市食药监局", CITY, Y2020, "广州市市场监督管理局"),
    ("省环保厅", PROVINCE, Y2020, "广东省生态环境厅"),
    ("省国土资源厅", PROVINCE, Y2020, "广东省自然资源厅"),
    ("市国税局", CITY, Y2017, "广州市国家税务局"),
    ("市地税局", CITY, Y2020, "国家税务总局广州市税务局"),
    ("广东银保监局", CITY, Y2022, "中国银行保险监督管理委员会广东监管局"),
    ("广东银保监局", CITY, Y2024, "国家金融监督管理总局广东监管局"),
    ("广元银保监分局", None, Y2022, "中国银行保险监督管理委员会广元监管分局"),
    ("广元银保监分局", None, Y2024, "国家金融监督管理总局广元监管分局"),
    ("国家金融监管总局宝鸡监管分局", None, Y2024, "国家金融监督管理总局宝鸡监管分局"),
    ("省林业局", PROVINCE, Y2020, "广东省林业局"),
    ("市数据局", CITY, Y2024, "广州市数据局"),
]


@pytest.mark.parametrize(("name", "place", "on"), UNRESOLVED)
def test_no_clear_case(name: str, place: Jurisdiction | None, on: date | None) -> None:
    assert canonical(name, place, on) is None


@pytest.mark.parametrize(("name", "place", "on", "full"), RESOLVED)
def test_full_names(name: str, place: Jurisdiction | None, on: date | None, full: str) -> None:
    assert canonical(name, place, on) == full


def test_a_full_name_is_its_own() -> None:
    for name, place, on, full in RESOLVED:
        again = canonical(full, place, on)
        assert again in (full, None), (name, again)


LEVELS = [
    ("财政局", None),
    ("市场监管局", None),
    ("区域办", None),
    ("市级部门", None),
    ("市教委", "市"),
    ("自治区教育厅", "自治区"),
]


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_levels(name: str, level: str | None) -> None:
    assert level_of(name) == level


LISTED: list[tuple[str, str, str | None]] = [  # a level left out in a list
    ("财政局", "市", "广州市财政局"),
    ("财政局", "省", None),
    ("民政部门", "市", None),
    ("省财政厅", "市", "广东省财政厅"),
    ("人民银行", "市", None),
]


@pytest.mark.parametrize(("name", "level", "full"), LISTED)
def test_a_level_left_out(name: str, level: str, full: str | None) -> None:
    assert canonical(name, CITY, None, level) == full


PLAN = """广州市养老服务实施方案

一、主要任务
（一）扩大供给
新建一批机构。（责任单位：市民政局、财政局，各区人民政府）
（二）强化监管
开展定期检查。（责任单位：市财政局、广州市民政局）
（三）加强宣传
开展主题宣传。（责任单位：民政局，市自然资源局）

广州市人民政府办公室
2024年5月6日
"""


def test_a_body_written_in_three_ways_is_one_unit() -> None:
    plan = pipeline.extract(read_text(PLAN.encode(), "plan.txt"))
    assert [(u.id, u.name, u.also, u.canonical, u.tasks.responsible) for u in plan.units] == [
        ("U001", "市民政局", ("广州市民政局",), "广州市民政局", ("T001", "T002")),
        ("U002", "财政局", ("市财政局",), "广州市财政局", ("T001", "T002")),
        ("U003", "各区人民政府", (), None, ("T001",)),
        ("U004", "民政局", (), None, ("T003",)),  # nothing tells its level
        ("U005", "市自然资源局", (), None, ("T003",)),
    ]
    assert [len(u.mentions) for u in plan.units] == [2, 2, 1, 1, 1]


@pytest.mark.parametrize("kind", ["national", "local", "party"])
def test_renamings_hold_together(kind: str) -> None:
    """Successors are bodies of the list or stand for good, and no body ends before it begins."""
    history = lexicon.pairs("offices", f"{kind}_history")
    known = set(lexicon.pairs("offices", kind).values() if kind != "national" else lexicon.pairs("offices", kind))
    for name, told in history.items():
        assert name in known, name
        assert told.get("now", name) in known, told
        assert told.get("since", "") < told.get("until", "9999"), name
        successor = history.get(told.get("now", ""), {})
        assert successor.get("since", "") <= told.get("until", "9999"), f"a gap behind {name}"
