"""The word lists: compiled anew they are what is compiled, and every word can be met in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_extract import lexicon
from plan_extract.document.fold import fold
from plan_extract.lexicon.compile import HERE, LexiconError, compile_all, compile_text

# Web pages are cut to their document before there is a text to fold.
AS_PRINTED = {"page_furniture"}
NAMES = sorted(path.stem for path in HERE.glob("*.yaml"))
GOOD = "about: a\nsource: b\ngroups:\n  g:\n    meaning: c\n    words: [牵头]\n"

BROKEN = {
    "no about": GOOD.replace("about: a\n", ""),
    "no source": GOOD.replace("source: b\n", ""),
    "no meaning": GOOD.replace("    meaning: c\n", ""),
    "no words": GOOD.replace("    words: [牵头]\n", ""),
    "a word twice": GOOD.replace("[牵头]", "[牵头, 主办, 牵头]"),
    "an empty word": GOOD.replace("[牵头]", "['']"),
    "a number for a word": GOOD.replace("[牵头]", "[2025]"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_list_is_refused(fault: str) -> None:
    with pytest.raises(LexiconError, match=r"^x\.yaml: "):
        compile_text(BROKEN[fault], "x.yaml")


def test_a_good_list_is_compiled() -> None:
    assert '"g": [\n"牵头"\n]' in compile_text(GOOD, "x.yaml")


@pytest.mark.parametrize(("path", "text"), [pytest.param(p, t, id=p.stem) for p, t in compile_all().items()])
def test_compiled_is_up_to_date(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `make lexicons`"


def test_nothing_is_compiled_without_a_source() -> None:
    assert sorted(path.stem for path in (HERE / "compiled").glob("*.json")) == NAMES


def entries(name: str) -> Iterator[str]:
    table = lexicon.load(name)
    for group in table["groups"]:
        yield from lexicon.words(name, group)
    for group in table["pairs"]:
        yield from lexicon.pairs(name, group)


@pytest.mark.parametrize("name", sorted(set(NAMES) - AS_PRINTED))
def test_words_are_written_as_folded_text_has_them(name: str) -> None:
    """A full-width bracket in a word would never match: patterns run over folded text."""
    assert [word for word in entries(name) if fold(word) != word or word != word.strip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_matched_whole_by_its_group(name: str) -> None:
    for group in lexicon.load(name)["groups"]:
        found = re.compile(lexicon.pattern(name, group))
        assert [word for word in lexicon.words(name, group) if found.match(word)[0] != word] == []  # type: ignore[index]


def test_an_unknown_group_is_no_empty_one() -> None:
    with pytest.raises(KeyError):
        lexicon.words(NAMES[0], "no such group")
