"""Administrative divisions at the beginning of a name: 广东省广州市天河区|财政局, with their codes (GB/T 2260).

The tables are lexicon/divisions.yaml: today's divisions, and former ones with the last year they are known to have
stood. What is not in them is no division; a name that several places bear (鼓楼区) gives all of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..characters import compiled
from ..lexicon import any_of, pairs

MUNICIPALITIES = ("11", "12", "31", "50")
_GENERIC = frozenset(("市区", "城区", "郊区", "矿区", "东区", "西区"))  # names of places only behind their city


class Division(NamedTuple):
    """A division with those that it lies in; `city` is null where none stands between it and the province."""

    code: str
    province: str
    city: str | None = None
    county: str | None = None
    until: int | None = None  # the last year it is known to have stood; null: it stands

    def holds(self, other: Division) -> bool:
        """Tell whether the other one is it or lies in it."""
        if self.province != other.province:
            return False
        return self.county in (None, other.county) and (self.city == other.city or self.city is self.county is None)


def divisions_at(text: str, year: int | None = None) -> tuple[tuple[Division, ...], int]:
    """Give the divisions that a folded text may begin with, and how many characters name them.

    >>> [(d.code, d.city) for d in divisions_at("广州市天河区财政局")[0]], divisions_at("天河区财政局")[1]
    ([('440106', '广州市')], 3)
    >>> sorted(d.province for d in divisions_at("朝阳区教育委员会")[0])
    ['北京市', '吉林省']
    """
    found: tuple[Division, ...] = ()
    end = 0
    while step := _next(text, end, found, year):
        found, end = step
    return (found, end) if end and not _goes_on(text, end, found, year) else ((), 0)


def _next(
    text: str, at: int, within: tuple[Division, ...], year: int | None
) -> tuple[tuple[Division, ...], int] | None:
    """The longest name of a division that stands here and lies within those already read."""
    for length in _lengths().get(text[at : at + 1], ()):
        end = at + length
        if end > len(text) or not (named := _named(name := text[at:end], year)):
            continue
        below = tuple(d for d in named if not within or any(u != d and u.holds(d) for u in within))
        if below and (within or name not in _GENERIC):
            return below, end
    if within:
        return None
    for end in (at + 3, at + 2):  # 广西|南宁市, 浙江|杭州市
        province = _short().get(text[at:end])
        if province and (step := _next(text, end, (_division(province),), year)):
            return step
    return None


def _named(name: str, year: int | None) -> tuple[Division, ...]:
    """Every division of this name that stood in a year; of those known to be one place, one."""
    every = _named_so(name)
    if year is not None:
        past = tuple(d for d in every if d.until and year <= d.until)
        return past + tuple(d for d in every if d.until is None and not _moved(d, past))
    now = tuple(d for d in every if d.until is None)
    return now + tuple(d for d in every if d.until is not None and not _moved(d, now))


def _moved(one: Division, others: tuple[Division, ...]) -> bool:
    """寿县 of 六安市 is 寿县 of 淮南市 now; districts of one name in one province are two (市中区)."""
    return any(o.province == one.province and not (one.county or "").endswith("区") for o in others)


def short_name(name: str) -> str:
    """Give the name without its kind: 广东, 广州, 延边, 喀什.

    >>> short_name("广西壮族自治区"), short_name("广州市"), short_name("延边朝鲜族自治州")
    ('广西', '广州', '延边')
    """
    return re.sub("(?:省|市|地区|盟|特别行政区|(?:壮族|回族|维吾尔)?自治区)$", "", _peoples().sub("", name))


def short_provinces() -> tuple[str, ...]:
    """Give the short names of the provinces: 广东, 内蒙古."""
    return tuple(_short())


def _goes_on(text: str, end: int, found: tuple[Division, ...], year: int | None) -> bool:
    """广州市|某某区人民政府, 江苏省|苏州工业园区, 上海市|、江苏省: a place that is not known here, or a second one."""
    if _more().match(text, end):
        return True
    cities = (d for width in (2, 3) for d in _named(text[end : end + width] + "市", year))
    return any(one.holds(city) and one.city is None for city in cities for one in found)


@cache
def _more() -> re.Pattern[str]:
    office = any_of("人民政府", "政府", "管委会", "管理委员会", "委办", "党委", "街道")
    none = "".join(
        f"(?<!{word})" for word in ("社", "地", "市", "开发", "园", "片", "牧", "林", "山", "库", "城", "都")
    )
    kind = f"{none}(?:区|县|旗|州|盟|市(?!场))"
    body = f"(?:{office}|[一-鿿]{{2,12}}(?:局|委员会|办公室)$)"
    return compiled(f"[^和与及\\W\\da-zA-Z]{{1,4}}?{kind}(?={body})|[、与和及至](?=[一-鿿]{{2,5}}?[省市区县](?!场))")


def _named_so(name: str) -> tuple[Division, ...]:
    return tuple(map(_division, _index().get(name, ())))


@cache
def _index() -> dict[str, list[str]]:
    """The codes of each name; 恩施州 for 恩施土家族苗族自治州 too. What stands no longer has its name behind its code."""
    names: dict[str, list[str]] = {}
    for code, name in _today().items():
        names.setdefault(name, []).append(code)
        if name.endswith("自治州"):
            names.setdefault(_peoples().sub("", name) + "州", []).append(code)
    for key in _former():
        names.setdefault(key[7:], []).append(key)
    return names


@cache
def _lengths() -> dict[str, list[int]]:
    """How long the names are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _index():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


@cache
def _peoples() -> re.Pattern[str]:
    peoples = "藏|羌|彝|土家|苗|布依|侗|哈尼|傣|白|景颇|傈僳|回|朝鲜|壮|蒙古"
    return re.compile(f"(?:(?:(?:{peoples})族){{1,3}}|蒙古|哈萨克|柯尔克孜)?自治州$")


@cache
def _short() -> dict[str, str]:
    """The codes of 广东, 内蒙古, 广西."""
    return {short_name(name): code for code, name in _today().items() if code.endswith("0000")}


def _today() -> dict[str, str]:
    return pairs("divisions", "today")


def _former() -> dict[str, int]:
    return pairs("divisions", "former")


@cache
def _former_names() -> dict[str, str]:
    """The names of former cities by code, for the counties that lay in them."""
    return {key[:6]: key[7:] for key in _former()}


@cache
def _division(key: str) -> Division:
    """A division by its code: two digits for the province, two for the city, two for the county."""
    code, past = key[:6], key[7:]
    name, until = past or _today()[code], (_former()[key] or None) if past else None
    province = _today()[code[:2] + "0000"]
    if code.endswith("0000"):
        return Division(code, name)
    if code.endswith("00"):
        return Division(code, province, name, until=until)
    if code[:2] in MUNICIPALITIES:
        return Division(code, province, None, name, until)
    above = code[:4] + "00"
    city = _former_names().get(above) if past else None
    city = city or _today().get(above) or _former_names().get(above)
    if city is None and name.endswith("市"):  # 济源市 has no city above it and is one itself
        return Division(code, province, name, until=until)
    return Division(code, province, city, name, until)
