"""Actions: what is none comes first, then verbs and objects as plans word them."""

from __future__ import annotations

import time

import pytest

from plan_extract.document.fold import fold
from plan_extract.extractors.actions import extract
from plan_extract.readers.text import read_text
from plan_extract.span import Span
from plan_extract.structure.read import read_structure
from plan_extract.values.predicates import predicates
from plan_extract.values.verbs import masked, run_at

HEAD = "东山市养老服务实施方案\n\n一、主要任务\n\n（一）健全服务网络\n\n"


def actions(body: str, head: str = HEAD) -> list[tuple[str, str]]:
    reading = read_structure(read_text((head + body + "\n").encode(), "plan.txt"))
    return [(action.verb, action.object) for action in extract(reading)[0]]


NONE = [
    # times, conditions and cases without a deed
    "到2025年底。",
    "对稳定就业一年以上的。",
    "对参加就业见习的各类用人单位。",
    "稳定就业并参加社会保险6个月以上的。",
    "完成改造后。",
    "报告向社会公开。",
    "全年完成320亿元。",
    "完成竣工验收后办理登记手续。",
    # manner
    "坚持以人民为中心的发展思想。",
    "通过政府购买服务等多种方式。",
    "综合运用新建、改建等多种方式。",
    "以社区为依托。",
    "以满足老年人需求为重点。",
    "按照国家统一部署。",
    "依托重点城市建设先行先试。",
    "围绕园区建设需求。",
    "围绕养老服务领域。",
    "采取以奖代补等措施。",
    "下发之日起。",
    # purposes, quantities, states
    "因疫情收入严重降低的居民较多。",
    "从而提升老年人获得感。",
    "使服务更加便利。",
    "用于抵扣房租支出。",
    "养老床位达到5000张。",
    "覆盖率提高到85%。",
    "服务能力显著提升。",
    "服务机制更加健全。",
    # permissions
    "有条件的地区可给予适当补助。",
    "各地可根据实际制定补助政策。",
    "毕业生可凭学历证书在就业地办理落户手续。",
    "贷款期限可延长一年。",
    # what others do
    "企业依据公告即可享受税收减免政策。",
    "用人单位吸纳失业人员就业。",
    "申请人通过网络提交材料。",
    # nouns that begin like verbs
    "服务机构要素齐全。",
    "建设用地指标充足。",
    "管理部门职责清晰。",
    "支持的项目见附表。",
    "实施期限至2022年12月31日。",
    "服务水平显著提升。",
    # verbs without an object, bodies and labels
    "统筹实施。",
    "责任单位：市民政局、市财政局",
    "（市民政局牵头，市财政局配合）",
    "《关于加强养老服务的意见》",
    "建立了服务制度。",
]


@pytest.mark.parametrize("body", NONE)
def test_is_no_action(body: str) -> None:
    assert actions(body) == []


ONE = [
    # verb and object
    ("完善服务体系。", "完善", "服务体系"),
    ("加强监管。", "加强", "监管"),
    ("培育物流企业。", "培育", "物流企业"),
    ("推动成立专门管理机构。", "推动", "成立专门管理机构"),
    # adverbs and times are no part of the verb
    ("积极稳妥进一步健全服务网络。", "健全", "服务网络"),
    ("到2025年底前，全面建成社区食堂。", "建成", "社区食堂"),
    ("“十四五”期间力争培训护理员。", "培训", "护理员"),
    ("规范确定补助比例。", "确定", "补助比例"),
    ("坚定不移贯彻发展理念。", "贯彻", "发展理念"),
    ("统一测绘技术标准。", "统一", "测绘技术标准"),
    # runs of verbs are one verb
    ("制定完善社会动员文件。", "制定完善", "社会动员文件"),
    ("加快推进制度建设。", "加快推进", "制度建设"),
    ("探索建立供给机制。", "探索建立", "供给机制"),
    ("提出和落实整改措施。", "提出和落实", "整改措施"),
    ("新建、改建、扩建一批日间照料中心。", "新建、改建、扩建", "一批日间照料中心"),
    ("鼓励和支持幼儿园招收幼儿。", "鼓励和支持", "幼儿园招收幼儿"),
    ("加快发行使用专项债券。", "加快发行使用", "专项债券"),
    ("强化并综合运用法律手段。", "强化", "法律手段"),
    ("编制实施发展规划。", "编制实施", "发展规划"),
    ("修改完善管理办法。", "修改完善", "管理办法"),
    ("学习贯彻会议精神。", "学习贯彻", "会议精神"),
    ("组织参加技能大赛。", "组织参加", "技能大赛"),
    ("新开工老旧小区改造。", "新开工", "老旧小区改造"),
    ("指导督促各单位完成治理任务。", "指导督促", "各单位完成治理任务"),
    ("统一协调做好治理工作。", "协调做好", "治理工作"),
    ("加快信息平台建设。", "加快", "信息平台建设"),
    ("发挥好工会组织作用。", "发挥好", "工会组织作用"),
    # a verb in the object is the object's
    ("制定降低物流成本实施方案。", "制定", "降低物流成本实施方案"),
    ("落实健全物资保障体系工作任务。", "落实", "健全物资保障体系工作任务"),
    ("研究对诊所执业实行备案管理。", "研究", "对诊所执业实行备案管理"),
    ("推进改革创新试点。", "推进", "改革创新试点"),
    ("健全消费促进机制。", "健全", "消费促进机制"),
    # 将, 把 and measures in front
    ("将助餐服务全部纳入保障范围。", "纳入", "助餐服务"),
    ("把办理时限压缩到3个工作日。", "压缩", "办理时限"),
    ("将最低首付比例由40%调整为20%。", "调整", "最低首付比例"),
    ("补助标准提高至每人3000元。", "提高", "补助标准"),
    ("2026年将工程建设项目审批事项纳入线上平台。", "纳入", "工程建设项目审批事项"),
    ("能取消的坚决取消。", "取消", "能取消的"),
    ("对现有审批事项要逐一深入论证。", "论证", "现有审批事项"),
    ("对现有许可事项进行一次全面摸底清理。", "摸底清理", "现有许可事项"),
    ("各级政府要把防灾减灾列入重点工作。", "列入", "防灾减灾"),
    # empty verbs keep the noun of the deed
    ("对企业进行跟踪评估。", "进行", "跟踪评估"),
    ("对拖延行为及时进行曝光。", "进行", "曝光"),
    # openers behind the verb that belong to its object
    ("加强与周边地区的产能对接。", "加强", "与周边地区的产能对接"),
    ("鼓励为创业者提供便利服务。", "鼓励", "为创业者提供便利服务"),
    ("发挥成片林地的生态作用。", "发挥", "成片林地的生态作用"),
    # verbs that run on
    ("加快完成高标准农田建设任务。", "加快完成", "高标准农田建设任务"),
    ("加快制修订地方标准。", "加快制修订", "地方标准"),
    ("延续实施助学贷款政策。", "延续实施", "助学贷款政策"),
    ("支持和规范社会力量办学。", "支持和规范", "社会力量办学"),
    ("市级建立统一调度机制。", "建立", "统一调度机制"),
    ("县区按比例落实重点物资调度任务。", "落实", "重点物资调度任务"),
    ("每日发布监测信息。", "发布", "监测信息"),
    # lists that are one object
    ("落实健全机制、完善政策等措施。", "落实", "健全机制、完善政策等措施"),
    ("提高政策透明度、稳定性。", "提高", "政策透明度、稳定性"),
    ("公布治理工作方案、整改措施及结果。", "公布", "治理工作方案、整改措施及结果"),
    ("解决产品无销路、开工无原料难题。", "解决", "产品无销路、开工无原料难题"),
    ("加强监测预警、评估分析。", "加强", "监测预警、评估分析"),
    ("为企业开展跨境业务提供咨询服务。", "提供", "咨询服务"),
    # openers lead up to the verb
    ("对新增岗位给予补贴。", "给予", "补贴"),
    ("按每人不超过1000元标准给予一次性补助。", "给予", "一次性补助"),
    ("为居家老年人提供上门巡诊服务。", "提供", "上门巡诊服务"),
    ("通过在线审批等方式简化演出审批程序。", "简化", "演出审批程序"),
    ("在危房改造中实施以工代赈。", "实施", "以工代赈"),
    ("以龙头企业为引领带动产业集群建设。", "带动", "产业集群建设"),
    ("对从事养老服务的企业组织活动给予奖励。", "给予", "奖励"),
    # one who acts stands in front
    ("各区要引导医师参与签约服务。", "引导", "医师参与签约服务"),
    ("乡镇（街道）建立工作台账。", "建立", "工作台账"),
    ("区体育局会同区卫生局建设运动促进健康中心。", "建设", "运动促进健康中心"),
    ("利用城市边角空间建设口袋球场20片。", "建设", "口袋球场20片"),
    ("由政府部门发布统一的开工条件。", "发布", "统一的开工条件"),
    ("服务单位应当建立健康档案。", "建立", "健康档案"),
    ("行政机关不得开展集中清缴。", "不得开展", "集中清缴"),
    ("建设项目全面推广以工代赈。", "推广", "以工代赈"),
    # slogans and brackets
    ("加大投资创造就业。", "加大", "投资"),
    ("实施“健康（银龄）行动”。", "实施", "“健康（银龄）行动”"),
    ("建立工作机制（市民政局负责）。", "建立", "工作机制"),
    ("用好服务券（算力券、模型券）。", "用好", "服务券（算力券、模型券）"),
]


@pytest.mark.parametrize(("body", "verb", "target"), ONE)
def test_verb_and_object(body: str, verb: str, target: str) -> None:
    assert actions(body) == [(verb, target)]


SENTENCES = [
    ("列出台账并逐项明确解决措施。", [("列出", "台账"), ("明确", "解决措施")]),
    # what 鼓励 and 支持 govern runs on, until the state speaks again
    (
        "鼓励社会力量利用闲置校舍等资源，开展互助养老服务。",
        [("鼓励", "社会力量利用闲置校舍等资源，开展互助养老服务")],
    ),
    ("鼓励企业开放实验室，共享仪器设备，并给予奖励。", [("鼓励", "企业开放实验室，共享仪器设备"), ("给予", "奖励")]),
    ("支持企业开拓市场，进一步优化营商环境。", [("支持", "企业开拓市场"), ("优化", "营商环境")]),
    ("支持养老服务业发展，加强队伍建设。", [("支持", "养老服务业发展"), ("加强", "队伍建设")]),
    ("引导企业，积极开展技术改造。", [("引导", "企业，积极开展技术改造")]),
    ("支持品牌宣传，指导协会举办展会。", [("支持", "品牌宣传"), ("指导", "协会举办展会")]),
    # what closes a sentence of actions with their effect is none; an adverb commits, and so does a verb alone
    ("推动医院提供儿科服务，提升诊疗能力。", [("推动", "医院提供儿科服务")]),
    ("简化审批流程，降低企业成本，提升监管效能。", [("简化", "审批流程")]),
    ("开展设备检修，增强供水能力；加强值守。", [("开展", "设备检修"), ("加强", "值守")]),
    ("开展设备检修，持续提升供水能力。", [("开展", "设备检修"), ("提升", "供水能力")]),
    ("降低企业成本，开展设备检修。", [("降低", "企业成本"), ("开展", "设备检修")]),
    ("降低企业成本。", [("降低", "企业成本")]),
    ("开展设备检修，提升旅客满意度。", [("开展", "设备检修"), ("提升", "旅客满意度")]),
    # who gets something is no action
    ("加大信贷支持，购买首套住房的人才，给予购房补贴。", [("加大", "信贷支持"), ("给予", "购房补贴")]),
    (
        "引导企业通过发放优惠券等方式，扩大服务消费。",
        [("引导", "企业通过发放优惠券等方式，扩大服务消费")],
    ),
    ("鼓励企业结合自身实际，推出优惠产品。", [("鼓励", "企业结合自身实际，推出优惠产品")]),
    ("加强品牌建设，促进农民增收。", [("加强", "品牌建设")]),
    ("鼓励建设服务站点，符合条件的按规定给予补助。", [("鼓励", "建设服务站点"), ("给予", "补助")]),
    ("①清理政策文件，②建立会审机制。", [("清理", "政策文件"), ("建立", "会审机制")]),
    # verbs joined by 、 without a comma
    (
        "加快主体培育、加速成果转化、加快落实税收政策。",
        [("加快", "主体培育"), ("加速", "成果转化"), ("加快落实", "税收政策")],
    ),
    ("提升服务质量、扩大供给规模。", [("提升", "服务质量"), ("扩大", "供给规模")]),
    # results after a measure
    ("推进制度改革，为发展提供有力支撑。", [("推进", "制度改革")]),
    ("优化审批平台，实现文件在线打印。", [("优化", "审批平台")]),
    ("加强物资储备，确保供应充足。", [("加强", "物资储备")]),
    ("统一技术标准，避免重复测绘。", [("统一", "技术标准")]),
    # two sentences
    ("健全制度体系。压实工作责任；强化考核。", [("健全", "制度体系"), ("压实", "工作责任"), ("强化", "考核")]),
]


@pytest.mark.parametrize(("body", "expected"), SENTENCES)
def test_clauses_of_a_sentence(body: str, expected: list[tuple[str, str]]) -> None:
    assert actions(body) == expected


KNOWN_GAPS = [
    # the object stands in the clause before
    ("对变相审批事项，要尽快加以整改。", [("整改", "变相审批事项")]),
    ("压缩企业开办时间，五年内压缩到5个工作日。", [("压缩", "企业开办时间"), ("压缩", "企业开办时间")]),
    # intransitive verbs with the thing in front
    ("政府采购适当向小微企业倾斜。", [("倾斜", "政府采购")]),
    ("所需资金从专项资金中列支。", [("列支", "所需资金")]),
]


@pytest.mark.xfail(strict=True, reason="needs the subject of another clause, or of a verb without an object")
@pytest.mark.parametrize(("body", "expected"), KNOWN_GAPS)
def test_known_gaps(body: str, expected: list[tuple[str, str]]) -> None:
    assert actions(body) == expected


def test_every_span_is_the_clause() -> None:
    body = "进一步完善服务体系，将助餐服务纳入保障范围（市民政局负责）。"
    document = read_text((HEAD + body).encode(), "plan.txt")
    found = extract(read_structure(document))[0]
    assert [action.span.of(document.text) for action in found] == [
        "进一步完善服务体系",
        "将助餐服务纳入保障范围（市民政局负责）",
    ]


def test_headings_count_where_they_are_all_there_is() -> None:
    assert actions("", "东山市养老实施方案\n\n一、主要任务\n\n1.建设养老服务指挥中心。\n\n2.完善服务标准。\n") == [
        ("建设", "养老服务指挥中心"),
        ("完善", "服务标准"),
    ]


@pytest.mark.parametrize("role", ["发展目标", "指导思想", "发展基础"])
def test_only_tasks_and_safeguards_commit(role: str) -> None:
    assert actions("健全服务体系。", f"东山市养老服务发展规划\n\n一、{role}\n\n") == []


@pytest.mark.parametrize(
    ("text", "run"),
    [("加强监督管理", "加强"), ("研究制定实施办法", "研究制定"), ("组织开展专项行动", "组织开展"), ("建设性意见", "")],
)
def test_runs(text: str, run: str) -> None:
    assert text[: run_at(text, 0, len(text))] == run


def test_masking_moves_nothing() -> None:
    text = fold("实施“智慧（城市）”行动，见《办法》（含试点）〔市民政局〕")
    assert len(masked(text)) == len(text)
    assert masked(text).replace("□", "") == "实施行动,见"


HOSTILE = (
    "(" * 200_000,
    "大力" * 100_000,
    "并对机构建立" * 40_000,
    "支持企业开展活动," * 30_000,
    "的完善" * 80_000,
    "1" * 200_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_hostile_text_stays_linear(text: str) -> None:
    started = time.process_time()
    actions(text + "。")
    assert time.process_time() - started < 5


def test_a_clause_beyond_all_language_is_left_alone() -> None:
    text = "完善" + "机制" * 1000
    assert list(predicates(text, Span(0, len(text)))) == []
