"""Heading numbers: what is one, what is none, and what it counts."""

from __future__ import annotations

import pytest

from plan_extract.document.fold import fold
from plan_extract.span import Span
from plan_extract.structure.numbering import Number, number_at, ordinal


def number(line: str) -> Number | None:
    return number_at(fold(line), line, Span(0, len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "2025年底前完成改造",
        "3.5万户居民受益",
        "1.2倍以上",
        "12345热线办理诉求",
        "100张床位",
        "一是加强领导。二是强化宣传。",
        "一批重点项目开工",
        "第一产业增加值增长3%",
        "第三季度完成",
        "第三方机构评估",
        "三年行动计划",
        "十四五规划实施以来",
        "（试行）",
        "（2021—2025年）",
        "（责任单位：市民政局）",
        "附件材料由申请人提交",
        "专栏作家",
        "首先，加强领导",
        "5G基站建设",
        "第三条规定的情形",
        "",
    ],
)
def test_no_number(line: str) -> None:
    assert number(line) is None


@pytest.mark.parametrize(
    ("line", "style", "printed", "rest"),
    [
        ("第一部分　规划背景", "part", "第一部分", "规划背景"),
        ("第二编 总体要求", "part", "第二编", "总体要求"),
        ("第十二章 保障措施", "chapter", "第十二章", "保障措施"),
        ("第3节：重点任务", "section", "第3节", "重点任务"),
        ("第一条　目的", "article", "第一条", "目的"),
        ("一、总体要求", "cn", "一", "总体要求"),
        ("十一. 加强领导", "cn", "十一", "加强领导"),
        ("一、2023年工作回顾", "cn", "一", "2023年工作回顾"),
        ("（一）指导思想", "cn-paren", "（一）", "指导思想"),
        ("(二十一) 强化保障", "cn-paren", "(二十一)", "强化保障"),
        ("1.健全制度", "arabic", "1", "健全制度"),
        ("1．健全制度", "arabic", "1", "健全制度"),
        ("12、健全制度", "arabic", "12", "健全制度"),
        ("1.2025年底前完成", "arabic", "1", "2025年底前完成"),
        ("1、2025年底前完成", "arabic", "1", "2025年底前完成"),
        ("3.1.2 数据治理", "decimal", "3.1.2", "数据治理"),
        ("（3）清理事项", "arabic-paren", "（3）", "清理事项"),
        ("3）清理事项", "arabic-bare-paren", "3", "清理事项"),
        ("③清理事项", "circled", "③", "清理事项"),
        ("专栏1　重点工程", "box", "专栏1", "重点工程"),
        ("附件2：任务分工表", "annex", "附件2", "任务分工表"),
        ("附件", "annex", "附件", ""),
    ],
)
def test_number(line: str, style: str, printed: str, rest: str) -> None:
    found = number(line)
    assert found is not None
    assert (found.style, found.printed, line[found.end :]) == (style, printed, rest)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("（二十一）", 21),
        ("第一百零三条", 103),
        ("(7)", 7),
        ("⑳", 20),
        ("专栏3", 3),
        ("附件", None),
        ("3.1.2", 2),
    ],
)
def test_ordinal(printed: str, value: int | None) -> None:
    assert ordinal(printed) == value
