"""Names that stand behind their value: 新建18个社区服务站, 80%以上的学校纳入教联体, 每千人口不少于10个托位."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from .. import lexicon
from ..characters import compiled
from ..span import Span
from ..values.measure_words import BLANK, ends_with, joins, opened, starts_with, verb_cut, without_closers
from .measure_place import Measured, Place, Sort, name_of

_EACH = re.compile(r"每[^,]{1,12}$")  # 每个县区至少有1家
_PER = compiled(r"每(?:百|千|万|十万|百万)名?[一-鿿]{1,8}$")  # 每千人口不少于10个托位
_CLASSES = ("一批", "一个", "若干", "一些")  # 形成一批年产5000万吨以上的企业: a size, no number to be reached
_LONGEST_PREDICATE = 6
_LONGEST_SAID = 30
_LISTED = ("、", "和", "及", "与", "等")
_LETS = ("鼓励", "支持", "引导")
_LED = (
    "以",
    "对",
    "在",
    "从",
    "向",
    "为",
    "与",
    "按",
    "围绕",
    "针对",
    "聚焦",
    "依托",
    "通过",
    "根据",
    "结合",
    "利用",
    "面向",
)
_FULL = frozenset(("达标", "覆盖", "全覆盖", "到位", "普及", "配备到位"))  # 博物馆安防100%达标
_TOWARDS = compiled(r"(?<=[一-鿿]{3})(?:对|向|用于|给予)$")
_TASK = compiled(r"(?:[一-鿿]{0,4}的?)?(?:目标)?任务")  # 完成180万亩建设任务
_TREATED = re.compile(r"进行|实施|开展")


@cache
def counted_units() -> frozenset[str]:
    """Units that count things to be made, not their size (500千伏) or their kinds (等7类)."""
    return frozenset(lexicon.words("units", "counter", "person")) - {"类", "大类", "种", "项", "条", "款", "届", "级"}


def name_behind(place: Place, before: str, after: str) -> list[Measured]:
    """Read the name in the words behind a value after which its clause goes on."""
    q, clause = place.q, place.clause
    bare, place.framed = without_closers(before)
    subject = place.opened(Span(place.left.start, place.left.start + len(bare)))
    head = clause.of(subject)
    verb = ends_with(bare, "make") or ends_with(bare, "adjacent") or ends_with(bare, "reach")
    verb = verb or ends_with(before, "make")  # 三年累计完成1990个
    share = q.unit in ("%", None)
    name = place.right
    if place.following and (head or not share):
        cut = max(after.rfind(mark) for mark in ("、", "和", "及", "与", "或", BLANK))
        if cut < 1 and verb and (towards := _TOWARDS.search(after)):
            cut = towards.start()  # 预留500万吨消费增量|对10亿元以上的项目倾斜
        if cut < 1:
            return _of_a_size(place, verb)
        name = Span(name.start, name.start + cut)
    elif place.following and not any(mark in after for mark in "、和及与"):
        name = Span(name.start, clause.span.end)  # 75%的县至少建成一所医院
    if after.startswith("的") and not verb and (q.marked or verb_cut(head)) and not (share and not verb_cut(head)):
        return _attribute(place, subject, head, name)
    if share:
        return _share(place, subject, head, verb, name)
    if per := _PER.search(bare):
        return _per(place, place.left.start + per.start(), place.left.start + per.end(), name)
    joined = clause.made and joins(before)
    sort: Sort | None = "made" if verb or (joined and not head) else _standing_alone(place, before, bare, head)
    if sort:
        clause.edge = name.end
    if before == "对" and (treated := _TREATED.search(after)):  # 对33处革命文物进行排查
        name = Span(name.start, min(name.end, name.start + treated.start()))
    said = _said_before(place) if sort == "made" and _TASK.fullmatch(clause.name(name)) else ""
    return place.named(said or place.thing(name), sort) if sort else []


def _said_before(place: Place) -> str:
    """What the clause before makes: 实施国家储备林项目，|完成180万亩建设任务."""
    words, text = place.clause.previous, place.clause.previous_text
    start, _ = opened(words)
    start += verb_cut(words[start:])
    name = name_of(words[start:], text[start:])
    return name if start and 2 <= len(name) <= _LONGEST_SAID else ""


def _attribute(place: Place, opened: Span, head: str, name: Span) -> list[Measured]:
    """设立总规模30亿元的母基金 is 30 亿元 of 母基金总规模; 200万元以下的采购项目 is a class."""
    cut = verb_cut(head)
    if not cut or place.q.marked or head[cut:].startswith(_CLASSES):
        return []
    attribute = place.clause.name(Span(opened.start + cut, opened.end))
    return place.named(place.thing(Span(name.start + 1, name.end)) + attribute, "made")


def _of_a_size(place: Place, verb: str) -> list[Measured]:
    """建成10个以上总面积超100万平方米的社区: 10 个 of 社区."""
    if not verb or place.following is None:
        return []
    rest = Span(place.following.span.end, place.clause.span.end)
    if not place.clause.of(rest).startswith("的"):
        return []
    place.clause.consumed = place.following
    return place.named(place.thing(rest), "made")


def _share(place: Place, opened: Span, head: str, verb: str, name: Span) -> list[Measured]:
    """80%以上的学校纳入教联体; 医疗机构预留30%的号源; 实现博物馆安防100%达标."""
    head = head.removesuffix("在")
    subject = place.clause.name(Span(opened.start, opened.start + len(head)))
    if verb and len(head) - len(verb) > 1:
        return place.named(f"{subject}的{place.thing(name)}", "share")
    whole = place.clause.name(name)
    if not head or verb or head == "其中":
        return place.named(whole, "share")
    if (place.framed and name.end - name.start <= _LONGEST_PREDICATE) or whole in _FULL:
        return place.named(subject + whole, "share")
    return []


def _per(place: Place, start: int, end: int, name: Span) -> list[Measured]:
    """每千人口不少于10个托位 is 托位 of 每千人口."""
    words = place.clause.of(name)
    inner = next((at for at in range(2, len(words)) if starts_with(words, at, "make") > at), len(words))
    name = Span(name.start, name.start + inner)
    return place.named(place.clause.name(Span(start, end)) + place.thing(name), "made")


def name_nested(place: Place, before: str) -> list[Measured]:
    """2处各不少于50张床位的机构: 2 处 of 机构, 50 张 of 机构床位."""
    clause, following = place.clause, place.following
    if following is None or not ends_with(without_closers(before)[0], "make"):
        return []
    rest = Span(following.span.end, clause.span.end)
    at = clause.of(rest).find("的")
    if at < 1:
        return []
    thing = place.thing(Span(rest.start + at + 1, rest.end))
    part = clause.name(Span(rest.start, rest.start + at))
    clause.consumed = following
    return [*place.named(thing, "made"), *replace(place, q=following).named(thing + part, "made")]


def _standing_alone(place: Place, before: str, bare: str, head: str) -> Sort | None:
    """How a number counts what follows though no verb stands before it: 每个县至少1家医院, 在22个城市试点."""
    marked = place.q.marked
    led = verb_cut(head) or ends_with(bare[: len(bare) - len(head)], "make") not in ("", *_LETS)
    if before.endswith(_LISTED) and led and not before.startswith(_LED) and place.q.unit in counted_units():
        return "made"  # 建设国家中心、2个省级中心; 推动甲、乙等15个项目建设
    if before.endswith("的"):  # 解决群众关注的100项问题
        return "made" if led else None
    if (marked and _EACH.search(bare)) or before == "对" or (place.framed and not head):
        return "made"
    return "bounded" if before.endswith("在") or (marked and not head) else None
