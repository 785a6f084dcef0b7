"""What goes wrong costs the document that it goes wrong with, and is told; the plug may be pulled at any moment."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import faulty
from plan_extract.batch import run as batch_run
from plan_extract.batch.engines import pool
from plan_extract.batch.engines.base import Crew
from plan_extract.batch.events import Written
from plan_extract.errors import PlanExtractError, WriteError
from plan_extract.store import parts
from plan_extract.store.schema import schemas
from stores import PLAN, SAMPLES, batch, content, failures, files_of, make, plans

__all__ = ["plans"]

FAULTS: list[tuple[str, str, str]] = [
    ("HANG", "worker", "took longer than 0.5 s; --timeout allows more, as long scans need it"),
    ("CRASH", "worker", "killed its worker (SIGSEGV); it may need more memory, or a library broke down"),
    ("EXIT", "worker", "killed its worker (exit code 3); a library broke down"),
    ("EAT", "worker", "needs more than 500 MB of memory; --memory allows more"),
    ("UNLOADED", "worker", "needs more than 500 MB of memory; --memory allows more"),
    ("BROKEN", "read", "could not be read: ImportError: libGL.so.1: cannot open shared object file"),
    ("DEFECT", "read", "ZeroDivisionError: by zero in two lines; please report this"),
]


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_begin", faulty.begin)


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize(("word", "stage", "error"), FAULTS)
def test_a_fault_costs_its_document_alone(word: str, stage: str, error: str, plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "whole")
    for name in ("0003a.txt", "0017a.txt"):
        (plans / name).write_text(f"{word}\n{name}", encoding="utf-8")
    finished, _ = batch(plans, tmp_path / "out", seconds=0.5, memory=500_000_000)
    assert (finished.parsed, finished.failed) == (25, 2)
    found = failures(tmp_path / "out")
    assert [Path(row["source"]).name for row in found] == ["0003a.txt", "0017a.txt"]
    assert {(row["stage"], row["error"], row["attempts"]) for row in found} == {
        (stage, error, 1 if stage == "read" else 2)
    }
    out, whole = content(tmp_path / "out"), content(tmp_path / "whole")
    for name in set(out) - {"sources", "failures"}:
        assert out[name] == whole[name]


def test_what_is_small_needs_little_memory(plans: Path, tmp_path: Path) -> None:
    finished, _ = batch([plans, SAMPLES], tmp_path / "out", memory=50_000_000)
    assert (finished.parsed, finished.failed) == (31, 0)


@pytest.mark.usefixtures("misbehaving")
def test_a_worker_that_is_killed_costs_nothing(plans: Path, tmp_path: Path) -> None:
    for number in (4, 11, 12):
        flag = tmp_path / f"{number}.flag"
        path = plans / f"{number:04d}.txt"
        path.write_text(f"ONCE {flag}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        flag.touch()
    finished, _ = batch(plans, tmp_path / "out")
    assert (finished.parsed, finished.failed) == (25, 0)
    assert not list(tmp_path.glob("*.flag"))
    batch(plans, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_workers_that_never_start_end_the_run(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(pool, "_begin", faulty.stop)
        with pytest.raises(PlanExtractError, match="no worker could be started"):
            batch(plans, tmp_path / "out")
    capfd.readouterr()
    finished, _ = batch(plans, tmp_path / "out")
    assert finished.parsed == 25


SCRIPT = """
import sys
from pathlib import Path
from plan_extract.batch.engines.base import Crew
from plan_extract.batch.events import Written
from plan_extract.batch.run import Wishes, run

if __name__ == "__main__":
    wishes = Wishes([sys.argv[1]], Path(sys.argv[2]), crew=Crew(2), seconds=20.0, part=4, also=("json",), near_duplicates=True)
    run(wishes, lambda event: print(type(event).__name__, flush=True))
"""


def killed_after(lines: int, plans: Path, out: Path, script: Path) -> int:
    """Run in another process, kill it when it has told so many events, and give its exit code."""
    with subprocess.Popen([sys.executable, script, plans, out], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for number, _ in enumerate(process.stdout, 1):
            if number == lines:
                process.kill()
                break
    return process.returncode


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_run_that_was_killed_is_gone_on_with(plans: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    (plans / "twin.txt").write_bytes((plans / "0020.txt").read_bytes())
    (plans / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    for number in (1, 2):
        text = "".join(PLAN.format(number=each) for each in range(20, 30)) + "完" * number
        (plans / f"near-{number}.txt").write_text(text, encoding="utf-8")
    batch(plans, tmp_path / "whole", part=4, also=("json",), near_duplicates=True)
    moments = random.Random(6)  # noqa: S311
    killed = [killed_after(moments.randint(1, 12), plans, tmp_path / "out", script) for _ in range(3)]
    assert killed == [-signal.SIGKILL] * 3
    finished, _ = batch(plans, tmp_path / "out", part=4, also=("json",), near_duplicates=True)
    assert finished.near_duplicates == 1
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")


@pytest.mark.parametrize("stage", ["parts", "manifest"])
def test_a_run_that_breaks_off_while_it_writes_is_gone_on_with(
    stage: str, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails while a part's files appear, or when they are there and the manifest does not know it yet."""
    batch(plans, tmp_path / "whole")
    written: list[Path] = []
    part_file = parts.part_file

    def fails(store: Path, table: str, part: str) -> Path:
        path = part_file(store, table, part)
        written.append(path)
        if len(written) == 17 or (stage == "manifest" and table == "findings"):
            raise KeyError("power")
        return path

    with monkeypatch.context() as patched:
        patched.setattr(parts, "part_file", fails)
        with pytest.raises(KeyError):
            batch(plans, tmp_path / "out")
    assert any(path.exists() for path in written)
    batch(plans, tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")


def test_what_takes_long_is_written_before_its_part_is_whole(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(plans, 60, start=26)
    batch(plans, tmp_path / "whole")
    with monkeypatch.context() as patched:
        patched.setattr(batch_run, "_LONGEST", 0.0)
        finished, events = batch(plans, tmp_path / "out", part=50)
    written = [event.rows["documents"] for event in events if isinstance(event, Written)]
    assert (finished.parsed, len(written) > 2, sum(written)) == (85, True, 85)
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert batch(plans, tmp_path / "out")[0].parsed == 0


@pytest.mark.parametrize("moment", [3, 14, 30])
def test_a_run_that_breaks_off_while_it_takes_something_out_is_gone_on_with(
    moment: int, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(plans, tmp_path / "out")
    for name in ("0003.txt", "0015.txt"):
        (plans / name).write_text(f"云汀市另一方案（{name}）\n一、任务\n", encoding="utf-8")
    moments = iter(range(1000))
    part_file = parts.part_file

    def fails(store: Path, table: str, part: str) -> Path:
        if next(moments) == moment:
            raise KeyError("power")
        return part_file(store, table, part)

    with monkeypatch.context() as patched:
        patched.setattr(parts, "part_file", fails)
        with pytest.raises(KeyError):
            batch(plans, tmp_path / "out")
    batch(plans, tmp_path / "out")
    batch(plans, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert len(files_of(tmp_path / "out")) == len(files_of(tmp_path / "whole")) + len(schemas())  # one part more


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A folder on a disk with room for half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs root to mount a small tmpfs")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {done.stderr.decode().strip()}")
    return folder


def test_a_full_disk_ends_the_run_and_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    plans = make(tmp_path / "plans", 60)
    try:
        with pytest.raises(WriteError) as told:
            batch(plans, small_disk / "out", part=5)
        assert "the disk is full; make room and run the same command again" in str(told.value)
        subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
        finished, _ = batch(plans, small_disk / "out", part=5)
        assert finished.parsed < 60
        batch(plans, tmp_path / "whole", part=5)
        assert content(small_disk / "out") == content(tmp_path / "whole")
    finally:
        subprocess.run(["umount", small_disk], check=False)


def test_files_besides_the_store_that_cannot_be_written_end_the_run(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "whole", also=("json",))
    (tmp_path / "out").mkdir()
    batch(make(tmp_path / "none", 0), tmp_path / "out", also=("json",))
    (tmp_path / "out" / "json").write_bytes(b"in the way")
    with pytest.raises(WriteError):
        batch(plans, tmp_path / "out", also=("json",))
    (tmp_path / "out" / "json").unlink()
    batch(plans, tmp_path / "out", also=("json",))
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_one_worker_gives_what_two_give(plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "one", crew=Crew(1))
    batch(plans, tmp_path / "two", crew=Crew(2), part=7)
    assert content(tmp_path / "one") == content(tmp_path / "two")
