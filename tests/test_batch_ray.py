"""The engine `ray`: the store of a cluster is that of one machine, whatever happens to its nodes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from plan_extract.batch.engines import ray as engine
from plan_extract.batch.engines.base import Crew
from plan_extract.batch.events import Event, Parsed
from plan_extract.batch.run import Wishes, run
from plan_extract.cli import main
from plan_extract.errors import PlanExtractError
from stores import PLAN, batch, content, failures, make, plans

__all__ = ["plans"]
SMALL = {"num_cpus": 1, "object_store_memory": 80_000_000}
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of one node with one processor, on this machine."""
    pytest.importorskip("ray", reason="needs the extra [ray]: pip install 'plan-extract[ray]'")
    if sys.platform == "win32":
        pytest.skip("Ray has no clusters of several nodes on Windows")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RAY_AUTH_MODE", "disabled")
        patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
        utils = import_module("ray.cluster_utils")
        found = utils.Cluster(initialize_head=True, head_node_args={**SMALL, "include_dashboard": False})
        try:
            yield found
        finally:
            found.shutdown()


@pytest.mark.parametrize("jobs", [None, 1])
def test_a_cluster_gives_the_store_of_one_machine(jobs: int | None, cluster: Any, plans: Path, tmp_path: Path) -> None:
    (plans / "twin.txt").write_bytes((plans / "0020.txt").read_bytes())
    (plans / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    for number in (1, 2):
        text = "".join(PLAN.format(number=each) for each in range(20, 30)) + "完" * number
        (plans / f"near-{number}.txt").write_text(text, encoding="utf-8")
    (plans / "long.txt").write_text(PLAN.format(number=7) * 40_000, encoding="utf-8")  # takes more than its time
    done = [
        batch(plans, tmp_path / name, engine=name, crew=crew, seconds=1.5, also=("json",), near_duplicates=True)[0]
        for name, crew in (("local", Crew(2)), ("ray", Crew(jobs, cluster.address)))
    ]
    assert [(each.parsed, each.failed, each.near_duplicates) for each in done] == [(27, 2, 1)] * 2
    assert content(tmp_path / "ray") == content(tmp_path / "local")
    assert (
        sorted(row["error"] for row in failures(tmp_path / "ray"))[1]
        == "took longer than 1.5 s; --timeout allows more, as long scans need it"
    )


def test_what_eats_memory_costs_itself_alone(cluster: Any, plans: Path, tmp_path: Path) -> None:
    batch(plans, tmp_path / "whole")
    (plans / "0013a.txt").write_text("甲乙。\n" * 1_000_000, encoding="utf-8")
    crew = Crew(1, cluster.address)
    finished, _ = batch(plans, tmp_path / "ray", engine="ray", crew=crew, memory=40_000_000)
    assert (finished.parsed, finished.failed) == (25, 1)
    (row,) = failures(tmp_path / "ray")
    assert Path(row["source"]).name == "0013a.txt"
    assert (row["stage"], row["error"], row["attempts"]) == (
        "worker",
        "needs more than 40 MB of memory; --memory allows more",
        2,
    )
    found, whole = content(tmp_path / "ray"), content(tmp_path / "whole")
    assert {name for name in whole if found[name] != whole[name]} == {"sources", "failures"}


def test_a_node_that_is_lost_costs_nothing(cluster: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plans = make(tmp_path / "plans", 300)
    node = cluster.add_node(**SMALL)
    told: list[str] = []

    def tell(event: Event) -> None:
        if isinstance(event, Parsed):
            told.append(event.outcome.source)
            if len(told) == 150:
                cluster.remove_node(node, allow_graceful=False)

    wishes = Wishes([str(plans)], tmp_path / "ray", engine="ray", crew=Crew(None, cluster.address), part=40)
    capfd.readouterr()
    finished = run(wishes, tell)
    assert capfd.readouterr() == ("", "")
    assert (finished.parsed, finished.failed, len(set(told))) == (300, 0, 300)
    assert len(cluster.list_all_nodes()) == 1
    batch(plans, tmp_path / "local", part=40)
    assert content(tmp_path / "ray") == content(tmp_path / "local")


def test_a_node_with_another_version_ends_the_run(
    cluster: Any, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "__version__", "0.0.1")
    with pytest.raises(PlanExtractError, match=r"and this is 0\.0\.1; install the same everywhere"):
        batch(plans, tmp_path / "out", engine="ray", crew=Crew(None, cluster.address))


WRONG: list[tuple[list[str], str]] = [
    (["--address", "127.0.0.1:1"], "--address needs --engine ray"),
    (["--engine", "ray", "--address", "127.0.0.1:1"], "no Ray cluster at 127.0.0.1:1: Connection refused"),
    (["--engine", "ray", "--address", "127.0.0.1:port"], "no Ray cluster at 127.0.0.1:port: "),
    (["--engine", "ray", "--address", "nowhere"], "no Ray cluster at nowhere: "),
]


@pytest.mark.parametrize(("options", "message"), WRONG, ids=str)
def test_a_cluster_that_is_not_there_is_told_in_a_line(
    options: list[str],
    message: str,
    plans: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("ray", reason="needs the extra [ray]: pip install 'plan-extract[ray]'")
    arguments = ["plan-extract", "batch", str(plans), "-o", str(tmp_path / "out"), *options, "--log-format", "text"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capfd.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert err.splitlines()[-1].startswith(f"plan-extract: {message}")
    assert "Traceback" not in err


def test_without_the_extra_the_extra_is_named(
    plans: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = import_module("importlib.util").find_spec
    monkeypatch.setattr(
        import_module("plan_extract.cli.batch"), "find_spec", lambda name: None if name == "ray" else found(name)
    )
    monkeypatch.setattr(
        sys, "argv", ["plan-extract", "batch", str(plans), "-o", str(tmp_path / "out"), "--engine", "ray"]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert (
        capfd.readouterr().err == "plan-extract: needs an extra to work on a cluster; pip install 'plan-extract[ray]'\n"
    )
    assert not (tmp_path / "out").exists()
