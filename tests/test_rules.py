"""Every rule keeps the form, and its own examples show what it finds and what it does not."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from linting import check
from plan_extract.errors import UsageError
from plan_extract.lint.choose import codes
from plan_extract.rules import RULES
from plan_extract.rules.base import Level, Profile
from plan_extract.rules.book import book
from plan_extract.rules.pages import FAMILIES, page_of

ROOT = Path(__file__).parents[1]
CODES = list(RULES)
FOLDER = ROOT / "src" / "plan_extract" / "rules"
NOT_MEMBERS = {"__init__", "__main__", "base", "plan_file", "pages", "book", "schema_words"}


def found(code: str, example: str) -> list[str]:
    """What a rule finds in an example, alone; in the profile it is for."""
    rule = RULES[code]
    profile = rule.PROFILES[0] if rule.PROFILES else "auto"
    source = getattr(rule, "SOURCE", None)
    name = "plan.yaml" if code.startswith("PF") else "plan.txt"
    select = "PF" if code == "PF004" else code  # a suppression is unused where its rule was checked
    return [told.finding.code for told in check(example, name=name, select=select, source=source, profile=profile).told]


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_good(code: str) -> None:
    assert found(code, RULES[code].GOOD) == []


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_bad(code: str) -> None:
    assert set(found(code, RULES[code].BAD)) == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_form(code: str) -> None:
    rule = RULES[code]
    assert code == rule.CODE
    assert re.fullmatch(r"P[A-Z]\d{3}", code)
    assert code[:2] in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.NAME)
    assert rule.LEVEL in get_args(Level)
    assert set(rule.PROFILES) <= set(get_args(Profile))
    assert hasattr(rule, "check_file" if code.startswith("PF") else "check")


@pytest.mark.parametrize("code", CODES)
def test_the_page_says_what_and_why(code: str) -> None:
    page = page_of(RULES[code])
    assert page.summary.endswith(".")
    assert len(page.summary) <= 200
    assert len(page.why) >= 40
    assert "Why:" in (RULES[code].__doc__ or "")
    for part in (page.text(), page.markdown()):
        assert page.bad.strip().splitlines()[0] in part


def test_codes_are_in_order_and_names_are_apart() -> None:
    families = list(FAMILIES)
    listed = list(RULES)
    assert listed == sorted(listed, key=lambda code: (families.index(code[:2]), code))
    names = [RULES[code].NAME for code in RULES]
    assert len(set(names)) == len(names)


def imported(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {n.module or "" for n in tree if isinstance(n, ast.ImportFrom) and n.level == 1}


def test_the_table_and_the_folder_agree() -> None:
    files = {path.stem: path for path in FOLDER.glob("*.py")}
    members = {RULES[code].__name__.rpartition(".")[2] for code in RULES}  # type: ignore[union-attr]
    assert len(members) == len(list(RULES))
    helped = {name for member in members for name in imported(files[member])}
    helped |= {name for helper in helped & files.keys() for name in imported(files[helper])}
    assert files.keys() == members | NOT_MEMBERS | helped
    assert not members & helped  # rules do not know each other


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_named_like_its_rule(code: str) -> None:
    assert RULES[code].__name__.rpartition(".")[2].replace("_", "-") == RULES[code].NAME  # type: ignore[union-attr]


def test_the_book_is_what_is_made() -> None:
    """Where this fails: `make rules`."""
    rates = ROOT / "docs" / "rule-rates.json"
    made = book(rates.read_text(encoding="utf-8") if rates.exists() else None)
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == made


def test_an_unknown_rule() -> None:
    with pytest.raises(UsageError, match="unknown rule 'PX001'; known: "):
        RULES["PX001"]
    with pytest.raises(UsageError, match="unknown rule 'PF01'; did you mean PF"):
        codes(["PF01"])
