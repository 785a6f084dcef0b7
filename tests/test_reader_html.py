"""Web pages: what of a page is the document, and what is not."""

from __future__ import annotations

import pytest

from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, TooLargeError
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
    assert page("<div>" * 4_000 + "甲" + "</div>" * 4_000).text == "甲\n"
    assert page("<table><tr><td>" * 1000 + "甲" + "</td></tr></table>" * 1000).text == "甲\n"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<div>" * 50_000 + "甲", "nests 50000 elements"),
        ("<div style='display:none'>" * 50_000 + "甲", "nests 50000 elements"),
        ("<p><b>甲" * 50_000, "nests 50000 elements"),
        ("".join(f"<font color={n}>" for n in range(9000)) + "<p>甲" * 9000, "nests 9000 elements"),
        ("<p>" * 2_000_001, "has 2000001 tags"),
    ],
)
def test_what_would_keep_a_parser_busy_is_refused(html: str, message: str) -> None:
    with pytest.raises(TooLargeError, match=message):
        page(html)


def test_a_hundred_thousand_rows() -> None:
    document = page("<table>" + "<tr><td>甲</td><td>乙</td></tr>" * 100_000 + "</table>")
    assert len(document.tables[0].rows) == 100_000


def test_merged_cells_end_with_their_table() -> None:
    cell = "<td rowspan=1000 colspan=1000>甲</td>"
    [table] = page(f"<table>{f'<tr>{cell}{cell}</tr>' * 1000}</table>").tables
    assert {(c.rows, c.columns) for row in table.rows for c in row} == {(1, 1)}
    [table] = page("<table><tr><td rowspan=9>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>").tables
    assert [(c.row, c.column, c.rows) for row in table.rows for c in row] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


TITLE = "云汀市支持银发经济发展行动计划"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        # the head of an article is called a header, and holds its title
        (f'<article><header class="policy-header"><h1>{TITLE}</h1><span>2024-01-01</span></header><div>{BODY}</div></article>', [TITLE]),
        (f'<div class="header"><h1>云汀市民政局政府信息公开</h1></div><div>{BODY}</div>', []),
        (f'<div class="header"><h1>云汀市民政局</h1></div><div>{BODY}</div>', []),
        (f'<div class="art-tit">{TITLE}</div><div>{BODY}</div>', [TITLE]),
        (f'<p id="biaoti">{TITLE}</p><div>{BODY}</div>', [TITLE]),
        (f'<p class="titbits">{TITLE}</p><div>{BODY}</div>', []),
        # a title told twice stands once
        (f"---\ntitle: {TITLE}\n---\n<h1>{TITLE}</h1><div>{BODY}</div>", [TITLE]),
        (f"---\ntitle: 关于“{TITLE}”\n---\n<h1>{TITLE}</h1><div>{BODY}</div>", [f"关于“{TITLE}”", TITLE]),
        # the page's words, and the same words in a document
        (f"<div><p>您当前所在的位置：首页 &gt; 公告</p>{BODY}</div>", []),
        (f"<div><p>打印 | 关闭</p>{BODY}</div>", []),
        (f"<div><p>转发市民政局关于养老服务的通知</p>{BODY}</div>", ["转发市民政局关于养老服务的通知"]),
        (f"<div><p>注册登记工作</p>{BODY}</div>", ["注册登记工作"]),
        (f"<h1>转发市民政局关于养老服务的通知</h1><div>{BODY}</div>", ["转发市民政局关于养老服务的通知"]),
        # a second copy for reading aloud
        (f'<div style="display: none">{BODY}</div><div>{BODY}</div>', []),
        (f'<div hidden>{BODY}</div><div>{BODY}</div>', []),
        (f'<div style="display:none">{BODY}</div>', []),  # shown by a script
        # a footer that is long for a short text
        (f'<div>{BODY}<div class="footbox"><p>主办：云汀市民政局，承办：云汀市数据局，欢迎来信来电。</p></div></div>', []),
    ],
)  # fmt: skip
def test_what_stands_before_the_text(html: str, lines: list[str]) -> None:
    wanted = [*lines, *["一、主要任务", "（一）健全制度。修订管理办法，完善工作流程，形成长效机制。"] * 3]
    assert page(html).text.splitlines() == wanted


@pytest.mark.parametrize(
    ("meta", "body", "first"),
    [
        ("", f"<div>{BODY}</div>", "一、主要任务"),
        (f'<meta name="ArticleTitle" content="{TITLE}">', f"<div>{BODY}</div>", TITLE),
        (f'<meta content=" {TITLE} " name="articletitle">', f"<div>{BODY}</div>", TITLE),
        (f'<meta name="ArticleTitle" content="关于{TITLE}">', f"<div><p>关于云汀市支持银发经济</p><p>发展行动计划</p>{BODY}</div>", "关于云汀市支持银发经济"),
        (f'<meta name="SiteName" content="{TITLE}">', f"<div>{BODY}</div>", "一、主要任务"),
        ('<meta name="ArticleTitle" content="">', f"<div>{BODY}</div>", "一、主要任务"),
    ],
)  # fmt: skip
def test_a_title_that_only_the_head_tells(meta: str, body: str, first: str) -> None:
    assert page(f"<html><head>{meta}</head><body>{body}</body></html>").text.splitlines()[0] == first


def test_source_and_annexes_behind_the_text_are_kept() -> None:
    html = f"<div><div>{BODY}</div><p>来源：云汀市民政局</p><p><a>附件：任务分工表.docx</a></p><p>责任编辑：张三</p><p>热点</p></div>"
    assert page(html).text.splitlines()[6:] == ["来源：云汀市民政局", "附件：任务分工表.docx"]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    cells = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>建站</td></tr></table>"
    document = page(f"<table><tr><td>{BODY}</td><td>{cells}</td></tr></table>")
    assert [len(t.rows) for t in document.tables] == [2]
    assert document.text.startswith("一、主要任务\n")


def test_page_without_text_is_an_error() -> None:
    with pytest.raises(EmptyDocumentError):
        page("<html><body><script>var a = 1</script></body></html>")


def test_html_is_told_by_content_and_by_suffix() -> None:
    assert format_of(b"<!DOCTYPE html><html>", "x.txt") == "html"
    assert format_of("标题".encode(), "x.htm") == "html"
