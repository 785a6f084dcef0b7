"""Full official names of bodies, where the document's place and the usual short forms leave no doubt.

市发展改革委 in a plan of Guangzhou is 广州市发展和改革委员会. What is not in the lexicon stays without a full name: an office
that a city may call by one name or another (自然资源局 or 自然资源和规划局) is no clear case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..document.fold import fold
from ..lexicon import any_of, pairs

_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose plan it is: the names of its levels as far as they are told; `national` for the State Council's own."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    national: bool = False


def place_of(issuers: Sequence[str], title: str | None) -> Place | None:
    """Tell whose plan it is from the bodies that issued it and from its title; None where they do not tell, or disagree.

    >>> place_of(("广州市卫生健康委员会", "广州市财政局"), None)
    Place(province=None, city='广州市', county=None, national=False)
    >>> place_of((), "关于加快发展的意见") is None
    True
    """
    places = {place for place in map(_place_in, issuers) if place} or {
        place for place in (_place_in(title or ""),) if place
    }
    return places.pop() if len(places) == 1 else None


def canonical(name: str, place: Place | None) -> str | None:
    """Give the full official name of a body, or None.

    >>> canonical("市发展改革委", Place(city="广州市"))
    '广州市发展和改革委员会'
    >>> canonical("发展改革委", Place(national=True)), canonical("各区人民政府", Place(city="广州市"))
    ('国家发展和改革委员会', None)
    """
    name = fold(name)
    if "(" in name or "[" in name:
        return None
    bank = re.fullmatch("(?:人行|(?:中国)?人民银行)([一-龥]{2,12}(?:分行|支行))", name)
    if bank:
        return f"中国人民银行{bank[1]}"
    if place is not None and place.national:
        return _state_council().get(name)
    own = _own_place().match(name)
    if own:
        return _office(own[0], name[own.end() :])
    return _at_level(name, place) if place else None


def _at_level(name: str, place: Place) -> str | None:
    """省, 市, 区 or 县 before the office stands for the document's own; 厅 without a level is the province's."""
    youth = re.fullmatch("团([省市县])委", name)
    if youth and (whose := _level(youth[1], place)):
        return f"共青团{whose}委员会"
    for level in ("自治区", "省", "市", "区", "县", "州"):
        if name.startswith(level):
            whose = _level(level, place)
            return _office(whose, name[len(level) :]) if whose else None
    own = place.province if place.city is None and place.county is None else None
    return _office(own, name) if own and name.endswith("厅") else None


def _level(level: str, place: Place) -> str | None:
    """The place that a bare level means: 区 in a plan of 广州市天河区 is 广州市天河区."""
    if level in ("省", "自治区"):
        return place.province if place.province and place.province.endswith(level) else None
    if level in ("市", "州"):
        return place.city if place.city and place.city.endswith(level) else None
    if place.county is None or not place.county.endswith(level):
        return None
    if level == "区":
        return f"{place.city}{place.county}" if place.city else None
    return f"{place.city}{place.county}" if place.city in _MUNICIPALITIES else place.county


def _office(whose: str | None, office: str) -> str | None:
    """The office in full with its place before it."""
    if whose is None:
        return None
    if office == "税务局":
        return f"国家税务总局{whose}税务局"
    party = pairs("bodies", "party_offices").get(office.removeprefix("委")) if office.startswith("委") else None
    if party:
        return f"中共{whose}委{party}"
    full = pairs("bodies", "local_offices").get(office)
    return f"{whose}{full}" if full else None


def _place_in(words: str) -> Place | None:
    """The place that a title or an issuer begins with."""
    words = fold(words).replace(" ", "")
    if re.match("国务院|中共中央|中央办公厅|中华人民共和国", words) or words in _state_council().values():
        return Place(national=True)
    found = _place().match(words.removeprefix("中共").removeprefix("中国共产党"))
    if not found or not any(found.groups()):
        return None
    return Place(province=found["province"], city=found["city"], county=found["county"])


@cache
def _state_council() -> dict[str, str]:
    return pairs("bodies", "state_council")


_PROVINCE = "[一-龥]{2,3}省|(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区"  # 广东省


@cache
def _own_place() -> re.Pattern[str]:
    """广州市|财政局, 江西省|教育厅: a place of two characters or more that the name itself begins with."""
    kind = any_of("各", "有关", "相关", "县级", "地级", "设区", "所在", "本", "我", "全", "城", "属地", "辖区")
    return re.compile(f"(?!{kind})(?:{_PROVINCE})?(?:[一-龥]{{2,4}}?市(?![场政容]))?(?<=[省市区])")


@cache
def _place() -> re.Pattern[str]:
    """广东省, 广西壮族自治区, 广州市天河区, 长沙县; no place in 关于…, 城市…, 全市…."""
    stop = any_of(
        "关于", "城市", "全市", "各市", "印发", "推进", "促进", "加快", "本市", "我市", "全国", "建设", "开展", "自治", "农村"
    )  # fmt: skip
    town = "(?!超大|特大|大中|大城|小城|首都|中心城|县城|老城)[一-龥]{2,4}?市(?![场政容圈])"
    city = f"(?P<city>(?!{stop})(?:{town}|[一-龥]{{2,8}}?自治州))?"
    county = f"(?P<county>(?!{stop}|开发|高新|经济|市|社区|园区)[一-龥]{{1,7}}?(?:新区|区(?!域|块)|县|旗))?"
    return re.compile(f"(?!{stop})(?P<province>{_PROVINCE})?{city}{county}")
