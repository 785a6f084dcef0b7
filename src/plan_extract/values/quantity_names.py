"""Whether two names mean the very same quantity: 每千名常住人口养老床位数 and 千名常住人口养老床位 do, 护理型床位数 does not.

Nothing is guessed: what differs by more than the words below is another quantity.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .. import lexicon
from ..characters import compiled
from ..document.fold import fold

_SHORTEST = 3
_QUOTES = re.compile(r"[\s\"'、※*★☆▲△#①-⑳]+")
_EACH = re.compile(r"每?(?P<count>[百千万]|十万|百万)名?(?=[^\d]{2})")  # 每千名老年人, 千老年人
_HAVING = re.compile(r"(?<=口|人|户|民)(?:所?拥有|占有)(?:的)?(?=[^\d]{2})")  # 每万人拥有|发明专利
_COUNT = re.compile(r"(?:(?<=.)人数|总数量|总数|数量|个数|(?<![指系倍])数)$")  # 床位数, 床位数量; 指数 stays
_TOTAL = compiled(r"总(?=[一-鿿]{2,4}数$)")  # 总床位数
_SHARES = ("占比", "比例", "比重")
_SHARE = re.compile(rf"所?占?(?:的)?(?:{'|'.join(_SHARES)})$")  # 占常住人口的比例, 占常住人口比重
_PERSONS = frozenset(("人", "名", "位"))
_PERCENT = frozenset(("%", "百分比"))


@lru_cache(maxsize=4096)
def quantity_key(name: str) -> str:
    """Give what two names of one quantity have in common, or nothing where the name says too little.

    >>> quantity_key("每千名常住人口养老床位数") == quantity_key("千名常住人口养老床位")
    True
    >>> quantity_key("养老床位数") == quantity_key("护理型养老床位数"), quantity_key("绿化率") == quantity_key("绿化覆盖率")
    (False, False)
    """
    bare = _whole().sub("", _QUOTES.sub("", fold(name)))
    bare = _stock().sub("", bare).replace("的", "")
    bare = _EACH.sub(r"每\g<count>", bare, count=1) if _EACH.match(bare) else bare
    bare = _HAVING.sub("", bare) if "有" in bare else bare
    shared = _SHARE.search(bare) if bare.endswith(_SHARES) else None
    counted = _COUNT.sub("", _TOTAL.sub("", bare)) if bare.endswith(("数", "数量")) else bare
    key = bare[: shared.start()] + "比重" if shared and shared.start() > 1 else counted
    return key if len(key) >= _SHORTEST else ""


def same_unit(one: str | None, other: str | None) -> bool:
    """Tell whether two units are one: 人 and 名 are, 人 and 万人 are not; what has no unit agrees with nothing.

    >>> same_unit("名", "人"), same_unit("%", "%"), same_unit("万人", "人"), same_unit(None, None)
    (True, True, False, False)
    """
    if one is None or other is None:
        return False
    one, other = fold(one).strip(), fold(other).strip()
    return one == other or {one, other} <= _PERSONS or {one, other} <= _PERCENT


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"^{lexicon.pattern('present_words', 'whole')}")


@cache
def _stock() -> re.Pattern[str]:
    return re.compile(f"^{lexicon.pattern('present_words', 'stock')}(?=[^\\d]{{2}})(?!机|效|偿|限|关|色|害)")
