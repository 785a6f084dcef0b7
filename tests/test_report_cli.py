"""`plan-extract report` and `parse --to html`, as a user meets them."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from program import Outcome, Program

SAMPLES = Path(__file__).parents[1] / "samples"
TEXTS = sorted(SAMPLES.glob("*.txt"))


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "notice.txt", "notice.txt")
    return Program(capsysbinary, monkeypatch)


WRONG = [
    # arguments, exit code, what the one line says
    (("nofile.txt", "-o", "x.html"), 1, "plan-extract: nofile.txt: no such file"),
    (("notice.txt", "--lang", "fr"), 2, "unknown language 'fr'; known: zh, en"),
    (("notice.txt", "notice.txt"), 2, "need a directory to go to; name one with -o"),
    (("notice.txt", "notice.txt", "-o", "notice.txt"), 2, "need a directory to go to"),
    (("empty",), 2, "nothing to show in empty"),
    (("-", "-"), 2, "standard input (-) can be read only once"),
    (("notice.txt", "-o", "notice.txt"), 2, "notice.txt is an input; the output needs another name"),
    (("plan.yaml",), 1, "needs the file that it was read from, SHA-256 "),
    (("broken.yaml",), 1, "broken.yaml: is no "),
    (("notice.txt", "-o", "notice.txt/x.html"), 1, "could not be"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "told"), WRONG, ids=lambda a: " ".join(a) if isinstance(a, tuple) else None
)
def test_what_goes_wrong_is_one_line(run: Program, arguments: tuple[str, ...], code: int, told: str) -> None:
    Path("empty").mkdir()
    shutil.copy(SAMPLES / "task-division.yaml", "plan.yaml")
    Path("broken.yaml").write_text("schema_version: [", encoding="utf-8")
    done = run("report", *arguments)
    assert (done.code, done.data) == (code, b"")
    assert told in done.err
    assert done.err.count("\n") == 1
    assert not list(Path().rglob("*.html"))


def test_all_ways_to_a_page_give_the_same(run: Program) -> None:
    first = run("report", "notice.txt").data
    assert first.startswith(b"<!doctype html>")
    assert run("report", "notice.txt", "-o", "a/notice.html") == Outcome(0, b"", "")
    assert Path("a/notice.html").read_bytes() == first
    assert run("parse", "notice.txt", "--to", "html").data == first
    run("parse", "notice.txt", "-q", "-o", "b.html")
    assert Path("b.html").read_bytes() == first
    run("parse", "notice.txt", "-q", "-o", "notice.yaml")
    run("parse", "notice.txt", "-q", "-o", "notice.json")
    assert run("report", "notice.yaml").data == first
    assert run("report", "notice.json").data == first
    Path("elsewhere").mkdir()
    shutil.move("notice.txt", "elsewhere/renamed.txt")
    assert run("report", "notice.yaml").code == 1
    assert run("report", "notice.yaml", "--source", "elsewhere/renamed.txt").data == first


def test_a_source_that_changed_is_refused(run: Program) -> None:
    run("parse", "notice.txt", "-q", "-o", "notice.yaml")
    Path("notice.txt").write_text("另一个文件，实施方案", encoding="utf-8")
    done = run("report", "notice.yaml")
    assert (done.code, done.data) == (1, b"")
    assert "notice.txt is another version of it" in done.err


def test_a_plan_file_names_no_file_outside_its_folder(run: Program) -> None:
    Path("in").mkdir()
    run("parse", "notice.txt", "-q", "-o", "in/notice.yaml")
    text = Path("in/notice.yaml").read_text(encoding="utf-8").replace("name: notice.txt", "name: ../notice.txt")
    Path("in/notice.yaml").write_text(text, encoding="utf-8")
    done = run("report", "in/notice.yaml")
    assert done.code == 1
    assert f"in{os.sep}notice.txt is not there" in done.err


def test_findings_of_validate_stand_on_the_page(run: Program) -> None:
    Path("x.txt").write_text(
        "云汀市养老服务实施方案\n一、总体要求\n健全制度。\n三、重点任务\n新建养老驿站。\n", encoding="utf-8"
    )
    page = run("report", "x.txt").out
    assert "PS001" in page
    assert "二 is missing" in page
    Path("plan-extract.toml").write_text('ignore = ["PS001"]\n', encoding="utf-8")
    assert "PS001" not in run("report", "x.txt").out


def test_labels_in_english(run: Program) -> None:
    page = run("report", "notice.txt", "--lang", "en").out
    assert "<html lang=en>" in page
    assert "Skip to the text" in page


def test_a_folder_gives_pages_and_an_index(run: Program) -> None:
    Path("plans/below").mkdir(parents=True)
    for number, path in enumerate(TEXTS):
        shutil.copy(path, "plans/below" if number % 2 else "plans")
    shutil.copy(SAMPLES / "notice.txt", "plans/index.txt")
    Path("plans/empty.txt").write_text(" ", encoding="utf-8")
    done = run("report", "plans", "-o", "site")
    count = len(TEXTS) + 1
    assert done.code == 1  # one could not be read
    assert done.err.splitlines()[0].endswith("empty.txt: holds white space only; nothing to read")
    assert f"{count} of {count + 1} written" in done.err
    assert len(list(Path("site").glob("*.html"))) == count + 1
    index = Path("site/index.html").read_text(encoding="utf-8")
    assert "plans/empty.txt".replace("/", os.sep) in index
    for path in Path("site").glob("*.html"):
        assert path.name == "index.html" or f'href="{path.name}"' in index
    before = {path: path.read_bytes() for path in Path("site").glob("*.html")}
    run("report", "plans", "-o", "site", "-q")
    assert before == {path: path.read_bytes() for path in Path("site").glob("*.html")}


def test_an_archive_gives_a_page_for_each_document(run: Program) -> None:
    with ZipFile("plans.zip", "w") as archive:
        for path in TEXTS[:2]:
            archive.write(path, path.name)
    assert run("report", "plans.zip", "-o", "site", "-q") == Outcome(0, b"", "")
    assert sorted(p.name for p in Path("site").iterdir()) == sorted(
        [*(f"{p.stem}.html" for p in TEXTS[:2]), "index.html"]
    )


def test_a_store_gives_the_same_pages(run: Program) -> None:
    for module in ("pyarrow", "pebble", "fsspec"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed; pip install 'plan-extract[batch]'")
    Path("plans").mkdir()
    for path in TEXTS[:3]:
        shutil.copy(path, "plans")
    assert run("batch", "plans", "-o", "OUT", "--jobs", "1", "--also", "html").code == 0
    page = run("report", str(Path("plans", TEXTS[1].name))).data
    told = [path.read_text(encoding="utf-8") for path in Path("OUT", "html").rglob("*.html")]
    assert len(told) == 3
    assert page.decode() in told
    assert run("report", "OUT", "-o", "site").code == 0
    assert page in [path.read_bytes() for path in Path("site").glob("*.html")]
    shutil.rmtree("plans")  # then there is the text that the records hold
    assert run("report", "OUT", "-o", "bare", "-q") == Outcome(0, b"", "")
    assert len(list(Path("bare").glob("*.html"))) == 4
    assert page not in [path.read_bytes() for path in Path("bare").glob("*.html")]
    assert run("report", "OUT").code == 2
