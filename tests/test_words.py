"""The one function that cuts words: the same tokens from either package, nothing said and nothing written."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import pytest

from plan_extract import lexicon
from plan_extract.values import words

SENTENCES = (
    "到2025年，全区养老机构护理型床位占比达到60%以上。",
    "将符合条件的灵活就业人员纳入保障范围，2021-2025年每年培训1,000人次",
    "研究制定“一件事”办理清单（含３Ｄ打印、5G应用），加快建设用地审批",
    "㐀字与𠀀字、①②、〇二五、鿕",
    "二〇二五年\n\t第一季度　底前",
)


def test_importing_loads_no_cutter() -> None:
    code = "import sys, plan_extract.values.words; print([m for m in sys.modules if 'jieba' in m])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_jieba_is_silent_and_writes_no_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    code = "from plan_extract.values import words; print(list(words.python_cutter()('完善服务')))"
    environment = {"TMPDIR": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert (done.stdout.strip(), done.stderr) == ("['完善', '服务']", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，", ["，"]),
        ("2021-2025年", ["2021-2025", "年"]),
        ("a  b", ["a", "  ", "b"]),
        ("健全社会救助制度", ["健全", "社会", "救助", "制度"]),
        ("覆盖率达到95.5%", ["覆盖率", "达到", "95.5", "%"]),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert words.cut(text) == expected


@pytest.mark.parametrize("text", SENTENCES)
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(words.cut(text)) == text
    assert [span.of("――" + text) for span in words.spans(text, 2)] == words.cut(text)


def test_both_packages_cut_alike(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("rjieba")
    pytest.importorskip("jieba")
    groups = chain.from_iterable(lexicon.load("action_verbs")["groups"].values())
    texts = (*SENTENCES, *groups)
    answers = []
    for cutter in (words.rust_cutter(), words.python_cutter()):
        monkeypatch.setattr(words, "_cutter", lambda cutter=cutter: cutter)
        answers.append([words.cut(text) for text in texts])
    assert answers[0] == answers[1]
