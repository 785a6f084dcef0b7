"""Where CI lives: the pre-commit hook, the GitHub Action, what docs/ci.md shows."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.core import TyperGroup

from linting import marked, run
from plan_extract.cli import app
from plan_extract.lint.config import Configuration

__all__ = ["marked", "run"]

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

BROKEN = "schema_version: 1.0.0\nsource: none\nmetadata: {title: null, document_type: null}\n"  # a finding that needs no rule but PF001
SOUND = "云汀市养老服务实施方案\n\n一、重点任务\n健全服务网络。\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with a plan file that is broken, a sound plan, and files that are no plans."""
    for name, text in {
        "plans/one.txt": SOUND, "plans/年度 计划.yaml": BROKEN, "deep/plans/two.txt": SOUND,
        "config.yaml": "a: 1\n", "readme.md": "# no plan\n", "plan-extract.toml": "select = ['PF']\n",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    kept = {key: value for key, value in os.environ.items() if key not in ("GITHUB_ACTIONS", "FORCE_COLOR")}
    return {**kept, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **more}


def test_the_hook_as_pre_commit_runs_it(checkout: Path) -> None:
    """Entry and arguments, then the names of the files that `files` finds."""
    names = sorted(str(path.relative_to(checkout)) for path in checkout.rglob("*") if path.is_file())
    wanted = [name for name in names if re.search(HOOK["files"], name)]
    assert wanted == ["deep/plans/two.txt", "plans/one.txt", "plans/年度 计划.yaml"]
    command = [*shlex.split(HOOK["entry"]), *HOOK.get("args", []), *wanted]
    done = subprocess.run(command, cwd=checkout, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "plans/年度 计划.yaml:2:9: PF001 error: source should be a mapping" in done.stdout
    assert done.stderr.endswith("in 3 files\n")
    done = subprocess.run([*command[:-1]], cwd=checkout, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_hook_has_what_pre_commit_wants() -> None:
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert HOOK["language"] == "python"
    if importlib.util.find_spec("pre_commit") is not None:
        from pre_commit.clientlib import load_manifest

        assert [hook["id"] for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")] == ["plan-extract"]


@pytest.mark.install
@pytest.mark.skipif(os.environ.get("PLAN_EXTRACT_OFFLINE") == "1", reason="PLAN_EXTRACT_OFFLINE is set")
def test_pre_commit_try_repo(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """pre-commit clones this repository, installs it, and runs the hook on the files of another."""
    if importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None:
        pytest.skip("pre-commit or git is not installed")
    ours = tmp_path_factory.mktemp("ours")
    for name in ("src", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, ours / name)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    for folder in (ours, checkout):
        for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "x"]):
            subprocess.run([*git, *arguments], cwd=folder, check=True)
    home = str(tmp_path_factory.mktemp("cache"))
    env = {key: value for key, value in environment(PRE_COMMIT_HOME=home).items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ours), "plan-extract", "--all-files", "--verbose"]
    done = subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "PF001 error: source should be a mapping" in done.stdout


def test_the_action_runs(checkout: Path) -> None:
    """Its last step, as the runner runs it."""
    assert ACTION["runs"]["using"] == "composite"
    step = ACTION["runs"]["steps"][-1]
    assert set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))) == set(ACTION["inputs"])
    assert "${{" not in step["run"]  # what a user says is data, never script
    values = {
        key: ACTION["inputs"][match[1]]["default"]
        for key, value in step["env"].items()
        if (match := re.search(r"inputs\.([\w-]+)", value))
    }
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]

    def act(**env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            script, cwd=checkout, env=environment(GITHUB_ACTIONS="true", **{**values, **env}),
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = act()
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=plans/年度 计划.yaml,line=2,")
    done = act(PATHS="plans/one.txt\n\ndeep/plans\n", ARGUMENTS="--fail-on\ninfo\n--quiet\n", SARIF_FILE="out.sarif")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((checkout / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert act(PATHS="missing.txt").returncode == 2


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.M | re.S)


def test_the_guide_shows_what_is_right() -> None:
    for block in blocks("toml"):
        data = tomllib.loads(block)
        Configuration.model_validate(data.get("tool", {}).get("plan-extract", data))
    ids = [
        hook["id"]
        for block in blocks("yaml")
        for repo in (yaml.safe_load(block).get("repos") or [])
        for hook in repo["hooks"]
    ]
    assert ids == [HOOK["id"]]
    for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE):
        assert option in known_options(), option


def known_options() -> set[str]:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    return {option for parameter in command.commands["validate"].params for option in parameter.opts}
