"""What is told of two plans; first, and longest, what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparing import HEAD, compared, told
from plan_extract import parse, parse_text
from plan_extract.compare.plans import compare
from plan_extract.errors import UsageError

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
DATA = Path(__file__).parent / "data" / "diff"

TASKS = """一、重点任务
（一）建设养老驿站。2025年底前，新建社区养老驿站12家，改造提升老旧驿站，实现街道全覆盖。（责任单位：市民政局、市财政局、市住建局）
（二）推进医养结合。支持养老机构与周边医疗机构签约合作，开通双向转诊绿色通道。（市卫生健康委牵头，市民政局配合）
（三）培育护理队伍。一是每年培训养老护理员500人；二是建立职业技能等级制度。
二、保障措施
（一）加强组织领导。建立市级联席会议制度，每季度研究解决重点难点问题。
"""
TABLE = """一、主要指标
序号	指标	单位	2023年基期值	2025年目标值	属性
1	每千名老年人养老床位数	张	36	40	预期性
2	护理型床位占比	%	52	55以上	约束性
3	惠及老年人数量	万人	2	2.5	预期性
二、重点任务
（一）建设养老驿站。持续完善社区养老驿站布局。
"""


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


TASK_LINES = TASKS.splitlines(keepends=True)

# What an editor's hand, another typist or another place changes, and nobody wants to be told of.
NO_CHANGE = {
    "nothing": TASKS,
    "other numbers": swapped(TASKS, ("（一）", "1."), ("（二）", "2."), ("（三）", "3.")),
    "another order, so other numbers": "".join(
        [TASK_LINES[0], TASK_LINES[3].replace("三", "一", 1), TASK_LINES[1].replace("一", "二", 1), TASK_LINES[2].replace("二", "三", 1), *TASK_LINES[4:]]
    ),
    "spaces": swapped(TASKS, ("新建社区", "新建 社区"), ("签约合作", "签约\u3000合作"), ("建立市级", " 建立市级")),
    "full width": swapped(TASKS, ("12家", "１２家"), ("500人", "５００人"), ("2025年", "２０２５年")),
    "half width marks": swapped(TASKS, ("，", ","), ("；", ";"), ("（责任单位：", "(责任单位:"), ("住建局）", "住建局)")),
    "other marks": swapped(TASKS, ("12家，改造", "12家；改造"), ("全覆盖。（", "全覆盖（"), ("人；二是", "人，二是")),
    "other list numbers": swapped(TASKS, ("一是每年", "（1）每年"), ("；二是", "；（2）")),
    "order of bodies": swapped(TASKS, ("市民政局、市财政局、市住建局", "市住建局、市民政局、市财政局")),
    "the place before a body": swapped(TASKS, ("市民政局、市财政局", "云汀市民政局、云汀市财政局")),
    "short forms of bodies": swapped(TASKS, ("市住建局", "市住房城乡建设局"), ("市卫生健康委", "市卫健委")),
    "words around the bodies": swapped(TASKS, ("（市卫生健康委牵头，市民政局配合）", "（牵头单位：市卫生健康委；配合单位：市民政局）")),
    "a section's other title": swapped(TASKS, ("一、重点任务", "一、主要任务"), ("二、保障措施", "二、组织保障")),
}  # fmt: skip


@pytest.mark.parametrize("new", NO_CHANGE.values(), ids=NO_CHANGE)
def test_what_is_no_change_is_not_told(new: str) -> None:
    for one, other in ((TASKS, new), (new, TASKS)):
        comparison = compared(one, other)
        assert told(comparison) == []
        assert comparison.counts.tasks_same == 4
        assert not comparison.differs


NO_OTHER_VALUE = {
    "nothing": TABLE,
    "another order": swapped(TABLE, ("1	每千", "3	每千"), ("3	惠及", "1	惠及")),
    "a sign for a word": swapped(TABLE, ("55以上", "≥55")),
    "another name of the unit": swapped(TABLE, ("	%	", "	％	")),
    "the unit's scale": swapped(TABLE, ("	万人	2	2.5	", "	人	20000	25000	")),
    "a name's usual words": swapped(TABLE, ("每千名老年人养老床位数", "千名老年人养老床位数")),
    "a zero": swapped(TABLE, ("	40	", "	40.0	")),
}  # fmt: skip


@pytest.mark.parametrize("new", NO_OTHER_VALUE.values(), ids=NO_OTHER_VALUE)
def test_the_same_value_is_not_told(new: str) -> None:
    for one, other in ((TABLE, new), (new, TABLE)):
        comparison = compared(one, other)
        assert told(comparison) == []
        assert comparison.counts.indicators_same == 3


DUE = "一、重点任务\n（一）建设养老驿站。{}新建社区养老驿站十余家，改造提升老旧驿站，实现街道全覆盖。\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025年底前，", "到2025年底，"),
        ("2025年底前，", "2025年12月31日前，"),
        ("2025年，", "2025年底前，"),
        ("2024—2026年，", "2024年至2026年，"),
        ("每年", "每年都"),
    ],
)
def test_a_time_in_other_words_is_not_told_as_moved(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        assert [task.deadlines for task in compared(DUE.format(one), DUE.format(other)).tasks] in ([()], [])


def test_a_time_whose_year_only_one_of_the_plans_tells_is_the_same() -> None:
    text = f"养老服务实施方案\n{DUE.format('6月底前，')}"
    dated, undated = parse_text(HEAD.format(year=2024) + text), parse_text(text)
    assert [[d.end and d.end.year for d in plan.deadlines] for plan in (dated, undated)] == [[2024], [None]]
    assert told(compare(dated, undated)) == told(compare(undated, dated)) == []


def test_a_body_that_was_renamed_in_between_is_the_same() -> None:
    old, new = (
        f"一、重点任务\n（一）推进医养结合。支持机构签约合作。（{body}负责）\n"
        for body in ("市卫生计生委", "市卫生健康委")
    )
    assert told(compared(old, new, years=(2017, 2021))) == []


def test_a_draft_that_does_not_tell_whose_it_is_takes_the_place_of_the_other() -> None:
    draft = "一、重点任务\n（一）推进医养结合。支持机构签约合作。（市民政局牵头）\n"
    final = parse_text(
        f"广州市人民政府办公厅关于印发养老服务方案的通知\n穗府办〔2024〕1号\n广州市人民政府办公厅\n2024年3月5日\n{draft.replace('市民政局', '广州市民政局')}"
    )
    assert final.metadata.jurisdiction is not None
    for one, other in ((parse_text(draft), final), (final, parse_text(draft))):
        assert told(compare(one, other)) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_plan_differs_not_from_itself(path: Path) -> None:
    plan = parse(path)
    comparison = compare(plan, plan)
    assert told(comparison) == []
    assert comparison.counts.tasks_same == len(plan.tasks)


CHANGES = {
    "a word": ([("新建社区", "新建街道")], ["cT 建设养老驿站 | text", "cI 街道养老驿站 | renamed"]),
    "a number": ([("500人", "800人")], ["cT 培育护理队伍 | text", "cI 养老护理员 | :500人>:800人"]),
    "a decimal point": ([("新建社区养老驿站12家", "新建社区养老驿站1.2家")], ["cT 建设养老驿站 | text", "cI 社区养老驿站 | 2025:12家>2025:1.2家"]),
    "a title": ([("推进医养结合", "深化医养结合")], ["cT 深化医养结合 | title"]),
    "a body that went": ([("、市住建局", "")], ["cT 建设养老驿站 | 市住建局:responsible>"]),
    "a body that came": ([("市住建局）", "市住建局、市规划局）")], ["cT 建设养老驿站 | 市规划局:>responsible"]),
    "other roles": (
        [("市卫生健康委牵头，市民政局配合", "市民政局牵头，市卫生健康委配合")],
        ["cT 推进医养结合 | 市卫生健康委:lead>support 市民政局:support>lead"],
    ),
    "another body of that name": ([("市民政局、", "区民政局、")], ["cT 建设养老驿站 | 市民政局:responsible> 区民政局:>responsible"]),
    "a later time": (
        [("2025年底前", "2026年6月底前")],
        ["cT 建设养老驿站 | text 2025年底前>2026年6月底前", "cI 社区养老驿站 | 2025:12家>2026:12家"],
    ),
    "a time less": ([("每季度研究", "研究")], ["cT 加强组织领导 | text 每季度>"]),
    "another section": (
        [
            ("（三）培育护理队伍。一是每年培训养老护理员500人；二是建立职业技能等级制度。\n", ""),
            ("难点问题。\n", "难点问题。\n（二）培育护理队伍。一是每年培训养老护理员500人；二是建立职业技能等级制度。\n"),
        ],
        ["cT 培育护理队伍 | moved"],
    ),
    "a task less": (
        [("（二）推进医养结合。支持养老机构与周边医疗机构签约合作，开通双向转诊绿色通道。（市卫生健康委牵头，市民政局配合）\n（三）", "（二）")],
        ["dT 推进医养结合 | 市卫生健康委:lead> 市民政局:support>"],
    ),
    "a task more": (
        [("二、保障措施", "（四）发展老年助餐。2024年底前依托社区食堂设立助餐点。（市商务局负责）\n二、保障措施")],
        ["aT 发展老年助餐 | 市商务局:>responsible >2024年底前"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("swaps", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_changed_in_a_task_is_told_once(swaps: list[tuple[str, str]], expected: list[str]) -> None:
    assert told(compared(TASKS, swapped(TASKS, *swaps))) == expected


VALUES = {
    "a target": ([("	40	", "	42	")], ["cI 每千名老年人养老床位数 | 2025:40>2025:42"]),
    "a sign": ([("55以上", "55")], ["cI 护理型床位占比 | 2025:55以上>2025:55"]),
    "a year": ([("2025年目标值", "2026年目标值")], [
        "cI 每千名老年人养老床位数 | 2025:40>2026:40", "cI 护理型床位占比 | 2025:55以上>2026:55以上", "cI 惠及老年人数量 | 2025:2.5>2026:2.5",
    ]),
    "a baseline": ([("	36	", "	35	")], ["cI 每千名老年人养老床位数 | from 36>35"]),
    "a nature": ([("预期性\n2", "约束性\n2")], ["cI 每千名老年人养老床位数 | nature"]),
    "a unit": ([("床位数	张", "床位数	个")], ["cI 每千名老年人养老床位数 | unit"]),
    "a name like it is another quantity": (
        [("护理型床位占比	%	52", "普惠型床位占比	%	50")],
        ["aI 普惠型床位占比 | from >50 >2025:55以上", "dI 护理型床位占比 | from 52> 2025:55以上>"],
    ),
    "a name reworded, the value kept": ([("惠及老年人数量", "惠及老年人口数量")], ["cI 惠及老年人口数量 | renamed"]),
}  # fmt: skip


@pytest.mark.parametrize(("swaps", "expected"), VALUES.values(), ids=VALUES)
def test_what_changed_in_an_indicator_is_told(swaps: list[tuple[str, str]], expected: list[str]) -> None:
    assert told(compared(TABLE, swapped(TABLE, *swaps))) == expected


SUMS = "一、主要指标\n序号	指标	单位	{0}年基期值	{1}年目标值	{1}年累计\n1	森林覆盖率	%	21	{2}	{3}\n二、重点任务\n（一）植树。持续植树造林。\n"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ((2015, 2020, 23, "〔2〕"), []),
        ((2020, 2025, 24, "〔3〕"), ["cI 森林覆盖率 | from 21>21 2020:23>2025:24 2020:〔2〕>2025:〔3〕"]),
        ((2020, 2025, 24, ""), ["cI 森林覆盖率 | from 21>21 2020:〔2〕> 2020:23>2025:24"]),
        ((2020, 2025, "", "〔3〕"), ["cI 森林覆盖率 | from 21>21 2020:23> 2020:〔2〕>2025:〔3〕"]),
    ],
)
def test_a_sum_of_years_answers_to_a_sum(new: tuple[object, ...], expected: list[str]) -> None:
    assert told(compared(SUMS.format(2015, 2020, 23, "〔2〕"), SUMS.format(*new))) == expected


def test_what_is_added_one_way_is_dropped_the_other() -> None:
    old, new = (parse(DATA / f"{name}.txt") for name in ("draft", "final"))
    there, back = compare(old, new).counts, compare(new, old).counts
    assert (there.tasks_added, there.tasks_dropped) == (back.tasks_dropped, back.tasks_added) == (1, 1)
    assert (there.indicators_added, there.indicators_dropped) == (back.indicators_dropped, back.indicators_added)
    assert (there.tasks_reworded, there.tasks_moved, there.tasks_same) == (2, 1, 3)


FLAT = "一、建设养老驿站。新建社区养老驿站，实现街道全覆盖。\n二、推进医养结合。支持养老机构与医疗机构签约合作。\n"


def test_a_section_that_came_moves_nothing() -> None:
    lines = FLAT.replace("一、建设", "（一）建设").replace("二、推进", "（二）推进")
    old, new = (parse_text(f"云汀市养老服务实施方案\n{text}") for text in (FLAT, f"一、重点任务\n{lines}"))
    assert [len(plan.tasks) for plan in (old, new)] == [2, 2]
    assert {task.path for task in old.tasks} == {()}
    assert told(compare(old, new)) == told(compare(new, old)) == []


def test_a_heading_that_came_is_told_as_added_words() -> None:
    item = "支持养老机构与周边医疗机构签约合作，开通双向转诊绿色通道，方便老年人就近看病。（市民政局负责）\n"
    other = "（二）发展老年助餐。依托社区食堂设立助餐点。（市商务局负责）\n"
    (task,) = compared(f"一、重点任务\n（一）{item}{other}", f"一、重点任务\n（一）推进医养结合。{item}{other}").tasks
    assert task.text is None
    assert task.title is not None
    assert [(piece.op, piece.text) for piece in task.title.pieces] == [("added", "推进医养结合")]


def test_only_some_kinds() -> None:
    old, new = (parse(DATA / f"{name}.txt") for name in ("draft", "final"))
    lines = {kind: told(compare(old, new, only=[kind])) for kind in ("tasks", "owners", "deadlines", "indicators")}
    assert lines["owners"] == ["cT 推进医养结合 | 市卫生健康委:lead>support 市民政局:support>lead"]
    assert lines["deadlines"] == ["cT 建设社区养老驿站 | 2024年底前>2025年6月底前"]
    assert {line[1] for line in lines["tasks"]} == {"T"}
    assert {line[1] for line in lines["indicators"]} == {"I"}
    with pytest.raises(UsageError, match="unknown kind of change 'task'; known: tasks, owners, deadlines, indicators"):
        compare(old, new, only=["task"])


@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        (("组织保障", "组织保障"), ("建立联席会议制度，研究解决问题。", "加大资金投入力度，落实补贴政策。")),
        (("加强宣传", "加强培训"), ("开展主题宣传活动。", "开展主题培训活动。")),
    ],
)
def test_namesakes_are_told_apart_by_their_words(titles: tuple[str, str], texts: tuple[str, str]) -> None:
    items = [f"{title}。{text}" for title, text in zip(titles, texts, strict=True)]
    old, new = ("一、重点任务\n（一）{}\n（二）{}\n".format(*order) for order in (items, reversed(items)))
    assert told(compared(old, new)) == []


LINES = [
    line for name in ("draft", "final") for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
]


@given(st.lists(st.sampled_from(LINES), max_size=30), st.lists(st.sampled_from(LINES), max_size=30))
@settings(max_examples=40)
def test_whatever_the_lines_all_is_accounted_for(old_lines: list[str], new_lines: list[str]) -> None:
    old, new = (parse_text("\n".join(["云汀市养老服务方案", *lines])) for lines in (old_lines, new_lines))
    comparison = compare(old, new)
    counts = comparison.counts
    changed = sum(task.change == "changed" for task in comparison.tasks)
    assert len(new.tasks) == counts.tasks_added + changed + counts.tasks_same
    assert len(old.tasks) == counts.tasks_dropped + changed + counts.tasks_same
    assert comparison.new.indicators == counts.indicators_added + counts.indicators_changed + counts.indicators_same
    assert comparison.old.indicators == counts.indicators_dropped + counts.indicators_changed + counts.indicators_same
    assert told(compare(new, new)) == []
