"""Whose plan it is: province, city and county, told by who issued it, else by its number or its title.

Nothing is guessed. Issuers that disagree tell nothing; a name that several places bear (鼓楼区) tells nothing unless
the title names its city; companies, associations and media tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from ..characters import compiled
from ..document.fold import fold
from ..lexicon import any_of, pairs
from ..records.metadata import Jurisdiction
from .divisions import MUNICIPALITIES, Division, divisions_at, short_name
from .offices import full_name

NATION = Jurisdiction(province=None, city=None, county=None, code="100000")  # as the Ministry of Civil Affairs maps it
_Places = frozenset[Division]
_COUNTRY = Division("100000", "")
_NONE: _Places = frozenset()


def jurisdiction_of(
    issuers: Sequence[str],
    title: str | None,
    number: str | None = None,
    on: date | None = None,
    text: str | None = None,
) -> Jurisdiction | None:
    """Tell whose plan it is, or None where that is not sure; a county's document (`text`) names its city or province.

    >>> jurisdiction_of(("广州市天河区人民政府办公室",), "实施方案").code
    '440106'
    >>> jurisdiction_of(("鼓楼区人民政府",), "实施方案") is None, jurisdiction_of(("国务院办公厅",), None).code
    (True, '100000')
    """
    year = on.year if on else None
    bodies = [_plain(issuer) for issuer in issuers if not _no_authority().search(fold(issuer))]
    if issuers and not bodies:
        return None
    bare = [body for body in bodies if _level().match(body)]
    told = [places for body in bodies if (places := _of_body(body, year, on))]
    titled = _of_title(title, year)
    if told:
        places = frozenset.intersection(*told)
        places = places & titled if len(places) > 1 else places
    else:
        places = titled or _of_number(number, bare) if len(bare) == len(bodies) else _NONE
    sure = [place for place in places if all(_may_be_of(body, place) for body in bare) and _agrees(place, number)]
    return _record(sure[0]) if len(sure) == 1 and _is_borne_out(sure[0], text) else None


def place_by_form(issuers: Sequence[str]) -> Jurisdiction | None:
    """Give the city, and its district, that all issuers name, though no table has it: enough to name its offices in full.

    >>> place_by_form(("云汀市人民政府办公室", "云汀市民政局")).city, place_by_form(("某某县民政局",))
    ('云汀市', None)
    """
    found = [_city_by_form().match(_plain(issuer)) for issuer in issuers]
    names = {match.groups() if match else None for match in found}
    told = names.pop() if len(names) == 1 else None
    return Jurisdiction(province=None, city=told[0], county=told[1], code="000000") if told else None


def _record(place: Division) -> Jurisdiction:
    if place == _COUNTRY:
        return NATION
    return Jurisdiction(province=place.province, city=place.city, county=place.county, code=place.code)


def _plain(issuer: str) -> str:
    """The issuer without what stands before its place: 中共|广州市委, 国家税务总局|广州市税务局."""
    name = "".join(fold(issuer).split())
    return _before_place().sub("", name)


def _of_body(body: str, year: int | None, on: date | None) -> _Places:
    """The places that a body may be of; none for 市财政局."""
    if body.startswith(("国务院", "中共中央", "中央", "中华人民共和国", "全国")) or full_name(
        "national", _central(body), on
    ):
        return frozenset((_COUNTRY,))
    if re.search("[:;,.。?!]", body) or re.search(
        "分(?:局|中心|院|队)$", body
    ):  # 临沂市住房公积金中心沂水县分中心: of the place that comes second
        return _NONE
    fund = compiled("([一-鿿]{2,4}?)住房公积金").match(body)  # 武汉住房公积金管理中心 leaves 市 out, by its name
    if fund and (places := divisions_at(f"{fund[1]}市", year)[0]):
        return frozenset(places)
    places, end = divisions_at(body, year)
    return frozenset(places) if end < len(body) or body.endswith(("省", "市", "县", "区")) else _NONE


def _central(body: str) -> str:
    """教育部|办公厅, 国家发展改革委|办公厅."""
    return re.sub("(?:办公厅|综合司)$", "", body) if len(body) > 5 else body


def _of_title(title: str | None, year: int | None) -> _Places:
    """The places that a title may begin with; a headline that is no document's title tells nothing."""
    name = "".join(fold(title or "").split())
    if not _kind().search(name):
        return _NONE
    if re.match("国务院(?!关于同意|批)", name):
        return frozenset((_COUNTRY,))
    places, end = divisions_at(_before_place().sub("", name), year)
    return frozenset(places) if end else _NONE


def _may_be_of(body: str, place: Division) -> bool:
    """Tell whether a body that names its level only may be of a place: 市教育局 of 广州市, not of 广东省."""
    level = _level().match(body)
    return level is not None and (place.county or place.city or place.province).endswith(level[0])


def _of_number(number: str | None, bodies: Sequence[str] = ()) -> _Places:
    """国发〔2023〕5号 is the State Council's, 粤府〔2020〕1号 the province's; most signs several places share.

    赣粮发〔2020〕3号 is Jiangxi's where its issuer is a province's (省粮食和物资储备局).
    """
    found = _signs().match(number or "")
    if not found:
        return _NONE
    sign: str | None = pairs("document_numbers", "signs").get(found["sign"])
    if sign is None and bodies and all(body.startswith(("省", "自治区")) for body in bodies):
        sign = pairs("document_numbers", "provinces")[found["sign"]]
    if sign == "国":
        return frozenset((_COUNTRY,))
    return frozenset(divisions_at(sign)[0]) if sign else _NONE


def _agrees(place: Division, number: str | None) -> bool:
    """A number of another authority than the issuer's: somebody prints what is not his own."""
    told = _of_number(number)
    return not told or place in told


def _is_borne_out(place: Division, text: str | None) -> bool:
    """A district whose document never names its city may be another of that name, one that is not known here."""
    if place.county is None or text is None:
        return True
    return short_name(place.province) in text or (place.city is not None and short_name(place.city) in text)


@cache
def _city_by_form() -> re.Pattern[str]:
    """云汀市|人民政府; no city in 全市, 城市, 超大城市."""
    stop = any_of("全市", "各市", "本市", "我市", "城市", "都市", "某市", "大城市", "小城市", "有关", "某某")
    office = "(?=人民政府|[一-鿿]{2,14}(?:局|委员会|办公室|委)$)"
    return compiled(f"(?!{stop})([一-鿿]{{2,3}}市)([一-鿿]{{2,3}}(?<![社园])区)?{office}")


@cache
def _level() -> re.Pattern[str]:
    """市|财政局, 区|人民政府: a body that names its level and not its place."""
    return re.compile("(?:自治区|[省市区县州旗盟])(?!域|场|委托)")


@cache
def _signs() -> re.Pattern[str]:
    signs = any_of(*pairs("document_numbers", "signs"), *pairs("document_numbers", "provinces"))
    return re.compile(f"(?P<sign>{signs})(?=[^0-9]{{0,12}}[〔第])")


@cache
def _kind() -> re.Pattern[str]:
    """The last word of a document's title; what stands in brackets behind it is passed over."""
    kinds = any_of(
        "规划", "计划", "纲要", "方案", "意见", "通知", "办法", "要点", "清单", "分工", "措施", "政策", "决定", "细则",
        "规定", "条例", "行动", "报告", "公报", "公告", "通告", "预案", "举措", "安排", "规则", "规范", "标准", "目录", "指南",
    )  # fmt: skip
    return re.compile(f"{kinds}(?:[(《〈\\[<][^()]{{0,30}}[)》〉\\]>]){{0,2}}$")


@cache
def _before_place() -> re.Pattern[str]:
    """What the name of a body may have before its place."""
    return compiled(
        "^(?:中国共产党|中共|共青团|政协|中国人民政治协商会议|国家税务总局(?=[一-鿿]{2,}税务局)|国家统计局(?=[一-鿿]{2,}调查)"
        "|国家金融监督管理总局(?=[一-鿿]{2,}监管)|关于印发|关于)"
    )


@cache
def _no_authority() -> re.Pattern[str]:
    """Bodies that issue no plan of their place: 广州市某某集团有限公司, 某某日报."""
    return re.compile(
        "(?:公司|集团|协会|学会|商会|研究会|促进会|联盟|大学|学院|学校|中学|小学|医院|报社|日报|晚报|新闻网|电视台|出版社|杂志社|基金会"
        "|事务所|研究院|研究所|社区|村委会|居委会|银行|分行|支行|中心支行|网|在线|发布|微信)$"
    )


def is_municipality(place: Jurisdiction) -> bool:
    """Tell whether the province is a city: 北京, 天津, 上海, 重庆."""
    return place.code[:2] in MUNICIPALITIES
