"""Which rules are checked in which file: the command line over the nearest configuration."""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plan_extract.errors import UsageError
from plan_extract.lint.choose import Selection, chosen, level_of
from plan_extract.lint.config import Configuration, nearest_config, read_config
from plan_extract.lint.globs import matches
from plan_extract.lint.orders import Wishes, orders_for
from plan_extract.rules import RULES
from plan_extract.schema import schema

ALL = tuple(RULES)
PF = tuple(code for code in RULES if code.startswith("PF"))


def said(select: str | None = None, extend: str = "", ignore: str = "") -> Selection:
    split = [tuple(part.split(",")) if part else () for part in (extend, ignore)]
    return Selection(None if select is None else tuple(select.split(",")), *split)


@pytest.mark.parametrize(
    ("selections", "codes"),
    [
        ([said("PF001", ignore="PF001")], ()),
        ([said("PF", ignore="PF001")], PF[1:]),
        ([said("PF001", ignore="PF")], PF[:1]),
        ([said("PF001", ignore="ALL")], PF[:1]),
        ([said("ALL")], ALL),
        ([said("PF00")], PF),
        ([said("PF002,PF001")], PF[:2]),
        ([said("PF001", extend="PF002")], PF[:2]),
        ([said("ALL"), said("PF001")], PF[:1]),  # a select starts anew
        ([said("ALL", ignore="PF001"), said("PF")], PF),
        ([said("PF"), said(ignore="PF002")], (PF[0], *PF[2:])),
        ([said("PF001"), said(extend="PF003")], (PF[0], PF[2])),
        ([said("PF", ignore="PF001"), said(extend="PF001")], PF),
    ],
)
def test_what_is_chosen(selections: list[Selection], codes: tuple[str, ...]) -> None:
    assert chosen(selections) == codes


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("PF01", "did you mean PF0"),
        ("pf001", "did you mean PF001?"),
        ("schema-violated", "name it by its code, PF001"),
        ("", "`plan-extract rules` lists them"),
        ("all", "did you mean ALL?"),
        ("XYZQ", "`plan-extract rules` lists them"),
    ],
)
def test_an_unknown_word(word: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen([Selection((word,))])
    assert f"unknown rule {word!r}" in str(caught.value)
    assert message in str(caught.value)


def test_the_level_of_the_longest_prefix() -> None:
    assert level_of("PF001", {}) == "error"
    assert level_of("PF001", {"ALL": "info"}) == "info"
    assert level_of("PF001", {"PF": "info", "PF001": "warning", "PF002": "error"}) == "warning"


@pytest.mark.parametrize(
    ("glob", "path", "matched"),
    [
        ("*.txt", "plans/a/b.txt", True),
        ("plans/*.txt", "plans/b.txt", True),
        ("plans/*.txt", "plans/a/b.txt", False),
        ("plans/**/*.txt", "plans/a/b.txt", True),
        ("plans/**/*.txt", "plans/b.txt", True),
        ("plans", "plans/a/b.txt", True),
        ("plans/", "plans/a/b.txt", True),
        ("./plans/a", "plans/a/b.txt", True),
        ("a", "plans/a/b.txt", True),
        ("a/b.txt", "plans/a/b.txt", False),
        ("b?.txt", "b.txt", False),
        ("b?.txt", "b1.txt", True),
        ("规划*.txt", "x/规划（2023）.txt", True),
        ("a[1].txt", "a[1].txt", True),
        ("b.txt", "/elsewhere/b.txt", True),
    ],
)
def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glob: str, path: str, matched: bool) -> None:
    monkeypatch.chdir(tmp_path)
    assert matches(path, tmp_path, (glob,)) is matched


OWN = "plan-extract.toml"


@pytest.mark.parametrize(
    ("files", "start", "config"),
    [
        ({}, "a/b", None),
        ({"pyproject.toml": "[project]\nname = 'x'"}, "a/b", None),
        ({"pyproject.toml": "[tool.plan-extract]"}, "a/b", "pyproject.toml"),
        ({"pyproject.toml": "[tool.plan-extract]", "a/pyproject.toml": ""}, "a/b", "pyproject.toml"),
        ({"pyproject.toml": "[tool.plan-extract]", f"a/{OWN}": ""}, "a/b", f"a/{OWN}"),
        ({f"a/{OWN}": "", "a/b/pyproject.toml": "[tool.plan-extract]"}, "a/b", "a/b/pyproject.toml"),
        ({OWN: "", "pyproject.toml": "[tool.plan-extract]"}, ".", OWN),
    ],
)
def test_the_nearest_wins(tmp_path: Path, files: dict[str, str], start: str, config: str | None) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = nearest_config(tmp_path / start)
    assert (found[0] if found else None) == (tmp_path / config if config else None)


BAD = [
    ("selct = ['PT']", "unknown key selct; did you mean select?"),
    ("extend_select = ['PT']", "unknown key extend_select; did you mean extend-select?"),
    ("colour = 1", "unknown key colour; known: select, extend-select, ignore"),
    ("select = 'PT'", "select should be a list, and is “PT”"),
    ("select = [1]", "select[0] should be text, and is the number 1"),
    ("fail-on = 'fatal'", "fail-on should be 'error', 'warning' or 'info', and is “fatal”"),
    ("profile = 'plan'", "profile should be"),
    ("levels = {PT001 = 'fatal'}", "levels.PT001 should be 'error', 'warning' or 'info'"),
    ("[[suppress]]\ndocument = 'a'", "suppress[0].code is missing"),
    ("[[suppress]]\ndocument = 'a'\ncode = 'PF'\nqoute = 'x'", "unknown key suppress[0].qoute; did you mean quote?"),
    ("select = [", "is no TOML"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[text for text, _ in BAD])
def test_a_wrong_configuration_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / OWN
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [{"select": ["PX"]}, {"ignore": ["PX"]}, {"levels": {"PX": "info"}}, {"per-file-ignores": {"other.txt": ["PX"]}}],
)
def test_a_wrong_code_in_a_configuration_is_told(settings: dict[str, object]) -> None:
    configuration = Configuration.model_validate(settings)
    with pytest.raises(UsageError, match=r"plan-extract.toml: unknown rule 'PX'"):
        orders_for("a.txt", lambda _: (Path("plan-extract.toml"), configuration), Wishes())


def test_what_is_done_with_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    configuration = Configuration.model_validate(
        {
            "select": ["PF"],
            "levels": {"PF001": "info"},
            "per-file-ignores": {"drafts/*.txt": ["PF002", "PF003"]},
            "per-file-profiles": {"*.txt": "notice"},
            "profile": "action-plan",
            "fail-on": "error",
            "baseline": "known.json",
        }
    )

    def orders(path: str, wishes: Wishes) -> object:
        made = orders_for(path, lambda _: (tmp_path / OWN, configuration), wishes)
        return made.codes, made.levels["PF001"], made.profile, made.fail_on, made.baseline

    known = tmp_path / "known.json"
    assert orders("a.md", Wishes()) == (PF, "info", "action-plan", "error", known)
    assert orders("drafts/a.txt", Wishes()) == (("PF001", "PF004"), "info", "notice", "error", known)
    wishes = Wishes(Selection(("PF001",)), "auto", "info", Path("b.json"))
    assert orders("drafts/a.txt", wishes) == (("PF001",), "info", None, "info", Path("b.json"))


def test_the_schema_of_the_configuration_says_what_is_right() -> None:
    made = schema("config")
    Draft202012Validator.check_schema(made)
    validator = Draft202012Validator(made)
    assert set(made["properties"]) == {field.alias for field in Configuration.model_fields.values()}
    for text in ("", "select = ['PT']\nextend-select = []\n[levels]\nPT001 = 'info'", BAD[8][0] + "\ncode = 'PT'"):
        validator.validate(tomllib.loads(text))
    for text, _ in itertools.islice(BAD, len(BAD) - 1):
        assert not validator.is_valid(tomllib.loads(text)), text
    json.dumps(made)
