"""Whether a time says when something is to be done, from the words around it.

到2025年，建成3个 does; 比2020年提高, “十四五”规划, 收到申请后5日内, 2025年购置产品的，给予补贴 do not. Folded text throughout.
The words of every rule stand in `lexicon/time_words.yaml`, each group with what it means.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..span import Span
from .time_expression import TimeExpression

_CLAUSE, _SENTENCE = re.compile(r"[^,;。:!?\n]*"), re.compile(r"[^。;\n]*")
_CLAUSES_BEFORE, _SENTENCES_BEFORE = re.compile(r".*[,;。:!?\n]", re.S), re.compile(r".*[。;\n]", re.S)
_FARTHEST = 160  # no rule looks farther than this from the time


class Surroundings(NamedTuple):
    """What stands before and after a time: in its clause (`before`, `after`), in its sentence (`earlier`, `later`)."""

    before: str
    after: str
    earlier: str
    later: str


def surroundings(folded: str, span: Span, within: Span) -> Surroundings:
    """Cut the clause and the sentence around a span out of its paragraph.

    >>> surroundings("对企业,2025年给予补贴,每年1次", Span(4, 9), Span(0, 19))
    Surroundings(before='', after='给予补贴', earlier='对企业,', later='给予补贴,每年1次')
    """
    left = folded[max(within.start, span.start - _FARTHEST) : span.start]
    right = folded[span.end : min(within.end, span.end + _FARTHEST)]
    clauses, sentences = _CLAUSES_BEFORE.match(left), _SENTENCES_BEFORE.match(left)
    after, later = _CLAUSE.match(right), _SENTENCE.match(right)
    return Surroundings(
        before=left[clauses.end() if clauses else 0 :].rstrip(),
        after=after[0].strip() if after else "",
        earlier=left[sentences.end() if sentences else 0 :],
        later=later[0] if later else "",
    )


def is_deadline(folded: str, time: TimeExpression, within: Span, heading: bool = False) -> bool:
    """Tell whether a time in running text (or a heading) is one for doing something."""
    around = surroundings(folded, time.span, within)
    if _in_title(folded, time.span, within) or _own_term(around) or _condition(time, around) or _base(time, around):
        return False
    if time.kind == "during" and time.form in ("plan", "lasting") and _SITUATION.search(around.later[:40]):
        return False
    if time.form in ("calendar", "plan"):
        return not (_past(time, around) or _name(time, around, heading)) and _stands(time, around)
    if time.form == "lasting":
        return not _rule_of_term(time, around)
    if time.form == "recurring":
        named = around.before.endswith('"') and _CLOSES.match(around.after) is not None
        return _each(time, around) or not (named or _rule_of_benefit(around))
    return True


def _each(time: TimeExpression, around: Surroundings) -> bool:
    """A measure that is to be kept each time: 按每年新增1家进行培育."""
    return (
        time.form == "recurring" and around.before.endswith(("按", "按照")) and around.after.startswith(_words("deeds"))
    )


_CLOSES = re.compile(r"[^,;。\"]{1,6}(?:、[^,;。\"]{1,8})?\"")  # “每月一题”工作机制, “每季一主题、月月有热点”的原则


_SITUATION = re.compile(r"面临|处于|承前启后|极不|呈现")  # “十五五”时期，我国处于…关键期


@cache
def _words(*groups: str) -> tuple[str, ...]:
    return lexicon.words("time_words", *groups)


def _says(text: str, group: str) -> bool:
    return any(word in text for word in _words(group))


def _in_title(folded: str, span: Span, within: Span) -> bool:
    """Inside 《…》, or in the bracket that dates one: 《土地管理法》（2019年修正）."""
    opened = folded.rfind("《", max(within.start, span.start - _FARTHEST), span.start)
    if opened >= 0 and folded.find("》", opened, span.start) < 0:
        return True
    return folded[max(within.start, span.start - 4) : span.start].replace(" ", "").replace("\n", "").endswith("》(")


# 本方案自2023年1月1日起施行；有效期至2027年12月31日（but 有关财政补贴政策，有效期为… is the window of a measure).
_TAKES_EFFECT = re.compile(r"施行|实施|执行|生效|废止|有效")


def _own_term(around: Surroundings) -> bool:
    """The term of the document or the plan itself, or of its draft: 规划期为2021-2035年, 征求意见截止6月24日."""
    if around.before.rstrip("(").endswith(_words("plan_terms")) or _says(around.before, "drafts"):
        return True
    sentence = around.earlier + around.after
    near = around.earlier[-10:] + around.after[:8]
    if around.after.startswith("施行") or (_TAKES_EFFECT.search(near) and _says(sentence, "own")):
        return True
    return ("有效期" in sentence or "有效期" in around.later) and not _says(sentence, "measures")


# 2018年底前建成的小区: a deed, and soon 的.
_SOON_OF = re.compile(r"[^,;。、]{0,8}的")
# 春节期间仍在生产经营的企业，: who is meant, up to the comma.
_WHO = re.compile(
    r"[^,;。、]{1,14}的(?:企业|单位|个人|人员|家庭|居民|纳税人|毕业生|房屋|小区|车辆|用户|职工|商品房|机构)$"
)


# 针对首年关税为零、5年内关税减让显著的商品，…: of what the sentence is about
_AIMED_AT = ("针对", "对于")
_WITHIN_AIM = re.compile(r"[^,;。]{2,16}的[^,;。]{2,}")


def _condition(time: TimeExpression, around: Surroundings) -> bool:
    """Who benefits or what is meant: 对2025年购置产品的，给予补贴; 2019年以前的配建项目."""
    after = around.after
    if (
        after.endswith("的")
        or (after.startswith("可") and "的" in after)
        or (after.startswith("的") and time.prefix != "到" and time.suffix != "round")
        or _WHO.match(after)
    ):
        return True
    if around.before.endswith(_words("beneficiaries")):
        return True
    if around.before.startswith(_AIMED_AT) and _WITHIN_AIM.match(after):
        return True
    if time.form == "recurring" or not after.startswith(_words("conditions")):
        return False
    deed = next((word for word in _words("conditions") if after.startswith(word)), None)
    return deed is not None and time.prefix != "到" and _SOON_OF.match(after, len(deed)) is not None


_NAMED_TIME = re.compile("(?:时间|日期|时段)(?:原则上|统一|暂定|初定)?为$")  # 报名时间为4月26日至28日


def _base(time: TimeExpression, around: Surroundings) -> bool:
    """比2020年提高, 与2020年相比, 从2020年的50%, 根据2024年的情况."""
    if time.prefix in ("由", "从", "自") and re.match(r"\d|[末底]的|不足", around.after):
        return True
    if time.prefix or time.form == "lasting" or _each(time, around) or around.before.endswith(_words("closings")):
        return False
    if _NAMED_TIME.search(around.before):
        return False
    before = _words("based") if time.kind == "by" else _words("based", "manner")
    return around.before.endswith(before) or around.after.startswith(_words("based_after"))


_ALREADY = re.compile(r".{0,12}已")


def _past(time: TimeExpression, around: Surroundings) -> bool:
    """2020年以来, 截至2022年底 (but 执行期限截至2025年底), 2022年已建成, 2026年3月7日发布."""
    until = time.prefix.startswith("截") and not around.before.endswith(_words("windows"))
    if time.suffix == "以来" or (until and not _says(around.later[:12], "strives")):
        return True
    if time.precision == "day" and time.kind == "during" and around.after.startswith(_words("issued")):
        return True
    return time.kind != "from" and _ALREADY.match(around.after) is not None


# “十四五”时期经济社会发展规划, 2025年度…工作要点: a name follows, without a deed before it.
_NAME_LATER = re.compile(
    r"[^,;。:完成制定编印发出台启动开展]{0,16}"
    r"(?:规划|行动计划|实施方案|工作方案|工作要点|纲要|预算|目录|政府工作报告|考核结果)(?:[\")]|$)"
)
_ISSUE_NUMBER = re.compile(r"度|第\d|\[|No")  # 2025年度, 财政部公告2023年第28号
# “十五五”时期经济社会发展的指导思想, “十五五”时期我国发展环境面临深刻变化
_TALK_OF_TIMES = re.compile(
    r".{0,24}(?:思想|思路|目标|原则|要求|任务|形势|环境|方位|成就|意义|特征)(?:$|是)|.{0,12}面临"
)


def _name(time: TimeExpression, around: Surroundings, heading: bool) -> bool:
    """The time only names something: 2035年远景目标, 三年行动计划（2024-2026年）, 2025年重点任务清单."""
    if time.kind != "during":
        return False
    after = around.after.lstrip('")')
    yearly = time.last is None or time.last.precision in ("year", "period")
    if yearly and around.before.endswith(_words("named_before")):
        return True
    if time.form == "plan" and (heading or _TALK_OF_TIMES.match(after)):
        return True
    if time.suffix and time.form == "calendar":
        return False
    return bool(after.startswith(_words("names")) or _ISSUE_NUMBER.match(after) or _NAME_LATER.match(after))


def _stands(time: TimeExpression, around: Surroundings) -> bool:
    """A bare 2025年 or 上半年 must open its clause or be followed by a deed: 提高2025年补助标准 is none."""
    framed = time.prefix or time.suffix or time.first is not time.last
    if time.kind != "during" or (time.form == "calendar" and framed):
        return True
    before = around.before
    if around.after.startswith(("是", "年是")):
        return False
    if not before or before[-1] in "、(和及与-》)" or before.endswith(_words("effort", "closings")):
        return True
    if time.precision != "year" and before.startswith(_words("strives")):
        return True  # 力争下达的资金上半年使用率达50%
    return around.after.startswith(_words("deeds"))


_OWN_ISSUE = re.compile(r"(?:印发|发布|公布|出台|下发|发文)(?:之日起?|后|之后)的?$")  # 本文印发后3个月内


def _rule_of_term(time: TimeExpression, around: Surroundings) -> bool:
    """毕业2年内, 收到申请后5日内, 需在15年内还款 are rules; 三年内建成 and 印发后3个月内 are none."""
    if _OWN_ISSUE.search(around.before):
        return False
    count, unit = time.lasting or (0, "年")
    if unit in ("日", "天", "周") or count > 30 or (time.suffix == "spell" and around.before):
        return True
    if unit == "月" and _says(around.earlier[-60:], "contracts"):
        return True
    return (
        _says(around.before[-14:], "procedure")
        or _says(around.earlier[-40:], "loans")
        or _says(around.after[:12], "dealings")
        or around.before.endswith(_words("limits"))
        or around.after.startswith(_words("procedure_after"))
    )


_PER_HEAD = re.compile(
    r"(?:(?:每[人户家名床亩辆台套]|同一)[^,;。]{0,6}|[人户家名床亩辆个台元]|按照?|原来|不超过|提高到|降低|提高|减少|增加)$"
)
_AMOUNT = re.compile(r"\d[\d,.]*(?:万|亿)?[元天]")  # 每年2万元, 每年7天
_BENEFIT_NOUNS = re.compile(r"(?:补贴|补助|奖励)(?:资格|对象|名单|台账|信息|制度|工作)")  # 每年开展补贴资格复核
_SAID_EACH = re.compile(r"(?:公布|核定|发布|下达|规定)[^,;。]{0,2}的")  # 每年公布的标准


def _rule_of_benefit(around: Surroundings) -> bool:
    """每人每年补贴100元, 每年最高500万元, 降低每月还款额."""
    if _PER_HEAD.search(around.before[-12:]) or _AMOUNT.match(around.after) or _SAID_EACH.match(around.after):
        return True
    return _says(_BENEFIT_NOUNS.sub("", around.after[:24]), "benefits")
