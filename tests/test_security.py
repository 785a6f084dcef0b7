"""docs/security.md: every promise has a test that exists; and the promises that no other test holds."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from plan_extract import ReadError
from plan_extract.lint.files import files_of
from plan_extract.plan_files.load import load_plan_file

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)))


@cache
def names_of(name: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_each_test_that_is_named_is_there(file: str, test: str) -> None:
    assert test in names_of(file)


def test_every_threat_names_a_test() -> None:
    table = PAGE.partition("| threat |")[2].partition("\n\n")[0]
    rows = table.splitlines()[2:]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row] == []


def test_a_folder_is_not_walked_through_links(tmp_path: Path) -> None:
    """Nor does a folder that holds a link to itself take for ever."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "a.txt").write_text("一、任务\n", encoding="utf-8")
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "out").symlink_to(outside, target_is_directory=True)
    (inside / "dangling.txt").symlink_to(tmp_path / "none.txt")
    assert files_of([str(inside)], lambda _: False) == [str(inside / "a.txt")]


@pytest.mark.parametrize(
    "tag",
    [
        '!!python/object/apply:os.system ["touch made"]',
        "!!python/object/new:subprocess.Popen [[touch, made]]",
        "!!python/name:os.system",
        "!!python/module:os",
        '!!binary "AAAA"',
        "!!set {a}",
        "!anything [1]",
        "*unknown",
        "&a [*a]",
        "{<<: {a: 1}, <<: {b: 2}}",
    ],
)
def test_tags_of_yaml_make_nothing(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (f"schema_version: 1.0.0\ntasks: {tag}\n", f"schema_version: {tag}\n", f"{tag}\n"):
        try:
            loaded = load_plan_file(text)
        except ReadError:
            continue
        assert loaded.broken is not None
    assert list(tmp_path.iterdir()) == []
