"""The brief in Markdown: what people read, and nothing in a document more than text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plan_extract import PlanDocument, UsageError, parse, parse_text
from plan_extract.printable import clean
from plan_extract.writers import WRITERS

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
PLAN = parse_text(
    "云汀市养老服务实施方案（2021—2023年）\n云政发〔2021〕3号\n\n一、重点任务\n（一）健全服务网络。\n"
    "2023年底前，新建社区养老服务中心12个，减少三分之一。（市民政局牵头，市财政局、市教育局配合）\n\n云汀市人民政府\n2021年3月5日\n"
)
GITHUB = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])

HOSTILE = [
    "<script>alert(1)</script>", "<!-- a -->", "a|b", "|", "`code`", "**bold**", "_it_ __b__", "~~gone~~", "[a](http://b.c)",
    "![a](b)", "[a]: http://b.c", "# head", "甲 #", "- item", "1. one", "> quote", "---", "```\ncode\n```", "&lt;&#60;&amp;", "\\",
    "a\\|b", "\\<b>", "$x^2$", "@name", "a@b.cn", "一\n二", "一\r二", "一  \n二", "    code", "\tcode", "\x00\x1b[31m", "\u202e逆\u2028",
    "]]>", "=HYPERLINK(1)", ":smile:", "<http://b.c>", "a" * 5000,
]  # fmt: skip


def brief(plan: PlanDocument, only: tuple[str, ...] = ()) -> str:
    return WRITERS["md"](plan, only).decode()


def titled(text: str) -> PlanDocument:
    """The plan with other words for its title, its issuer and the title of its task."""
    task = PLAN.tasks[0].model_copy(update={"title": text})
    metadata = PLAN.metadata.model_copy(update={"title": text or None, "issuers": (text,)})
    return PLAN.model_copy(update={"tasks": (task,), "metadata": metadata})


def seen(text: str) -> str:
    """How a text reads once it is shown: on one line, with what a terminal would obey spelt out."""
    return clean(re.sub(r"\s+", " ", text).strip())


def cells(rendered: str, tag: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf"<{tag}>(.*?)</{tag}>", rendered, re.DOTALL)]


def stays_text(text: str) -> None:
    rendered = GITHUB.render(brief(titled(text)))
    assert set(re.findall(r"</?([a-z0-9]+)", rendered)) <= {
        "h1",
        "h2",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert cells(rendered, "h1") == [seen(text) or "-"]
    assert cells(rendered, "td")[1] == seen(text)
    assert cells(rendered, "li")[0] == f"发文机关：{seen(text)}" or not seen(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    stays_text(text)


@given(st.text(st.sampled_from("<>|`*_[]()!#-+=~&;:\\\n\r\t $@甲a1.\u202e"), min_size=1, max_size=20))
def test_any_marks_stay_text(text: str) -> None:
    if seen(text):
        stays_text(text)


def test_a_bare_address_is_no_link() -> None:
    assert "http\\://b.c" in brief(titled("http://b.c"))
    assert "www\\.b.c" in brief(titled("www.b.c"))


def test_who_what_and_when() -> None:
    assert (
        brief(PLAN)
        == """# 云汀市养老服务实施方案（2021—2023年）

- 发文机关：云汀市人民政府
- 发文字号：云政发〔2021〕3号
- 成文日期：2021-03-05
- 规划期：2021—2023
- 任务：1
- 指标：1
- 时限：1
- 责任单位：3

## 任务

| 编号 | 标题 | 牵头单位 | 配合单位 | 完成时限 |
| --- | --- | --- | --- | --- |
| T001 | 健全服务网络 | 市民政局 | 市财政局、市教育局 | 2023年底前 |

## 指标

| 编号 | 名称 | 计量单位 | 目标值 |
| --- | --- | --- | --- |
| I001 | 社区养老服务中心 | 个 | 12（2023年） |

## 时限

| 编号 | 原文 | 止 | 任务标题 |
| --- | --- | --- | --- |
| D001 | 2023年底前 | 2023-12-31 | 健全服务网络 |
"""
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_task_indicator_and_deadline_has_a_row(path: Path) -> None:
    plan = parse(path)
    rendered = GITHUB.render(brief(plan))
    ids = [cell for cell in cells(rendered, "td") if re.fullmatch(r"[TID]\d{3}", cell)]
    assert ids == [t.id for t in plan.tasks] + [i.id for i in plan.indicators] + [d.id for d in plan.deadlines]


def test_words_are_shown_as_printed() -> None:
    found = next(each for each in parse(SAMPLES[4]).indicators if each.targets[0].raw.endswith("三分之一"))
    assert "三分之一" in brief(parse(SAMPLES[4]))
    assert found.targets[0].value == pytest.approx(1 / 3)


def test_some_parts_only() -> None:
    assert re.findall("^## (.*)$", brief(PLAN, ("tasks", "units")), re.MULTILINE) == ["任务"]
    with pytest.raises(UsageError, match="unknown key 'task'"):
        brief(PLAN, ("task",))
