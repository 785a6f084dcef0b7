"""Cells of indicator tables: what is to be reached (力争5以上), what is (74.2%), and in which unit.

All text is expected folded; white space in it is dropped before it is read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .. import lexicon
from .numbers import ARABIC, number

Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range"]

LONGEST = 60
"""A cell with more characters is words, whatever numbers it holds."""


class CellValue(NamedTuple):
    """What a cell says. `comparator` and `value` are None where it is words; `unit` is what is printed behind the
    number (km); `relative` tells a change against another value (较2020年下降30%).
    """

    comparator: Comparator | None
    value: float | None
    value_max: float | None = None
    cumulative: bool = False
    unit: str | None = None
    relative: bool = False
    year: int | None = None


WORDS = CellValue(None, None)


def is_empty(text: str) -> bool:
    """Tell whether a cell holds nothing: white space, a dash, a slash.

    >>> is_empty("—".replace("—", "-")), is_empty("/"), is_empty("0")
    (True, True, False)
    """
    bare = "".join(text.split())
    return not bare or bare in _empty() or not bare.strip("-/\\*.·…_ ")


@cache
def _empty() -> frozenset[str]:
    return frozenset(lexicon.words("cell_words", "empty"))


@cache
def _units() -> frozenset[str]:
    groups = ("ratio", "counter", "person", "money", "time", "physical")
    return frozenset(word.lower() for word in lexicon.words("units", *groups))


@cache
def _per() -> frozenset[str]:
    return _units() | {word.lower() for word in lexicon.words("units", "per")}


def _is_plain_unit(text: str) -> bool:
    """个, 万户, 平方米/人, 微克/立方米, 吨标准煤/万元, 人/10万人: at most two slashes."""
    above, *below = text.lower().split("/")
    bare = above.lstrip("十百千万亿")
    rate = bool(below) and above in ("", "1")  # 1/10万
    if len(below) > 2 or len(above) - len(bare) > 3 or not (rate or bare in _units() or (above and not bare)):
        return False
    bases = [part.lstrip("0123456789").lstrip("十百千万亿") for part in below]
    return all(part and (not base or base in _per()) for part, base in zip(below, bases, strict=True))


@lru_cache(maxsize=8192)
def is_unit(text: str) -> bool:
    """Tell whether a text is nothing but a unit, as a cell of a unit column or the bracket behind a name holds.

    >>> is_unit("微克/立方米"), is_unit("套(间)"), is_unit("亿元"), is_unit("鸟类"), is_unit("约束性")
    (True, True, True, False, False)
    """
    bare = "".join(text.split())
    if not 0 < len(bare) <= 24:
        return False
    if _is_plain_unit(bare):
        return True
    parts = re.split(r"[、,;或]|/(?=%)|\(|\)", bare)
    return len(parts) > 1 and all(not part or _is_plain_unit(part) for part in parts)


@cache
def _target() -> re.Pattern[str]:
    """A number with all that may stand around it, each piece bounded.

    力争 | 较2020年 | 累计 | 增加 | 不低于 | 3-5 | 万人 | 以上 | (除危废外)
    """

    def word(*groups: str) -> str:
        return lexicon.pattern("cell_words", *groups)

    signs = word("at_least_before", "at_most_before", "more_before", "less_before", "about_before")
    lead = f"(?:{word('lead', 'change', 'cumulative')}|[,:])"
    period = r"\"[一二三四五六七八九十]{2,3}\"(?:时期|期间|期末|末)?"
    past = rf"(?:{period}|20\d\d年?(?:底|末|初)?|上一?年度?|[^\d,。;]{{1,10}}?)"
    base = rf"(?:(?:较|比|与|相比|在){past}(?:相比)?(?:的?基础上)?)"
    when = rf"(?:(?:到|至)?20\d\d年(?:底|末)?(?:前)?|(?:到|至)?{period})"
    amount = rf"(?P<value>[-+]?{ARABIC}(?:\.\d)?|[〇零一二两三四五六七八九十百千]{{1,6}})"
    between = rf"(?P<mid>%|[万亿]?[^\W\d]{{0,3}})(?:-|~|至|到)(?P<high>{ARABIC})"
    after = word("at_least_after", "at_most_after", "about_after")
    unit = r"(?P<unit>[^\d\s()\[\]<>≥≤,。;:、][^\s()\[\]<>≥≤,。;:、]{0,11}?)??"  # whether it is one is seen later
    tail = r"(?:的?水平|的?目标|的?增速|的?任务|全覆盖)?"
    return re.compile(
        rf"(?P<open>[\[(])?(?:力争|争取|确保|预计)?(?P<when>{when})?(?P<base>{base})?"
        rf"(?P<lead>{lead}{{0,4}}?)(?P<before>{signs})?(?P<lead2>{lead}{{0,2}}?){amount}(?:{between})?"
        rf"(?P<many>[余多+])?{unit}(?P<close>[\])])?(?P<after>{after})?{tail}"
        rf"(?P<comment>\([^()]{{1,40}}\)|\[[^\[\]]{{1,12}}\])?[。;,*※]?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8192)
def read_target(text: str) -> CellValue:
    """Read a cell of a target column.

    >>> read_target("力争5以上").comparator, read_target("3-5项").value_max, read_target("[18]").cumulative
    ('>=', 5.0, True)
    >>> read_target("完成市级下达目标").value, read_target("2025年底").value
    (None, None)
    """
    bare = "".join(text.split())
    if len(bare) > LONGEST:
        return WORDS
    nothing = _nothing(bare)
    if nothing:
        return nothing
    for match in (_target().fullmatch(bare), _closing(bare)):
        if match and (value := _value(match)) != WORDS:
            return value
    return WORDS


@cache
def _before() -> re.Pattern[str]:
    names = ("at_least_before", "at_most_before", "more_before", "less_before")
    return re.compile(f"达到|达|[在为至](?=\\d)|{lexicon.pattern('cell_words', *names)}")


def _closing(bare: str) -> re.Match[str] | None:
    """The value at the end of a cell that says more (支持签约模式的种类大于3类), if it is the only number in it."""
    signs = list(_before().finditer(bare))
    if not signs or not 0 < (sign := signs[-1]).start() <= 30:
        return None
    year = re.match(r"(?:力争|到|至){0,2}(20\d\d年)", bare)
    if re.search(r"\d", bare[year.end() if year else 0 : sign.start()]):
        return None
    return _target().fullmatch((year[1] if year else "") + bare[sign.start() :])


def _nothing(bare: str) -> CellValue | None:
    """零发生 is = 0."""
    if bare[-1:] in _last_of_none() and bare != "无" and _none().fullmatch(bare):
        return CellValue("=", 0.0)
    return None


@cache
def _last_of_none() -> frozenset[str]:
    return frozenset(word[-1] for word in _group("none"))


@cache
def _none() -> re.Pattern[str]:
    period = r"(?:\"[一二三四五六七八九十]{2,3}\"(?:时期|期间|期末|末)?|保持|实现|继续)?"
    return re.compile(period + lexicon.pattern("cell_words", "none"))


def _value(match: re.Match[str]) -> CellValue:
    low = number(match["value"].lstrip("+"))
    if low is None:
        return WORDS
    if match["value"][0] not in "-+0123456789" and (match["unit"] or "级") in ("级", "星", "类", "等", "流"):
        return WORDS  # 三级 is a rank
    if match["unit"] and not _is_plain_unit(match["unit"]):
        return WORDS
    if (match["unit"] == "年" and 1900 <= low <= 2100) or (match["unit"] in ("月", "日") and match["when"]):
        return WORDS
    leads = (match["lead"] or "") + (match["lead2"] or "")
    summed = bool(match["open"] == "[" and match["close"] == "]") or _has(leads, "cumulative")
    relative = bool(match["base"]) or _has(leads, "change")
    year = re.search(r"20\d\d", match["when"] or "")
    mid, unit = match["mid"], match["unit"]
    high = number(match["high"]) if match["high"] else None
    if high is not None and mid and mid != "%" and not _is_plain_unit(mid):
        return WORDS
    comparator: Comparator = _comparator(match["before"], match["after"], match["many"])
    if high is not None and high > low:
        comparator = "range"
    else:
        high = None
    return CellValue(comparator, low, high, summed, unit or mid or None, relative, int(year[0]) if year else None)


def _has(leads: str, group: str) -> bool:
    return bool(leads) and any(word in leads for word in _group(group))


@cache
def _group(name: str) -> tuple[str, ...]:
    return lexicon.words("cell_words", name)


@cache
def _signs() -> dict[str, Comparator]:
    kinds: tuple[tuple[Comparator, tuple[str, ...]], ...] = (
        (">=", ("at_least_before", "at_least_after")),
        ("<=", ("at_most_before", "at_most_after")),
        (">", ("more_before",)),
        ("<", ("less_before",)),
        ("~", ("about_before", "about_after")),
    )
    return {word: sign for sign, groups in kinds for word in lexicon.words("cell_words", *groups)}


def _comparator(before: str | None, after: str | None, many: str | None) -> Comparator:
    """不低于 and 以上 are >=; 余 and 多 behind a number are >."""
    for word in (before, after):
        if word and word in _signs():
            return _signs()[word]
    return ">" if many else "="


def read_baseline(text: str) -> CellValue | None:
    """Read a cell of a base-year column: None where it is empty or words.

    >>> read_baseline("6.3m3").unit, read_baseline("/"), read_baseline("达标")
    ('m3', None, None)
    """
    if is_empty(text):
        return None
    value = read_target(text)
    return None if value.value is None else value


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[※*★☆▲△#①-⑳⑴-⒇\u00b9\u00b2\u00b3\u2070-\u2079]+|\[\d{1,2}\]|\[注\d{0,2}\]|\(注\d{0,2}\)")


@lru_cache(maxsize=8192)
def split_name(name: str) -> tuple[str, str | None]:
    """Cut marks and the unit off an indicator's name; a bracket that holds no unit belongs to the name.

    The brackets may be folded or as printed.

    >>> split_name("公益性公墓乡镇服务覆盖率(%)※"), split_name("城市生物多样性指数（鸟类）"), split_name("森林覆盖率*")
    (('公益性公墓乡镇服务覆盖率', '%'), ('城市生物多样性指数（鸟类）', None), ('森林覆盖率', None))
    """
    name = _marks().sub("", "".join(name.split())).rstrip(":：")
    unit = None
    if name and name[-1] in ")）]〕】":
        opened = max(name.rfind(mark) for mark in "(（[〔【")
        inside = name[opened + 1 : -1].replace("（", "(").replace("）", ")").replace("％", "%") if opened > 0 else ""
        if inside.startswith("单位"):
            inside = inside[2:].lstrip(":：")
        if inside.endswith(")") or inside.count("(") != inside.count(")"):
            opened, inside = _outer(name)
        if inside and is_unit(inside):
            unit, name = name[len(name) - 1 - len(inside) : -1], name[:opened]
    return _marks().sub("", name), unit


def _outer(name: str) -> tuple[int, str]:
    """The last bracket with the bracket inside it: 住房数量(套(间))."""
    depth = 0
    for i in range(len(name) - 1, max(-1, len(name) - 26), -1):
        depth += (name[i] in ")）]〕】") - (name[i] in "(（[〔【")
        if depth == 0:
            return i, name[i + 1 : -1].replace("（", "(").replace("）", ")")
    return -1, ""
