"""Baselines from prose: what must not be paired first, for a wrong baseline is worse than none."""

from __future__ import annotations

import pytest

from plan_extract.extractors import present_values, table_indicators
from plan_extract.link_values import baselines
from plan_extract.readers.text import read_text
from plan_extract.structure.read import read_structure
from plan_extract.values.quantity_names import quantity_key, same_unit

ROWS = (
    "1|每千名常住人口养老床位数|张|≥7",
    "2|森林覆盖率|%|45",
    "3|养老护理员数量|名|500",
    "4|研发投入占地区生产总值的比重|%|3.5",
    "5|城镇新增就业人数|万人|10",
    "6|社区养老服务驿站|家|36",
    "7|护理型床位占比|%|60",
    "8|人均预期寿命|岁|82",
    "9|单位地区生产总值能耗|吨标准煤/万元|0.35",
)


def told(
    text: str, *, heading: str = "发展基础", rows: tuple[str, ...] = ROWS, head: str = "2025年"
) -> dict[str, tuple[float | None, int | None, str]]:
    """What the text gives as baselines: name to value, year and the characters."""
    table = "\n".join(row.replace("|", "\t") for row in (f"序号|指标|单位|{head}", *rows))
    whole = (
        "云汀市养老服务发展规划（2021—2025年）\n"
        f"一、{heading}\n{text}\n"
        f"二、发展目标\n主要指标如下。\n{table}\n以上。\n"
        "三、重点任务\n（一）健全制度。修订管理办法。\n"
    )
    reading = read_structure(read_text(whole.encode(), "made.txt"))
    indicators, present = table_indicators.extract(reading)[0], present_values.extract(reading)[0]
    assert len(indicators) == len(rows)
    found = baselines(indicators, present)
    assert all(baseline.basis == "text" for baseline in found.values())
    return {indicators[i].name: (b.value, b.year, b.span.of(whole)) for i, b in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        # another quantity, a part of it, or one around it
        "目前，每千名老年人养老床位数38.2张。",
        "目前，每千名常住人口护理型养老床位数3.1张。",
        "目前，每千名常住人口医疗床位数6.2张。",
        "目前，每万名常住人口养老床位数58.7张。",
        "目前，山区森林覆盖率达到61%。",
        "目前，森林绿化率达到43.2%。",
        "目前，林木覆盖率达到43.2%。",
        "目前，全市共有持证养老护理员320名。",
        "目前，养老护理员持证率达到90%。",
        "目前，企业研发投入占地区生产总值的比重达到2.1%。",
        "目前，研发投入占营业收入的比重达到2.1%。",
        "目前，森林覆盖率达到43.2%的乡镇有12个。",
        "目前，护理型床位占比达到60%的机构有12家。",
        "目前，平均预期寿命80.1岁。",
        "目前，其中森林覆盖率达到43.2%。",
        # a change, not a level
        "目前，森林覆盖率提高了2.1%。",
        "目前，森林覆盖率比2015年提高2.1%。",
        "目前，养老护理员数量增长20名。",
        "“十三五”期间，新增养老护理员120名。",
        "“十三五”期间，培训养老护理员120名。",
        "目前，已新建社区养老服务驿站12家。",
        "2020年，建成社区养老服务驿站12家。",
        "“十三五”期间，建成社区养老服务驿站12家。",
        "目前，单位地区生产总值能耗下降0.4吨标准煤/万元。",
        # another unit
        "目前，森林覆盖率达到43.2公顷。",
        "目前，全市养老护理员数量达到0.03万人。",
        "目前，城镇新增就业人数达到8500人。",
        "目前，护理型床位占比0.48。",
        # another place
        "目前，全国森林覆盖率为23.04%。",
        "目前，全省森林覆盖率为41.5%，居全国前列。",
        "目前，北山区森林覆盖率达到61%。",
        "目前，临江县森林覆盖率达到61%。",
        "目前，在临江县，森林覆盖率达到61%。",
        "目前，发达国家研发投入占地区生产总值的比重达到3.2%。",
        "目前，东部地区森林覆盖率达到40.1%。",
        "目前，森林覆盖率低于全省平均水平41.5%。",
        # a target, a forecast, a rule, the last plan's target
        "到2025年，森林覆盖率达到44%。",
        "目前正在编制方案，力争森林覆盖率达到44%。",
        "“十三五”规划提出，到2020年，森林覆盖率达到44%。",
        "“十三五”规划目标为森林覆盖率达到44%。",
        "目前，国家要求森林覆盖率达到44%。",
        "目前，森林覆盖率目标值44%。",
        "目前，已超过森林覆盖率44%的目标。",
        "预计到2020年底，森林覆盖率达到44%。",
        "目前，森林覆盖率应达到44%。",
        "目前，森林覆盖率将达到44%。",
        "到2023年底，森林覆盖率达到44%。",
        "“十四五”期间，森林覆盖率达到44%。",
        "三年内，森林覆盖率达到44%。",
        # a bound, not a value; an old one
        "目前，森林覆盖率不足43%。",
        "目前，森林覆盖率达到43%以上。",
        "目前，森林覆盖率超过43%。",
        "目前，森林覆盖率40%—43%。",
        "目前，森林覆盖率从40%提高了2个百分点。",
        "原有森林覆盖率40%。",
        # neither now nor a past year
        "森林覆盖率达到44%。",
        "做好绿化工作，森林覆盖率44%。",
        "2020年，城镇失业人员再就业8.5万人。",
        "2020年，城镇新增就业8.5万人。",  # of one year, where the target may be of five
        "2020年，新增就业8.5万人。",
        "现有养老护理员320名的机构12家。",
        "现有养老护理员中级以上320名。",
        "现有养老护理员培训基地320家。",
        # words that only look like now
        "依托现有苗圃，扩大造林，森林覆盖率达到44%。",
        "森林覆盖率达到现有林地面积的44%。",
        "全市实现森林覆盖率44%。",
        "充分体现生态优势，森林覆盖率44%。",
        "各乡镇拥有社区养老服务驿站12家。",
        # two values of one year
        "目前，森林覆盖率达到43.2%。截至目前，森林覆盖率达到44.1%。",
        # several for several
        "目前，森林覆盖率、林木绿化率分别达到43.2%和61%。",
    ],
)
def test_not_paired(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "value", "year", "raw"),
    [
        ("目前，每千名常住人口养老床位数5.87张。", "每千名常住人口养老床位数", 5.87, None, "5.87张"),
        ("目前，全市每千名常住人口养老床位数5.87张。", "每千名常住人口养老床位数", 5.87, None, "5.87张"),
        ("目前，市每千名常住人口养老床位数5.87张，使用率40%。", "每千名常住人口养老床位数", 5.87, None, "5.87张"),
        ("目前，每千常住人口拥有养老床位5.87张。", "每千名常住人口养老床位数", 5.87, None, "5.87张"),
        ("截至2020年底，我市森林覆盖率达到43.2%。", "森林覆盖率", 43.2, 2020, "43.2%"),
        ("截至2020年末，森林覆盖率已达43.2％。", "森林覆盖率", 43.2, 2020, "43.2％"),
        ("2020年，全市森林覆盖率为43.2%。", "森林覆盖率", 43.2, 2020, "43.2%"),
        ("到2020年底，森林覆盖率由40%提高到43.2%。", "森林覆盖率", 43.2, 2020, "43.2%"),
        ("2019年，森林覆盖率为42%。2020年，森林覆盖率为43.2%。", "森林覆盖率", 43.2, 2020, "43.2%"),
        ("各项目标任务圆满完成，目前森林覆盖率达到43.2%。", "森林覆盖率", 43.2, None, "43.2%"),
        ("圆满完成“十三五”目标任务，2020年森林覆盖率达到43.2%。", "森林覆盖率", 43.2, 2020, "43.2%"),
        ("目前，森林覆盖率约43.2%。", "森林覆盖率", 43.2, None, "约43.2%"),
        ("目前，全市养老护理员总数达到320人。", "养老护理员数量", 320, None, "320人"),
        ("全市现有社区养老服务驿站数12家。", "社区养老服务驿站", 12, None, "12家"),
        ("现有养老护理员320名。", "养老护理员数量", 320, None, "320名"),
        ("目前，共有320名养老护理员。", "养老护理员数量", 320, None, "320名"),
        ("截至目前，全市已建成社区养老服务驿站12家。", "社区养老服务驿站", 12, None, "12家"),
        ("2020年，研发投入占地区生产总值比重达2.1%。", "研发投入占地区生产总值的比重", 2.1, 2020, "2.1%"),
        ("目前，护理型床位比例达到48%。", "护理型床位占比", 48, None, "48%"),
        ("2020年，人均预期寿命达到80.1岁。", "人均预期寿命", 80.1, 2020, "80.1岁"),
        ("“十三五”期间，森林覆盖率提高到43.2%。", "森林覆盖率", 43.2, None, "43.2%"),
    ],
)
def test_paired(text: str, name: str, value: float, year: int | None, raw: str) -> None:
    assert told(text) == {name: (value, year, raw)}


def test_the_tables_own_baseline_stays() -> None:
    rows = ("1|森林覆盖率|%|42.0|45", "2|绿化率|%|40.0|42")
    assert told("目前，森林覆盖率达到43.2%。", rows=rows, head="2020年|2025年") == {}


def test_what_is_counted_over_years_has_no_present_value() -> None:
    text = "截至2020年底，高技能人才培养人数达到8000人。"
    assert told(text, rows=("1|高技能人才培养人数|人|〔9000〕", "2|绿化率|%|42")) == {}
    assert told(text, rows=("1|高技能人才培养人数|人|9000", "2|绿化率|%|42")) != {}


def test_two_rows_of_one_name_get_none() -> None:
    assert told("目前，森林覆盖率达到43.2%。", rows=("1|森林覆盖率|%|45", "2|森林覆盖率|%|60")) == {}


@pytest.mark.parametrize("heading", ["重点任务", "保障措施"])
def test_nothing_from_tasks_and_safeguards(heading: str) -> None:
    assert told("目前，森林覆盖率达到43.2%。", heading=heading) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("养老床位数", "护理型养老床位数"),
        ("森林覆盖率", "森林绿化率"),
        ("景气指数", "景气"),
        ("每千人口床位数", "每万人口床位数"),
        ("每千名常住人口床位数", "每千名老年人床位数"),
        ("新增就业人数", "就业人数"),
        ("有效发明专利数", "发明专利数"),
        ("数", "总数"),
    ],
)
def test_two_quantities(one: str, other: str) -> None:
    assert not quantity_key(one) or quantity_key(one) != quantity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("每千名常住人口养老床位数", "千名常住人口养老床位"),
        ("万名老年人拥有养老护理员数", "每万名老年人养老护理员"),
        ("每万人口拥有发明专利", "每万人口发明专利数"),
        ("研发投入占地区生产总值的比例", "研发投入占地区生产总值比重"),
        ("全市森林覆盖率", "森林覆盖率"),
        ("养老机构数量", "建成养老机构"),
    ],
)
def test_one_quantity(one: str, other: str) -> None:
    assert quantity_key(one) == quantity_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("%", "个百分点"), ("人", "万人"), ("家", "个"), (None, "%"), ("张", "张/千人"), (None, None)]
)
def test_two_units(one: str | None, other: str | None) -> None:
    assert not same_unit(one, other)
