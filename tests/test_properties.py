"""What must hold for any text at all."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from plan_extract import EmptyDocumentError, PlanDocument, parse_text
from plan_extract.document.fold import fold
from plan_extract.records.base import TextSpan
from plan_extract.writers import WRITERS

PIECES = (
    "第一章　总则", "第三部分 主要任务", "一、重点任务", "（二）完善制度。", "1.建设中心。", "(3)", "①",
    "专栏1 重点工程", "附件2", "前言", "附件：", "关于印发《云汀市养老规划》的通知", "云政发〔2021〕3号",
    "各县区人民政府：", "云汀市民政局", "2021年3月5日", "发文单位：", "建立健全工作机制",
    "将试点经费纳入预算", "鼓励社会力量参与", "新建养老院12所", "不少于3-5个", "达到95%以上", "2.5万户",
    "三分之一", "〔60〕", "（责任单位：市民政局、财政局等）", "市教育局牵头，市卫生健康委配合",
    "会同有关部门", "按职责分工负责", "以下均需各区政府落实", "到2025年", "2023年6月底前", "“十四五”期间",
    "每季度", "自2024年起", "长期坚持", "春节前", "两至三年内", "2021—2025年", "上半年",
    "序号\t指标\t单位\t2025年", "1\t床位数\t张\t≥50", "| 序号 | 任务 | 牵头单位 |",
    "| 1 | 建设平台 | 市数据局 |", "序号", "指标", "单位", "2025年", "约束性", "备注：带“※”的为约束性指标。",
    "（", "）", "《", "》", "“", "”", "：", "；", "，", "、", "。", "\n", "\n\n", "\r\n", "\t", "　", " ",
    "\f", "%", "-", "—",
)  # fmt: skip

plan_like = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
anything = st.text(min_size=1, max_size=200)
texts = st.one_of(plan_like, anything, st.builds("\n".join, st.lists(st.one_of(plan_like, anything), max_size=5)))


def parsed(text: str) -> PlanDocument | None:
    """The records, or None where there is nothing to read."""
    try:
        return parse_text(text)
    except EmptyDocumentError:
        return None


def records(model: BaseModel) -> Iterator[BaseModel]:
    """The model and every one inside it."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from records(inner)


@given(texts)
def test_every_span_gives_back_its_quote(text: str) -> None:
    plan = parsed(text)
    for record in records(plan) if plan else ():
        span = getattr(record, "span", None)
        if not isinstance(span, TextSpan):
            continue
        assert 0 <= span.start <= span.end <= len(text)
        for field in ("raw", "text"):
            if (quote := getattr(record, field, None)) is not None:
                assert text[span.start : span.end] == quote


@given(texts)
def test_titles_and_units_stand_in_their_spans(text: str) -> None:
    plan = parsed(text)
    for section in plan.sections if plan else ():
        quote = "".join(text[section.span.start : section.span.end].split())
        assert section.title in quote
        assert (section.number or "") in quote
    for unit in plan.units if plan else ():
        assert unit.mentions
        assert all(0 <= m.start < m.end <= len(text) for m in unit.mentions)


@given(texts)
def test_ids_are_unique_and_point_somewhere(text: str) -> None:
    plan = parsed(text)
    if plan is None:
        return
    tables = {
        name: [record.id for record in getattr(plan, name)]
        for name in ("sections", "tasks", "indicators", "deadlines", "units")
    }
    assert all(len(ids) == len(set(ids)) for ids in tables.values())
    assert {s.parent for s in plan.sections if s.parent} <= set(tables["sections"])
    assert {t.section for t in plan.tasks if t.section} <= set(tables["sections"])
    assert {i for t in plan.tasks for i in t.deadlines} <= set(tables["deadlines"])
    assert {i for t in plan.tasks for i in t.indicators} <= set(tables["indicators"])
    assert {d.task for d in plan.deadlines if d.task} <= set(tables["tasks"])
    named = {t for u in plan.units for t in (*u.tasks.lead, *u.tasks.responsible, *u.tasks.support)}
    assert named <= set(tables["tasks"])


@given(texts)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = parsed(text), parsed(text)
    assert first == second
    if first and second:
        for name in WRITERS:
            assert WRITERS[name](first) == WRITERS[name](second)


@given(texts)
def test_what_is_written_reads_back(text: str) -> None:
    plan = parsed(text)
    if plan:
        assert PlanDocument.model_validate(yaml.safe_load(WRITERS["yaml"](plan))) == plan
        assert PlanDocument.model_validate_json(WRITERS["json"](plan)) == plan


@given(st.text(max_size=500))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=500))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
