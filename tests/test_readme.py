"""What the READMEs print is what comes out, and what the documents name is there."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import score

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
CUT = "…"  # a line of its own that stands for any lines


def blocks(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def commands(path: Path) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the output printed below it."""
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def run(command: str) -> str:
    environment = os.environ | {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]),
        "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environment, check=False, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout


def tidy(text: str) -> str:
    """Without white space at line ends, which a reader does not see."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def agrees(printed: str, output: str) -> bool:
    parts = [re.escape(part.strip("\n")) for part in re.split(rf"^{CUT}$", tidy(printed), flags=re.M)]
    return re.fullmatch(r"\s*" + r".*".join(parts) + r"\s*", tidy(output), re.S) is not None


CASES = [pytest.param(*case, id=f"{p.name}: {case[0]}") for p in READMES for case in commands(p)]


@pytest.mark.parametrize(("printed", "output"), [("a\nb", "a\nc"), ("a", "a\nb"), ("a\n…\nd", "a\nb\nc"), ("", "a")])
def test_other_output_does_not_agree(printed: str, output: str) -> None:
    assert not agrees(printed, output)


@pytest.mark.parametrize(("printed", "output"), [("a\nb", "a \nb\n"), ("a\n…\nd", "a\nb\nc\nd"), ("a\n…", "a\nb")])
def test_cut_output_agrees(printed: str, output: str) -> None:
    assert agrees(printed, output)


@pytest.mark.parametrize(("command", "printed"), CASES)
def test_a_command_prints_what_the_readme_shows(command: str, printed: str) -> None:
    output = run(command)
    assert agrees(printed, output), output


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_the_library_example_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest("".join(blocks(path, "pycon")), {}, path.name, path.name, 0)
    assert examples.examples
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


def test_both_readmes_show_the_same_commands() -> None:
    first, second = ([case[0] for case in commands(path)] for path in READMES)
    assert first == second


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_figures_are_the_pinned_ones(path: Path) -> None:
    figures = json.loads(score.FLOORS.read_text(encoding="utf-8"))["floors"]["text"]
    text = path.read_text(encoding="utf-8")
    assert score.with_table(text, score.table(figures)) == text, "run `make pin`"


NAMED = re.compile(r"`((?:[\w-]+/)*[\w.-]+\.(?:py|ya?ml|json|toml|md|txt)|(?:[\w-]+/)+)`")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_what_is_named_is_there(name: str) -> None:
    """Paths are told from the root or the package; those of the example of a new extractor are not there yet."""
    named = set(NAMED.findall((ROOT / name).read_text(encoding="utf-8")))
    bases = (ROOT, ROOT / "src" / "plan_extract")
    assert {n for n in named if not any((base / n).exists() for base in bases) and "fund" not in n} == set()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_the_make_targets_named_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"))) - targets <= {"sure"}
