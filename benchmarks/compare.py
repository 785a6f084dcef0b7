"""Comparison: two plans of 1,000 tasks each against two of 500, in one run.

    python benchmarks/compare.py [--write]

Each task of the new plan is one of the old with some words changed, in another order. The ratio says how the time grows:
2 is linear, 4 is every task with every other. CPU time counts, medians are compared.
"""

from __future__ import annotations

import random
import statistics
import time

from measure import report, sized
from plan_extract import PlanDocument, parse_text
from plan_extract.compare.plans import compare

ROUNDS = sized(5, 1)
FEW, MANY = sized((500, 1000), (20, 40))
FIELDS = (
    "养老", "托育", "体育", "商务", "交通", "水利", "林业", "旅游", "教育", "就业",
    "医疗", "住房", "社保", "科技", "文化", "农业", "能源", "环保", "应急", "金融",
)  # fmt: skip
DEEDS = (
    "新建驿站", "改造广场", "培训人员", "完善制度", "发放补贴",
    "开展检查", "建设平台", "举办赛事", "制定标准", "扩大供给",
)  # fmt: skip
PLACES = ("街道", "社区", "园区", "学校", "医院", "企业", "乡镇", "景区", "港口", "车站")


def plan(count: int, seed: int) -> PlanDocument:
    """Make a plan of so many tasks; another seed changes some words of each and the order of all."""
    chance = random.Random(seed)
    items = []
    for number in range(count):
        field, deed, place = FIELDS[number % 20], DEEDS[number // 20 % 10], PLACES[number // 200 % 10]
        extra = "".join(chance.choice(FIELDS) + chance.choice(DEEDS) for _ in range(8))
        items.append(
            f"推进{place}{field}{deed}。在{place}{deed}，健全{field}服务网络，{extra}，到2025年底前完成。（市{field}局负责）"
        )
    chance.shuffle(items)
    return parse_text("一、重点任务\n" + "".join(f"{number}.{item}\n" for number, item in enumerate(items, 1)))


def main() -> None:
    """Measure in turns and print medians and their ratio."""
    pairs = {count: (plan(count, 1), plan(count, 2)) for count in (FEW, MANY)}
    times: dict[int, list[float]] = {count: [] for count in pairs}
    matched: dict[int, int] = {}
    for _ in range(ROUNDS):
        for count, (old, new) in pairs.items():
            start = time.process_time()
            found = compare(old, new).counts
            times[count].append(time.process_time() - start)
            matched[count] = len(old.tasks) - found.tasks_dropped
    small, large = (statistics.median(times[count]) for count in (FEW, MANY))
    rows = [[str(count), f"{seconds:.2f}", str(matched[count])] for count, seconds in ((FEW, small), (MANY, large))]
    said = f"Twice the tasks take {large / small:.2f} times as long."
    report("compare", "Comparison of two plans", ("tasks", "s CPU", "matched"), rows, said)


if __name__ == "__main__":
    main()
