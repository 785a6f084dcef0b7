"""PDF: 100 pages, six of them with tables, read by plan-extract and by pdfplumber (text and tables of every page).

    python benchmarks/pdf.py [--write]

The file is made here with reportlab. All read it in turns; medians of CPU time are compared. pypdfium2, which plan-extract
reads with, is the floor. The cells must be the same, pdfplumber being the oracle. The bar is a third of pdfplumber's time.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from measure import compared, medians, report, sized, within

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from formats import Cell, Item, Paragraph, Table  # the tests' own typesetter writes the file
from typesetting import pdf, typeset

ROUNDS = 3
OURS = "plan-extract, text and tables"
BARS = {"pdfplumber, text and tables": round(1 / 3, 2)}
PAGES, TABLE_PAGES = sized((100, 6), (12, 2))
SENTENCES = (
    "加强公共文化设施建设，推进图书馆、文化馆总分馆制，完善服务网络，提高服务效能。",
    "到2025年底，建成社区文化活动中心18个，惠及居民6.5万户。",
    "由市文化广电和旅游局牵头，市财政局、市自然资源和规划局按职责分工负责。",
)
Cells = list[list[list[str]]]


def document() -> bytes:
    """Make the file."""
    sheets = []
    for number in range(PAGES):
        items: list[Item] = [Paragraph("".join(SENTENCES[(number + n) % 3] for n in range(4))) for _ in range(4)]
        if number % (PAGES // TABLE_PAGES) == 5 and number < TABLE_PAGES * (PAGES // TABLE_PAGES):
            items = [items[0], _table(number)]
        sheets.extend(typeset(items)[:1])
    return pdf(sheets)


def _table(seed: int) -> Table:
    """Sixteen rows by five columns, the first merged in pairs."""
    cells = [Cell(text, 0, n) for n, text in enumerate(("类别", "指标", "2020年", "2025年", "责任单位"))]
    for row in range(1, 17):
        if row % 2:
            cells.append(Cell(f"第{row // 2 + 1}类", row, 0, rows=2))
        cells += [Cell(f"第{row}项指标", row, 1), Cell(str(seed + row), row, 2), Cell(str(seed + row * 2), row, 3)]
        cells.append(Cell("市文化广电和旅游局、市财政局", row, 4))
    return Table(17, 5, tuple(cells))


def by_us(data: bytes) -> Cells:
    """Read text and tables with plan-extract."""
    from plan_extract.readers import read

    document = read(data, name="plan.pdf")
    return [[[cell.span.of(document.text) for cell in row] for row in table.rows] for table in document.tables]


def by_pdfplumber(data: bytes) -> Cells:
    """Read text and tables of every page with pdfplumber."""
    import pdfplumber

    tables: Cells = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            page.extract_text()
            tables += [
                [["".join(cell.split()) for cell in row if cell is not None] for row in table]
                for table in page.extract_tables()
            ]
    return tables


def by_pypdfium2(data: bytes) -> None:
    """Read the plain text of every page with pypdfium2: no tables, no paragraphs."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            page.get_textpage().get_text_range()


def main() -> int:
    """Measure in turns, and tell whether the cells agree."""
    data = document()
    jobs = {
        "pdfplumber, text and tables": lambda: by_pdfplumber(data),
        "pypdfium2, text alone": lambda: by_pypdfium2(data),
        OURS: lambda: by_us(data),
    }
    times = medians(jobs, ROUNDS)
    theirs, ours = by_pdfplumber(data), by_us(data)
    same = "the same cells" if theirs == ours else "DIFFERENT CELLS"
    said = f"{PAGES} pages, {len(ours)} tables: pdfplumber and plan-extract read {same}."
    report("pdf", "PDF", ("reader", "ms CPU", "ratio of ours", "bar"), compared(times, OURS, BARS), said)
    return int(theirs != ours or not within(times, OURS, BARS))


if __name__ == "__main__":
    sys.exit(main())
