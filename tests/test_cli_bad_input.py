"""Bad input: one clear line that names the file and the cause, exit code 1, and the other files are still written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_extract import pipeline
from program import ended as run

GOOD = "云汀市养老服务实施方案\n\n一、重点任务\n（一）健全服务网络。新建社区养老服务中心12个。\n"


def fifty_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(50):
            file.write(("一、任务。\n".encode() * 70_000)[:1_000_000])


def unreadable(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")


BAD: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "empty": (lambda p: p.write_bytes(b""), [], "is empty; nothing to read"),
    "blank": (lambda p: p.write_text(" \n　\n"), [], "holds white space only; nothing to read"),
    "binary": (lambda p: p.write_bytes(bytes(range(256)) * 40), [], "is "),
    "nul": (lambda p: p.write_bytes(b"\0" * 5000), [], "is a binary file of a kind that is not known here"),
    "archive": (lambda p: p.write_bytes(b"PK\x03\x04" + b"\0" * 50), [], "is damaged or cut off; fetch it again"),
    "missing": (lambda _: None, [], "no such file; check the name"),
    "directory": (lambda p: p.mkdir(), [], "is a directory; name the files in it"),
    "unreadable": (unreadable, [], "may not be read; check its permissions"),
    "unknown encoding": (lambda p: p.write_text(GOOD), ["-e", "klingon"], "unknown encoding 'klingon'; known are"),
    "another encoding": (
        lambda p: p.write_text(GOOD, encoding="gbk"), ["-e", "utf-8"],
        "is not utf-8: byte 0 cannot be decoded; leave --encoding out",
    ),
    "no encoding": (lambda p: p.write_bytes(b"\x81\x00\xff\xfe\x9f" * 999), [], "is "),
    "50 MB": (fifty_megabytes, [], "is over the limit of 20 MB; split it, or raise the limit with --max-size"),
    "over a limit of one's own": (
        lambda p: p.write_text("一" * 1000), ["--max-size", "0.001"], "is over the limit of 0.001 MB; split it",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("make", "options", "message"), BAD.values(), ids=BAD)
def test_one_clear_line(
    make: Callable[[Path], object],
    options: list[str],
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(folder / "bad.txt")
    assert run(monkeypatch, "parse", "bad.txt", *options) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"plan-extract: bad.txt: {message}")
    assert err.count("\n") == 1

    assert run(monkeypatch, "text", "bad.txt", *options) == 1
    assert capsys.readouterr().err == err

    if not options:
        assert run(monkeypatch, "parse", "a.txt", "bad.txt", "z.txt", "-o", "out") == 1
        assert capsys.readouterr().err == f"{err}2 of 3 written to out, 1 failed\n"
        assert sorted(p.name for p in Path("out").iterdir()) == ["a.yaml", "z.yaml"]


def test_an_output_that_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "taken").write_text("")
    assert run(monkeypatch, "parse", "a.txt", "-o", "taken/out.yaml") == 1
    assert capsys.readouterr().err.startswith("plan-extract: taken: could not be made: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "plan_extract", "parse", str(folder / "a.txt")]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "plan-extract: standard output: could not be written: No space left on device\n"


@pytest.mark.parametrize("verbose", [False, True])
def test_a_defect_of_ours_is_one_line_too(
    verbose: bool, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh\x1b[0m no")

    monkeypatch.setattr(pipeline, "extract", broken)
    assert run(monkeypatch, "parse", "a.txt", *["--verbose"] * verbose) == 1
    err = capsys.readouterr().err
    assert err.startswith("plan-extract: a.txt: ZeroDivisionError: oh\\x1b[0m no; please report this")
    assert ("Traceback" in err) is verbose
    assert (folder / "a.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="names there are Unicode")
def test_a_file_name_that_is_no_utf8(folder: Path) -> None:
    name = os.fsencode(folder) + b"/\xd6\xd0.txt"
    try:
        Path(os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    done = subprocess.run([sys.executable, "-m", "plan_extract", "parse", name], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "name: ��.txt\n".encode() in done.stdout
