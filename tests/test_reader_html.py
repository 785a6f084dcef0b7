"""Web pages: what of a page is the document, and what is not."""

from __future__ import annotations

import pytest

from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError
from plan_extract.readers import format_of, read

BODY = "<p>一、主要任务</p><p>（一）健全制度。修订管理办法，完善工作流程，形成长效机制。</p>" * 3

PAGE = f"""<html><head><title>站点</title><meta charset="utf-8"></head><body>
<div class="header"><a href="/">首页</a> <a href="/a">政务公开</a></div>
<div class="bt-position">当前位置：<a>首页</a> &gt; <a>规划计划</a></div>
<table><tr><td><b>索 引 号：</b>0001/2024-01</td><td><b>发文机关：</b>云汀市民政局</td></tr>
<tr><td><b>文号：</b>云民发〔2024〕3号</td><td><b>成文日期：</b>2024年3月1日</td></tr></table>
<div class="main"><h1 class="title">云汀市养老服务行动计划</h1>
<div class="tools"><span>【打印】</span> <span>【字体：大 中 小】</span> 浏览次数：12</div>
<div class="text">{BODY}</div></div>
<div class="share">分享到：<a>微信</a></div>
<div class="footer">版权所有：云汀市民政局，网站标识码 123，ICP备 456 号，联系我们，欢迎来信来电，谢谢。</div>
</body></html>"""


def page(html: str) -> Document:
    return read(html.encode(), name="page.html")


@pytest.mark.parametrize(
    "furniture", ["首页", "当前位置", "打印", "浏览次数", "分享到", "版权所有", "网站标识码", "站点"]
)
def test_page_furniture_is_dropped(furniture: str) -> None:
    assert furniture not in page(PAGE).text


@pytest.mark.parametrize(
    "kept",
    [
        "发文机关：云汀市民政局",
        "文号：云民发〔2024〕3号",
        "成文日期：2024年3月1日",
        "云汀市养老服务行动计划",
        "一、主要任务",
    ],
)
def test_the_document_and_its_metadata_are_kept(kept: str) -> None:
    assert kept in [line.strip() for line in page(PAGE).text.splitlines()]


def test_label_and_value_in_two_cells_are_one_line() -> None:
    cells = "".join(
        f"<tr><td>{label}：</td><td><span>{value}</span></td></tr>"
        for label, value in [("发布机构", "云汀市民政局"), ("成文日期", "2024-03-01"), ("文号", ""), ("主题词", "养老")]
    )
    lines = page(f"<body><table>{cells}</table><div><h1>计划</h1><div>{BODY}</div></div></body>").text.splitlines()
    assert lines[:4] == ["发布机构：云汀市民政局", "成文日期：2024-03-01", "文号：", "主题词：养老"]


def test_merged_cells_keep_their_place() -> None:
    document = page(
        f"<div>{BODY}<table><tr><td rowspan=2>养老</td><td>床位</td><td>100</td></tr>"
        "<tr><td colspan=2>全覆盖</td></tr></table></div>"
    )
    [table] = document.tables
    places = [(c.span.of(document.text), c.row, c.column, c.rows, c.columns) for row in table.rows for c in row]
    assert places == [("养老", 0, 0, 2, 1), ("床位", 0, 1, 1, 1), ("100", 0, 2, 1, 1), ("全覆盖", 1, 1, 1, 2)]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>到<b>20</b><i>25</i>年&nbsp;底</p>", "到2025年 底\n"),
        ("<p>一<br>二</p><div>三<p>四</p>五</div>", "一\n二\n三\n四\n五\n"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>\n"),
        ("<p>甲</p><script>乙</script><style>丙</style><!--丁-->", "甲\n"),
        ("---\nlayout: page\n---\n<p>甲</p>", "甲\n"),
        ("<p>甲<p>乙", "甲\n乙\n"),
        ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙\n"),
    ],
)
def test_elements_to_text(html: str, text: str) -> None:
    assert page(html).text == text


def test_gb_encoded_page_by_its_own_word() -> None:
    html = f'<html><head><meta charset="gb2312"></head><body>{BODY}</body></html>'
    document = read(html.encode("gb18030"), name="page.html")
    assert document.text.startswith("一、主要任务")


def test_deep_nesting_is_read() -> None:
    assert page("<div>" * 20_000 + "甲" + "</div>" * 20_000).text == "甲\n"


def test_page_without_text_is_an_error() -> None:
    with pytest.raises(EmptyDocumentError):
        page("<html><body><script>var a = 1</script></body></html>")


def test_html_is_told_by_content_and_by_suffix() -> None:
    assert format_of(b"<!DOCTYPE html><html>", "x.txt") == "html"
    assert format_of("标题".encode(), "x.htm") == "html"
