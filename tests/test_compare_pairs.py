"""Which task is which, among many."""

from __future__ import annotations

from plan_extract.compare.pairs import Wording, pairs

FIELDS = ("养老", "托育", "体育", "商务", "交通", "水利", "林业", "旅游", "教育", "就业")
DEEDS = (
    "新建驿站",
    "改造广场",
    "培训人员",
    "完善制度",
    "发放补贴",
    "开展检查",
    "建设平台",
    "举办赛事",
    "制定标准",
    "扩大供给",
)


def wording(title: str, text: str) -> Wording:
    return Wording(title, title + text)


def many() -> list[Wording]:
    """A hundred tasks, each with its own field and deed."""
    return [
        wording(f"{deed}{field}项目", f"在{field}领域{deed}，由{field}部门会同有关单位组织实施{deed}工作")
        for field in FIELDS
        for deed in DEEDS
    ]


def test_each_finds_its_own_among_a_hundred_whatever_the_order() -> None:
    olds = many()
    news = [wording(f"推进{one.title}", f"{one.whole}并加强监督考核") for one in reversed(olds)]
    found = pairs(olds, news)
    assert [(pair.old, pair.new) for pair in found] == [(n, 99 - n) for n in range(100)]
    assert all(0.4 < pair.alike < 1 for pair in found)


def test_nothing_in_common_is_no_pair() -> None:
    assert pairs([wording("新建养老驿站", "在街道建成")], [wording("完善就业补贴", "向企业发放")]) == []
    assert pairs([], [wording("甲", "乙")]) == []


def test_the_same_to_the_letter_goes_first_and_in_order() -> None:
    one, other = wording("组织保障", "建立联席会议制度"), wording("组织保障", "建立联席会议和考核制度")
    found = pairs([one, other, one], [other, one, one])
    assert [(pair.old, pair.new, pair.alike) for pair in found] == [(0, 1, 1.0), (1, 0, 1.0), (2, 2, 1.0)]


def test_tasks_that_are_all_alike_are_looked_at_a_few_at_a_time() -> None:
    """A table of hostile rows: every row shares every pair of characters with every other."""
    olds = [wording("做好工作", f"做好工作任务{n:04}") for n in range(400)]
    news = [wording("做好工作", f"做好工作事项{n:04}") for n in range(400)]
    found = pairs(olds, news)
    assert len({pair.new for pair in found}) == len(found) > 380
    assert pairs(olds, news) == found
