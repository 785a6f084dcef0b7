"""Real documents and our samples against hand-made answers: no figure may fall under its floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import score

PINNED: dict[str, Any] = json.loads(score.FLOORS.read_text(encoding="utf-8"))
FLOORS: dict[str, score.Figures] = PINNED["floors"]


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, score.Figures]:
    assert shared == score.SHARED
    return score.measure()


def test_no_figure_is_under_its_floor(figures: dict[str, score.Figures]) -> None:
    state = score.digest([*score.shared_jobs(), *score.sample_jobs()])
    changed = "" if state == PINNED["digest"] else "\nThe answers changed since the floors were pinned: see `make pin`."
    under = list(score.lowered(FLOORS, figures))
    assert not under, "\n".join(under) + changed


def test_floors_are_pinned_close_to_what_is_reached(figures: dict[str, score.Figures]) -> None:
    """A figure that rose is worth pinning, or it may fall again unseen."""
    loose = [
        f"{group}: {kind} is {figure:.3f}, its floor {FLOORS.get(group, {}).get(kind, 0.0):.3f}"
        for group, kinds in figures.items()
        for kind, figure in kinds.items()
        if figure > FLOORS.get(group, {}).get(kind, 0.0) + 0.02
    ]
    assert not loose, "\n".join([*loose, "Run `make pin`."])


def test_every_record_is_grounded() -> None:
    assert [kinds["grounding"] for kinds in FLOORS.values()] == [1.0] * len(FLOORS)


WORSE = [
    ({"a": {"tasks": 0.9}}, {"a": {"tasks": 0.899}}),
    ({"a": {"tasks": 0.9}}, {"a": {}}),
    ({"a": {"tasks": 0.9}}, {}),
]
FINE = [({"a": {"tasks": 0.9}}, {"a": {"tasks": 0.9, "actions": 0.1}}), ({}, {"a": {"tasks": 0.1}})]


@pytest.mark.parametrize(("floors", "now"), WORSE)
def test_a_lower_or_a_missing_figure_is_told(floors: dict[str, score.Figures], now: dict[str, score.Figures]) -> None:
    assert list(score.lowered(floors, now))


@pytest.mark.parametrize(("floors", "now"), FINE)
def test_an_equal_or_a_new_figure_is_fine(floors: dict[str, score.Figures], now: dict[str, score.Figures]) -> None:
    assert not list(score.lowered(floors, now))


def test_pinning_refuses_to_lower(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    before = json.dumps({"floors": {"text": {"tasks": 0.9}}})
    floors.write_text(before, encoding="utf-8")
    monkeypatch.setattr(score, "FLOORS", floors)
    monkeypatch.setattr(score, "measure", lambda: {"text": {"tasks": 0.8}})
    assert score.pin(lower=False) == 1
    assert floors.read_text(encoding="utf-8") == before
    assert "tasks is 0.800, its floor 0.900" in capsys.readouterr().err
