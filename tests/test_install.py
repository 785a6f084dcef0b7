"""What is shipped: wheel and source archive, the same on every build, working in an empty environment of every Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from sheet_files import xlsx
from test_reader_safety import ofd

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
OFFLINE = os.environ.get("PLAN_EXTRACT_OFFLINE") == "1"
CLIENT = """
from plan_extract import PlanDocument, parse_text, validate

def titles(plan: PlanDocument) -> list[str]:
    return [task.title for task in plan.tasks]

reveal_type(parse_text("云汀市养老服务实施方案").deadlines[0].end)
reveal_type(validate("plan.txt")[0].finding.code)
titles("no plan")
"""


def run(*command: str | Path, **more: str) -> str:
    """Run a command far from this checkout; give what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=more.pop("cwd", None), env={**environment, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel that was made from it."""
    if OFFLINE:
        pytest.skip("PLAN_EXTRACT_OFFLINE is set")
    return build(tmp_path_factory.mktemp("dist"))


def build(folder: Path) -> Path:
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, SOURCE_DATE_EPOCH="1767225600")
    return folder


def wheel(folder: Path) -> Path:
    (found,) = folder.glob("*.whl")
    return found


def listed(*paths: str) -> set[str]:
    """The files that git knows below these paths."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(
        ["git", "ls-files", "-z", *paths], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return {name for name in names.split("\0") if name and (ROOT / name).is_file()}


def requirements() -> Iterator[str]:
    yield from PROJECT["project"]["dependencies"]
    for names in (*PROJECT["project"]["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()):
        yield from (name for name in names if not name.startswith("plan-extract["))


@pytest.mark.parametrize("requirement", sorted(requirements()))
def test_every_dependency_has_a_floor(requirement: str) -> None:
    """`make floors` runs the tests on these."""
    assert re.fullmatch(r"[\w.-]+(\[\w+\])?>=\d[\w.]*(,<[\d.]+)?(; .+)?", requirement)


MODULES = {"charset-normalizer": "charset_normalizer", "markdown-it-py": "markdown_it", "pyyaml": "yaml"}


def test_no_dependency_is_there_for_nothing() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, re.M))
    names = {re.split(r"[\[><;]", one)[0] for one in PROJECT["project"]["dependencies"]}
    assert {name for name in names if MODULES.get(name, name) not in imported} == set()


def test_all_is_all() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert extras["all"] == [f"plan-extract[{','.join(sorted(extras.keys() - {'all'}))}]"]


@cache
def python(version: str) -> str | None:
    """A Python of this version that answers; a shim may stand in its place and not."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True)
    current = sys.executable if sys.version_info[:2] == tuple(map(int, version.split("."))) else None
    for candidate in (current, shutil.which(f"python{version}"), *map(str, kept)):
        if candidate is None:
            continue
        told = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if told.returncode == 0 and told.stdout.startswith(f"Python {version}."):
            return candidate
    return None


def installed(folder: Path, what: str | Path, version: str | None = None) -> Path:
    """The folder of programs of a new environment with this installed and nothing else."""
    found = python(version) if version else sys.executable
    if found is None:
        pytest.skip(f"no Python {version} that answers --version")
    run(found, "-m", "venv", folder / "bare")
    scripts = folder / "bare" / SCRIPTS
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(what))
    return scripts


@pytest.fixture(scope="session")
def extended(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the small extras; `ocr` and `ray` are hundreds of megabytes."""
    return installed(tmp_path_factory.mktemp("extended"), f"{wheel(built)}[sheets,ofd]")


@pytest.mark.install
def test_the_wheel_is_the_tree(built: Path) -> None:
    """Not a file is forgotten (word lists, schemas, templates), and none too many is shipped."""
    packed = {name for name in ZipFile(wheel(built)).namelist() if ".dist-info/" not in name}
    assert packed == {name.removeprefix("src/") for name in listed("src/plan_extract")}


@pytest.mark.install
def test_the_source_archive_is_what_is_kept(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        packed = {name.partition("/")[2] for name in opened.getnames()}
    assert packed - {"PKG-INFO", ".gitignore"} == listed() - {".gitattributes", ".gitignore"}


@pytest.mark.install
def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {p.name: p.read_bytes() for p in built.iterdir()}


@pytest.mark.install
@pytest.mark.parametrize("version", PYTHONS)
def test_it_works_in_a_bare_environment(built: Path, tmp_path: Path, version: str) -> None:
    scripts = installed(tmp_path, wheel(built), version)
    assert "parse" in run(scripts / "plan-extract", "--help")
    shutil.copy(ROOT / "samples" / "task-division.txt", tmp_path)
    expected = (ROOT / "samples" / "task-division.yaml").read_text(encoding="utf-8")
    assert run(scripts / "plan-extract", "parse", "task-division.txt", cwd=str(tmp_path)) == expected
    (tmp_path / "a.xlsx").write_bytes(xlsx({"表": [["甲", "乙"]]}))
    told = subprocess.run(
        [scripts / "plan-extract", "parse", "a.xlsx"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    needs = "plan-extract: a.xlsx: needs an extra to read spreadsheets; pip install 'plan-extract[sheets]'\n"
    assert (told.returncode, told.stderr) == (1, needs)


@pytest.mark.install
def test_extras_bring_what_they_say(extended: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx({"表": [["甲", "乙"], ["1", "2"]]}))
    (tmp_path / "a.ofd").write_bytes(ofd())
    assert run(extended / "plan-extract", "text", "a.xlsx", cwd=str(tmp_path)) == "甲\t乙\n1\t2\n"
    assert run(extended / "plan-extract", "text", "a.ofd", cwd=str(tmp_path)) == "一、重点任务\n"


@pytest.mark.install
def test_all_extras_get_on_with_each_other(built: Path, tmp_path: Path) -> None:
    program = installed(tmp_path, f"{wheel(built)}[all]") / "plan-extract"
    here = {"cwd": str(tmp_path), "RAY_AUTH_MODE": "disabled"}
    run(program.with_name("python"), "-m", "pip", "check", **here)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.xlsx").write_bytes(xlsx({"表": [["甲", "乙"], ["1", "2"]]}))
    (tmp_path / "plans" / "b.ofd").write_bytes(ofd())
    shutil.copy(ROOT / "samples" / "task-division.txt", tmp_path / "plans")
    for more in ((), ("--engine", "ray", "--address", "local")):
        out = "-".join(("out", *more[1:2]))
        run(program, "batch", "plans", "-o", out, "--near-duplicates", "--log-format", "text", *more, **here)
        counted = run(program, "query", out, "SELECT count(*) AS n FROM documents", "--to", "csv", **here)
        assert counted.split()[1:] == ["3"]
    for module in ("onnxruntime", "rapidocr", "s3fs"):
        run(program.with_name("python"), "-c", f"import {module}", **here)


@pytest.mark.install
def test_a_strict_type_checker_sees_the_types(extended: Path, tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text(CLIENT, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(extended / "python"), "client.py"]
    environment = {**os.environ, "MYPYPATH": "", "PYTHONPATH": ""}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    lines = [re.sub(r"^client\.py:\d+: ", "", line) for line in done.stdout.splitlines()]
    assert lines[:3] == [
        'note: Revealed type is "datetime.date | None"',
        'note: Revealed type is "str"',
        'error: Argument 1 to "titles" has incompatible type "str"; expected "PlanDocument"  [arg-type]',
    ]


def shell(script: str, scripts: Path, work: Path, **more: str) -> tuple[int, str]:
    """Run lines of a CI job as it would, with these programs first; give the exit code and all that was printed."""
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", **more}
    command = ["bash", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a draft that has a day that never comes."""
    (tmp_path / "plans").mkdir()
    text = "云汀市养老服务实施方案\n\n一、重点任务\n（一）健全服务网络。2024年2月30日前新建中心12个。\n"
    (tmp_path / "plans" / "a.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.install
def test_the_lines_of_the_github_action(extended: Path, work: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    install, check = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    code, told = shell(install, extended, work, GITHUB_ACTION_PATH=str(ROOT))
    assert code == 0, told
    given = {"PATHS": "plans\n\n", "ARGUMENTS": "--select=ALL\n--fail-on=error\n", "SARIF_FILE": "plans.sarif"}
    code, told = shell(check, extended, work, **given)
    assert code == 1, told
    assert "::error file=plans/a.txt,line=4" in told
    assert '"version": "2.1.0"' in (work / "plans.sarif").read_text(encoding="utf-8")


@pytest.mark.install
def test_the_lines_of_the_gitlab_snippet(extended: Path, work: Path) -> None:
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    snippet = next(s for s in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "codequality" in s)
    job = yaml.safe_load(snippet)["plans"]
    code, told = shell("\n".join(job["script"]), extended, work)
    assert code == 1, told
    assert (work / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8").startswith("[")
