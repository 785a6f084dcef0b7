"""What the tests of `validate` share: checking a text, and the command line in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_extract.lint.choose import Selection
from plan_extract.lint.config import Configuration
from plan_extract.lint.files import Sources, check_file
from plan_extract.lint.model import Checked
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.readers import read
from plan_extract.rules import RULES
from program import Program

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


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> str:
    """A rule of our own, whatever rules there are: its code."""
    monkeypatch.setitem(RULES._table, "PT999", "marked_rule")
    return "PT999"


@pytest.fixture
def run(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, marked: str
) -> Program:
    """The command line in an empty folder, with the rule of our own selected by its configuration."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("plan-extract.toml").write_text(f'select = ["{marked}", "PF"]\n', encoding="utf-8")
    Path("plan.txt").write_text("云汀市养老服务实施方案\n\n一、重点任务\n〓健全服务网络。\n", encoding="utf-8")
    Path("good.txt").write_text("云汀市养老服务实施方案\n\n一、重点任务\n健全服务网络。\n", encoding="utf-8")
    return Program(capsysbinary, monkeypatch)
