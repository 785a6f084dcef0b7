"""The words that were dropped and added between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_extract.compare import words
from plan_extract.compare.words import key_of, rewording, same_words

ALIKE = [
    ("新建养老驿站12家。", "新建养老驿站１２家；"),
    ("共3～5个", "共３-５个"),
    ("“放管服”改革", "「放管服」改革"),
    ("1.建设公园。2.改造广场。", "（1）建设公园。（2）改造广场。"),
    ("一是建设公园；二是改造广场", "建设公园；一是改造广场"),
    ("①建设公园", "②建设公园"),
    ("投入10,000元", "投入10000元"),
    ("", "。"),
]
OTHER = [
    ("1.5万人", "15万人"),
    ("达到5%", "达到5‰"),
    ("占比5%", "占比5"),
    ("≥5家", "≤5家"),
    ("第一、第二产业", "第一、第三产业"),
    ("2025年", "2026年"),
    ("3.5万户", "5万户"),
    ("", "建设"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_words(one: str, other: str) -> None:
    assert rewording(one, other) is None
    assert rewording(other, one) is None


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words(one: str, other: str) -> None:
    assert rewording(one, other) is not None
    assert not same_words(one, other)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("新建驿站12家。", "新建驿站15家。", "新建驿站[-12-]{+15+}家。"),
        ("为老年人服务。", "为残疾老年人服务。", "为{+残疾+}老年人服务。"),
        ("面积90平方米以下的", "面积90平方米（不含）以下的", "面积90平方米{+（不含）+}以下的"),
        ("提高服务水平，完善制度。", "完善制度。", "[-提高服务水平，-]完善制度。"),
        # 更新 alone stands in both, among words that are all others
        (
            "统筹推进城市更新改造工作",
            "加快开展老城更新提升任务",
            "[-统筹推进城市更新改造工作-]{+加快开展老城更新提升任务+}",
        ),
        ("", "新建", "{+新建+}"),
    ],
)
def test_marks(old: str, new: str, marked: str) -> None:
    told = rewording(old, new)
    assert told is not None
    brackets = {"same": "{}", "dropped": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(brackets[piece.op].format(piece.text) for piece in told.pieces) == marked


TEXTS = st.text("新建养老驿站12.5%，。（） \n家一是①", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    told = rewording(old, new)
    if told is None:
        assert (told is None) is (rewording(new, old) is None)
        return
    assert 0 <= told.kept <= 1
    now = "".join(piece.text for piece in told.pieces if piece.op != "dropped")
    before = "".join(piece.text for piece in told.pieces if piece.op != "added")
    if key_of(new):
        assert now == new
    if key_of(old):
        assert unnumbered(before) == unnumbered(old)


def unnumbered(text: str) -> str:
    """The words of a text without what may be the number of an item, which depends on what stands before it."""
    return key_of(text).replace("①", "").replace("一是", "")


def test_texts_too_long_for_words_are_compared_by_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "新建驿站12家。改造广场。建设公园。"
    new = "新建驿站15家。改造广场。建设公园。"
    monkeypatch.setattr(words, "_MOST", 10)
    told = rewording(old, new)
    assert told is not None
    assert [(piece.op, piece.text) for piece in told.pieces] == [
        ("dropped", "新建驿站12家。"),
        ("added", "新建驿站15家。"),
        ("same", "改造广场。建设公园。"),
    ]
    monkeypatch.setattr(words, "_MOST", 8)
    told = rewording(old, new)
    assert told is not None
    assert [piece.text for piece in told.pieces] == [old, new]
