"""Layout by itself: characters and ruling lines in, lines, paragraphs and tables out. Places are points, as on A4."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plan_extract.document.build import DocumentBuilder
from plan_extract.document.model import Document, SourceFile
from plan_extract.layout.columns import columns_of
from plan_extract.layout.flow import write
from plan_extract.layout.joined import goes_on, stacked
from plan_extract.layout.lines import join, lines_of, rows_of
from plan_extract.layout.model import Edge, Glyph, Page, PlacedCell, PlacedTable
from plan_extract.layout.tables import tables_of

SIZE = 16.0
LEFT, RIGHT = 80.0, 528.0  # 28 characters of 16 points
FULL = "推进基本公共服务均等化完善公共文化设施网络健全长效机制抓好落"  # 30 characters
LINE = FULL[:28]


def run(text: str, x: float, top: float, size: float = SIZE, pitch: float = 1.0) -> list[Glyph]:
    """Characters one behind the other; Latin ones take half; a blank moves on; `pitch` spaces them out."""
    glyphs = []
    for char in text:
        wide = (size / 2 if char.isascii() else size) * pitch
        if not char.isspace():
            glyphs.append(Glyph(char, x, top, x + wide / pitch, top + size))
        x += wide
    return glyphs


def page(*lines: tuple[str, float, float], edges: tuple[Edge, ...] = (), size: float = SIZE) -> Page:
    return Page(595, 842, tuple(g for text, x, top in lines for g in run(text, x, top, size)), edges)


def box(x0: float, top: float, x1: float, bottom: float) -> tuple[Edge, ...]:
    return (Edge(x0, top, x1, top), Edge(x0, bottom, x1, bottom), Edge(x0, top, x0, bottom), Edge(x1, top, x1, bottom))


def grid(xs: list[float], ys: list[float]) -> tuple[Edge, ...]:
    return (*(Edge(xs[0], y, xs[-1], y) for y in ys), *(Edge(x, ys[0], x, ys[-1]) for x in xs))


def document(*pages: Page) -> Document:
    builder = DocumentBuilder()
    write(pages, builder)
    return builder.build(SourceFile("a.pdf", "application/pdf", None, "0" * 64, len(pages)))


def text(*pages: Page) -> list[str]:
    return document(*pages).text.splitlines()


# Lines


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["养老服务", "体系"], "养老服务体系"),
        (["plan", "extract"], "plan extract"),
        (["达到", "95%"], "达到95%"),
        (["2025", "年"], "2025年"),
        (["", "年"], "年"),
    ],
)
def test_broken_lines_are_put_together(pieces: list[str], joined: str) -> None:
    assert join(pieces) == joined


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("养老服务", "养老服务"),
        ("到 2025 年", "到2025年"),  # a little blank beside a number is the typesetter's
        ("第一章　总则", "第一章　总则"),
        ("附件1　名词解释", "附件1　名词解释"),
        ("APP store", "APP store"),
        ("签发人：王某　　　　　电话", "签发人：王某  电话"),
    ],
)
def test_gaps_in_a_line(line: str, read: str) -> None:
    [found] = lines_of(rows_of(run(line, LEFT, 100)))
    assert found.text == read


def test_spaced_out_letters_have_no_blanks() -> None:
    [found] = lines_of(rows_of(run("实施方案", LEFT, 100, pitch=1.9)))
    assert found.text == "实施方案"


def test_characters_of_other_height_stand_in_their_line() -> None:
    glyphs = [*run("面积达", LEFT, 100), *run("km", LEFT + 48, 100), *run("2", LEFT + 64, 98, size=9)]
    assert [line.text for line in lines_of(rows_of(glyphs))] == ["面积达km2"]


# Paragraphs: what is not joined first

BODY = [(LINE[: 26 if n == 0 else 28], LEFT + 32 * (n == 0), 400.0 + 28 * n) for n in range(3)]  # tells the margins

BREAKS: dict[str, list[tuple[str, float, float]]] = {
    "a short line": [(LINE[:20], LEFT, 100), (LINE, LEFT, 128)],
    "an indented line": [(LINE, LEFT, 100), (LINE[:26], LEFT + 32, 128)],
    "a number behind a full sentence": [(LINE[:27] + "。", LEFT, 100), ("2.完善制度。", LEFT, 128)],
    "a chapter": [(LINE[:27] + "。", LEFT, 100), ("第二章　总体要求", LEFT, 128)],
    "a number of several levels": [(LINE[:27] + "。", LEFT, 100), ("1.1.3建设背景", LEFT, 128)],
    "the next number of a list": [("1." + LINE[:27], LEFT, 100), ("2." + LINE[:27], LEFT, 128)],
    "another size": [(LINE, LEFT, 100)],
    "a line far below": [(LINE, LEFT, 100), (LINE, LEFT, 128), (LINE, LEFT, 240)],
    "a title behind a date at the right": [("2021年12月24日", 400, 100), (LINE, LEFT, 128), (LINE, LEFT, 156)],
    "a line parted by gaps": [
        ("某市人民政府办公室　　　　　2021年10月27日印发", LEFT, 100),
        (LINE, LEFT, 128),
        (LINE, LEFT, 156),
    ],
}


@pytest.mark.parametrize("case", BREAKS)
def test_a_paragraph_ends(case: str) -> None:
    lines = BREAKS[case]
    first = "".join(line for line, _, top in lines if top < 156 and case == "a line far below") or lines[0][0]
    glyphs = page(*lines).glyphs
    if case == "another size":
        glyphs += tuple(run(LINE[:20], LEFT, 128, size=22))
    found = text(Page(595, 842, (*glyphs, *page(*BODY).glyphs)))
    assert found[0] == first.replace("　　　　　", "  ")


CONTINUES: dict[str, list[tuple[str, float, float]]] = {
    "a full line": [(LINE, LEFT + 32, 100), (LINE[:9] + "。", LEFT, 128)],
    "a line that left room for two characters": [(LINE[:26], LEFT, 100), (LINE[:9], LEFT, 128)],
    "a number had no room": [(LINE[:23], LEFT, 100), ("1234567890.5万元", LEFT, 128)],
    "a number in the middle of a sentence": [(LINE, LEFT, 100), ("2025年底前建成。", LEFT, 128)],
    "an annex in the middle of a sentence": [(LINE, LEFT, 100), ("附件所列各项。", LEFT, 128)],
    "text under a number that hangs out": [
        ("1." + LINE[:27], LEFT, 100),
        (LINE[:26], LEFT + 24, 128),
        ("终。", LEFT + 24, 156),
    ],
}


@pytest.mark.parametrize("case", CONTINUES)
def test_a_paragraph_goes_on(case: str) -> None:
    lines = CONTINUES[case]
    assert text(page(*lines, *BODY))[0] == "".join(line for line, _, _ in lines)


def test_a_paragraph_goes_on_over_pages_and_keeps_its_page() -> None:
    first = page(*[(LINE, LEFT, 100.0 + 28 * n) for n in range(20)], ("— 1 —", 280, 790))
    second = page(
        (LINE[:5] + "。", LEFT, 100), ("二、保障措施", LEFT + 32, 128), (LINE, LEFT, 156), ("— 2 —", 280, 790)
    )
    found = document(first, second)
    lines = found.text.splitlines()
    assert lines == [LINE * 20 + LINE[:5] + "。", "二、保障措施", LINE]
    assert [found.page_at(block.span.start) for block in found.blocks] == [1, 2, 2]


def test_pages_without_text_are_counted() -> None:
    found = document(page(), page((LINE, LEFT, 100)), page())
    assert found.page_at(0) == 2
    assert len(found.page_starts) == 3


# Furniture


def pages_with(*furniture: tuple[str, float, float], count: int = 4) -> list[Page]:
    """Pages of three lines, each with the same furniture; # is the page's number."""
    return [
        page(
            *((words.replace("#", str(n + 1)), x, top) for words, x, top in furniture),
            *((f"第{n}页的第{k}行文字。", LEFT, 300.0 + 28 * k) for k in range(3)),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        [("某市人民政府公报", 230, 40)],
        [("- # -", 280, 800)],
        [("— # —", 280, 800)],
        [("第 # 页 共 4 页", 250, 800)],
        [("#", 290, 800)],
        [("#/4", 290, 800)],
        [("一 # 一", 280, 800)],  # as recognition reads it
        [("— # —", 280, 690), ("某市人民政府办公厅发布", 300, 745)],  # a number above a running foot
        [("某市公报　　　　　　#", 80, 40)],
    ],
)
def test_running_heads_feet_and_numbers_are_dropped(furniture: list[tuple[str, float, float]]) -> None:
    assert text(*pages_with(*furniture)) == text(*pages_with())


def test_the_head_of_a_chapter_runs_over_its_pages_only() -> None:
    chapters = [
        (name, n) for name, many in (("第一章背景", 4), ("第二章任务", 4), ("第三章保障", 12)) for n in range(many)
    ]
    made = [page((name, 230, 40), (f"{name}第{n}行。", LEFT, 300)) for name, n in chapters]
    assert text(*made) == [f"{name}第{n}行。" for name, n in chapters]


@pytest.mark.parametrize(
    "kept",
    [
        [("2025", 290, 400)],  # a number in the middle of the page
        [("责任单位见附件", 230, 400)],  # repeated, but not at the edge
    ],
)
def test_what_stands_in_the_text_stays(kept: list[tuple[str, float, float]]) -> None:
    assert text(*pages_with(*kept)) != text(*pages_with())


def test_two_pages_with_one_head_say_nothing() -> None:
    assert "某市人民政府文件" in text(*pages_with(("某市人民政府文件", 230, 40), count=2))


def test_the_table_of_contents_is_skipped() -> None:
    contents = page(("目　录", 260, 100), ("一、总体要求………………1", LEFT, 130), ("二、主要任务………………3", LEFT, 160))
    assert text(contents, page(("一、总体要求", LEFT, 100))) == ["一、总体要求"]


# Columns

COLUMN = 12  # characters of 16 points: 192 points


def column(words: str, x: float, rows: int, top: float = 200.0) -> list[tuple[str, float, float]]:
    return [(words * COLUMN, x, top + 24 * n) for n in range(rows)]


def test_columns_are_read_one_after_the_other() -> None:
    left = [*column("甲", 80, 9), ("甲甲。", 80, 416)]
    made = page(("关于制定规划的建议", 200, 100), *left, *column("乙", 300, 10), ("完", 80, 600))
    assert text(made) == ["关于制定规划的建议", "甲" * COLUMN * 9 + "甲甲。", "乙" * COLUMN * 10, "完"]


def test_four_columns_and_a_paragraph_over_two_of_them() -> None:
    size = 9.0
    lines = [(word * 12, 60.0 + 125 * n, 200.0 + 14 * k) for n, word in enumerate("甲乙丙丁") for k in range(12)]
    lines[11] = ("甲" * 11 + "。", 60.0, lines[11][2])
    lines[12] = ("乙" * 10, 60.0 + 125 + 2 * size, 200.0)
    lines[23] = ("乙" * 12, 60.0 + 125, lines[23][2])
    found = text(page(*lines, size=size))
    assert [line[0] for line in found] == ["甲", "乙", "丁"] or [line[0] for line in found] == ["甲", "乙"]
    assert "乙丙" in "".join(found)


@pytest.mark.parametrize(
    "lines",
    [
        [(f"第{n}项", 80, 200.0 + 24 * n) for n in range(10)]
        + [(f"{n * 10}.5", 400, 200.0 + 24 * n) for n in range(10)],
        [("牵头单位", 80, 200.0 + 24 * n) for n in range(10)] + [("市民政局", 300, 200.0 + 24 * n) for n in range(10)],
        [*column("甲", 80, 3), *column("乙", 300, 3)],  # too few
    ],
)
def test_what_are_no_columns(lines: list[tuple[str, float, float]]) -> None:
    assert len(list(columns_of(page(*lines).glyphs))) == 1


# Tables: what is none first

XS, YS = [80.0, 200.0, 320.0, 440.0], [100.0, 130.0, 160.0, 190.0]
NO_TABLES: dict[str, tuple[list[tuple[str, float, float]], list[Edge]]] = {
    "an underline": ([("某市财政局", 84, 105)], [Edge(80, 125, 200, 125)]),
    "a rule under the head of the page": ([("某市公报", 84, 40)], [Edge(80, 60, 520, 60), Edge(80, 62, 520, 62)]),
    "a box around a title": ([("主要任务", 84, 105)], list(box(80, 100, 520, 130))),
    "a box in a box": ([("主要任务", 84, 105)], [*box(80, 100, 520, 130), *box(82, 102, 518, 128)]),
    "a box of one column": ([("专栏1　重点工程", 84, 105), ("建设文化馆。", 84, 135)], list(grid([80, 520], [100, 130, 160]))),
    "a box around each paragraph": (
        [(LINE[:20] + "。", 84.0 + 20 * (n % 2), 102.0 + 24 * n) for n in range(6)],
        [e for n in range(6) for e in (*box(80, 100 + 24 * n, 520, 124 + 24 * n), *box(82 + 20 * (n % 2), 101 + 24 * n, 518, 123 + 24 * n))],
    ),
    "a grid without text": ([], list(grid(XS, YS))),
    "the axes of a chart": ([("2020年", 90, 300), ("2021年", 150, 300)], [Edge(80, 100, 80, 290), Edge(80, 290, 500, 290)]),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_TABLES)
def test_what_is_no_table(case: str) -> None:
    lines, edges = NO_TABLES[case]
    assert not tables_of(edges, page(*lines).glyphs)


def cells(table: PlacedTable) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, c.text) for c in table.cells if c.text]


def in_cells(*texts: str, size: float = 10.0) -> list[Glyph]:
    """Texts in the places of a grid of three by three, row by row; nothing where there is none."""
    places = [(x + 4, y + 8) for y in YS[:-1] for x in XS[:-1]]
    return [g for (x, y), words in zip(places, texts, strict=False) for g in run(words, x, y, size)]


def test_a_grid_is_a_table() -> None:
    [table] = tables_of(grid(XS, YS), in_cells("序号", "任务", "时限", "1", "修路", "6月", "2", "架桥", "9月"))
    assert (table.rows, table.columns) == (3, 3)
    assert [c.text for c in table.cells] == ["序号", "任务", "时限", "1", "修路", "6月", "2", "架桥", "9月"]


MERGED: dict[str, tuple[list[Edge], tuple[str, ...], tuple[int, int, int, int, str]]] = {
    "over two rows": (
        [
            *(Edge(80, y, 440, y) for y in (100, 130, 190)),
            Edge(200, 160, 440, 160),
            *(Edge(x, 100, x, 190) for x in XS),
        ],
        ("类别", "任务", "时限", "交通", "修路", "6月", "", "架桥", "9月"),
        (1, 0, 2, 1, "交通"),
    ),
    "over two columns": (
        [*(Edge(80, y, 440, y) for y in YS), Edge(200, 130, 200, 190), *(Edge(x, 100, x, 190) for x in (80, 320, 440))],
        ("任务", "", "时限", "交通", "修路", "6月", "供水", "建厂", "9月"),
        (0, 0, 1, 2, "任务"),
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_merged_cells(case: str) -> None:
    edges, texts, merged = MERGED[case]
    [table] = tables_of(edges, in_cells(*texts))
    assert merged in cells(table)


def test_rulings_in_pieces_and_doubled_are_one_grid() -> None:
    pieces = [Edge(x0 - 0.4, y + off, x1 + 0.4, y + off) for y in YS for x0, x1 in pairwise(XS) for off in (0, 0.8)]
    pieces += [Edge(x, y0, x, y1) for x in XS for y0, y1 in pairwise(YS)]
    [table] = tables_of(pieces, in_cells("序号", "任务", "时限", "1", "修路", "6月"))
    assert (table.rows, table.columns) == (3, 3)


def test_two_tables_on_a_page_are_two() -> None:
    below = [Edge(e.x0, e.top + 300, e.x1, e.bottom + 300) for e in grid(XS, YS)]
    glyphs = in_cells("甲", "乙", "丙", "丁", "戊", "己")
    moved = [g._replace(top=g.top + 300, bottom=g.bottom + 300) for g in glyphs]
    assert len(tables_of([*grid(XS, YS), *below], [*glyphs, *moved])) == 2


def test_a_mark_may_hang_out_of_its_cell() -> None:
    glyphs = [*in_cells("序号", "任务", "时限", "1", "修路", "6月"), Glyph("、", 440.5, 138, 450, 148)]
    [table] = tables_of(grid(XS, YS), glyphs)
    assert cells(table)[-1][-1] == "6月、"


CELL_LINES = [
    (["市发展改革委、", "市财政局"], "市发展改革委、 市财政局"),  # a second paragraph: the first line has room
    (["市发展和改革委员会、市", "财政局"], "市发展和改革委员会、市财政局"),  # 11 of 11.2 characters
    (["全民", "健身"], "全民 健身"),
]


@pytest.mark.parametrize(("lines", "read"), CELL_LINES)
def test_lines_of_a_cell(lines: list[str], read: str) -> None:
    glyphs = [
        *in_cells("序号", "任务", "", "1", ""),
        *(g for n, t in enumerate(lines) for g in run(t, 204, 132 + 13 * n, 10)),
    ]
    [table] = tables_of(grid(XS, YS), glyphs)
    assert (1, 1, 1, 1, read) in cells(table)


# Tables over pages


def placed(*rows: str, xs: tuple[float, ...] = (0, 100, 200, 300)) -> PlacedTable:
    """A table from rows of texts parted by bars; `<` goes on with the cell to its left."""
    found: list[PlacedCell] = []
    for r, row in enumerate(rows):
        for c, words in enumerate(row.split("|")):
            if words == "<":
                last = found.pop()
                found.append(PlacedCell(r, last.column, 1, last.columns + 1, last.text))
            else:
                found.append(PlacedCell(r, c, 1, 1, words))
    return PlacedTable(xs[0], 0, xs[-1], 100, len(rows), len(xs) - 1, tuple(found), xs)


OTHERS = {
    "other columns": (placed("序号|任务|时限"), placed("1|修路", xs=(0, 150, 310))),
    "another head": (placed("序号|任务|时限", "1|修路|6月"), placed("序号|指标|单位", "1|床位|张")),
}


@pytest.mark.parametrize("case", OTHERS)
def test_tables_that_do_not_go_on(case: str) -> None:
    assert not goes_on(*OTHERS[case])


LONG, REST = "新建社区文化活动中心十八个并配齐", "图书和器材。"
JOINED = {
    "a repeated head": (
        placed("序号|任务|时限", "1|修路|6月"), placed("序号|任务|时限", "2|架桥|9月"),
        ["序号|任务|时限", "1|修路|6月", "2|架桥|9月"],
    ),
    "no head": (placed("序号|任务|时限", "1|修路|6月"), placed("2|架桥|9月"), ["序号|任务|时限", "1|修路|6月", "2|架桥|9月"]),
    "columns a little off": (
        placed("序号|任务|时限", "1|修路|6月"), placed("2|架桥|9月", xs=(3, 98, 204, 303)),
        ["序号|任务|时限", "1|修路|6月", "2|架桥|9月"],
    ),
    "cells merged all over the page": (
        placed("序号|任务|时限", "1|修路|6月"), placed("2|架桥", xs=(0, 100, 300)), ["序号|任务|时限", "1|修路|6月", "2|架桥"],
    ),
    "a broken row": (placed("序号|任务|时限", f"1|{LONG}|6月"), placed(f"|{REST}|"), ["序号|任务|时限", f"1|{LONG}{REST}|6月"]),
    "a row that ends with the page, under a merged number": (
        placed("序号|任务|时限", "1|修路。|6月"), placed("|架桥。|9月"), ["序号|任务|时限", "1|修路。|6月", "架桥。|9月"],
    ),
    "a group over both pages": (
        placed("类别|指标|目标", "交通|修路|6"), placed("|架桥|9"), ["类别|指标|目标", "交通|修路|6", "架桥|9"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", JOINED)
def test_tables_that_go_on(case: str) -> None:
    above, below, rows = JOINED[case]
    assert goes_on(above, below)
    table = stacked(above, below)
    assert ["|".join(c.text for c in table.cells if c.row == r) for r in range(len(rows))] == rows


def test_a_group_over_both_pages_is_one_merged_cell() -> None:
    above, below, _ = JOINED["a group over both pages"]
    table = stacked(above, below)
    assert PlacedCell(1, 0, 2, 1, "交通") in table.cells


def test_a_line_that_says_so_does_not_part_a_table() -> None:
    first = Page(
        595, 842, tuple(in_cells("序号", "任务", "时限", "1", "修路", "6月", "2", "架桥", "9月")), grid(XS, YS)
    )
    second_text = (*run("续表1", 240, 70), *in_cells("序号", "任务", "时限", "3", "建厂", "6月", "4", "通水", "9月"))
    found = document(first, Page(595, 842, second_text, grid(XS, YS)))
    assert len(found.tables) == 1
    assert len(found.tables[0].rows) == 5
    assert "续表" not in found.text


# Tables without rulings: what is none first


def rows_at(*rows: tuple[str, ...], xs: tuple[float, ...] = (80, 200, 400)) -> list[tuple[str, float, float]]:
    """Pieces of lines under each other; an empty piece leaves its place blank."""
    return [
        (piece, x, 100.0 + 24 * n) for n, row in enumerate(rows) for piece, x in zip(row, xs, strict=False) if piece
    ]


NOT_SPACED: dict[str, list[tuple[str, ...]]] = {
    "two rows": [("甲县", "12"), ("乙县", "15")],
    "labels": [("索引号：", "001"), ("主题：民政", "文号：〔2024〕3号"), ("日期：2024年", "有效性：有效")],
    "contents": [("一、总体要求", "1"), ("二、主要任务", "3"), ("三、保障措施", "9")],
    "a spaced-out title": [("实", "施"), ("方", "案"), ("全", "文")],
    "pieces that do not stand under each other": [("甲县十二项", "", "乙县"), ("", "丙县十五项任务共计二十", ""), ("丁县九项任务共计三十", "", "戊县")],
    "signatures": [("某市财政局", "某市民政局"), ("2024年3月1日", "")],
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_SPACED)
def test_what_is_no_table_without_rulings(case: str) -> None:
    assert not document(page(*rows_at(*NOT_SPACED[case]))).tables


SPACED: dict[str, tuple[list[tuple[str, ...]], str]] = {
    "names and values": ([("指标", "数量"), ("床位", "1200"), ("护士", "35")], "指标\t数量\n床位\t1200\n护士\t35\n"),
    "a blank cell": (
        [("类别", "指标", "目标"), ("养老", "床位", "1200"), ("", "护士", "35"), ("托育", "托位", "800")],
        "类别\t指标\t目标\n养老\t床位\t1200\n\t护士\t35\n托育\t托位\t800\n",
    ),
    "a cell over two lines": (
        [("序号", "任务", "时限"), ("1", "修缮老旧小区", "6月"), ("", "十二个", ""), ("2", "架桥", "9月")],
        "序号\t任务\t时限\n1\t修缮老旧小区十二个\t6月\n2\t架桥\t9月\n",
    ),
}


@pytest.mark.parametrize("case", SPACED)
def test_a_table_without_rulings(case: str) -> None:
    rows, read = SPACED[case]
    assert document(page(*rows_at(*rows))).text == read
