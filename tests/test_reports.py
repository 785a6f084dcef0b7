"""What findings look like: for people, for programs, for those that run CI."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import etree
from rich.cells import cell_len

from linting import check, marked
from plan_extract.lint.model import Checked, Excerpt, Outcome
from plan_extract.lint.places import Text
from plan_extract.reports import REPORTS
from plan_extract.reports.base import Look
from plan_extract.reports.full import under
from plan_extract.rules.base import Level
from plan_extract.span import Span

__all__ = ["marked"]

FOLDER = Path(__file__).parents[1] / "src" / "plan_extract" / "reports"
PLAIN = Look()
TEXT = "云汀市养老服务实施方案\r\n\r\n一、重点任务\r\n（一）健全网络。新建\t〓驿站𠮷12家；再建12家。\r\n"


@pytest.fixture
def outcome(marked: str) -> Outcome:
    """One finding in a document, one about the whole of another, a clean file, and one that could not be read."""
    files = (
        check(TEXT, name="方案 1.txt", select=marked),
        check("云汀市养老服务实施方案", name="b&<>\"'.txt", select=marked, levels={"PT": "info"}),
        check("健全网络。", name="c.txt", select=marked),
    )
    return Outcome(files, (("gone.txt", "no such file; check the name"),))


def many(outcome: Outcome, **counts: int) -> Outcome:
    """The first finding so many times at each level."""
    file = outcome.files[0]
    (told,) = file.told
    levels: list[Level] = ["info", "warning", "error"]
    each = tuple(
        replace(told, finding=replace(told.finding, level=level, message=f"{level} {number}"))
        for level in levels
        for number in range(counts.get(level, 0))
    )
    return Outcome((replace(file, told=each),))


def test_a_family_lists_what_it_has() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == {*REPORTS, "__init__", "base"}


@pytest.mark.parametrize("form", list(REPORTS))
def test_the_same_outcome_the_same_report(form: str, outcome: Outcome) -> None:
    text = REPORTS[form](outcome, PLAIN)
    assert text == REPORTS[form](outcome, PLAIN)
    assert text.endswith("\n")
    REPORTS[form](Outcome(()), PLAIN)


def test_concise(outcome: Outcome) -> None:
    assert REPORTS["concise"](outcome, PLAIN).splitlines() == [
        "方案 1.txt:4:12: PT999 error: a mark before 驿站𠮷",
        "b&<>\"'.txt: PT999 info: no full stop",
    ]


def test_full_shows_the_sentence(outcome: Outcome) -> None:
    assert REPORTS["full"](outcome, PLAIN) == (
        "方案 1.txt:4:12: PT999 error: a mark before 驿站𠮷\n"
        "   4 | 新建 〓驿站𠮷12家；\n"
        "     |      ^^^^^^^^\n"
        "\n"
        "b&<>\"'.txt: PT999 info: no full stop\n"
    )
    assert "\x1b[1;31mPT999\x1b[0m" in REPORTS["full"](outcome, Look(colour=True))


@pytest.mark.parametrize(
    ("sentence", "marked_", "shown", "carets"),
    [
        ("到2025年底", "2025", "到2025年底", "  ^^^^"),
        ("到2025年底", "年底", "到2025年底", "      ^^^^"),
        ("“十四五”时期", "十四五", "“十四五”时期", " ^^^^^^"),
        ("ａ１，b", "b", "ａ１，b", "      ^"),
        ("e\u0301a", "a", "e\u0301a", " ^"),
        ("a\tb", "b", "a b", "  ^"),
        ("a\x1bb", "b", "a\\x1bb", "     ^"),
        ("\u202ea", "a", "\\u202ea", "      ^"),
        ("𠮷a", "a", "𠮷a", "  ^"),
        ("空", "", "空", "^"),
    ],
)
def test_carets_stand_under_the_characters(sentence: str, marked_: str, shown: str, carets: str) -> None:
    start = sentence.index(marked_)
    assert under(Excerpt(sentence, start, start + len(marked_))) == (shown, carets)


@pytest.mark.parametrize(
    ("text", "words", "excerpt"),
    [
        ("一。二三。四", "三", "二三。"),
        ("一。二三。四", "。二", "一。二三。"),
        ("一\n二\n三", "二\n三", "二"),
        ("甲" * 300 + "乙" + "丙" * 300, "乙", "…" + "甲" * 30 + "乙" + "丙" * 69 + "…"),
        ("甲" * 300, "甲" * 300, "甲" * 200 + "…"),
        ("　　一二", "二", "一二"),
        ("一二", "", "一二"),
    ],
)
def test_the_sentence(text: str, words: str, excerpt: str) -> None:
    start = text.index(words)
    made = Text(text).excerpt(Span(start, start + len(words)))
    assert made.text == excerpt
    assert made.text[made.start : made.end] == words.split("\n", maxsplit=1)[0][: made.end - made.start]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns(end: str) -> None:
    text = end.join(["一", "", "二𠮷三", ""])
    place = Text(text).place(Span(text.index("三"), len(text)))
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 3, 4, 1)
    place = Text("").place(Span(5, 9))
    assert (place.line, place.column, place.start, place.end) == (1, 1, 0, 0)


def test_json_and_json_lines_tell_the_same(outcome: Outcome) -> None:
    data = json.loads(REPORTS["json"](outcome, PLAIN))
    assert data == [json.loads(line) for line in REPORTS["jsonl"](outcome, PLAIN).splitlines()]
    assert json.loads(REPORTS["json"](Outcome(()), PLAIN)) == []
    first = data[0]
    assert TEXT[first["start"] : first["end"]] == first["quote"] == "〓驿站𠮷"
    assert (first["code"], first["name"], first["level"], first["file"]) == ("PT999", "marked", "error", "方案 1.txt")
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (4, 12, 4, 16)
    assert data[1]["line"] is None


def test_github_is_sorted_and_escaped(outcome: Outcome) -> None:
    lines = REPORTS["github"](many(outcome, info=1, warning=2, error=1), PLAIN).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning", "::notice"]
    assert lines[0] == (
        "::error file=方案 1.txt,line=4,endLine=4,col=12,endColumn=16,title=PT999 marked::error 0"
    )  # fmt: skip
    told = outcome.files[0].told[0]
    bad = replace(told, path="a,b:c%\n::error::d", finding=replace(told.finding, message="50%\r\n::error::x"))
    (line,) = REPORTS["github"](Outcome((replace(outcome.files[0], told=(bad,)),)), PLAIN).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ad,line=")
    assert line.endswith("::50%25%0D%0A::error::x")


@pytest.mark.parametrize(("count", "annotations", "more"), [(9, 9, 0), (10, 10, 0), (11, 10, 2), (60, 10, 51)])
def test_github_has_at_most_ten_of_a_level(outcome: Outcome, count: int, annotations: int, more: int) -> None:
    lines = REPORTS["github"](many(outcome, warning=count, error=3), PLAIN).splitlines()
    assert [line[:9] for line in lines[:3]] == ["::error f"] * 3
    warnings = [line for line in lines if line.startswith("::warning")]
    assert len(warnings) == annotations
    assert ("+" in warnings[-1]) is bool(more)
    if more:
        assert warnings[-1] == f"::warning title=plan-extract::+{more} more of level warning; see the log"
        assert lines[annotations + 3] == "::group::plan-extract: what is not annotated"
        assert lines[-1] == "::endgroup::"
        assert len(lines) == 3 + annotations + 2 + more
        assert all(line.startswith("- ") and "##[" not in line for line in lines[annotations + 4 : -1])


def test_gitlab(outcome: Outcome) -> None:
    issues = json.loads(REPORTS["gitlab"](outcome, PLAIN))
    assert [issue["severity"] for issue in issues] == ["major", "info"]
    assert issues[0]["location"] == {"path": "方案 1.txt", "lines": {"begin": 4, "end": 4}}
    assert issues[1]["location"]["lines"]["begin"] == 1
    assert issues[0]["check_name"] == "marked"
    twice = Outcome(
        (outcome.files[0], replace(outcome.files[0], told=(replace(outcome.files[0].told[0], path="d.txt"),)))
    )
    prints = [issue["fingerprint"] for issue in json.loads(REPORTS["gitlab"](twice, PLAIN))]
    assert len(set(prints)) == 2


def sarif(outcome: Outcome) -> Any:
    return json.loads(REPORTS["sarif"](outcome, PLAIN))


def test_sarif(outcome: Outcome) -> None:
    run = sarif(outcome)["runs"][0]
    first, second = run["results"]
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%E6%96%B9%E6%A1%88%201.txt"
    region = location["region"]
    assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == region["snippet"]["text"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (4, 12, 16)
    assert run["columnKind"] == "unicodeCodePoints"
    assert first["partialFingerprints"]["planExtractFinding/v1"]
    assert (first["level"], second["level"]) == ("error", "note")
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["artifacts"]) == 3


def test_sarif_names_files_outside_by_a_uri(outcome: Outcome, tmp_path: Path) -> None:
    path = str(tmp_path / "a b.txt")
    told = replace(outcome.files[0].told[0], path=path)
    run = sarif(Outcome((Checked(path, "document", None, (told,)),)))["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "a b.txt").as_uri()


def test_sarif_obeys_the_official_schema(outcome: Outcome, shared: Path) -> None:
    path = shared / "schemas" / "sarif-2.1.0.json"
    if not path.exists():
        pytest.skip("no SARIF schema in the shared folder")
    validator = Draft7Validator(json.loads(path.read_text(encoding="utf-8")))
    for each in (outcome, Outcome(()), many(outcome, error=3, info=1)):
        assert [error.message for error in validator.iter_errors(sarif(each))] == []


def test_junit(outcome: Outcome) -> None:
    root = etree.fromstring(REPORTS["junit"](outcome, PLAIN).encode())
    suites = root.findall("testsuite")
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in suites] == [
        ("方案 1.txt", "1", "1", "0"),
        ("b&<>\"'.txt", "1", "0", "0"),
        ("c.txt", "1", "0", "0"),
        ("gone.txt", "1", "0", "1"),
    ]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "a mark before 驿站𠮷"
    assert suites[1].find("testcase/skipped") is not None
    assert len(suites[2].findall("testcase/*")) == 0


def test_junit_obeys_the_official_schema(outcome: Outcome, shared: Path) -> None:
    path = shared / "schemas" / "junit.xsd"
    if not path.exists():
        pytest.skip("no JUnit schema in the shared folder")
    schema = etree.XMLSchema(etree.parse(os.fspath(path)))
    file = outcome.files[0]
    odd = replace(file.told[0], path="\x00\x1b a\n", quote="]]>\x00\ud800")
    for each in (
        outcome,
        Outcome(()),
        many(outcome, error=3, info=1),
        Outcome((replace(file, path="\x01", told=(odd,)),)),
    ):
        document = etree.fromstring(REPORTS["junit"](each, PLAIN).encode("utf-8", "backslashreplace"))
        assert schema.validate(document), schema.error_log


def test_wide_characters_are_two_cells() -> None:
    assert cell_len("〓规划，") == 8
