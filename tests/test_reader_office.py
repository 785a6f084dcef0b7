"""DOC, WPS and RTF, by LibreOffice: what it gives, what it leaves behind, and what is said where it is absent."""

from __future__ import annotations

import http.server
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from plan_extract.errors import MissingProgramError, ReadError
from plan_extract.readers import format_of, office, read
from plan_extract.readers.compound import MARK
from word_files import abstract, docx, lvl, num, p, tbl, tc, tr

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (make system-deps)")
posix = pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of POSIX")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of its own, so that what is left in it can be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def rtf(text: str) -> bytes:
    escaped = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)
    return f"{{\\rtf1\\ansi {escaped}\\par}}".encode()


def as_doc(data: bytes, folder: Path) -> bytes:
    """The Word file in the form before 2007, by LibreOffice."""
    (folder / "made.docx").write_bytes(data)
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "made.docx")], check=True, capture_output=True, timeout=120
    )
    return (folder / "made.doc").read_bytes()


def test_absent_libreoffice_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingProgramError) as told:
        read(rtf("甲"), name="a.rtf")
    assert str(told.value) == (
        "a.rtf: needs LibreOffice to read DOC, WPS and RTF; on Debian: apt install libreoffice-writer-nogui"
    )


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (rtf("甲"), "a.doc", "rtf"),
        (b"<html><body>", "a.doc", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "a.doc", "mhtml"),
        (b"%PDF-1.7\n\0", "a.doc", "pdf"),
        ("一、目标".encode("gbk"), "a.doc", "text"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "a.doc", "doc"),
        (b"\xdb\xa5-\0\0\0", "a.doc", "doc"),
        (MARK + b"\0" * 600, "a.wps", "doc"),
        (b"1\t2\n", "a.xls", "csv"),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, name: str, kind: str) -> None:
    assert format_of(data, name) == kind


@needs_office
def test_rtf(temporary: Path) -> None:
    document = read(rtf("一、重点任务"), name="a.rtf")
    assert (document.text, document.source.media_type, document.source.name) == (
        "一、重点任务\n",
        "application/rtf",
        "a.rtf",
    )
    assert list(temporary.iterdir()) == []


@needs_office
def test_doc_with_generated_numbers_and_merged_cells(tmp_path: Path, temporary: Path) -> None:
    levels = lvl(0, "chineseCountingThousand", "%1、"), lvl(1, "chineseCountingThousand", "（%2）")
    body = (
        p("总体要求", num=1, level=0)
        + p("指导思想", num=1, level=1)
        + p("基本原则", num=1, level=1)
        + p("任务", num=1, level=0)
    )
    body += tbl(tr(tc("类别", merge="restart"), tc("床位")), tr(tc("", merge="continue"), tc("驿站"))) + p()
    data = as_doc(docx(body, numbering=abstract(1, *levels) + num(1, 1)), tmp_path)
    assert format_of(data, "a") == "doc"
    for name in ("plan.doc", "plan.wps"):
        document = read(data, name=name)
        assert document.text == "一、总体要求\n（一）指导思想\n（二）基本原则\n二、任务\n类别\t床位\n驿站\n"
        assert document.tables[0].rows[0][0].rows == 2
        assert document.source.media_type == "application/msword"
    assert list(temporary.iterdir()) == []


@needs_office
@pytest.mark.parametrize("data", [MARK + b"\0" * 5000, MARK + b"\xff" * 5000, b"{\\rtf" + b"{" * 100_000])
def test_what_cannot_be_opened_is_one_line(data: bytes, temporary: Path) -> None:
    with pytest.raises(ReadError) as told:
        read(data, name="a.doc")
    assert "\n" not in str(told.value)
    assert list(temporary.iterdir()) == []


@needs_office
def test_nothing_is_fetched() -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            asked.append("asked")

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}/a.png"
        picture = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{where}" \\\\d}}{{\\fldrslt}}}}'
        read(f"{{\\rtf1\\ansi A {picture}\\par}}".encode(), name="a.rtf")
        server.shutdown()
    assert asked == []


SLOW = "#!/bin/sh\nsleep 60\n"


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice that does nothing for a minute."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(SLOW)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


@posix
@pytest.mark.usefixtures("slow")
def test_a_late_program_is_killed(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.2)
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"takes LibreOffice more than 0\.2 seconds; save it as DOCX"):
        read(rtf("甲"), name="a.rtf")
    assert time.monotonic() - start < 10
    assert list(temporary.iterdir()) == []


@posix
@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_nothing_is_left_when_we_are_ended(sign: signal.Signals, temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rtf("甲"))
    command = [sys.executable, "-m", "plan_extract", "text", str(tmp_path / "a.rtf")]
    ours = signal.signal(sign, signal.SIG_DFL)  # under nohup it is ignored, and a child inherits that
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        signal.signal(sign, ours)
        for _ in range(200):
            if any(temporary.glob("*/document.rtf")):
                break
            time.sleep(0.05)
        time.sleep(0.3)
        running.send_signal(sign)
        _, err = running.communicate(timeout=20)
    assert running.returncode != 0
    assert b"Traceback" not in err
    assert list(temporary.iterdir()) == []


def test_signals_are_given_back() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with office._unwound():
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(shutil.which("make") is None or not hasattr(os, "geteuid"), reason="no make here")
@pytest.mark.parametrize(
    ("programs", "told"),
    [
        ({"dpkg": "exit 0", "apt-get": "exit 0"}, "are there"),
        ({"dpkg": "exit 1", "apt-get": "exit 0", "id": "echo 0"}, "installed chromium libreoffice"),
        (
            {"dpkg": "exit 1", "apt-get": "echo no network >&2; exit 100", "id": "echo 0"},
            "no network\nsystem-deps: could not",
        ),
        ({"dpkg": "exit 1", "apt-get": "exit 0", "id": "echo 1000"}, "needs root"),
    ],
)
def test_system_deps_says_what_it_did(programs: dict[str, str], told: str, tmp_path: Path) -> None:
    for name, script in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    place = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        ["make", "--silent", "system-deps"], cwd=root, env=place, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert told in done.stdout
