"""What the name of a body looks like: its endings, its level, the words it never holds."""

from __future__ import annotations

import re
from functools import cache

from ..characters import compiled
from ..lexicon import any_of, pattern, words

_MARKS = frozenset('的了着"%0123456789')
_OPENING = re.compile("经(?![信贸济开发合])|组织(?!部|人事)")  # 经|财政部会同, but 经信局; 组织|各部门, but 组织部
_TRAILING_BRACKET = re.compile(r"[(\[<][^()\[\]<>]{0,40}[)\]>]$")


def is_complete(name: str) -> bool:
    """Tell whether a folded name ends as the name of a whole body does; brackets at its end are passed over.

    >>> is_complete("市财政局"), is_complete("市管委会(筹)"), is_complete("住房城乡建设"), is_complete("农业农村")
    (True, True, False, False)
    """
    base = _TRAILING_BRACKET.sub("", name)
    return base.endswith(_ends()) and not base.endswith(words("bodies", "not_endings"))


def is_body_in_text(name: str) -> bool:
    """Tell whether a piece of running text is surely a public body: it ends as one, and holds no verb.

    >>> is_body_in_text("市财政局"), is_body_in_text("加强市财政局"), is_body_in_text("保险公司"), is_body_in_text("市主要领导")
    (True, False, False, False)
    """
    base = bare(name)
    if not is_named(name):
        return False
    if base.endswith("人民银行"):  # the central bank
        return True
    own = base.endswith(("协会", "学会", "商会")) and level_before().match(base) is not None  # 省计划生育协会
    return own or not base.endswith(words("bodies", "third_parties"))


def is_named(name: str) -> bool:
    """Like `is_body_in_text`, but companies, hospitals and the like count too (医联体牵头医院牵头)."""
    base = bare(name)
    if not 2 <= len(base) <= 24 or base in ("政府", "地方") or base in words("bodies", "bare_classes"):
        return False
    if not is_complete(base):
        return False
    return not base.endswith(words("bodies", "people")) and not holds_verb(base)


def holds_verb(name: str) -> bool:
    """Tell whether a name holds a word that no body's name holds (加强市财政局); 牵头医院 and 负责单位 are nouns."""
    if name.startswith(words("bodies", "opening_verbs")) or _OPENING.match(name):
        return True
    rest = _nouns().sub("", name)
    if not _MARKS.isdisjoint(rest):
        return True
    return not _verb_heads().isdisjoint(rest) and any(verb in rest for verb in _verbs())


def bare(name: str) -> str:
    """The name without a bracket at its end."""
    return _TRAILING_BRACKET.sub("", name)


@cache
def collective() -> re.Pattern[str]:
    """各市、州、县人民政府; 各市(州)、各县(市、区)人民政府; 有关设区市、县(市)政府; 省、市、县人民政府; 各级党委、政府."""
    place = f"(?:{pattern('bodies', 'generic_places')}(?:[(][^()]{{1,20}}[)]|[\\[][^\\[\\]]{{1,20}}[\\]])?)"
    tail = f"(?:{any_of('人民政府', '政府', '党委政府', '党委和政府', '党委', '管委会', '人民政府(管委会)', '政府(管委会)')})"
    several = f"{place}(?:[、和及]{place}){{1,6}}"
    each = f"{place}(?:[、和及]各{place}){{1,6}}"
    bureau = "[一-鿿]{2,8}?(?:局|厅|部门)(?=[、,;。)牵负会要商]|$)"
    return compiled(
        f"(?:各{each}{tail}|(?:各|有关|相关){several}(?:{tail}|{bureau})|各{several}(?=[、,;。)]|$)|{several}{tail}|各级党委[、和及]?(?:人民)?政府)(?:[(][^()]{{1,20}}[)])?"
    )


@cache
def level_before() -> re.Pattern[str]:
    """市|发展改革, 各级|教育, 广州市|财政."""
    return compiled(f"(?:{pattern('bodies', 'levels')}|[一-鿿]{{2,3}}(?:省|市(?![场政容])))(?=[一-鿿]{{2}})")


@cache
def _ends() -> tuple[str, ...]:
    return words("bodies", "endings", "ending_marks")


@cache
def _nouns() -> re.Pattern[str]:
    """牵头医院, 推进办公室, 投资促进局, 协调小组, 市场监督管理局: verbs that are part of a name."""
    office = "(?:牵头|负责|配合|承担|参与)(?=单位|部门|医院|机构|企业|高校|处室)"
    return re.compile(
        office + "|(?:推进|促进|协调|监督|指导|联合|实施|落实|提升|统筹|共同)"
        "(?=办|组|中心|局|会|小组|委|机制|领导|管理|检验|体|处|工作|总局|主体|部门|单位)"
    )


@cache
def _verb_heads() -> frozenset[str]:
    return frozenset(verb[0] for verb in _verbs())


@cache
def _verbs() -> tuple[str, ...]:
    return words("bodies", "verbs")
