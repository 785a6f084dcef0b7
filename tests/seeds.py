"""A small plan in every format that is read, as the tests' own writers make it: what fuzzing starts from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import formats
from sheet_files import Rows, xls, xlsx
from word_files import abstract, docx, lvl, num, p, r, style, tbl, tc, tr

PLAN = """云汀市养老服务实施方案
云政发〔2021〕3号
各县区人民政府：
为做好服务，制定本方案。
一、总体目标
到2025年，护理型床位占比达到60%以上。
二、重点任务
（一）健全服务网络。2023年6月底前新建社区养老服务中心12个。（责任单位：市民政局、市财政局）
1.建设信息平台。市数据局牵头，市卫生健康委配合。
三、主要指标
序号\t指标\t单位\t2020年\t2025年\t属性
1\t床位数\t张\t1200\t≥1500\t约束性
2\t培训人次\t万人次\t〔1.5〕\t3-5\t预期性
云汀市民政局
2021年3月5日
"""
_ROWS: Rows = [["云汀市主要指标"], ["序号", "指标", "单位", "2025年"], ["1", "床位数", "张", 1500.0], ["2", "占比", "", (0.6, "0.0%")], ["备注：按常住人口计算。"]]  # fmt: skip


def _texts() -> list[bytes]:
    return [PLAN.encode(), PLAN.encode("gb18030"), PLAN.encode("utf-16"), PLAN.encode("big5", "ignore")]


def _pages() -> list[bytes]:
    odd = '<div><p>一、任务<p>建设<b>平台</b><table><tr><td rowspan="2">甲<td colspan="0">乙<tr><td>丙</table><!-- x --><script>1</script>'
    return [formats.as_html(PLAN), odd.encode(), '<meta charset="gbk"><p>方案</p>'.encode("gbk")]


def _markdown() -> list[bytes]:
    matter = "---\ntitle: 养老规划\n发布日期: 2024-03-01\n---\n"
    return [
        formats.as_markdown(PLAN),
        (matter + "# 一、任务\n\n- 建设\n  > 平台\n\n```\nx\n```\n<table><tr><td>1</td></tr></table>").encode(),
    ]


def _saved_pages() -> list[bytes]:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html; charset=utf-8\r\n"
    quoted = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=B8=80=E3=80=81</p>\r\n--X--\r\n"
    return [head + b"\r\n" + _pages()[1] + b"\r\n--X--\r\n", head + quoted]


def _word() -> list[bytes]:
    lists = abstract(1, lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCounting", "（%2）")) + num(1, 1)
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        + p("框中")
        + "</w:txbxContent></mc:Choice></mc:AlternateContent></w:r>"
    )
    body = (
        p("方案", style="T") + p("重点任务", num=1, level=0) + p("建设平台。", num=1, level=1)
        + f"<w:p>{r('改')}<w:ins>{r('后')}</w:ins><w:del>{r('前')}</w:del>{box}</w:p>"
        + tbl(tr(tc("甲", width=2), tc("乙", merge="restart")), tr(tc("丙"), tc("丁"), tc("", merge="continue")))
    )  # fmt: skip
    styles = style("T", called="Title") + style("N", num=1, level=0, based="T")
    plain = docx("".join(map(p, PLAN.splitlines())))
    return [plain, docx(body, numbering=lists, styles=styles, footnotes=p("注"))]


def _tables() -> list[bytes]:
    rows = '序号,指标,单位,2025年\n1,床位数,张,≥1500\n2,"培训,人次",万人次,3-5\n'
    return [rows.encode(), rows.replace(",", "\t").encode("gb18030"), rows.replace(",", ";").encode("utf-16")]


def _sheets() -> list[bytes]:
    return [xlsx({"指标": _ROWS, "Sheet2": [["x", "y"], [1.0, 2.0]]}, merged=["A1:D1"], hidden=["Sheet2"])]


def _pictures() -> list[bytes]:
    """Small pictures with noise; none where Pillow (extra `ocr`) is absent."""
    try:
        from PIL import Image
    except ImportError:
        return []
    found = []
    for kind in ("PNG", "JPEG", "TIFF", "GIF", "BMP"):
        file = io.BytesIO()
        Image.effect_noise((40, 30), 50).save(file, kind)
        found.append(file.getvalue())
    return found


def _archives() -> list[bytes]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("规划/方案.txt", PLAN)
        written.writestr("__MACOSX/._a", b"x")
    return [file.getvalue()]


def _rtf() -> list[bytes]:
    words = "".join(f"\\u{ord(char)}?" if ord(char) > 127 else char for char in PLAN.replace("\n", "\\par\n"))
    return [b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0 " + words.encode() + b"}"]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "text": _texts,
    "html": _pages,
    "markdown": _markdown,
    "mhtml": _saved_pages,
    "docx": _word,
    "pdf": lambda: [formats.as_pdf(PLAN)],
    "ofd": lambda: [formats.as_ofd(PLAN)],
    "xlsx": _sheets,
    "xls": lambda: [xls(_ROWS)],
    "csv": _tables,
    "image": _pictures,
    "zip": _archives,
    "rtf": _rtf,
}


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Give whole files of a kind."""
    return tuple(SEEDS[kind]())
