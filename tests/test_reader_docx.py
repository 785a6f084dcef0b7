"""Word documents: what of a file is its text, in which order, and what its tables cover."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from plan_extract import pipeline
from plan_extract.document.model import Document
from plan_extract.errors import EmptyDocumentError, ReadError, TooLargeError
from plan_extract.readers import docx_parts, read
from word_files import abstract, docx, lvl, num, p, r, style, tbl, tc, tr

Place = tuple[str, int, int, int, int]


def word(body: str, **parts: str) -> Document:
    return read(docx(body, **parts), name="plan.docx")


def box(text: str) -> str:
    """A text box as Word writes it: once for itself, once for programs older than 2010."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def contents(text: str) -> str:
    return (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p(text)}</w:sdtContent></w:sdt>"
    )


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


GONE = "<w:rPr><w:del w:id='1'/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        # what is not there
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + r("新") + "</w:p>", ["新"]),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>" + r("新") + "</w:p>", ["新"]),
        (f"<w:p><w:pPr>{GONE}</w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>" + p("新"), ["新"]),
        ("<w:p>" + r("藏", "<w:vanish/>") + r("显", "<w:vanish w:val='0'/>") + "</w:p>", ["显"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + r("甲") + "</w:p>", ["甲"]),
        (contents("一、目标\t1") + p("一、目标"), ["一、目标"]),
        (
            "<w:p><w:r><w:ruby><w:rt>"
            + r("jiǎ")
            + "</w:rt><w:rubyBase>"
            + r("甲")
            + "</w:rubyBase></w:ruby></w:r></w:p>",
            ["甲"],
        ),
        (p(" \u3000") + p("甲"), ["甲"]),
        # what is
        ("<w:p><w:ins>" + r("新") + "</w:ins>" + r("文") + "</w:p>", ["新文"]),
        ("<w:p><w:moveTo>" + r("新") + "</w:moveTo></w:p>", ["新"]),
        (f"<w:p><w:pPr>{GONE}</w:pPr>{r('前')}</w:p>" + p("后"), ["前后"]),
        ("<w:p>" + r("到") + r("20", "<w:b/>") + r("25") + r("年") + "</w:p>", ["到2025年"]),
        (
            "<w:p>" + r("一") + "<w:r><w:br/></w:r>" + r("二") + "<w:r><w:cr/></w:r>" + r("三") + "</w:p>",
            ["一", "二", "三"],
        ),
        (
            "<w:p>" + r("1") + "<w:r><w:tab/></w:r>" + r("2") + "<w:r><w:noBreakHyphen/></w:r>" + r("3") + "</w:p>",
            ["1 2-3"],
        ),
        ("<w:p><w:hyperlink>" + r("附件") + "</w:hyperlink><w:smartTag>" + r("1") + "</w:smartTag></w:p>", ["附件1"]),
        ("<w:p><w:fldSimple w:instr='DATE'>" + r("2025年") + "</w:fldSimple></w:p>", ["2025年"]),
        ("<w:p>" + r("达到") + "<m:oMath><m:r><m:t>90%</m:t></m:r></m:oMath></w:p>", ["达到90%"]),
        (control(p("甲") + control(p("乙"))) + "<w:p>" + control(r("丙")) + "</w:p>", ["甲", "乙", "丙"]),
        ("<w:customXml>" + p("甲") + "</w:customXml>", ["甲"]),
        ("<w:p>" + r("前") + box("框") + r("后") + "</w:p>", ["前后", "框"]),
        ("<w:p>" + box("框")[:-6].replace(p("框"), f"<w:p>{box('里')}</w:p>" + p("框")) + "</w:r></w:p>", ["里", "框"]),
        # a table of one column is a box around text
        (tbl(tr(tc("专栏1 重点工程")), tr(tc("", more=p("1.甲") + p("2.乙")))), ["专栏1 重点工程", "1.甲", "2.乙"]),
    ],
)
def test_text(body: str, lines: list[str]) -> None:
    assert word(body).text.splitlines() == lines


def test_lines_of_contents_are_skipped_by_their_style() -> None:
    styles = style("T1", called="toc 1") + style("T2", based="T1", called="WPS目录") + style("B", called="Body Text")
    body = p("一、目标 1", style="T1") + p("（一）目标 2", style="T2") + p("一、目标", style="B")
    assert word(body, styles=styles).text == "一、目标\n"


def test_footnotes_stand_at_the_end() -> None:
    note = f"<w:footnote w:id='-1'>{p()}</w:footnote><w:footnote w:id='1'>{p('指常住人口。')}</w:footnote>"
    body = "<w:p>" + r("人口") + "<w:r><w:footnoteReference w:id='1'/></w:r>" + r("增长") + "</w:p>" + p("末段")
    assert word(body, footnotes=note).text == "人口增长\n末段\n指常住人口。\n"


@pytest.mark.parametrize(
    ("label", "text", "line"),
    [
        ("%1、", "总体要求", "一、总体要求"),
        ("（%1）", "总体要求", "（一）总体要求"),
        ("第%1章", "总体要求", "第一章 总体要求"),
        ("%1.", "2025年目标", "一. 2025年目标"),  # not 一.2025
        ("%1", "2025年目标", "一 2025年目标"),
    ],
)
def test_a_number_and_its_text(label: str, text: str, line: str) -> None:
    numbering = abstract(1, lvl(0, "chineseCounting", label)) + num(1, 1)
    assert word(p(text, num=1, level=0), numbering=numbering).text == line + "\n"


def test_numbers_in_boxes_and_cells_are_counted_once() -> None:
    numbering = abstract(1, lvl(0, "chineseCounting", "%1、")) + num(1, 1)
    item = p("甲", num=1, level=0)
    body = item + tbl(tr(tc("", more=item))) + tbl(tr(tc("乙"), tc("", more=item + item))) + item
    assert word(body, numbering=numbering).text.splitlines() == ["一、甲", "二、甲", "乙\t三、甲 四、甲", "五、甲"]


def test_numbers_of_deleted_paragraphs_are_not_counted() -> None:
    numbering = abstract(1, lvl(0, "chineseCounting", "%1、")) + num(1, 1)
    item = p("甲", num=1, level=0)
    deleted = f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>{GONE}</w:pPr></w:p>"
    assert word(item + deleted + item, numbering=numbering).text == "一、甲\n二、甲\n"


def test_outline_levels_are_told_by_paragraph_and_style() -> None:
    outlined = style("H", called="heading 2").replace("<w:pPr>", '<w:pPr><w:outlineLvl w:val="1"/>')
    styles = outlined + style("S", based="H")
    document = word(
        p("甲", style="S") + p("乙", more='<w:outlineLvl w:val="0"/>') + p("丙", more='<w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert [block.level for block in document.blocks] == [2, 1, None]


def places(document: Document) -> list[Place]:
    [table] = document.tables
    return [(c.span.of(document.text), c.row, c.column, c.rows, c.columns) for row in table.rows for c in row]


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (  # merged down
            tbl(tr(tc("养老", merge="restart"), tc("床位")), tr(tc("", merge="continue"), tc("驿站")), tr(tc("救助"), tc("低保"))),
            [("养老", 0, 0, 2, 1), ("床位", 0, 1, 1, 1), ("驿站", 1, 1, 1, 1), ("救助", 2, 0, 1, 1), ("低保", 2, 1, 1, 1)],
        ),
        (  # merged across and down at once
            tbl(
                tr(tc("类别", merge="restart", width=2), tc("目标", width=2)),
                tr(tc("", merge="continue", width=2), tc("2020年"), tc("2025年")),
            ),
            [("类别", 0, 0, 2, 2), ("目标", 0, 2, 1, 2), ("2020年", 1, 2, 1, 1), ("2025年", 1, 3, 1, 1)],
        ),
        (  # one merge right under another
            tbl(*(tr(tc("养老" if n % 2 == 0 else "", merge="continue" if n % 2 else "restart"), tc(str(n))) for n in range(4))),
            [("养老", 0, 0, 2, 1), ("0", 0, 1, 1, 1), ("1", 1, 1, 1, 1), ("养老", 2, 0, 2, 1), ("2", 2, 1, 1, 1), ("3", 3, 1, 1, 1)],
        ),
        (  # goes on with nothing: a cell of its own
            tbl(tr(tc("甲"), tc("乙")), tr(tc("丙", merge="continue"), tc("丁"))),
            [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1)],
        ),
        (  # a row that begins further right
            tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), properties="<w:gridBefore w:val='1'/>")),
            [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("", 1, 0, 1, 1), ("丙", 1, 1, 1, 1)],
        ),
        (  # rows and cells in content controls, a deleted row, a table in a cell, a text box in a cell
            tbl(
                control(tr(tc("甲"), control(tc("乙")))),
                tr(tc("旧"), tc("旧"), properties="<w:del w:id='1'/>"),
                tr(tc("", more=p("一") + p("二") + tbl(tr(tc("三"), tc("四")))), tc("", more=f"<w:p>{r('五')}{box('六')}</w:p>")),
            ),
            [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("一 二 三 四", 1, 0, 1, 1), ("五 六", 1, 1, 1, 1)],
        ),
    ],
)  # fmt: skip
def test_tables(table: str, cells: list[Place]) -> None:
    assert places(word(p("甲") + table)) == cells


def test_a_merge_over_all_rows_is_linear() -> None:
    rows = [tr(tc("甲", merge="restart"), tc("0")), *(tr(tc("", merge="continue"), tc("1")) for _ in range(5000))]
    [table] = word(tbl(*rows)).tables
    assert table.rows[0][0].rows == 5001


def test_what_python_docx_writes() -> None:
    written = python_docx.Document()
    written.add_heading("云汀市养老服务规划", 0)
    written.add_heading("一、重点任务", 1)
    table = written.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "养老"
    table.cell(0, 1).text, table.cell(1, 1).text = "床位", "驿站"
    file = io.BytesIO()
    written.save(file)
    document = read(file.getvalue(), name="a.docx")
    assert document.text == "云汀市养老服务规划\n一、重点任务\n养老\t床位\n驿站\n"
    assert [(b.kind, b.level) for b in document.blocks] == [("paragraph", None), ("heading", 1), ("table", None)]


def test_generated_numbers_make_tasks() -> None:
    levels = lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCounting", "（%2）")
    body = p("云汀市养老服务实施方案") + p("重点任务", num=1, level=0)
    body += p("健全服务网络。2025年底前，新建养老服务中心12个。（市民政局牵头）", num=1, level=1)
    body += p("加强人才培养。每年培训护理员500人。（责任单位：市人力资源社会保障局）", num=1, level=1)
    plan = pipeline.extract(word(body, numbering=abstract(1, *levels) + num(1, 1)))
    assert [(t.number, t.title, t.path) for t in plan.tasks] == [
        ("（一）", "健全服务网络", ("重点任务",)),
        ("（二）", "加强人才培养", ("重点任务",)),
    ]


def replaced(data: bytes, **parts: bytes | None) -> bytes:
    """The file with some of its members written anew, or left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            key = member.rsplit("/", 1)[-1].removesuffix(".xml").removesuffix(".rels").strip("_.").replace(".", "_")
            content = parts.get(key, old.read(member))
            if content is not None:
                new.writestr(member, content)
    return file.getvalue()


def test_files_that_python_docx_refuses_are_read() -> None:
    plain = docx(p("甲"), styles=style("A"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        body, links = archive.read("word/document.xml"), archive.read("word/_rels/document.xml.rels")
    strict = body.replace(b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml")
    nowhere = links.replace(b"styles.xml", b"../NULL")
    for other in (
        replaced(plain, document=strict),
        replaced(plain, document_xml=nowhere),
        replaced(plain, document_xml=None),
    ):
        assert read(other, name="a.docx").text == "甲\n"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(12))


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (docx(""), EmptyDocumentError, "holds no text"),
        (docx(p("甲"))[:-30], ReadError, "is damaged or cut off"),
        (docx("<w:p>"), ReadError, "is damaged"),
        (docx(p("甲"), head=f"<!DOCTYPE a [{LAUGHS}]>"), ReadError, "declares a document type"),
        (
            docx("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", head=f"<!DOCTYPE a [{LAUGHS}]>"),
            ReadError,
            "is damaged",
        ),
        (docx("<w:p w:a='&l11;'/>", head=f"<!DOCTYPE a [{LAUGHS}]>"), ReadError, "is damaged"),
        (docx(tbl(tr("<w:tc>" * 300 + "</w:tc>" * 300))), ReadError, "is damaged"),
    ],
)
def test_bad_files_are_told(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read(data, name="a.docx")


def test_an_external_entity_is_not_fetched() -> None:
    head = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(ReadError, match="declares a document type"):
        word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=head)


def test_a_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_parts, "MOST_XML", 100)
    with pytest.raises(TooLargeError, match=r"of text in _rels/.rels"):
        word(p("甲"))
