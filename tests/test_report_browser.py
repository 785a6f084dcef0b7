"""The page in a real browser: what a person does with it, and what a hostile document would do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plan_extract import PlanDocument, parse, parse_text
from plan_extract.document.model import SourceFile
from plan_extract.page.entries import entry_of
from plan_extract.page.notes import Note
from plan_extract.page.render import index, page
from plan_extract.pipeline import extract
from plan_extract.readers import read
from plan_extract.readers.text import text_document
from plan_extract.span import Span

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
DIVISION = next(path for path in SAMPLES if path.stem == "task-division")
PLAN = next(path for path in SAMPLES if path.stem == "implementation-plan")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = """<script>alert(1)</script>规划实施方案

一、重点任务<img src=x onerror=alert(1)>
（一）建设</script>中心。2025年底前，新建"'><svg onload=alert(1)>站点12家。]]><!--（市<b>民政局</b>牵头，市财政局配合）
（二）=HYPERLINK("http://x")，\u202e到2026年底\u202c，\u2028覆盖率达到95%。\x00{{ 7*7 }} -->（&lt;市教育局&gt;负责）
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of the file."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium; `make system-deps` installs it")
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed; it is in the development group"
    )
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()


@dataclass
class Visit:
    """Opens pages, each in a window of its own, and keeps what they complained of and what they asked the network for."""

    browser: Browser
    folder: Path
    faults: list[str]

    def __call__(self, html: bytes, *, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        path = self.folder / "page.html"
        path.write_bytes(html)
        return self.at(path, viewport=viewport, **options)

    def at(self, path: Path, *, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        options = {"reduced_motion": "reduce", "viewport": viewport or WIDE, **options}
        shown = self.browser.new_context(**options).new_page()
        shown.set_default_timeout(5000)
        shown.on("console", lambda message: self._fault(f"{message.type}: {message.text}"))
        shown.on("pageerror", lambda error: self._fault(str(error)))
        shown.on("dialog", self._dialog)
        shown.on("request", lambda request: None if request.url.startswith("file:") else self._fault(request.url))
        shown.goto(path.as_uri())
        return shown

    def _fault(self, told: str) -> None:
        if not told.startswith("data:"):  # the empty icon
            self.faults.append(told)

    def _dialog(self, dialog: Dialog) -> None:
        self._fault(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(browser, tmp_path, [])
    yield visit
    for context in browser.contexts:
        context.close()
    assert visit.faults == []


def html_of(path: Path, lang: Any = "zh", notes: tuple[Note, ...] = ()) -> bytes:
    document = read(path)
    return page(extract(document), document, notes, lang=lang)


def in_view(shown: Page, selector: str) -> bool:
    """Whether the first line of an element is in the window and in every frame that it scrolls in."""
    script = """element => {
      const box = element.getClientRects()[0];
      const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 5), box.top + Math.min(box.height / 2, 5));
      return element.contains(seen) || seen !== null && seen.contains(element);
    }"""
    return bool(shown.locator(selector).first.evaluate(script))


def press(shown: Page, selector: str) -> None:
    """Click on the first characters of an element that may run over several lines."""
    element = shown.locator(selector).first
    element.evaluate("element => element.scrollIntoView({ block: 'center' })")
    left, top = element.evaluate("element => { const box = element.getClientRects()[0]; return [box.left, box.top]; }")
    shown.mouse.click(left + 4, top + 8)


def text_of(shown: Page, selector: str) -> str:
    return "".join("".join(shown.locator(selector).all_text_contents()).split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_one_click_on_a_task_shows_its_sentence_and_its_row_tells_owner_and_deadline(visit: Visit, path: Path) -> None:
    plan = parse(path)
    deadlines = {deadline.id: deadline.raw for deadline in plan.deadlines}
    shown = visit(html_of(path))
    for n, task in enumerate(plan.tasks):
        shown.locator(f"#t{n} .go").click()
        assert in_view(shown, f"#x-t{n}"), task.id
        text = text_of(shown, "mark.t.on")
        for chip in (other.id for other in plan.tasks):
            text = text.replace(chip, "")
        assert text == "".join(task.text.replace("|", "").split()), task.id
        row = shown.locator(f"#t{n}")
        assert row.is_visible()
        told = row.inner_text()
        assert all(a.unit in told for a in task.assignments), task.id
        assert all(deadlines[d] in told for d in task.deadlines), task.id


def test_a_page_that_would_be_too_heavy_has_its_records_packed(visit: Visit) -> None:
    text = PLAN.read_text(encoding="utf-8") * 20
    document = text_document(text, SourceFile("long.txt", "text/plain", "utf-8", "0" * 64))
    plan = extract(document)
    html = page(plan, document)
    assert b"<section" not in html
    assert len(html) <= 3 * len(text.encode()) + 200_000
    shown = visit(html)
    last = len(plan.tasks) - 1
    shown.locator(f"#t{last} .go").click()
    assert in_view(shown, f"#x-t{last}")
    shown.locator("#find").fill("没有这样的任务")
    assert shown.locator("#nothing").is_visible()


KINDS = [("d", "deadlines"), ("i", "indicators"), ("u", "units"), ("t", "tasks"), ("f", "findings")]


@pytest.mark.parametrize(("kind", "panel"), KINDS)
def test_a_click_in_the_text_opens_the_record_and_one_on_the_record_leads_back(
    visit: Visit, kind: str, panel: str
) -> None:
    text = PLAN.read_text(encoding="utf-8")
    at = text.index("因地制宜")
    shown = visit(html_of(PLAN, notes=(Note("PT001", "warning", "says nothing", Span(at, at + 4)),)))
    key = f"{kind}0"
    press(shown, f"#x-{key}")
    assert shown.locator(f"#{panel}").is_visible()
    assert shown.locator(f"#tab-{panel}").get_attribute("aria-selected") == "true"
    assert in_view(shown, f"#{key}")
    assert shown.locator(f"#{key}").get_attribute("aria-current") == "true"
    assert [one for _, one in KINDS if one != panel and shown.locator(f"#{one}").is_visible()] == []
    shown.evaluate("window.scrollTo(0, 0)")
    shown.locator(f"#{key} .go").click()
    assert in_view(shown, f"#x-{key}")
    assert "on" in (shown.locator(f"#x-{key}").get_attribute("class") or "").split()


def test_what_is_pointed_at_is_shown_on_the_other_side(visit: Visit) -> None:
    shown = visit(html_of(PLAN))
    shown.locator("#t1 .id").hover()
    assert "near" in (shown.locator("#x-t1").get_attribute("class") or "")
    assert "near" not in (shown.locator("#x-t2").get_attribute("class") or "")
    shown.locator("#x-t2").hover()
    assert "near" in (shown.locator("#t2").get_attribute("class") or "")
    assert "near" not in (shown.locator("#t1").get_attribute("class") or "")


def test_a_link_to_a_record_opens_it(visit: Visit) -> None:
    shown = visit(html_of(PLAN))
    shown.goto(shown.url + "#i3")
    shown.reload()
    assert shown.locator("#indicators").is_visible()
    assert in_view(shown, "#i3")


def visible_tasks(shown: Page) -> list[int]:
    return [
        int(one[1:]) for one in shown.eval_on_selector_all(".tasks > li:not([hidden])", "all => all.map(e => e.id)")
    ]


def wanted(plan: PlanDocument, fits: Callable[[Any], bool]) -> list[int]:
    return [n for n, task in enumerate(plan.tasks) if fits(task)]


def test_filters(visit: Visit) -> None:
    plan = parse(DIVISION)
    ends = {d.id: d.end.year if d.end else d.kind for d in plan.deadlines}
    shown = visit(html_of(DIVISION))
    body, role, time, find = (shown.locator(f"#{name}") for name in ("by-body", "by-role", "by-time", "find"))
    unit = next(f"u{n}" for n, unit in enumerate(plan.units) if unit.name == "市财政局")

    assert visible_tasks(shown) == [*range(len(plan.tasks))]
    body.select_option(unit)
    assert visible_tasks(shown) == wanted(plan, lambda t: any(a.unit == "市财政局" for a in t.assignments))
    role.select_option("support")
    assert visible_tasks(shown) == wanted(
        plan, lambda t: any((a.unit, a.role) == ("市财政局", "support") for a in t.assignments)
    )
    assert shown.locator("#found").inner_text() == f"{len(visible_tasks(shown))} / {len(plan.tasks)}"
    role.select_option("lead")
    assert visible_tasks(shown) == []
    assert shown.locator("#nothing").is_visible()
    shown.locator("#clear").click()
    assert len(visible_tasks(shown)) == len(plan.tasks)
    body.select_option("none")
    assert visible_tasks(shown) == wanted(plan, lambda t: not t.assignments)
    body.select_option("")
    time.select_option("2024")
    assert visible_tasks(shown) == wanted(plan, lambda t: any(ends[d] == 2024 for d in t.deadlines))
    time.select_option("recurring")
    assert visible_tasks(shown) == wanted(plan, lambda t: any(ends[d] == "recurring" for d in t.deadlines))
    time.select_option("none")
    assert visible_tasks(shown) == wanted(plan, lambda t: not t.deadlines)
    shown.locator("#clear").click()
    find.fill("破损标识")  # stands in the text only
    assert visible_tasks(shown) == wanted(plan, lambda t: "破损标识" in t.text)
    find.fill("市教育局 学位")
    assert visible_tasks(shown) == wanted(
        plan, lambda t: "学位" in t.text and any(a.unit == "市教育局" for a in t.assignments)
    )
    find.fill("没有这样的任务")
    assert visible_tasks(shown) == []


def test_a_body_leads_to_its_tasks(visit: Visit) -> None:
    plan = parse(DIVISION)
    shown = visit(html_of(DIVISION))
    shown.locator("#t0 a.b", has_text="市财政局").click()
    assert visible_tasks(shown) == wanted(plan, lambda t: any(a.unit == "市财政局" for a in t.assignments))
    shown.locator("#tab-units").click()
    shown.locator(".matrix a.cell").first.click()
    assert shown.locator("#tasks .record.on").count() == 1


def test_a_record_that_is_filtered_out_is_shown_when_the_text_asks_for_it(visit: Visit) -> None:
    shown = visit(html_of(PLAN))
    shown.locator("#find").fill("没有这样的任务")
    press(shown, "#x-t1")
    assert shown.locator("#t1").is_visible()


def test_keyboard(visit: Visit) -> None:
    shown = visit(html_of(PLAN))
    focused = "document.activeElement"
    shown.keyboard.press("Tab")
    assert shown.evaluate(f"{focused}.className") == "skip"
    shown.keyboard.press("Enter")
    assert shown.evaluate(f"{focused}.id") == "source"
    shown.keyboard.press("n")
    first = shown.evaluate(f"{focused}.id")
    shown.keyboard.press("n")
    assert shown.evaluate(f"{focused}.id") != first
    shown.keyboard.press("p")
    assert shown.evaluate(f"{focused}.id") == first
    shown.keyboard.press("Enter")
    assert shown.evaluate(f"{focused}.closest('.record').id") == first.removeprefix("x-")
    shown.keyboard.press("Escape")
    assert shown.evaluate(f"{focused}.id") == first
    shown.keyboard.press("/")
    assert shown.evaluate(f"{focused}.id") == "find"
    shown.keyboard.type("n/p")
    assert shown.locator("#find").input_value() == "n/p"
    shown.locator("#find").fill("")
    shown.locator("#tab-tasks").focus()
    for key, tab in (
        ("ArrowRight", "indicators"),
        ("End", "findings"),
        ("ArrowRight", "tasks"),
        ("ArrowLeft", "findings"),
    ):
        shown.keyboard.press(key)
        assert shown.evaluate(f"{focused}.id") == f"tab-{tab}"
        assert shown.locator(f"#{tab}").is_visible()
    shown.keyboard.press("Home")
    for _ in range(12):  # every task can be reached and opened
        shown.keyboard.press("Tab")
        if shown.evaluate(f"{focused}.matches('.tasks .go')"):
            break
    shown.keyboard.press("Enter")
    assert shown.evaluate(f"{focused}.matches('mark.t.on')")


def brightness(shown: Page) -> float:
    colour = shown.evaluate(
        "(() => { const c = document.createElement('canvas').getContext('2d');"
        "c.fillStyle = getComputedStyle(document.body).backgroundColor; c.fillRect(0, 0, 1, 1);"
        "return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3); })()"
    )
    return float(sum(colour)) / 3


def test_light_and_dark(visit: Visit) -> None:
    html = html_of(PLAN)
    assert brightness(visit(html, color_scheme="light")) > 200
    shown = visit(html, color_scheme="dark")
    assert brightness(shown) < 60
    shown.locator("#theme").click()
    assert brightness(shown) > 200
    assert shown.locator("#theme").inner_text().endswith("浅色")
    shown.locator("#theme").click()
    assert brightness(shown) < 60
    shown.locator("#theme").click()
    assert shown.locator("#theme").inner_text().endswith("随系统")


def test_kinds_can_be_left_unmarked(visit: Visit) -> None:
    shown = visit(html_of(PLAN))
    ground = "getComputedStyle(document.querySelector('mark.d')).backgroundColor"
    marked = shown.evaluate(ground)
    shown.locator("#show-d").uncheck()
    assert shown.evaluate(ground) != marked
    assert shown.evaluate(ground).endswith(", 0)")


def test_on_paper_all_is_there(visit: Visit) -> None:
    shown = visit(html_of(PLAN), color_scheme="dark")
    shown.locator("#find").fill("没有这样的任务")
    shown.emulate_media(media="print")
    for panel in ("source", "tasks", "indicators", "deadlines", "units", "findings", "t0"):
        assert shown.locator(f"#{panel}").is_visible(), panel
    for tool in (".tools", ".tabs", ".filter", ".kinds", "#outline", ".switch"):
        assert not shown.locator(tool).is_visible(), tool
    assert brightness(shown) > 200
    assert shown.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_phone(visit: Visit, path: Path) -> None:
    shown = visit(html_of(path), viewport=PHONE, is_mobile=True, has_touch=True)
    wide = "document.documentElement.scrollWidth"
    assert shown.evaluate(wide) <= PHONE["width"]
    assert not shown.locator("#records").is_visible()
    shown.locator(".switch [data-show=records]").tap()
    for panel in ("tasks", "indicators", "deadlines", "units", "findings"):
        shown.locator(f"#tab-{panel}").tap()
        assert shown.locator(f"#{panel}").is_visible()
        assert shown.evaluate(wide) <= PHONE["width"], panel
    if shown.locator("#t0").count():
        shown.locator("#tab-tasks").tap()
        shown.locator("#t0 .go").tap()
        assert shown.locator("#source").is_visible()
        assert in_view(shown, "#x-t0")


def test_without_scripts_it_is_still_a_page(visit: Visit) -> None:
    shown = visit(html_of(PLAN), java_script_enabled=False)
    for panel in ("source", "tasks", "indicators", "deadlines", "units", "outline"):
        assert shown.locator(f"#{panel}").is_visible(), panel
    assert not shown.locator("#filter").is_visible()
    shown.locator("#t5 .go").click()
    assert shown.url.endswith("#x-t5")


def test_hostile_text_stays_text(visit: Visit) -> None:
    plan = parse_text(HOSTILE, name="<script>alert(2)</script>.txt")
    name = "</title><script>alert(3)</script>"
    plan = plan.model_copy(update={"metadata": plan.metadata.model_copy(update={"title": name, "issuers": (HOSTILE,)})})
    notes = (Note("<b>X", "error", "</script><script>alert(4)</script>", Span(0, 8)), Note("X", "info", HOSTILE))
    document = text_document(HOSTILE, SourceFile("x.txt", "text/plain", "utf-8", "0" * 64))
    shown = visit(page(plan, document, notes, lang="en"))
    assert shown.title() == name
    assert shown.locator("h1").inner_text() == name
    told = shown.locator(".text").inner_text()
    for piece in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "]]><!--",
        "=HYPERLINK(",
        "{{ 7*7 }}",
        "&lt;",
    ):
        assert piece in told, piece
    assert "\u202e" not in told  # shown, not obeyed
    assert shown.locator("script").count() == 1
    assert shown.locator("img, b b, .text svg, .text b").count() == 0
    for panel in ("indicators", "deadlines", "units", "findings"):
        shown.locator(f"#tab-{panel}").click()
    assert "<script>alert(4)</script>" in shown.locator("#findings").inner_text()
    assert "<script>alert(2)</script>.txt" in shown.locator(".made").first.inner_text()


def test_what_a_document_could_smuggle_in_would_not_run(visit: Visit) -> None:
    html = html_of(PLAN).replace(
        b"</main>", b"<img src=x onerror='document.title=1'><script>document.title=2</script></main>"
    )
    shown = visit(html)
    assert shown.title() == parse(PLAN).metadata.title
    assert visit.faults  # the policy refuses them, and says so
    visit.faults.clear()


@pytest.mark.parametrize(
    ("path", "scheme"),
    [*((path, "light") for path in SAMPLES), (DIVISION, "dark"), (PLAN, "dark")],
    ids=lambda each: each.stem if isinstance(each, Path) else each,
)
def test_accessibility(visit: Visit, path: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    note = Note("PT001", "warning", "a finding", Span(0, 6))
    shown = visit(html_of(path, notes=(note,)), color_scheme=scheme)
    shown.locator("#show-a").check()
    for panel in ("tasks", "indicators", "deadlines", "units", "findings"):
        shown.locator(f"#tab-{panel}").click()
        if panel == "tasks" and shown.locator("#t0").count():
            shown.locator("#tasks .go").first.click()
        found = axe.Axe().run(shown, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == [], panel
        if os.environ.get("PLAN_EXTRACT_THOROUGH") != "1" and path != DIVISION:
            break  # the other panels are the same for every sample


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_index_finds_documents_by_header_and_by_task(visit: Visit, tmp_path: Path, lang: Any) -> None:
    entries = []
    for path in SAMPLES:
        (tmp_path / f"{path.stem}.html").write_bytes(html_of(path))
        entries.append(entry_of(parse(path), f"{path.stem}.html", lang))
    (tmp_path / "index.html").write_bytes(index(entries, [("<b>.pdf", "is damaged")], lang=lang))
    shown = visit.at(tmp_path / "index.html")
    items = shown.locator(".documents > li")
    seen = shown.locator(".documents > li:visible")
    assert items.count() == len(SAMPLES)
    shown.locator("#find").fill("云政办发〔2023〕27号")
    assert seen.count() == 1
    shown.locator("#find").fill("摸底调查 市商务局")
    assert seen.count() == 1
    shown.locator(".hits a").click()
    assert shown.locator("h1").inner_text() == parse(PLAN).metadata.title
    assert "on" in (shown.locator("#t0").get_attribute("class") or "")
    shown.go_back()
    shown.locator("#find").fill("没有这样的文件")
    assert seen.count() == 0
    assert shown.locator("#nothing").is_visible()
    assert "<b>.pdf is damaged" in shown.locator(".failed").inner_text()
    assert shown.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
