"""Take the pictures of the pages that the documentation shows: `python tools/screenshots.py` writes docs/images/.

Needs Chromium and a Chinese font (`make system-deps`). What is on a picture depends on the fonts of the machine.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from plan_extract.page.entries import entry_of
from plan_extract.page.render import index, page
from plan_extract.pipeline import extract
from plan_extract.readers import read

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = {"viewport": {"width": 1440, "height": 860}}
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "device_scale_factor": 2}
# Name of the picture, page, what is clicked on, and the window.
SHOTS: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (
    ("report", "implementation-plan", ("#t3 .go",), WIDE),
    ("report-dark", "task-division", ("#t3 .go",), {**WIDE, "color_scheme": "dark"}),
    ("report-indicators", "five-year-plan", ("#tab-indicators", "#i4 .go"), WIDE),
    ("report-deadlines", "implementation-plan", ("#tab-deadlines",), WIDE),
    ("report-bodies", "task-division", ("#tab-units",), WIDE),
    ("report-phone", "task-division", (".switch [data-show=records]",), PHONE),
    ("report-index", "index", (), WIDE),
)


def main() -> None:
    """Write the pages to a folder for the while, and their pictures to docs/images."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("no Chromium; `make system-deps` installs it")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_pages(Path(folder))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, shown, clicks, window in SHOTS:
            picture = shot(browser, Path(folder) / f"{shown}.html", clicks, window)
            Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(TARGET / f"{name}.png", optimize=True)
        browser.close()


def write_pages(folder: Path) -> None:
    """Write the page of each sample, and their index."""
    entries = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        document = read(path)
        plan = extract(document)
        (folder / f"{path.stem}.html").write_bytes(page(plan, document))
        entries.append(entry_of(plan, f"{path.stem}.html"))
    (folder / "index.html").write_bytes(index(entries))


def shot(browser: Browser, path: Path, clicks: tuple[str, ...], window: dict[str, Any]) -> bytes:
    """Take the picture of a page after some clicks."""
    context = browser.new_context(reduced_motion="reduce", **window)
    shown = context.new_page()
    shown.goto(path.as_uri())
    for selector in clicks:
        shown.locator(selector).click()
    if path.stem == "index":
        shown.locator("#find").fill("市财政局")
    shown.mouse.move(1, 1)
    picture = shown.screenshot()
    context.close()
    return picture


if __name__ == "__main__":
    main()
