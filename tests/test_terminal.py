"""Nothing from a document, a plan file or a file name reaches a terminal as a command to it, whatever is run."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import pytest

from linting import marked, run
from plan_extract.printable import clean, clean_lines
from program import Program

__all__ = ["marked", "run"]  # fixtures

ODD = "\x1b[8m\x1b]0;x\x07\x9b31m\x85\u202e\u2066\u2028"
TEXT = (
    f"""云汀市养老服务{ODD}实施方案
云政发〔2021〕3号

一、重点任务
（一）健全{ODD}服务网络。到2025年，新建{ODD}服务中心12个。2024年2月30日前完成。（责任单位：市{ODD}民政局）
"""
    + "健全养老服务体系，完善养老服务网络。\n" * 40
)  # or it is taken for no text at all
NAME = "规划\x1b[2J\x9b\u202e.txt"
PLAN = 'schema_version: "1\\e[2J"\nsource: {name: "a\\e]0;x\\a\\u202e"}\ntasks: [{id: "x\\e[2J\\u202e"}]\n'
OURS = re.compile(r"\x1b\[(?:[0-9;]*m|2K|1A|\?25[lh])|\r")  # colours, and what a bar of progress needs
REPORTS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
COMMANDS = (
    ("text", NAME), ("text", "--pages", NAME), ("text", "a\x1b[2J.zip"), ("text", "no\x1b[2J\u202e.txt"), ("text", "folder\x1b[2J"),
    ("parse", NAME), ("parse", "--to", "json", NAME), ("parse", "--summary", NAME), ("parse", "--explain", "T001", NAME),
    ("parse", "a\x1b[2J.zip"), ("parse", "--to", "\x1b[2J", NAME), ("parse", "--encoding", "\x1b[2J", NAME),
    ("parse", "-o", "no\x1b[2J/\x1b.yaml", NAME, "x"), ("schema", "\x1b[2J\u202e"), ("explain", "\x1b[2J\u202e"), ("\x1b[2J",),
    *[("validate", "--isolated", "--select", "ALL", "--output-format", form, NAME) for form in REPORTS],
    *[("validate", "--isolated", "--select", "ALL", "--output-format", form, "plan\x1b[2J.yaml") for form in REPORTS],
    ("validate", "--show-settings", NAME), ("validate", "--statistics", NAME), ("validate", "--select", "\x1b[2J", NAME),
    ("validate", "--config", "no\x1b[2J", NAME), ("validate", "--baseline", "no\x1b[2J", NAME),
    *[("diff", "--format", form, NAME, "good.txt") for form in ("text", "json", "html")],
)  # fmt: skip


@pytest.mark.parametrize("colours", [True, False])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: clean(" ".join(command)))
def test_no_command_to_a_terminal_comes_out(
    run: Program, command: tuple[str, ...], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (NAME, "folder\x1b[2J/a.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(TEXT, encoding="utf-8")
    Path("plan\x1b[2J.yaml").write_text(PLAN, encoding="utf-8")
    with zipfile.ZipFile("a\x1b[2J.zip", "w") as archive:
        archive.writestr("b\x1b[2J\u202e.txt", TEXT)
        archive.writestr("c\x1b[2J.txt", b"\0" * 9000)
    monkeypatch.setenv("FORCE_COLOR" if colours else "NO_COLOR", "1")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    done = run(*command)
    for told in (done.out, done.err):
        left = OURS.sub("", told)
        assert clean_lines(left) == left
        assert "\x1b[8m" not in told
    assert done.out + done.err
