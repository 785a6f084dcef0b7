"""Every benchmark runs: over little, once; its figures are not looked at, nor written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ("measure", "plans")  # what the others import
NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem not in SHARED)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs(name: str) -> None:
    page = (ROOT / "docs" / "performance.md").read_bytes()
    command = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), "--small", "--write"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr  # 1 is above a bar, which means nothing here
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout
    assert (ROOT / "docs" / "performance.md").read_bytes() == page
