"""Which numbers are targets: not a rule, a condition, a past count, an enumeration or a limit of time."""

from __future__ import annotations

import re

from ..document.fold import fold
from ..span import Span
from ..values.measure_words import group, members, pattern
from .measure_place import Measured

_OLD = re.compile(r"[从由](?:现状|现有|目前|上年)的?")  # 从现状436万亩提高到500万亩
_CONDITIONS = ("对", "凡", "如", "若", "当", "符合", "满足", "指")  # 对营收超过1亿元的企业
_PER_SIZE = re.compile(r"按每\d")  # 按每100平方米配建1个停车位
_NO_MEASURE = re.compile(r"^每|[费利税]率|比例")
_TREATED = re.compile(r"^对 ?\d.*(?:进行|实施|开展)")
_SINGLE = ("名", "人", "位")
_COUNTERS = ("个", "项", "种", "类", "条")
_NOT_ALONE = frozenset(("个", "项", "种", "类", "条", "支", "套", "张", "批", "名", "人", "位"))
_LONGEST_RULE = 300


def is_target(folded: str, measure: Measured, *, governed: bool) -> bool:
    """Tell whether a named quantity is one to be reached; `governed`: a time, 力争 or the section's role says so."""
    return not (
        _is_rule(folded, measure, governed or measure.framed)
        or _is_condition(folded, measure)
        or _is_enumeration(folded, measure)
        or _is_mere_time(measure)
        or (measure.sort in ("bounded", "rated") and not (governed or measure.framed))
    )


_EACH = re.compile("每[人户家套个名件]$|(?:距离|间距|间隔)$")  # 硕士研究生每人15万元, 保持距离1米以上
_TO_EACH = re.compile(".{0,6}每[人户家套名件]")  # 每套发放2万元消费券


def _is_rule(folded: str, measure: Measured, governed: bool) -> bool:
    """每人每月补贴100元, 标准提高到800元, 首付比例不低于15%; and what has been: 已建成."""
    clause = _OLD.sub("", measure.clause.of(folded)).replace("项目前", "项目")  # 项目前期 is not 目前
    start = max(measure.sentence, measure.clause.end - _LONGEST_RULE)
    said = _beside_the_name(clause, measure)
    return (
        pattern("past").search(clause) is not None
        or pattern("rule").search(said) is not None
        or _PER_SIZE.search(said) is not None
        or _EACH.search(measure.name) is not None
        or ("元" in (measure.quantity.unit or "") and _TO_EACH.match(clause) is not None)
        or (not governed and measure.sort != "made" and pattern("soft_rule").search(clause) is not None)
        or (not measure.framed and pattern("sentence_rules").search(folded, start, measure.clause.end) is not None)
        or ((clause.startswith(("按", "以不")) or "按照" in clause) and "每" not in measure.name)
        or (not governed and measure.sort in ("reached", "changed") and (measure.quantity.unit or "").startswith("元"))
        or (measure.quantity.value == 1 and measure.quantity.unit in _SINGLE and "每" not in clause)
    )


def _beside_the_name(clause: str, measure: Measured) -> str:
    """The clause without words of rules that are no rule here: 时限压缩至1个工作日内, 设置审批(备案)率达到95%."""
    if measure.sort == "reached":
        clause = clause.replace("工作日内", "")
    if (measure.framed or measure.name.endswith("率")) and not _NO_MEASURE.search(measure.name):
        clause = clause.replace(fold(measure.name), "")
    return clause


def _is_condition(folded: str, measure: Measured) -> bool:
    """营收超过1亿元的，…; 达到85%时; 达到25%以上，即可办理."""
    clause, end = measure.clause.of(folded), measure.clause.end
    treated = _TREATED.search(clause) is not None  # 对33处革命文物进行排查
    return (
        (clause.startswith(_CONDITIONS) and not treated)
        or clause.endswith("时")
        or (clause.endswith("的") and not clause.endswith("目的"))
        or (folded.startswith(",", end) and folded.startswith(group("after_condition"), end + 1))
    )


def _is_enumeration(folded: str, measure: Measured) -> bool:
    """三个方面, 4种方式, 一支队伍; but 建成一所福利院."""
    q, name = measure.quantity, measure.name
    if len(name) < 2 or name.endswith(("未", "不", "每")) or name.startswith(("及", "并")):
        return True
    if q.marked or q.value == 0:
        return False
    if q.unit in _COUNTERS and name.endswith(group("enumerated")):
        return True
    return q.written and (q.unit in _NOT_ALONE or not _founded(folded, q.core))


def _founded(folded: str, core: Span) -> bool:
    return folded[max(0, core.start - 8) : core.start].endswith(group("founding"))


def _is_mere_time(measure: Measured) -> bool:
    """收到申请后5个工作日内; but 办理时间压缩到5个工作日."""
    timed = measure.quantity.unit in members("level_units")
    return timed and not any(word in measure.name for word in group("time_names"))
