"""Targets said twice: a sentence that states the target of a table's row, and one that contradicts it."""

from __future__ import annotations

import pytest

from plan_extract import parse_text
from plan_extract.records.plan import PlanDocument

ROWS = (
    "1|社区服务中心数量|个|≥18",
    "2|森林覆盖率|%|45",
    "3|新增养老床位数|张|3000",
    "4|建成口袋公园数量|个|≥18",
    "5|每千人口托位数|个|4.5",
    "6|志愿者占常住人口的比例|%|21",
    "7|办理时间|个工作日|≤5",
    "8|累计培训人次|人次|5000（累计）",
)


def plan(text: str, *, rows: tuple[str, ...] = ROWS, head: str = "2025年") -> PlanDocument:
    table = "\n".join(row.replace("|", "\t") for row in (f"序号|指标|单位|{head}", *rows))
    return parse_text(
        "云汀市公共服务发展规划（2021—2025年）\n"
        f"一、发展目标\n主要指标如下。\n{table}\n以上。\n"
        f"二、重点任务\n（一）完善设施。{text}\n"
    )


def twins(document: PlanDocument) -> list[str]:
    names = {indicator.id: indicator.name for indicator in document.indicators}
    return [names[indicator.same_as] for indicator in document.indicators if indicator.same_as]


def contradictions(document: PlanDocument) -> list[str]:
    return [d.message for d in document.diagnostics if d.code == "indicator-contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，新建社区养老服务中心18个。",
        "到2025年，社会心理服务中心达到18个。",
        "到2025年，森林绿化率达到45%。",
        "到2025年，山区森林覆盖率达到45%。",
        "到2025年，森林覆盖率提高45%。",
        "到2025年，新增社区服务中心18个。",
        "到2025年，养老床位达到3000张。",
        "到2025年，改造养老床位3000张。",
        "到2025年，每千名老年人托位数达到4.5个。",
        "到2025年，志愿者占户籍人口的比例达到21%。",
        "到2025年，森林覆盖率达到45公顷。",
        "到2023年，森林覆盖率达到43%。",
        "到2035年，森林覆盖率达到45%。",
        "森林覆盖率达到44%。",
        "森林覆盖率不低于40%。",
        "到2025年，其中森林覆盖率达到60%。",
        "到2025年，每个乡镇森林覆盖率达到60%。",
        "到2025年，各区森林覆盖率均达到30%。",
        "到2025年，社区服务中心数量达到20个。",
        "到2025年，森林覆盖率达到46%左右。",
        "到2025年，办理时间压缩到3个工作日。",
        "到2025年，森林覆盖率不低于40%。",
    ],
)
def test_no_twin(text: str) -> None:
    document = plan(text)
    assert len(document.indicators) >= len(ROWS)
    assert (twins(document), contradictions(document)) == ([], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("到2025年，森林覆盖率达到45%。", "森林覆盖率"),
        ("到2025年，全市森林覆盖率达到45%以上。", "森林覆盖率"),
        ("力争森林覆盖率达到45%。", "森林覆盖率"),
        ("到2025年，社区服务中心达到18个。", "社区服务中心数量"),
        ("到2025年，社区服务中心不少于18个。", "社区服务中心数量"),
        ("到2025年，新增养老床位3000张。", "新增养老床位数"),
        ("到2025年，新建口袋公园18个。", "建成口袋公园数量"),
        ("到2025年，建成口袋公园不少于18个。", "建成口袋公园数量"),
        ("到2025年，新建18个口袋公园。", "建成口袋公园数量"),
        ("到2025年，每千人口托位数达到4.5个。", "每千人口托位数"),
        ("到2025年，志愿者占常住人口比重达到21%。", "志愿者占常住人口的比例"),
        ("到2025年，办理时间压缩到5个工作日以内。", "办理时间"),
    ],
)
def test_twins(text: str, name: str) -> None:
    document = plan(text)
    assert (twins(document), contradictions(document)) == ([name], [])


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("到2025年，新建口袋公园16个。", "建成口袋公园数量", "is 16个 in I009, ≥18 in I004"),
        ("到2025年，森林覆盖率达到44%。", "森林覆盖率", "is 44% in I009, 45 in I002"),
        ("到2025年，社区服务中心不少于16个。", "社区服务中心数量", "is 不少于16个 in I009, ≥18 in I001"),
        ("到2025年，办理时间压缩到7个工作日。", "办理时间", "is 7个工作日 in I009, ≤5 in I007"),
    ],
)
def test_contradictions(text: str, name: str, message: str) -> None:
    document = plan(text)
    assert twins(document) == [name]
    assert contradictions(document) == [f"the target of {name} {message}"]
    [diagnostic] = [d for d in document.diagnostics if d.code == "indicator-contradiction"]
    assert (diagnostic.severity, diagnostic.span) == ("warning", document.indicators[-1].span)


def test_a_row_with_which_another_sentence_agrees_is_not_contradicted() -> None:
    document = plan("到2025年，森林覆盖率达到45%。城区到2025年森林覆盖率达到30%。到2025年，森林覆盖率达到44%。")
    assert contradictions(document) == []
    assert twins(document) == ["森林覆盖率"]


def test_two_rows_of_one_name_have_no_twin() -> None:
    document = plan("到2025年，森林覆盖率达到45%。", rows=("1|森林覆盖率|%|45", "2|森林覆盖率|%|60"))
    assert twins(document) == []


def test_what_has_no_twin_has_no_key() -> None:
    assert all("same_as" not in i.model_dump() for i in plan("").indicators)
