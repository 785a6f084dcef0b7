"""Names that stand before their value: 志愿者比例达到21%, 审批时限压减20%, 新建充电桩30万个, 导师不少于500名."""

from __future__ import annotations

import re

from ..characters import compiled
from ..span import Span
from ..values.measure_words import (
    BLANK,
    JOINS,
    ends_with,
    group,
    joins,
    opened,
    pattern,
    split_names,
    verb_cut,
    without_closers,
)
from ..values.quantities import Quantity
from .measure_place import Measured, Place, Sort, name_of

_COMPARED = compiled(r"(?:低于|高于|快于|好于)[一-鿿]{2,12}$")  # 低于全国平均水平1个百分点
_SHARE_OF = re.compile(r"(?P<verb>占|达到|提高到|提升到|提高至|提升至)[^占达提]{2,20}的$")  # 占全市总量的40%
_PART_DONE = re.compile(r"(?:完成|实现)(?P<whole>[^完]{4,}量)的$")  # 完成调查工作量的75%
_EACH_OF = re.compile(r"(?<![年月日户人平])均[^,]{0,6}$")  # 种植、收获机械化率均达到45%
_RATES = re.compile(
    r"(?P<rates>[^率]{2,40}率(?:[、和及与][^率]{2,40}率){1,6})(?P<base>较[^率]{2,20}|)"
)  # 回访率、服务率100%
_BETWEEN_RATES = re.compile(r"(?<=率)[、和及与]")
_EMPLOYED = ("就业", "创业", "增收")
_SHARE = re.compile(r"[^占]{2}占[^占,]{2,24}$")
_RATIOS = ("率", "比例", "占比", "比重")
_BARE_RATIOS = ("比例", "占比", "比重")
_REACHED_PER = compiled(r"(?:达到?|提高到|不低于|超过)(?P<per>每(?:百|千|万|十万|百万)?[人户名][一-鿿]{0,3})$")
_REACHING = ("控制在", "压控在", "突破", "达到或超过")  # comparators that are verbs of reaching as well
_PLACE = compiled(r"^[一-鿿]{0,14}(?:地区|区域|城市|县城|试验区|城区|农村|山区|平原|[省市县])$")
_OF_PLACE = compiled(
    r"^[一-鿿]{0,12}?(?:地区|区域|城市|县城|城区|农村)(?=[^的区])"
)  # 地级城市|污泥处置率, for 京津冀区域
_LONGEST_CARRIED = 30


def name_before(place: Place, before: str) -> list[Measured]:
    """Read the name in the words before a value with which its clause ends."""
    if place.clause.rest and before in JOINS:
        return place.named(place.clause.rest.pop(0), "reached")
    if before.endswith("的") and place.q.unit in ("%", None):
        return _share_of(place, before)
    bare, place.framed = without_closers(before)
    reach = ends_with(bare, "reach")
    change = "" if reach or ends_with(bare, "make").endswith("新增") else ends_with(bare, "change")
    topic, framed = without_closers(bare[: len(bare) - len(reach or change)])
    place.framed |= framed
    span = place.opened(Span(place.left.start, place.left.start + len(topic)))
    if place.clause.of(place.q.core).endswith("增长"):  # 化肥使用量|零增长
        reach, change = "", "增长"
        span = place.opened(Span(span.start + verb_cut(place.clause.of(span)), span.end))
    if reach or change:
        return _topic(place, span, "changed" if change else "reached", change)
    return _counted(place, span, before)


def _share_of(place: Place, before: str) -> list[Measured]:
    """土地面积达到建成区面积的20%, 消费量占总量的15%; not 不超过实际投入的30%."""
    if (done := _PART_DONE.search(before)) is not None:
        return place.named(
            place.clause.name(Span(place.left.start + done.start("whole"), place.left.start + done.end("whole"))),
            "reached",
        )
    match = _SHARE_OF.search(before)
    if match is None:
        return []
    end = len(before) - 1 if match["verb"] == "占" else match.start()
    span = place.opened(Span(place.left.start, place.left.start + end))
    return place.named(place.clause.name(span), "reached") if span.end - span.start > 1 else []


def _counted(place: Place, span: Span, before: str) -> list[Measured]:
    """A value without a verb of reaching: its name follows a verb of making, or is a measure itself."""
    clause, q = place.clause, place.q
    words = clause.of(span)
    if sort := _whole(words, q):
        return place.named(clause.name(span), sort)
    if (per := _REACHED_PER.search(words)) is not None:  # 专利拥有量达到每万人15件
        return place.named(clause.name(Span(span.start, span.start + per.start())) + per["per"], "reached")
    cut = 0 if "占" in words or words.endswith(_RATIOS) else verb_cut(words)  # 研发投入占比 begins with no verb
    if cut:
        return _made(place, span, cut)
    if _COMPARED.search(words):
        return place.named(clause.name(span), "changed")
    among = place.counted and before.startswith("其中")
    if q.marked and q.span.start < q.core.start:
        place.framed |= among
        reached = clause.of(Span(q.span.start, q.core.start)).startswith(_REACHING)
        return _topic(place, span, "reached" if reached else "bounded")
    if words.endswith("率"):
        return _parts(place, span, "reached")
    if words.endswith(group("rates")) or "每千" in words or "每万" in words or ends_with(words, "strong"):
        return _parts(place, span, "rated")  # 覆盖率100%, 每千人7.0张, 城中村改造6268户
    if len(words) > 1 and (clause.made or place.framed or among):
        return place.named(clause.name(span), "made")
    if len(words) > 1 and q.marked and pattern("nominal").search(words):  # 财政投入资金10亿元以上
        return place.named(clause.name(span), "made")
    return place.named(clause.name(span), "rated") if len(words) > 1 and place.counted else []


def _whole(words: str, q: Quantity) -> Sort | None:
    """How the words before a value are its name from end to end, their verbs and all."""
    people = (q.unit or "").endswith(("人", "名", "人次", "户"))
    if ("新增" in words and words.endswith(group("kept_new"))) or (  # 城镇新增就业90万人, 带动|就业5万人
        people and words.endswith(_EMPLOYED) and not verb_cut(words)
    ):
        return "made"
    return "rated" if q.unit in ("%", None) and _SHARE.search(words) else None  # 实践课时占总课时一半以上


def _made(place: Place, span: Span, cut: int) -> list[Measured]:
    """A name behind its verb (培育示范企业20家); a share of what was said before, or of the deed (投放60%以上)."""
    words = place.clause.of(span)
    span = place.opened(Span(span.start + cut, span.end))
    if span.end - span.start > 1:
        return _parts(place, span, "made")
    carried = _carried(place, "made")
    return carried or (place.named(words, "made") if place.q.unit == "%" and len(words) > 1 else [])


def _topic(place: Place, span: Span, sort: Sort, change: str = "") -> list[Measured]:
    """Take the words for the topic of the sentence; a verb of change stays with the name (审批时限压减)."""
    words = place.clause.of(span).strip(BLANK)
    if len(words) < 2:
        return _carried(place, sort, change)
    if words in _BARE_RATIOS and (whole := _before_it(place)):
        return place.named(whole + words, "reached")  # 定向招用毕业生，|比例不低于40%
    if sort == "bounded" and "占" not in place.clause.of(span):
        span = place.opened(Span(span.start + verb_cut(place.clause.of(span)), span.end))
    if sort == "reached" and place.topic and _PLACE.search(words):
        return place.named(place.clause.name(span) + _OF_PLACE.sub("", place.topic) + change, sort)
    place.topic = place.clause.name(span)
    return _parts(place, span, sort, change)


def _parts(place: Place, span: Span, sort: Sort, change: str = "") -> list[Measured]:
    """Give each of several names that share one value, or have one each: 种植、收获机械化率均达到45%."""
    before = place.clause.of(place.left)
    name = place.clause.name(span)
    apart = "分别" in before[-10:]
    if not apart and (rates := _RATES.fullmatch(name)):
        parts = _BETWEEN_RATES.split(rates["rates"])
        return [measure for part in parts for measure in place.named(part + rates["base"] + change, sort)]
    if not apart and not _EACH_OF.search(before):
        return place.named(name + change, sort)
    names = [part + change for part in split_names(name)]
    if apart and place.following:
        place.clause.rest = names[1:]
        names = names[:1]
    return [measure for part in names for measure in place.named(part, sort)]


def _carried(place: Place, sort: Sort, change: str = "") -> list[Measured]:
    """A value whose name was said before: 2018年压缩至6个月，2019年压缩至5个月; 举办展销会，每年不少于2次."""
    if place.topic:
        return place.named(place.topic + change, sort)
    last = place.clause.last
    if last and last.quantity.unit == place.q.unit and joins(place.clause.of(place.left)):
        return place.named(last.name + change, sort)  # 新开工棚户区改造2万户、|完成12万户
    name = _before_it(place)
    return place.named(name + change, sort) if name else []


def _before_it(place: Place) -> str:
    """What the clause before names, without its verb."""
    words, text = place.clause.previous, place.clause.previous_text
    start, _ = opened(words)
    start += verb_cut(words[start:])
    start += opened(words[start:])[0]
    name = name_of(words[start:], text[start:])
    return name if 2 <= len(name) <= _LONGEST_CARRIED else ""
