"""What the READMEs print is what comes out, and what the documents name is there."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pytest

import readme
import score

DOCUMENTS = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"]

TEXT = "```console\n$ a 'x\n> y'\nold\n$ b\n1\n…\n```\n"


def test_old_output_is_renewed_and_cut_where_it_was_cut() -> None:
    said = {"a 'x\n> y'": "new\n", "b": "5\n6\n7\n"}
    assert readme.renewed(TEXT, said.__getitem__) == "```console\n$ a 'x\n> y'\nnew\n$ b\n5\n…\n```\n"


def test_commands_are_told_from_output() -> None:
    assert readme.steps(TEXT) == [("a 'x\n> y'", "old\n"), ("b", "1\n…\n")]


def cases() -> list[tuple[str, str]]:
    return [(p.name, command) for p in readme.READMES for command, _ in readme.steps(p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("name", "command"), cases(), ids=lambda value: value.splitlines()[0][:20])
def test_a_command_prints_what_the_readme_shows(name: str, command: str) -> None:
    path = readme.ROOT / name
    printed = dict(readme.steps(path.read_text(encoding="utf-8")))[command]
    assert readme.shown(printed, readme.output(command, readme.LOCALES[path])) == readme.tidy(printed), (
        "python tools/readme.py --write"
    )


@pytest.mark.parametrize("path", readme.READMES, ids=lambda p: p.name)
def test_the_library_example_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(readme.ROOT)
    blocks = re.findall(r"^```pycon\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.name, path.name, 0)
    assert examples.examples
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


def test_both_readmes_show_the_same_commands() -> None:
    first, second = ([c for n, c in cases() if n == path.name] for path in readme.READMES)
    assert first
    assert first == second


@pytest.mark.parametrize("path", readme.READMES, ids=lambda p: p.name)
def test_figures_are_the_pinned_ones(path: Path) -> None:
    figures = json.loads(score.FLOORS.read_text(encoding="utf-8"))["floors"]["text"]
    text = path.read_text(encoding="utf-8")
    assert score.with_table(text, score.table(figures)) == text, "run `make pin`"


NAMED = re.compile(r"`((?:[\w-]+/)*[\w.-]+\.(?:py|ya?ml|json|toml|md|txt)|(?:[\w-]+/)+)`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_named_is_there(name: str) -> None:
    """Paths are told from the root or the package; those of the example of a new extractor are not there yet."""
    named = set(NAMED.findall((readme.ROOT / name).read_text(encoding="utf-8")))
    bases = (readme.ROOT, readme.ROOT / "src" / "plan_extract")
    assert {n for n in named if not any((base / n).exists() for base in bases) and "fund" not in n} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_make_targets_named_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (readme.ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`?make ([a-z-]+)\b", (readme.ROOT / name).read_text(encoding="utf-8"))) <= targets
