"""`plan-extract` as a user runs it, in the process of the test."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from plan_extract.cli import main


def ended(patch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the program and give its exit code."""
    patch.setattr(sys, "argv", ["plan-extract", *arguments])
    try:
        main()
    except SystemExit as error:
        return int(error.code or 0)
    return 0


@dataclass(frozen=True)
class Outcome:
    """What a run came to: its exit code, the bytes of standard output, and the text of standard error."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.data.decode()


@dataclass(frozen=True)
class Program:
    """Runs the program and keeps what it said; `always` stands before the arguments of each run."""

    capture: pytest.CaptureFixture[bytes]
    patch: pytest.MonkeyPatch
    always: tuple[str, ...] = ()

    def __call__(self, *arguments: str) -> Outcome:
        code = ended(self.patch, *self.always, *arguments)
        out, err = self.capture.readouterr()
        return Outcome(code, out, err.decode())
