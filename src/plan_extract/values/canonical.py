"""Full official names of bodies, where the document's place, its date and the usual short forms leave no doubt.

市发展改革委 in a plan of Guangzhou is 广州市发展和改革委员会. What is not in the lexicon stays without a full name: an office
that a city may call by one name or another (自然资源局 or 自然资源和规划局) is no clear case.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from ..characters import compiled
from ..document.fold import fold
from ..lexicon import any_of, pairs
from ..records.metadata import Jurisdiction
from .divisions import MUNICIPALITIES, Division, divisions_at, short_provinces
from .jurisdiction import NATION, is_municipality
from .offices import department, full_name

_OWN_OFFICES = ("深圳", "宁波", "厦门", "青岛", "大连")  # cities with supervisors of their own beside the province's
_LEVELS = ("自治区", "省", "市", "区", "县", "州", "旗", "盟")
_NO_LEVELS = ("市场", "区域", "县域", "省级", "市级", "区级", "县级", "州级")


def canonical(name: str, place: Jurisdiction | None, on: date | None = None, level: str | None = None) -> str | None:
    """Give the full official name of a body at a date, or None. `level` is what a list left out (市教委、|财政局).

    >>> guangzhou = Jurisdiction(province="广东省", city="广州市", county=None, code="440100")
    >>> canonical("市发展改革委", guangzhou), canonical("各区人民政府", guangzhou)
    ('广州市发展和改革委员会', None)
    >>> canonical("银监会", None, date(2024, 5, 1))
    '国家金融监督管理总局'
    """
    name = fold(name)
    if name in pairs("offices", "national"):
        return full_name("national", name, on)
    if "(" in name or "[" in name or _several().match(name):
        return None
    if place == NATION and name in pairs("offices", "national_plan"):
        return full_name("national_plan", name, on)
    own = _own_place(name, place, on) or _vertical(name, on)
    if own or place is None or place == NATION:
        return own
    if level and not level_of(name) and not name.endswith("部门"):
        return _at_level(name, place, on) or _at_level(level + name, place, on)
    return _at_level(name, place, on)


def level_of(name: str) -> str | None:
    """The level that a body's name begins with: 市 of 市财政局.

    >>> level_of("市财政局"), level_of("自治区教育厅"), level_of("财政局"), level_of("市场监管局"), level_of("区域中心")
    ('市', '自治区', None, None, None)
    """
    if not name.startswith(_LEVELS) or name.startswith(_NO_LEVELS):
        return None
    return next(level for level in _LEVELS if name.startswith(level))


class _Whose(NamedTuple):
    """A place as it stands in the names of its bodies: 广州市天河区, 长沙县, 广东省."""

    name: str
    rank: Literal["province", "municipality", "city", "district", "county"]


def _whose(province: str | None, city: str | None, county: str | None, code: str) -> _Whose | None:
    """The place of a code; districts, and all that lies in a municipality, bear the name above theirs."""
    large = code[:2] in MUNICIPALITIES
    if county:
        district = county.endswith("区")
        above = province if large else city if district else ""
        return _Whose(f"{above}{county}", "district" if district else "county") if above is not None else None
    if city:
        return _Whose(city, "city")
    return _Whose(province, "municipality" if large else "province") if province else None


def _level(level: str, place: Jurisdiction) -> _Whose | None:
    """The place that a bare level means: 区 in a plan of 广州市天河区 is 广州市天河区, 市 there is 广州市."""
    whole = _whose(place.province, place.city, place.county, place.code)
    if level in ("省", "自治区"):
        name = place.province or ""
        return _whose(name, None, None, place.code) if name.endswith(level) else None
    if place.county and place.county.endswith(level):
        return whole
    if place.city and place.city.endswith(level):
        return _Whose(place.city, "city")
    return _whose(place.province, None, None, place.code) if level == "市" and is_municipality(place) else None


def _office(whose: _Whose | None, office: str, on: date | None) -> str | None:
    """The office in full with its place before it."""
    if whose is None or not office:
        return None
    if office.endswith("部门"):
        office = department(office.removesuffix("部门"), province=whose.rank == "province") or ""
    special = _special(whose, office) or _party(whose, office, on)
    if special:
        return special
    full = full_name("local", office, on)
    if full is None or not _has(whose, full):
        return None
    return f"国家税务总局{whose.name}税务局" if full == "税务局" else f"{whose.name}{full}"


def _special(whose: _Whose, office: str) -> str | None:
    """Bodies whose name is not place and office."""
    court = {"province": "高级", "municipality": "高级", "city": "中级"}.get(whose.rank, "")
    formed = {
        "纪委": f"中共{whose.name}纪律检查委员会",
        "政协": f"中国人民政治协商会议{whose.name}委员会",
        "法院": f"{whose.name}{court}人民法院",
        "人民法院": f"{whose.name}{court}人民法院",
        "贸促会": f"中国国际贸易促进委员会{whose.name}委员会",
    }
    return formed.get(office)


def _party(whose: _Whose, office: str, on: date | None) -> str | None:
    """市|委, 市|委组织部, 自治区|党委宣传部."""
    rest = re.fullmatch("(?:党委|委)(.*)", office)
    if rest is None:
        return None
    if not rest[1]:
        return f"中共{whose.name}委员会"
    full = full_name("party", rest[1], on)
    return f"中共{whose.name}{'委员会' if whose.name.endswith(('自治区', '州')) else '委'}{full}" if full else None


def _has(whose: _Whose, office: str) -> bool:
    """Tell whether a place of this rank has such an office of its own.

    Only provinces have 厅, and no 局 of that name. In the districts of a city stand branches of its offices for police
    and land (广州市公安局天河区分局); those for the environment stand in its counties too (中共中央办公厅、国务院办公厅,
    关于省以下环保机构监测监察执法垂直管理制度改革试点工作的指导意见, 2016).
    """
    if office.endswith("厅") and not office.endswith("办公厅"):
        return whose.rank == "province"
    hall = office.removesuffix("局") + "厅"
    if whose.rank == "province" and hall in pairs("offices", "local"):
        return "until" in pairs("offices", "local_history").get(hall, ())  # 林业厅 has become 林业局
    if "国有资产" in office:
        return whose.rank not in ("district", "county")
    if whose.rank == "district" and office in ("公安局", "规划和自然资源局", "自然资源和规划局"):
        return False
    return not (office == "生态环境局" and whose.rank in ("district", "county") and not _in_municipality(whose))


def _in_municipality(whose: _Whose) -> bool:
    return whose.name.startswith(("北京市", "天津市", "上海市", "重庆市"))


def _own_place(name: str, place: Jurisdiction | None, on: date | None) -> str | None:
    """江西省|教育厅, 天河区|民政局: the name itself begins with a place; of several (朝阳区), the one in the plan's own."""
    places, end = divisions_at(name, on.year if on else None)
    if (
        places and places[0].county == name[:end] and place != NATION
    ):  # 天河区: sure only in a plan of its city or province
        places = tuple(one for one in places if place and _lies_in(one, place))
    if len(places) != 1:
        return None
    one = places[0]
    return _office(_whose(one.province, one.city, one.county, one.code), name[end:], on)


def _lies_in(one: Division, place: Jurisdiction) -> bool:
    return one.province == place.province and place.city in (None, one.city)


def _vertical(name: str, on: date | None) -> str | None:
    """人行重庆市分行, 南昌海关, 广东银保监局: branches of central bodies, named by the short name of their place."""
    bank = re.fullmatch("(?:人行|(?:中国)?人民银行)((?![省市县区州本])[一-鿿]{2,12}(?<!区)(?:分行|支行))", name)
    if bank:
        return f"中国人民银行{bank[1]}"
    customs = compiled("(?![省市区县州])[一-鿿]{2,4}海关").fullmatch(name)
    if customs and name != "中国海关":
        return f"中华人民共和国{name}"
    youth = compiled("(?:共青团|团)([一-鿿]{2,6}[省市县区])委").fullmatch(name)
    return f"共青团{youth[1]}委员会" if youth and divisions_at(youth[1])[1] == len(youth[1]) else _branch(name, on)


def _branch(name: str, on: date | None) -> str | None:
    """广东银保监局, 广元银保监分局, 国家金融监管总局宝鸡监管分局: the offices of a supervisor in a province or a city."""
    found = _supervisor().fullmatch(name)
    if not found or not (found["head"] or found["short"]):
        return None
    where, office = found["where"], found["office"]
    if found["head"]:
        head = found["head"]
    else:
        place = where in short_provinces() or where in _OWN_OFFICES or divisions_at(where + "市")[1] > 0
        head = found["short"] + ("总局" if found["short"] == "金融监管" else "会") if place else ""
    full = full_name("national", head, on)
    return f"{full}{where}监管{office}" if full else None


def _at_level(name: str, place: Jurisdiction, on: date | None) -> str | None:
    """省, 市, 区 or 县 before the office stands for the document's own; 厅 without a level is the province's."""
    youth = re.fullmatch("(?:共青)?团([省市区县州])委", name)
    level = youth[1] if youth else level_of(name)
    if level is None:
        own = _level("省", place) or _level("自治区", place) if place.city is None and place.county is None else None
        return _office(own, name, on) if own and name.endswith("厅") else None
    whose = _level(level, place)
    if whose is None:
        return None
    return f"共青团{whose.name}委员会" if youth else _office(whose, name.removeprefix(level), on)


@cache
def _several() -> re.Pattern[str]:
    """各区人民政府, 有关部门, 县级市财政局: more than one body, or a kind of body."""
    return re.compile(
        "各|有关|相关|其他|其它|[省市区县州]级|地级|设区|所在|本(?!溪)|我|全(?!州|南|椒)|属地|辖区|当地|基层"
    )


@cache
def _supervisor() -> re.Pattern[str]:
    whole = any_of("国家金融监督管理总局", "国家金融监管总局", "中国银行保险监督管理委员会", "中国证券监督管理委员会")
    short = "(?P<short>银保监|银监|保监|证监|金融监管)"
    return compiled(f"(?P<head>{whole})?(?P<where>[一-鿿]{{2,5}}?)(?:监管|{short})(?P<office>分局|局)")
