"""Pages without a browser: marks in marks, text that stays text, the same bytes, what each way of making one gives."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_extract import UsageError, parse, parse_text
from plan_extract.lexicon import pairs
from plan_extract.page.amounts import bar_of
from plan_extract.page.labels import labels
from plan_extract.page.marks import Mark, Marker
from plan_extract.page.notes import Note
from plan_extract.page.parts import known_text
from plan_extract.page.render import page
from plan_extract.page.shown import shown
from plan_extract.page.source import Grid, blocks_of
from plan_extract.pipeline import extract
from plan_extract.readers import read
from plan_extract.records.deadline import DeadlineKind
from plan_extract.records.diagnostic import Severity
from plan_extract.records.indicator import Baseline, Indicator, Nature, Target
from plan_extract.records.task import AssignmentRole
from plan_extract.span import Span
from plan_extract.writers import WRITERS
from plan_extract.writers.html import write

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
FILES = files("plan_extract.page") / "files"


class Reader(HTMLParser):
    """Reads markup as a browser does: its text, and which marks were open over each character."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.open, self.over, self.ids = "", list[str](), list[tuple[str, ...]](), list[str]()
        self.chip = False
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids += [one] if (one := known.get("id")) else []
        self.chip = tag == "a"
        if tag == "mark":
            self.open.append(f"{known['class']}{known.get('data-r') or known.get('id') or ''}")

    def handle_endtag(self, tag: str) -> None:
        self.chip = False
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.chip:
            self.text += data
            self.over += [tuple(self.open)] * len(data)


TEXT = "一、重点<任务>&到2025年，新建站点12家。（市民政局牵头）"
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(
    st.lists(st.tuples(SPANS, st.sampled_from("stfiawduv")), max_size=8),
    st.lists(st.integers(0, len(TEXT)), max_size=3),
)
def test_every_character_is_marked_by_just_the_records_that_hold_it(
    drawn: list[tuple[list[int], str]], cuts: list[int]
) -> None:
    marks = sorted(
        (Mark(a, b, kind, f"{kind}{n}") for n, ((a, b), kind) in enumerate(drawn) if a < b), key=lambda m: m.order
    )
    places = sorted({0, *cuts, len(TEXT)})
    marker = Marker(TEXT, marks)
    read = Reader("".join(marker.write(Span(a, b)) for a, b in pairwise(places)))
    assert read.text == TEXT
    named = [f"{m.kind}{'' if m.kind == 'a' else m.key}" for m in marks]
    first = {f"{m.kind}x-{m.key}": f"{m.kind}{m.key}" for m in marks}  # the first piece has the key in its anchor
    for place, over in enumerate(read.over):
        assert sorted(first.get(one, one) for one in over) == sorted(
            n for n, m in zip(named, marks, strict=True) if m.start <= place < m.end
        )
    assert sorted(read.ids) == sorted(f"x-{m.key}" for m in marks if m.kind not in "vaw")  # each anchor once


def test_a_mark_that_crosses_another_is_written_in_two_pieces() -> None:
    marks = [Mark(0, 4, "i", "i0"), Mark(2, 6, "d", "d0")]
    assert Marker("一二三四五六", marks).write(Span(0, 6)) == (
        "<mark class=i id=x-i0>一二<mark class=d id=x-d0>三四</mark></mark><mark class=d data-r=d0>五六</mark>"
    )


def test_a_thousand_marks_on_one_character_are_bounded() -> None:
    marks = [Mark(0, 1, "d", f"d{n}") for n in range(1000)]
    assert str(Marker("一", marks).write(Span(0, 1))).count("<mark") <= 12


def test_what_a_browser_would_obey_is_shown() -> None:
    assert shown("a\x00\x1b\x7f\u202eb\u2066\ud800\u2028c\t\n") == "a␀␛␡�b��\nc\t\n"
    assert all(len(shown(chr(code))) == 1 for code in range(0x3000))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_whole_text_is_on_the_page(path: Path) -> None:
    document = read(path)
    plan = extract(document)
    pieces = []
    for block in blocks_of(document, plan, []):
        cells = [c.html for row in block.rows for c in row] if isinstance(block, Grid) else [block.html]
        pieces += [html.unescape(str(cell)) for cell in cells]
    bars = re.sub(r"\|[ |-]+\|\n|\|", "", document.text)  # what stands between the cells of a table in plain text
    assert "".join("".join(pieces).split()) == "".join(bars.split())


def test_a_table_of_any_form_is_a_table() -> None:
    document = read("samples/five-year-plan.txt" if Path("samples").is_dir() else SAMPLES[0])
    (grid,) = [b for b in blocks_of(document, extract(document), []) if isinstance(b, Grid)]
    assert [len(row) for row in grid.rows][:3] == [6, 6, 5]
    assert (str(grid.rows[1][1].html), grid.rows[1][1].rows) == ("全民健身", 4)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_same_bytes_every_time_and_no_record_is_left_out(path: Path, lang: Any) -> None:
    document = read(path)
    plan = extract(document)
    written = page(plan, document, lang=lang)
    assert written == page(parse(path), read(path), lang=lang)
    text = written.decode()
    for letter, records in (("t", plan.tasks), ("i", plan.indicators), ("d", plan.deadlines), ("u", plan.units)):
        for n in range(len(records)):
            assert text.count(f" id={letter}{n}>") + text.count(f" id={letter}{n} ") == 1, (letter, n)
            assert text.count(f"id=x-{letter}{n}>") == 1, (letter, n)
    assert " at 0x" not in text  # nothing of this process
    assert "http" not in re.sub(r"http-equiv|HYPERLINK", "", text)
    assert len(written) <= 3 * len(document.text.encode()) + 200_000


def test_ids_of_an_edited_plan_file_are_text() -> None:
    plan = parse_text("实施方案\n一、重点任务\n（一）建设中心。2025年底前建成。（市民政局负责）\n")
    evil = '"><script>alert(1)</script>'
    plan = plan.model_copy(update={"tasks": tuple(task.model_copy(update={"id": evil}) for task in plan.tasks)})
    assert b"<script>alert" not in write(plan)


FAR = [(-0, 3), (5, 5), (7, 2), (0, 10**9)]


@pytest.mark.parametrize(("start", "end"), FAR)
def test_spans_that_no_text_has_are_left_out(start: int, end: int) -> None:
    text = "实施方案\n一、重点任务\n（一）建设中心。2025年底前建成。（市民政局负责）\n"
    plan = parse_text(text)
    span = plan.tasks[0].span.model_copy(update={"start": start, "end": end})
    tasks = tuple(task.model_copy(update={"span": span}) for task in plan.tasks)
    moved = plan.model_copy(update={"tasks": tasks})
    assert "建设中心" in page(moved, read(text.encode(), name="x.txt")).decode()
    assert "建设中心" in write(moved).decode()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_without_its_document_a_page_has_the_text_that_the_records_hold(path: Path) -> None:
    plan, text = parse(path), read(path).text
    known = known_text(plan).text
    for span in (Span(r.start, r.end) for r in (*(t.span for t in plan.tasks), *(d.span for d in plan.deadlines))):
        assert span.of(known) == span.of(text)
    assert labels("zh")["parts_only"] in WRITERS["html"](plan).decode()


def test_only_some_records() -> None:
    document = read(SAMPLES[1])
    plan = extract(document)
    written = write(plan, ("tasks",), document=document, notes=(Note("PT001", "error", "x"),)).decode()
    assert " id=t0 " in written
    assert " id=i0>" not in written
    assert "PT001" not in written
    assert document.text[:20] in written


def test_a_doubt_that_a_finding_tells_is_not_told_twice() -> None:
    plan = parse_text("实施方案\n一、重点任务\n（一）建设中心。年底前建成。（市民政局负责）\n")
    (doubt,) = (d for d in plan.diagnostics if d.span is not None)
    assert doubt.span is not None
    note = Note("PD002", "warning", "another way to say it", Span(doubt.span.start, doubt.span.end))
    assert doubt.code in write(plan).decode()
    assert doubt.code not in write(plan, notes=(note,)).decode()


BARS = [
    # baseline, target, unit, base and target of the bar, what is told
    (2.31, 2.6, "平方米", (88.85, 100.0), "+12.6%"),
    (41.2, 46.0, "%", (89.57, 100.0), "+4.8 个百分点"),
    (10.0, 5.0, "人", (100.0, 50.0), "−50%"),
    (3.0, 3.0, "项", (100.0, 100.0), "±0"),
    (0.0, 8.0, "个", (0.0, 100.0), "+8"),
    (0.0, 0.0, "个", None, ""),
    (-1.0, 5.0, "个", None, ""),
    (None, 5.0, "个", None, ""),
    (5.0, None, "个", None, ""),
    (1.0, float("inf"), "个", None, ""),
]


@pytest.mark.parametrize(("base", "target", "unit", "ends", "told"), BARS)
def test_bars(base: float | None, target: float | None, unit: str, ends: Any, told: str) -> None:
    span = parse(SAMPLES[0]).tasks[0].span
    indicator = Indicator(
        id="I001", source="table", name="x", unit=unit, span=span,
        baseline=Baseline(year=2020, value=base, raw="x"),
        targets=(Target(year=2025, comparator="=", value=target, raw="x"),),
    )  # fmt: skip
    bar = bar_of(indicator, "个百分点")
    assert (bar and (bar.base, bar.target)) == ends
    assert bar is None or bar.told == told


def test_every_label_is_used_and_is_there_in_both_languages() -> None:
    rows = pairs("page_labels", "labels")
    assert [name for name, row in rows.items() if len(row) != 2 or not all(row)] == []
    told = "".join((FILES / name).read_text(encoding="utf-8") for name in ("page.html.j2", "index.html.j2"))
    code = "".join(path.read_text(encoding="utf-8") for path in Path(str(FILES)).parent.glob("*.py"))
    closed = {*get_args(DeadlineKind), *get_args(AssignmentRole), *(f"{r}_letter" for r in get_args(AssignmentRole))}
    closed |= {*get_args(Severity), *get_args(Nature)}  # looked up by value
    unused = {name for name in rows if not re.search(rf"\bt\.{name}\b", told) and f'"{name}"' not in code} - closed
    assert unused == set()
    assert closed <= rows.keys()
    assert [name for name in rows if hasattr({}, name)] == []  # `t.clear` would be the method
    assert set(re.findall(r"\bt\.([a-z_0-9]+)", told)) <= rows.keys()


def test_an_unknown_language_names_the_known() -> None:
    with pytest.raises(UsageError, match="unknown language 'fr'; known: zh, en"):
        labels("fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["page.css", "page.js", "index.js"])
def test_style_and_script_can_stand_in_a_page(name: str) -> None:
    text = (FILES / name).read_text(encoding="utf-8")
    assert not re.search(r"</|<!--|http|url\(|@import", text)
