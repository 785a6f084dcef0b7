"""The house keeps its own rules: floors, tables of families, sizes, style, types."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from plan_extract.batch.engines import ENGINES
from plan_extract.compare.forms import FORMS
from plan_extract.extractors import EXTRACTORS
from plan_extract.readers import READERS
from plan_extract.registry import Registry
from plan_extract.reports import REPORTS
from plan_extract.writers import FOLDERS, WRITERS

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 60

# A family: its table, and the files of its folder that are no members of it.
FAMILIES: list[tuple[str, Registry[Any], set[str]]] = [
    ("readers", READERS, {"formats"}),
    ("extractors", EXTRACTORS, {"base"}),
    ("writers", WRITERS, {"base", "files", *FOLDERS}),
    ("reports", REPORTS, {"base"}),
    ("batch/engines", ENGINES, {"base"}),
    ("compare/forms", FORMS, {"base"}),
]


@pytest.mark.parametrize(("folder", "family", "helpers"), FAMILIES, ids=[f[0] for f in FAMILIES])
def test_a_family_lists_what_it_has(folder: str, family: Registry[Any], helpers: set[str]) -> None:
    """Every member listed loads; every file of the folder is a member, or is used by one."""
    paths = {path.stem: path for path in (ROOT / "src" / "plan_extract" / folder).glob("*.py")}
    members = {family[name].__module__.rpartition(".")[2] for name in family}
    assert members <= paths.keys()
    used, fresh = members | helpers, members | helpers
    while fresh:
        fresh = {name for stem in fresh for name in relatives(paths[stem])} & paths.keys() - used
        used |= fresh
    assert paths.keys() - used == {"__init__"}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if ">>>" in path.read_text(encoding="utf-8")], ids=lambda path: path.stem
)
def test_the_examples_in_docstrings_hold(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize(("folder", "family"), [(folder, family) for folder, family, _ in FAMILIES[1:]])
def test_the_import_contract_names_every_member(folder: str, family: Registry[Any]) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    apart = {module for contract in contracts if contract["type"] == "independence" for module in contract["modules"]}
    assert {f"plan_extract.{folder.replace('/', '.')}.{name}" for name in family} <= apart


def relatives(path: Path) -> Iterator[str]:
    """Names of the siblings that a module imports: `from .base import Doubt` and `from . import base` give base."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            yield from [node.module] if node.module else [name.name for name in node.names]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_nothing_grows_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    assert [n.name for n in functions if (n.end_lineno or 0) - n.lineno >= LONGEST_FUNCTION] == []


def test_every_module_can_be_imported() -> None:
    for path in SOURCES:
        dotted = path.relative_to(ROOT / "src").with_suffix("").parts
        if dotted[-1] != "__main__":
            import_module(".".join(dotted[:-1] if dotted[-1] == "__init__" else dotted))


def tool(module: str, *arguments: str) -> None:
    """Run a tool of the development group; skip where it is not installed."""
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.house
def test_format() -> None:
    tool("ruff", "-m", "ruff", "format", "--check", "src", "tests", "tools", "benchmarks")


@pytest.mark.house
def test_lint() -> None:
    tool("ruff", "-m", "ruff", "check", "src", "tests", "tools", "benchmarks")


@pytest.mark.house
def test_types() -> None:
    tool("mypy", "-m", "mypy")


@pytest.mark.house
def test_import_contract() -> None:
    tool("importlinter", str(Path(sysconfig.get_path("scripts")) / "lint-imports"))


def listed() -> list[Path]:
    """The files that git knows; the test is about what is published."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_one_machine_is_written_down() -> None:
    machine = re.compile(rf"(?<![\w./])/(?:{'|'.join(('home', 'root', 'work', 'tmp', 'Users'))})/[\w.-]+")
    text = {path: path.read_bytes().decode("utf-8", "replace") for path in listed()}
    assert {str(path.relative_to(ROOT)): m[0] for path, content in text.items() if (m := machine.search(content))} == {}


@pytest.mark.parametrize("target", ["help", "system-deps"])
def test_make_needs_no_environment_to_say_what_it_does(target: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    done = subprocess.run(
        ["make", "-s", target, "VENV=/nowhere"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_make_help_tells_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    told = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    assert targets - told == {"format", "lint", "types", "contract"}  # the parts of `check`
