"""What the tests of `validate` share: checking a text, and the command line in an empty folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plan_extract.cli import main
from plan_extract.lint.choose import Selection
from plan_extract.lint.config import Configuration
from plan_extract.lint.files import Sources, check_file
from plan_extract.lint.model import Checked
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.readers import read

HERE = Path()


def check(
    text: str, *, name: str = "plan.txt", select: str = "ALL", source: str | None = None, **settings: object
) -> Checked:
    """Check a text as a file of that name, with a configuration of these settings."""
    configuration = Configuration.model_validate({key.replace("_", "-"): value for key, value in settings.items()})
    wishes = Wishes(Selection(tuple(select.split(","))))
    orders = orders_for(name, lambda _: (HERE.resolve() / "plan-extract.toml", configuration), wishes)
    sources = Sources([read(source.encode(), name="source.txt")] if source is not None else [])
    return check_file(name, text.encode(), orders, sources)


def found(text: str, **options: object) -> list[str]:
    """The codes of what is found, in order."""
    return [told.finding.code for told in check(text, **options).told]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`plan-extract` in this process."""

    capture: pytest.CaptureFixture[bytes]
    patch: pytest.MonkeyPatch

    def __call__(self, *arguments: str) -> Outcome:
        self.patch.setattr(sys, "argv", ["plan-extract", *arguments])
        try:
            main()
            code: int | str | None = 0
        except SystemExit as error:
            code = error.code
        out, err = self.capture.readouterr()
        return Outcome(int(code or 0), out.decode(), err.decode())
