"""Whether a time says when something is to be done, from the words around it.

到2025年，建成3个 does; 比2020年提高, “十四五”规划, 收到申请后5日内, 2025年购置产品的，给予补贴 do not. Folded text throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .. import lexicon
from ..span import Span
from .times import TimeExpression

_MARKS = ",;。:!?\n"
_LONGEST_CLAUSE = 160


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clause around a time: what stands before it and after it, and the sentence up to it."""

    before: str
    after: str
    earlier: str
    later: str


def surroundings(folded: str, span: Span, within: Span) -> Surroundings:
    """Cut the clause and the sentence around a span out of its paragraph."""
    low, high = max(within.start, span.start - _LONGEST_CLAUSE), min(within.end, span.end + _LONGEST_CLAUSE)
    left, right = folded[low : span.start], folded[span.end : high]
    clause = max(left.rfind(mark) for mark in _MARKS) + 1
    sentence = max(left.rfind(mark) for mark in "。;\n") + 1
    ends = [at for mark in _MARKS if (at := right.find(mark)) >= 0]
    stops = [at for mark in "。;\n" if (at := right.find(mark)) >= 0]
    return Surroundings(left[clause:], right[: min(ends, default=len(right))], left[sentence:], right[: min(stops, default=len(right))])


@cache
def _ends(group: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern("time_words", group) + "$")


@cache
def _begins(group: str) -> re.Pattern[str]:
    return re.compile(lexicon.pattern("time_words", group))


def is_deadline(folded: str, time: TimeExpression, within: Span) -> bool:
    """Tell whether a time in running text is one for doing something."""
    around = surroundings(folded, time.span, within)
    if _quoted_title(folded, time.span, within) or _own_term(around) or _condition(time, around):
        return False
    if time.form in ("calendar", "plan"):
        return not (_base(time, around) or _past(time, around) or _name(time, around)) and _stands(time, around)
    if time.form == "lasting":
        return _term_to_keep(time, around)
    if time.form == "recurring":
        return not _benefit(around)
    return not _base(time, around)


def _quoted_title(folded: str, span: Span, within: Span) -> bool:
    """Inside 《…》."""
    opened = folded.rfind("《", within.start, span.start)
    return opened >= 0 and folded.find("》", opened, span.start) < 0


def _own_term(around: Surroundings) -> bool:
    """The document's own term: 本方案自2023年1月1日起施行，有效期5年."""
    sentence = around.earlier + around.after
    if around.after.startswith("施行") or (_ISSUE.search(sentence[-60:]) and _begins("own").search(sentence)):
        return True
    return bool(_PERIOD_OF_PLAN.search(around.before)) or ("有效期" in sentence and bool(_OWN_TERM.search(sentence)))


_ISSUE = re.compile(r"施行|实施|执行|生效|废止|有效")
_OWN_TERM = re.compile(r"本(?:方案|办法|意见|措施|通知|规划|计划|政策|细则|规定|行动)|有效期(?:至|到|为)?$|有效期")
_PERIOD_OF_PLAN = re.compile(r"(?:规划期限?|基准年|基期年?|规划年限|目标年|近期|远期|规划期|实施年限|所属期|归属期|展望|成立于|始于)(?:限)?(?:为|是|至|到|自|从)?\(?$")


def _condition(time: TimeExpression, around: Surroundings) -> bool:
    """Who benefits or what is meant: 对2025年购置产品的，给予; 2018年底前建成的小区."""
    tail = around.after.rstrip()
    if tail.endswith("的") or (tail.startswith("的") and time.prefix != "到"):
        return True
    deed = _begins("conditions").match(tail)
    if deed and time.form != "recurring" and time.prefix != "到" and re.match(r"[^,;。、]{0,8}的", tail[deed.end() :]):
        return True
    return time.form != "recurring" and around.before.endswith(("对", "凡", "对于", "凡是"))


def _base(time: TimeExpression, around: Surroundings) -> bool:
    """比2020年提高, 与2020年相比, 从2020年的50%."""
    if time.prefix in ("由", "从", "自") and re.match(r"(?:的|\d|末的|底的|不足)", around.after):
        return True
    return (not time.prefix and bool(_ends("based").search(around.before))) or bool(_begins("based_after").match(around.after))


def _past(time: TimeExpression, around: Surroundings) -> bool:
    """2020年以来, 截至2022年底, 2022年已建成."""
    if time.suffix == "以来" or (time.prefix.startswith("截") and not _UNTIL.search(around.before)):
        return True
    return time.kind != "from" and bool(re.match(r".{0,12}(?:已经?|累计已)(?!有序)", around.after))


_UNTIL = re.compile(r"(?:期限?|时间|日期|时限|执行|实施|延长|延续|暂定)(?:均?为)?$")


def _name(time: TimeExpression, around: Surroundings) -> bool:
    """2035年远景目标, 2025年重点任务清单."""
    if time.kind == "by" and (time.prefix or time.suffix):
        return False
    after = around.after.lstrip('")')
    return bool(_begins("names").match(after)) or (
        time.kind == "during" and not time.suffix and bool(re.match(r"度|第\d|〔|\[|No", around.after))
    ) or (time.kind == "during" and bool(_NAMED_LATER.match(around.after)))


_NAMED_LATER = re.compile(
    r"[^,;。:完成制定编印发出台启动开展]{0,16}(?:规划|行动计划|实施方案|工作方案|工作要点|纲要|预算|目录|政府工作报告|考核结果)(?:[,;。:、\")]|$)"
)


def _stands(time: TimeExpression, around: Surroundings) -> bool:
    """A bare 2025年 or 上半年 must open its clause or be followed by a deed: 提高2025年补助标准 is none."""
    if time.kind != "during" or (time.form == "calendar" and (time.prefix or time.suffix)):
        return True
    if time.form == "calendar" and time.first is not time.last:
        return True
    if around.after.startswith(("是", "年是")):
        return False
    before = around.before.rstrip()
    if not before or before[-1] in "、(和及与-》)":
        return True
    if time.precision != "year" and _STRIVES.match(before):
        return True
    return bool(_ends("effort").search(before)) or bool(_begins("deeds").match(around.after))


_STRIVES = re.compile(r"力争|确保|争取|力求")


def _term_to_keep(time: TimeExpression, around: Surroundings) -> bool:
    """三年内建成 is a deadline, 毕业2年内 and 收到申请后5日内 are not."""
    count, unit = time.lasting or (0, "年")
    if time.suffix == "spell" and around.before.strip():
        return False
    issued = bool(re.search(_begins("issued").pattern + r"(?:之日起|之日|后|之后)的?$", around.before))
    if issued:
        return True
    if unit in ("日", "天", "周") or count > 30:
        return False
    return not (
        _begins("procedure").search(around.before[-14:])
        or _LENT.search(around.earlier[-40:])
        or (unit == "月" and _CONTRACT.search(around.earlier[-60:]))
        or _RULE_AFTER.search(around.after[:12])
        or re.search(r"(?:到|至|为|于|缩短|压减|压缩|控制|后|前)$", around.before)
        or _begins("procedure_after").match(around.after)
    )


_CONTRACT = re.compile(r"签订|合同|之日起|受理|申请|收到|出让|取得|登记")
_RULE_AFTER = re.compile(r"出售|购买|购房|重新|申请|缴纳|缴存|退还|归还|偿还|网签|换购")
_LENT = re.compile(r"借款|贷款|租金|补贴|购房|归还")


def _benefit(around: Surroundings) -> bool:
    """每人每年补贴100元, 每年最高500万元, 按每年3%."""
    if re.search(r"(?:每[人户家名床亩辆台套][^,;。]{0,3}|[人户家名床亩辆个台元]|按照?|原来|不超过|提高到)$", around.before[-8:]):
        return True
    if re.match(r"(?:公布|核定|发布|下达|规定|新增)[^,;。]{0,2}的", around.after) or re.search(r"(?:降低|提高|减少|增加|上调|下调)$", around.before):
        return True
    return bool(_begins("benefits").search(around.after[:24])) or bool(re.match(r"\d[\d,.]*(?:万|亿)?[元天]", around.after))
