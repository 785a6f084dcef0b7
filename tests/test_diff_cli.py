"""`plan-extract diff`, as a user meets it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from comparing import HEAD
from linting import marked, run
from plan_extract import parse
from plan_extract.schema import schema
from plan_extract.writers import WRITERS
from program import Program

__all__ = ["marked", "run"]  # fixtures

DATA = Path(__file__).parent / "data" / "diff"
DRAFT, FINAL = str(DATA / "draft.txt"), str(DATA / "final.txt")

TOLD = """\
- 云汀市养老服务提升行动方案  draft.txt
+ 云汀市养老服务提升行动方案  final.txt
Tasks: 8 → 8: added 1, dropped 1, reworded 2, moved 1, the same 3
Tasks with other owners: 1
Tasks with other deadlines: 1
Indicators: 8 → 8: added 1, dropped 1, changed 4, the same 3

Tasks changed (4)
~ 建设社区养老驿站  T001 → T002
    text        [-2024年底-]{+2025年6月底+}前，新建社区养老驿站[-12-]{+15+}家，改造提升老旧驿站20…
    deadline    2024年底前 (2024-12-31) → 2025年6月底前 (2025-06-30)
~ 实施居家适老化改造  T002 → T003
    title       [-推进-]{+实施居家+}适老化改造
    text        为经济困难的高龄、失能、{+残疾+}老年人家庭开展居家适老化…
~ 推进医养结合  T005 → T006
    owner       ~ 市卫生健康委 (lead → support) | ~ 市民政局 (support → lead)
~ 培育人才队伍  T008 → T007
    moved       保障措施 → 重点任务 › 提升机构服务能力

Tasks added (1)
+ 建设家庭养老床位  T004
    owner       市民政局 (responsible)
    deadline    2025年底前 (2025-12-31)

Tasks dropped (1)
- 清理闲置床位  T006
    owner       市民政局 (responsible)

Indicators changed (4)
~ 每千名老年人养老床位数 (张)  I001
    target      40 (2025) → 42 (2025)
~ 社区养老驿站覆盖率 (%)  I003
    nature      expected → binding
~ 社区养老驿站 (家)  I005
    target      12 (2024) → 15 (2025)
~ 老旧驿站 (家)  I006
    target      20 (2024) → 20 (2025)

Indicators added (1)
+ 家庭养老床位数 (张)  I004
    baseline    300 (2023)
    target      1000 (2025)

Indicators dropped (1)
- 助餐点数量 (个)  I004
    baseline    120 (2023)
    target      200 (2025)
"""


def test_piped_it_is_plain_and_ends_with_0(run: Program) -> None:
    done = run("diff", DRAFT, FINAL)
    assert (done.code, done.err) == (0, "")
    assert done.out == TOLD


def test_the_exit_code_tells_where_it_is_asked_to(run: Program) -> None:
    assert run("diff", DRAFT, FINAL, "--exit-code").code == 1
    same = run("diff", DRAFT, DRAFT, "--exit-code")
    assert (same.code, same.out.splitlines()[-1]) == (0, "No differences.")
    assert run("diff", DRAFT, FINAL, "--exit-code", "--only", "owners").code == 1


def test_plan_files_give_what_their_documents_give(run: Program) -> None:
    for name, form in (("draft", "yaml"), ("final", "json")):
        Path(f"{name}.{form}").write_bytes(WRITERS[form](parse(DATA / f"{name}.txt"), ()))
    assert run("diff", "draft.yaml", "final.json").out == TOLD
    assert run("diff", "draft.yaml", FINAL).out == TOLD


def test_json_is_as_its_schema_says(run: Program) -> None:
    done = run("diff", DRAFT, FINAL, "--format", "json")
    data: dict[str, Any] = json.loads(done.out)
    jsonschema.validate(data, schema("comparison"))
    assert data["counts"]["tasks_reworded"] == 2
    (moved,) = [task for task in data["tasks"] if task["moved"]]
    assert (moved["old"]["path"], moved["new"]["path"]) == (["保障措施"], ["重点任务", "提升机构服务能力"])


def test_the_suffix_of_the_output_tells_the_format(run: Program) -> None:
    assert run("diff", DRAFT, FINAL, "-o", "out.html").out == ""
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    run("diff", DRAFT, FINAL, "-o", "out.json")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["old"]["name"] == "draft.txt"
    run("diff", DRAFT, FINAL, "-o", "out.txt")
    assert Path("out.txt").read_text(encoding="utf-8") == TOLD
    assert run("diff", DRAFT, FINAL, "-o", "out.html", "--format", "text", "--lang", "zh").code == 0
    assert "改写 2" in Path("out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([DRAFT, FINAL, "--format", "pdf"], "plan-extract: unknown format 'pdf'; known: text, json, html\n"),
        ([DRAFT, FINAL, "--only", "tasks,words"], "plan-extract: unknown kind of change 'words'; known: tasks, owners, "),
        ([DRAFT, FINAL, "--only", ","], "plan-extract: --only names no kind of change; known: tasks, owners, "),
        ([DRAFT, FINAL, "--lang", "fr"], "plan-extract: unknown language 'fr'; known: zh, en\n"),
        ([DRAFT, FINAL, "-o", "."], "plan-extract: . is a directory; name a file\n"),
        (["-", "-"], "plan-extract: standard input (-) can be read only once\n"),
        (["copy.txt", FINAL, "-o", "copy.txt"], "plan-extract: copy.txt is an input; the output needs another name\n"),
        ([DRAFT, "missing.txt"], "plan-extract: missing.txt: no such file; check the name\n"),
        (["other.yaml", FINAL], "plan-extract: other.yaml: is no plan file: it has no schema_version; "),
        ([DRAFT, "empty.txt"], "plan-extract: empty.txt: is empty; nothing to read\n"),
        ([DRAFT, FINAL, "-o", "copy.txt/x/y"], "plan-extract: copy.txt/x: could not be made: "),
        ([DRAFT, FINAL, "--max-size", "0.001"], f"plan-extract: {DRAFT}: is over the limit of 0.001 MB; "),
    ],
)  # fmt: skip
def test_wrong_use_is_2_and_one_line(run: Program, arguments: list[str], message: str) -> None:
    Path("copy.txt").write_bytes(Path(DRAFT).read_bytes())
    Path("other.yaml").write_text("a: 1\n")
    Path("empty.txt").write_text("")
    done = run("diff", *arguments, "--exit-code")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


HOSTILE = "一、重点任务\n（一）<script>alert(1)</script>。新建\x1b[31m驿站\u202e{}家，=HYPERLINK(1)，]]>，{{{{7*7}}}}。（市<b>局负责）\n"


@pytest.fixture
def hostile(tmp_path: Path) -> list[str]:
    names = []
    for name, number in (("old.txt", 12), ("new.txt", 15)):
        path = tmp_path / name
        path.write_text(HEAD.format(year=2024) + HOSTILE.format(number), encoding="utf-8")
        names.append(str(path))
    return names


def test_what_a_document_holds_stays_text(run: Program, hostile: list[str]) -> None:
    text = run("diff", *hostile).out
    assert "\\x1b[31m驿站\\u202e[-12-]{+15+}家" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    page = run("diff", *hostile, "--format", "html").out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}}" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", page)
    assert json.loads(run("diff", *hostile, "--format", "json").out)["counts"]["tasks_reworded"] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_needs_nothing_but_itself(run: Program, lang: str) -> None:
    page = run("diff", DRAFT, FINAL, "--format", "html", "--lang", lang).out
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|<script|https?:""", page)
    assert page.count("<article>") == 4 + 2 + 4 + 2
    assert "<del>12</del><ins>15</ins>" in page
    assert ("变更的任务" in page) is (lang == "zh")
    assert ("Tasks changed" in page) is (lang == "en")


def test_the_same_bytes_every_time() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "plan_extract", "diff", DRAFT, FINAL, "--format", "html"],
            capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert outputs[0] == outputs[1]


def on_terminal(*arguments: str, columns: int) -> str:
    """Run it on a terminal of so many columns; give what it prints there."""
    lead, follow = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "plan_extract", *arguments],
        stdout=follow, env=environment | {"COLUMNS": str(columns), "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(follow)
    printed = b""
    while True:
        try:
            piece = os.read(lead, 65536)
        except OSError:  # Linux tells so that the other end is closed
            break
        if not piece:
            break
        printed += piece
    assert process.wait() == 0
    os.close(lead)
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 41])
def test_a_terminal_has_colours_and_no_line_is_wider(columns: int) -> None:
    shown = on_terminal("diff", DRAFT, FINAL, columns=columns)
    assert "\x1b[31m" in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    lines = plain.splitlines()
    assert max(cell_len(line) for line in lines) <= columns
    assert any(cell_len(line) > columns - 4 for line in lines)
    assert "".join(plain.split()) == "".join(TOLD.split())
    assert not [line for line in lines if line.strip()[:1] in tuple("，。；、）")]
