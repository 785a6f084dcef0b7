"""Full names: only where place and short form leave no doubt."""

from __future__ import annotations

import pytest

from plan_extract.values.canonical import Place, canonical, place_of

CITY = Place(city="广州市")
DISTRICT = Place(city="广州市", county="天河区")
BARE_DISTRICT = Place(county="天河区")
COUNTY = Place(county="长沙县")
PROVINCE = Place(province="广东省")
NATION = Place(national=True)

UNRESOLVED: list[tuple[str, Place | None]] = [
    ("市财政局", None),
    ("市财政局", PROVINCE),
    ("省财政厅", CITY),
    ("区财政局", CITY),
    ("区财政局", BARE_DISTRICT),
    ("市财政局", COUNTY),
    ("各区人民政府", CITY),
    ("有关部门", CITY),
    ("财政局", CITY),
    ("市自然资源局", CITY),  # some cities say 自然资源和规划局
    ("市委组织部（市委人才办）", CITY),
    ("发展改革委", CITY),
    ("国务院相关部门", NATION),
    ("县级市财政局", CITY),
    ("各市财政局", PROVINCE),
]
RESOLVED: list[tuple[str, Place | None, str]] = [
    ("市发展改革委", CITY, "广州市发展和改革委员会"),
    ("市财政局", CITY, "广州市财政局"),
    ("市人社局", DISTRICT, "广州市人力资源和社会保障局"),
    ("区卫健局", DISTRICT, "广州市天河区卫生健康局"),
    ("县住建局", COUNTY, "长沙县住房和城乡建设局"),
    ("省住房城乡建设厅", PROVINCE, "广东省住房和城乡建设厅"),
    ("财政厅", PROVINCE, "广东省财政厅"),
    ("自治区教育厅", Place(province="广西壮族自治区"), "广西壮族自治区教育厅"),
    ("市税务局", CITY, "国家税务总局广州市税务局"),
    ("重庆市税务局", None, "国家税务总局重庆市税务局"),
    ("江西省教育厅", None, "江西省教育厅"),
    ("市政府国资委", CITY, "广州市人民政府国有资产监督管理委员会"),
    ("市委组织部", CITY, "中共广州市委组织部"),
    ("团市委", CITY, "共青团广州市委员会"),
    ("人行重庆市分行", None, "中国人民银行重庆市分行"),
    ("发展改革委", NATION, "国家发展和改革委员会"),
    ("国务院办公厅", NATION, "国务院办公厅"),
    ("科技部", NATION, "科学技术部"),
]


@pytest.mark.parametrize(("name", "place"), UNRESOLVED)
def test_no_clear_case(name: str, place: Place | None) -> None:
    assert canonical(name, place) is None


@pytest.mark.parametrize(("name", "place", "full"), RESOLVED)
def test_full_names(name: str, place: Place | None, full: str) -> None:
    assert canonical(name, place) == full


NO_PLACE = [
    "关于加快城市建设的意见",
    "城市更新行动计划",
    "全市重点工作",
    "市场监管规划",
    "县域商业建设",
    "社区建设方案",
    "农村人居环境整治",
    "超大城市治理",
]
PLACES: list[tuple[tuple[str, ...], str | None, Place]] = [
    (("广州市财政局", "广州市教育局"), None, Place(city="广州市")),
    ((), "成都市行动计划", Place(city="成都市")),
    ((), "运城市工作措施", Place(city="运城市")),
    ((), "广东省若干措施", Place(province="广东省")),
    ((), "宁夏回族自治区方案", Place(province="宁夏回族自治区")),
    ((), "上海市松江区规划", Place(city="上海市", county="松江区")),
    (("长沙县人民政府",), "工作方案", Place(county="长沙县")),
    (("省政府办公厅",), "江西省人民政府办公厅关于照护的意见", Place(province="江西省")),
    (("国务院办公厅",), "广东省方案", Place(national=True)),
    (("中共深圳市委",), None, Place(city="深圳市")),
]


@pytest.mark.parametrize("title", NO_PLACE)
def test_titles_without_a_place(title: str) -> None:
    assert place_of((), title) is None


def test_issuers_that_disagree_tell_no_place() -> None:
    assert place_of(("广州市财政局", "深圳市财政局"), "广州市方案") is None


@pytest.mark.parametrize(("issuers", "title", "place"), PLACES)
def test_places(issuers: tuple[str, ...], title: str | None, place: Place) -> None:
    assert place_of(issuers, title) == place
