"""Plan files: told from documents, checked, each finding with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from linting import check, found, marked
from plan_extract import parse_text, validate
from plan_extract.errors import ReadError, UsageError
from plan_extract.lint.files import Sources
from plan_extract.lint.profiles import profile_of
from plan_extract.plan_files.json_places import KEY, json_places
from plan_extract.plan_files.load import load_plan_file, looks_like_plan
from plan_extract.readers import read
from plan_extract.writers import WRITERS

__all__ = ["marked"]

TEXT = "云汀市养老服务实施方案\n\n一、重点任务\n（一）健全服务网络。2023年底前，新建养老驿站12家。（市民政局牵头，市财政局配合）\n"
YAML = WRITERS["yaml"](parse_text(TEXT, name="plan.txt")).decode()
JSON = WRITERS["json"](parse_text(TEXT, name="plan.txt")).decode()


@pytest.mark.parametrize(
    ("data", "name", "plan"),
    [
        ("一、目标", "a.txt", False),
        ("source: 市民政局\nschema_version", "a.txt", False),
        ("{一、目标}", "a.txt", False),
        ("# 实施方案\n\nschema_version: 1", "a.md", True),
        ("", "a.txt", False),
        ("schema_versions: 1", "a.txt", False),
        ("a: 1", "a.yaml", True),
        ("a: 1", "A.YML", True),
        ("[]", "a.json", True),
        (YAML, "-", True),
        (JSON, "-", True),
        ("\ufeff" + YAML, "a.txt", True),
        ("# edited by hand\n---\n\n" + YAML, "a.txt", True),
        ('{"tasks": [], "schema_version": "1.0.0"}', "a.txt", True),
    ],
)
def test_plan_files_are_told_by_their_content(data: str, name: str, plan: bool) -> None:
    assert looks_like_plan(data.encode(), name) is plan


def test_what_parse_writes_is_sound() -> None:
    for text, name in ((YAML, "a.yaml"), (JSON, "a.json"), (YAML, "a.txt"), (YAML.replace("\n", "\r\n"), "a.yaml")):
        assert found(text, name=name, select="PF") == []
        assert found(text, name=name, select="PF", source=TEXT) == []


# What is edited, the message, the line that is shown and the characters in it.
WRONG = [
    ("  title:", "  titel:", "unknown key metadata.titel; did you mean title?", "titel"),
    ("tasks:", "task:", "unknown key task; did you mean tasks?", "task"),
    ("  role: lead", "  role: leader", "tasks[0].assignments[0].role should be 'lead', 'support' or 'responsible'", "leader"),
    ("  raw: 2023年底前\n", "", "deadlines[0].raw is missing", "id: D001"),
    ("  kind: by\n", "  kind: by\n  kind: by\n", "is no YAML: key kind stands twice in one mapping", "  kind: by"),
    ("end: '2023-12-31'", "end: 2023-13-31", "deadlines[0].end should be a date like 2025-12-31, and is “2023-13-31”", "2023-13-31"),
    ("  number: （一）\n", "  number: 1\n", "number should be text, and is the number 1; put it in quotes", "1"),
    ("  level: 1\n", "  level: one\n", "sections[0].level should be a whole number, and is “one”", "one"),
    ("  level: 1\n", "  level: 0\n", "sections[0].level: input should be greater than or equal to 1, and is the number 0", "0"),
    ("units:\n", "units: &a\n", None, ""),
    ("units:\n", "more: &a [1]\nless: *a\nunits:\n", "is no YAML: an alias (*) stands here; write it out", "less: *a"),
    ("diagnostics: []", "diagnostics: [", "is no YAML: ", None),
    ("diagnostics: []", "diagnostics: {}", "diagnostics should be a list, and is a mapping", "diagnostics"),
    ("diagnostics: []", "diagnostics: !!python/object:os.system []", "is no YAML: a tag (!) stands here; take it out", None),
    ("diagnostics: []", "diagnostics: []\nsuppress: [{kode: PT001}]", "unknown key suppress[0].kode; did you mean code?", "kode"),
    ("diagnostics: []", "diagnostics: []\nsuppress: PT001", "suppress should be a list, and is “PT001”", "PT001"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message", "shown"), WRONG, ids=[new.strip()[:30] for _, new, _, _ in WRONG])
def test_a_violation_tells_field_and_line(old: str, new: str, message: str | None, shown: str | None) -> None:
    assert old in YAML
    text = YAML.replace(old, new, 1)
    told = check(text, name="a.yaml", select="PF").told
    if message is None:
        assert told == ()
        return
    assert {one.finding.code for one in told} == {"PF001"}
    assert message in told[0].finding.message
    place = told[0].place
    if shown is not None:
        assert place is not None
        assert text[place.start : place.end] == shown
        assert text[: place.start].count("\n") + 1 == place.line


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ('"title"', '"titel"', "unknown key metadata.titel; did you mean title?", '    "titel": '),
        ('"role": "lead"', '"role": 1', "assignments[0].role should be 'lead'", '"role": 1'),
        ('"units": [', '"units": [[', "is no JSON: ", None),
        ('"units": [', '"units": [], "units": [', "key units stands twice", None),
    ],
)
def test_the_same_in_json(old: str, new: str, message: str, line: str | None) -> None:
    assert old in JSON
    text = JSON.replace(old, new, 1)
    told = check(text, name="a.json", select="PF").told
    assert message in told[0].finding.message
    if line is not None:
        assert told[0].place is not None
        assert line in text.splitlines()[told[0].place.line - 1]


@pytest.mark.parametrize("deep", ["[" * 100_000, "{" * 100_000, "- " * 5_000, '{"a":' * 100_000, "&a [*a]"])
def test_hostile_files_are_one_finding(deep: str) -> None:
    told = check(f"schema_version: 1.0.0\ntasks: {deep}", name="a.yaml", select="PF").told
    assert [one.finding.code for one in told] == ["PF001"]
    told = check(f'{{"schema_version": "1.0.0", "tasks": {deep}', name="a.json", select="PF").told
    assert [one.finding.code for one in told] == ["PF001"]


@pytest.mark.parametrize("text", ["a: 1", "[]", "{}", "1", "", "- schema", "{ a", "\x00"])
def test_another_file_is_no_plan(text: str) -> None:
    with pytest.raises(ReadError, match="is no plan file: "):
        load_plan_file(text)


@pytest.mark.parametrize(
    ("version", "codes"),
    [("1.0.0", []), ("1.0.1", ["PF003"]), ("2.0.0", ["PF003"]), ("0.9.0", ["PF003"]), ("one", ["PF003"])],
)
def test_versions(version: str, codes: list[str]) -> None:
    assert found(YAML.replace("1.0.0", version, 1), name="a.yaml", select="PF") == codes


def test_a_number_for_a_version() -> None:
    assert set(found(YAML.replace("1.0.0", "1.0", 1), name="a.yaml", select="PF")) == {"PF001", "PF003"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("raw: 2023年底前", "raw: 2024年底前", "quotes “2024年底前”, but the source has “2023年底前” there"),
    ],
)
def test_a_quote_that_differs(old: str, new: str, message: str) -> None:
    assert old in YAML
    text = YAML.replace(old, new, 1)
    assert found(text, name="a.yaml", select="PF002") == []  # without the source nobody knows
    (told,) = check(text, name="a.yaml", select="PF002", source=TEXT).told
    assert message in told.finding.message
    assert told.place is not None


def test_a_quote_behind_the_end() -> None:
    messages = [told.finding.message for told in check(YAML, name="a.yaml", select="PF002", source=TEXT[:-3]).told]
    assert "but the source has “（市民政局牵头，市财政局配” there" in messages[-1]
    messages = [told.finding.message for told in check(YAML, name="a.yaml", select="PF002", source=TEXT[:-16]).told]
    assert "is said to stand behind the end of the source" in messages[-1]


def test_another_source_differs_once() -> None:
    (told,) = check(YAML, name="a.yaml", select="PF002", source="另一份文件" + TEXT).told
    assert "it is another file, or was changed" in told.finding.message


def test_which_source_is_meant() -> None:
    documents = [
        read(text.encode(), name=name) for text, name in ((TEXT, "x.txt"), ("一", "plan.txt"), ("二", "z.txt"))
    ]
    loaded = load_plan_file(YAML)
    assert Sources(documents).of(loaded) is documents[0]  # the same bytes
    assert Sources(documents[1:]).of(loaded) is documents[1]  # the same name
    assert Sources(documents[2:]).of(loaded) is documents[2]  # the only one
    assert Sources([]).of(loaded) is None
    with pytest.raises(ReadError, match=r"no --source is the plan\.txt"):
        Sources([documents[2], documents[2]]).of(loaded)


def test_a_finding_of_a_plan_file_stands_at_its_record(marked: str) -> None:
    for text, name in ((YAML, "a.yaml"), (JSON, "a.json")):
        (told,) = check(text, name=name, select=marked).told
        assert told.place is not None
        assert "健全服务网络" in text.splitlines()[told.place.line - 1]
        assert told.quote.startswith("2023年底前，新建养老驿站12家。")


def test_with_the_source_the_sentence_is_shown(marked: str) -> None:
    source = TEXT.replace("新建", "〓新建")
    plan = WRITERS["yaml"](parse_text(source, name="plan.txt")).decode()
    (told,) = check(plan, name="a.yaml", select=marked, source=source).told
    assert told.quote == "〓新建养"
    assert told.excerpt is not None
    assert told.excerpt.text == "2023年底前，〓新建养老驿站12家。"
    assert told.place is not None
    assert "养老驿站" in plan.splitlines()[told.place.line - 1]


def test_the_same_finding_has_the_same_fingerprint_in_the_document_and_its_plan_file(marked: str) -> None:
    source = TEXT.replace("新建", "〓新建")
    plan = WRITERS["yaml"](parse_text(source, name="plan.txt")).decode()
    (one,), (other,) = check(source, select=marked).told, check(plan, name="a.yaml", select=marked, source=source).told
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("text", [JSON, '{"a": [], "b": {"c": [{"d": "x\\"]"}, -1.5e3, null]}, "": {}}'])
def test_places_in_json(text: str) -> None:
    places = json_places(text)

    def walk(value: object, way: tuple[str | int, ...]) -> None:
        start, end = places[way]
        assert json.loads(text[start:end]) == value
        if isinstance(value, dict):
            for key, inner in value.items():
                assert json.loads(text[slice(*places[*way, key, KEY])]) == key
                walk(inner, (*way, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                walk(inner, (*way, number))

    walk(json.loads(text), ())


@pytest.mark.parametrize("sign", ["\U00020bb7", "a\u0301", "\ufeff", "é"])
def test_places_in_yaml_count_code_points(sign: str) -> None:
    text = f"# {sign}\n" + YAML.replace("  title:", "  titel:", 1)
    told = check(text, name="a.yaml", select="PF").told
    assert told[0].place is not None
    assert text[told[0].place.start : told[0].place.end] == "titel"


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("云汀市“十四五”养老服务发展规划", "five-year-plan"),
        ("云汀市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "five-year-plan"),
        ("云汀市养老服务发展规划（2021—2025年）", "five-year-plan"),
        ("云汀市养老服务实施方案", "action-plan"),
        ("云汀市养老服务三年行动计划（2023—2025年）", "action-plan"),
        ("云汀市2024年工作要点", "action-plan"),
        ("云汀市养老服务规划重点任务分工方案", "division-of-work"),
        ("2024年政府工作报告任务分解表", "division-of-work"),
        ("关于做好养老服务工作的通知", "notice"),
        ("云汀市养老服务管理办法", "notice"),
        ("关于推进养老服务的实施意见", "notice"),
    ],
)
def test_profiles(title: str, profile: str) -> None:
    assert profile_of(parse_text(f"{title}\n\n各区人民政府：\n请做好工作。\n")) == profile


def test_an_opinion_with_tasks_is_an_action_plan() -> None:
    plan = parse_text(
        "关于推进养老服务的实施意见\n\n一、重点任务\n（一）健全网络。新建养老驿站12家。\n（二）培养人才。\n"
    )
    assert profile_of(plan) == "action-plan"


def test_numbers_in_quotes_are_numbers_all_the_same(marked: str) -> None:
    text = re.sub(r"(start|end): (\d+)", r"\1: '\2'", YAML)
    assert text != YAML
    assert found(text, name="a.yaml", select=f"PF,{marked}", source=TEXT) == []
    assert found(text, name="a.yaml", select=f"PF,{marked}") == [marked]


def test_the_library_validates(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML.replace("title:", "titel:", 1), encoding="utf-8")
    (told,) = (told for told in validate(path) if told.finding.code == "PF001")
    assert told.path == str(path)
    with pytest.raises(ReadError, match=r"missing\.txt: no such file"):
        validate(tmp_path / "missing.txt")
    (tmp_path / "plan-extract.toml").write_text("selct = 1")
    with pytest.raises(UsageError, match="did you mean select"):
        validate(path)
