"""Each sample damaged in each way that a rule exists for gives exactly that finding, and no other new one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from linting import check
from plan_extract.rules import RULES

SAMPLES = Path(__file__).parents[1] / "samples"
FIVE, ACTION, DIVISION, POINTS = "five-year-plan", "implementation-plan", "task-division", "work-priorities"
NOTICE, REPORT = "notice", "work-report"

# Damage that no small change of a sample can do; their own examples show it.
ELSEWHERE = {
    "PT002": "no sample names a lead in most brackets of several bodies",
    "PI002": "no sample has a table with two years of targets",
    "PD004": "all samples print their year in several places",
}


class Damage(NamedTuple):
    """What is replaced in a sample, each pair once (* everywhere), so that a rule finds something."""

    code: str
    sample: str
    changes: tuple[tuple[str, str], ...]


def cut(start: str, end: str) -> tuple[str, str]:
    """Take out everything from one piece of text up to another."""
    return f"{start}…{end}", end


ANNEXES = "附件：1.名词解释\n2.项目清单\n\n附件1\n名词解释\n便民：方便群众。\n\n附件2\n项目清单\n项目以批复为准。\n"
PRAISE = "专席在大厅一楼,窗口三个,环境整洁,人气很旺,口碑也好。"
LONG = "每季度通报办理情况，组织群众代表现场察看，听取意见建议，对存在的问题逐项整改。" * 35

DAMAGES = [
    # structure
    Damage("PS001", FIVE, (("第四章　", "第五章　"),)),
    Damage("PS001", FIVE, (("三、提升科学健身指导水平", "四、提升科学健身指导水平"),)),
    Damage("PS001", ACTION, (("五、保障措施", "六、保障措施"),)),
    Damage("PS001", ACTION, (("（三）严格跟踪问效", "（四）严格跟踪问效"),)),
    Damage("PS001", DIVISION, (("（三）广泛接受监督", "（四）广泛接受监督"),)),
    Damage("PS001", POINTS, (("四、优化要素保障", "五、优化要素保障"), ("五、组织实施", "六、组织实施"))),
    Damage("PS001", REPORT, (("（四）持续增进民生福祉", "（五）持续增进民生福祉"),)),
    Damage("PS002", FIVE, (("第四章　", "第三章　"),)),
    Damage("PS002", ACTION, (("（三）严格跟踪问效", "（二）严格跟踪问效"),)),
    Damage("PS002", POINTS, (("3.清理涉企收费", "2.清理涉企收费"),)),
    Damage("PS003", FIVE, (("第四章　", "第二章　"),)),
    Damage("PS003", ACTION, (("五、保障措施", "三、保障措施"),)),
    Damage("PS004", FIVE, (cut("从机遇看", "第二章　总体要求"),)),
    Damage("PS004", ACTION, (cut("市商务局：负责统筹", "五、保障措施"),)),
    Damage("PS005", ACTION, (("（一）加强组织协", "1.加强组织协"), ("（二）强化政", "2.强化政"), ("（三）严格", "3.严格"))),
    Damage("PS006", FIVE, (cut("第三节　发展目标", "第三章　主要任务"),)),
    Damage("PS007", FIVE, (cut("第三章　主要任务", "第四章　"), ("第四章　", "第三章　"))),
    Damage("PS008", FIVE, (cut("第四章　保障措施", "附件1"),)),
    Damage("PS008", ACTION, (cut("五、保障措施", "本方案自印发"),)),
    Damage("PS009", FIVE, (("二、丰富群众赛事活动", "二、补齐场地设施短板"),)),
    Damage("PS009", ACTION, (("2.规范经营行为", "2.推进数字赋能"),)),
    Damage("PS009", POINTS, (("2.扩大融资支持", "2.落实税费优惠政策"),)),
    Damage("PS010", ACTION, (("至2025年12月31日。", "至2025年12月31日。\n\n" + ANNEXES.partition("\n附件2")[0]),)),
    Damage("PS011", ACTION, (("至2025年12月31日。", "至2025年12月31日。\n\n" + ANNEXES + "\n附件3\n联系方式\n略。"),)),
    Damage("PS012", FIVE, (("规划》已经区政府", "规划已经区政府"),)),
    Damage("PS012", ACTION, (("“成熟一个、建设一个”", "“成熟一个、建设一个"),)),
    Damage("PS012", POINTS, (("“综合查一次”", "综合查一次”"),)),
    # tasks
    Damage("PT001", DIVISION, (("市交通运输局\t市公交集团", "/\t/"),)),
    Damage("PT001", POINTS, (("(区政务服务局负责)", ""),)),
    Damage("PT003", DIVISION, (("市总工会、团市委\t2024年10月31日前", "市总工会、团市委\t/"),)),
    Damage("PT004", ACTION, (("2023年6月底前完成", "尽快完成"),)),
    Damage("PT004", FIVE, (("到2023年底，公办", "公办"), ("“十四五”期间，新建", "新建"), ("编制健身设施", "尽快制定健身设施"))),
    Damage("PT005", DIVISION, (("组织校园食品安全检查。", "维护公交站台设施，及时修复破损标识。"), ("\t提升教育", "\t优化公共"))),
    Damage("PT006", POINTS, (("4.建好“12345”企业服务专席", "4.“12345”专席"), cut("组建由业务", "(区政务服务局负责)"), ("专席。", "专席。" + PRAISE))),
    Damage("PT007", FIVE, (("推广“一校一品”特色", LONG + "推广“一校一品”特色"),)),
    Damage("PT007", ACTION, (("引导金融机构开发", LONG + "引导金融机构开发"),)),
    Damage("PT008", DIVISION, (("市发展改革委、市财政局", "市卫生健康委、市财政局"),)),
    # indicators
    Damage("PI001", FIVE, (("人均体育场地面积※\n\n平方米", "人均体育场地面积※\n\n—"),)),
    Damage("PI003", FIVE, (("-\n\n持续提升", "90\n\n80"),)),
    Damage("PI004", FIVE, (("-\n\n持续提升", "90\n\n120"),)),
    Damage("PI005", FIVE, (("比例达到46%", "比例达到40%"),)),
    Damage("PI006", FIVE, (("新建或改扩建体育公园\n\n个", "人均体育场地面积\n\n平方米"),)),
    Damage("PI007", FIVE, (("8\n\n公共体育", "9\n\n公共体育"),)),
    Damage("PI008", FIVE, (("公共体育场馆群众满意度", "公共体育场馆群众满意度※"),)),
    Damage("PI009", FIVE, (("2020年\n\n2025年", "2026年基期值\n\n2025年目标值"),)),
    Damage("PI010", FIVE, (("3-5\n", "5-3\n"),)),
    # deadlines
    Damage("PD001", ACTION, (("2023年6月底前完成", "2023年3月底前完成"),)),
    Damage("PD001", DIVISION, (("年底前提交总结材料", "2023年底前提交总结材料"),)),
    Damage("PD002", FIVE, (("2024年6月底前", "2027年6月底前"),)),
    Damage("PD003", ACTION, (("2023年7月—2025年6月", "2023年7月—2022年6月"),)),
    Damage("PD005", ACTION, (("2024年3月31日", "2024年2月30日"),)),
    Damage("PD005", DIVISION, (("2024年6月15日前", "2024年6月31日前"),)),
    Damage("PD005", POINTS, (("2024年12月31日前建成", "2024年11月31日前建成"),)),
    # bodies
    Damage("PU001", ACTION, (("市市场监管局、市财政局；", "市市场监管局、市财政；"),)),
    Damage("PU002", ACTION, (("市大数据局等", "国家卫生计生委、市大数据局等"),)),
    Damage("PU003", DIVISION, (("市发展改革委、市财政局", "市发改委、市财政局"), ("市公安局、市城市", "市发展改革委、市城市"))),
    # metadata and form
    Damage("PM001", ACTION, (("云政办发〔2023〕27号\n", ""),)),
    Damage("PM001", DIVISION, (("云政办函〔2024〕9号\n", ""),)),
    Damage("PM002", ACTION, (("〔2023〕", "[2023]"),)),
    Damage("PM002", DIVISION, (("〔2024〕9号", "〔2024〕第09号"),)),
    Damage("PM003", ACTION, (("〔2023〕", "〔2022〕"),)),
    Damage("PM003", NOTICE, (("〔2022〕14号", "〔2021〕14号"),)),
    Damage("PM004", ACTION, (("云汀市人民政府办公室关于", "关于"), ("云汀市人民政府办公室\n", ""))),
    Damage("PM005", NOTICE, (("2022年6月9日", ""),)),
    Damage("PM006", FIVE, (("2021-11-15", "2021-10-15"),)),
    Damage("PM007", FIVE, (("*“十四五”", ""), ("规划期限为2021—2025年，展望", "展望"), ("2021", "2021"))),
    Damage("PM008", ACTION, (("\n《云汀市城市便民生活圈建设实施方案", "\n《云汀市社区便民商业网点建设实施方案"),)),
]  # fmt: skip


def damaged(damage: Damage) -> str:
    text = (SAMPLES / f"{damage.sample}.txt").read_text(encoding="utf-8")
    for old, new in damage.changes:
        start, _, end = old.partition("…")
        assert start.removeprefix("*") in text
        if start.startswith("*"):
            text = text.replace(start[1:], new)
        elif end:
            head, _, rest = text.partition(start)
            text = head + end + rest.partition(end)[2]
        else:
            text = text.replace(old, new, 1)
    return text


def found(text: str) -> list[str]:
    return [told.finding.code for told in check(text).told]


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sample_has_nothing_to_find(sample: Path) -> None:
    assert found(sample.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.code}-{damage.sample}")
def test_damage_gives_its_finding_and_no_other(damage: Damage) -> None:
    assert found(damaged(damage)) == [damage.code]


def test_annexes_that_are_listed_and_printed_are_no_findings() -> None:
    text = (SAMPLES / f"{ACTION}.txt").read_text(encoding="utf-8")
    assert found(f"{text}\n\n{ANNEXES}") == []


def test_every_rule_is_shown_by_some_damage() -> None:
    rules = {code for code in RULES if not code.startswith("PF")}
    assert rules == {damage.code for damage in DAMAGES} | ELSEWHERE.keys()
