"""Hints: the documents that a task cites, and its keywords where they are asked for."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from plan_extract import parse_text
from plan_extract.values.keywords import keywords
from plan_extract.values.policies import cited

NOTHING = [
    "",
    "完善服务制度。",
    "《",
    "》",
    "《》",
    "《 》",
    "《养老服务条例",
    "养老服务条例》",
    "》养老《",
    "〈养老服务条例〉",
    "<<条例>>",
    "《" + "长" * 121 + "》",
    # papers that somebody gets, signs or fills in
    "核发《商品房预售许可证》。",
    "签订《房屋买卖合同》《补充协议》。",
    "填写《补贴申请表（个人）》。",
    "出具《验收告知书》和《不动产权证书》。",
]
CITED = [
    ("落实《养老服务条例》。", ["养老服务条例"]),
    ("落实《民法典》《慈善法》，修订《民法典》。", ["民法典", "慈善法"]),
    ("落实《关于贯彻〈民法典〉的意见》。", ["关于贯彻〈民法典〉的意见"]),
    ("落实《关于贯彻《民法典》的意见》。", ["关于贯彻《民法典》的意见"]),
    ("落实《关于加强\n养老服务的意见》（国发〔2019〕5号）。", ["关于加强养老服务的意见"]),
    ("修订《居住证暂行条例》《合同示范文本管理办法》。", ["居住证暂行条例", "合同示范文本管理办法"]),
    ("落实《条例和《民法典》。", ["民法典"]),  # the first mark is never closed
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_cited(text: str) -> None:
    assert cited(text) == ()


@pytest.mark.parametrize(("text", "titles"), CITED)
def test_titles_that_are_cited(text: str, titles: list[str]) -> None:
    assert list(cited(text)) == titles


@pytest.mark.parametrize("mark", ["《", "》", "《长", "《长》《", "《" + "长" * 119])
def test_hostile_marks_stay_linear(mark: str) -> None:
    start = time.process_time()
    cited(mark * (400_000 // len(mark)))
    assert time.process_time() - start < 2


PLAN = """一、主要任务
（一）落实《养老服务条例》
完善养老服务制度，修订《养老机构管理办法》，实施养老护理员职业技能提升行动。
（二）加强宣传
开展主题宣传活动。
"""


def test_a_task_names_what_its_heading_and_text_cite() -> None:
    assert [task.policies for task in parse_text(PLAN).tasks] == [("养老服务条例", "养老机构管理办法"), ()]


def test_keywords_only_where_asked_for() -> None:
    assert {task.keywords for task in parse_text(PLAN).tasks} == {()}
    first, second = parse_text(PLAN, keywords=True).tasks
    assert len(first.keywords) == 5
    assert first.keywords[0] == "养老"
    assert set(second.keywords) <= {"开展", "主题", "宣传", "活动", "宣传活动"}


KEYWORDS = [("", []), ("12，ab。", []), ("和的了", []), ("养老养老服务", ["养老", "服务"])]


@pytest.mark.parametrize(("text", "words"), KEYWORDS)
def test_keywords(text: str, words: list[str]) -> None:
    assert list(keywords(text)) == words


def test_keywords_do_not_import_jieba_and_without_them_nothing_is_loaded() -> None:
    code = (
        "import sys; from plan_extract import parse_text; parse_text('一、主要任务\\n完善制度。')\n"
        "from plan_extract.values import keywords; print(keywords._weights.cache_info().currsize, 'jieba' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "False"]
