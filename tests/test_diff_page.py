"""The page of a comparison in a real browser: nothing fetched, no complaint, readable by a screen reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comparing import HEAD
from plan_extract import parse, parse_text
from plan_extract.compare.forms import FORMS
from plan_extract.compare.forms.base import Look
from plan_extract.compare.plans import compare
from plan_extract.tables.labels import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

DATA = Path(__file__).parent / "data" / "diff"
CHROMIUM = shutil.which("chromium")
SCRIPT = "一、重点任务\n（一）<img src=x onerror=alert(1)>。新建驿站{}家，<script>alert(1)</script>。（市民政局负责）\n"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    pytest.importorskip("playwright", reason="playwright is not installed; `make test` installs it")
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; `make system-deps` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser.new_page(viewport={"width": 390, "height": 800})
        browser.close()


def shown(page: Page, path: Path, content: bytes) -> list[str]:
    """Open a page; give what the browser complained of, fetched or asked."""
    path.write_bytes(content)
    noted: list[str] = []
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("dialog", lambda dialog: noted.append(dialog.message))
    page.on("request", lambda request: noted.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return noted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_whole_and_accessible(page: Page, tmp_path: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    comparison = compare(parse(DATA / "draft.txt"), parse(DATA / "final.txt"))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for lang in LANGUAGES:
        assert shown(page, tmp_path / f"{lang}.html", FORMS["html"](comparison, Look(lang))) == []
        found = axe.Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("article").count() == 12
        page.locator("nav a").first.click()
        assert page.url.endswith("#tasks-changed")


def test_what_a_document_holds_is_never_run(page: Page, tmp_path: Path) -> None:
    old, new = (parse_text(HEAD.format(year=2024) + SCRIPT.format(number)) for number in (12, 15))
    assert shown(page, tmp_path / "hostile.html", FORMS["html"](compare(old, new), Look())) == []
    assert page.locator("script, img").count() == 0
    assert "<script>alert(1)</script>" in page.inner_text("main")
