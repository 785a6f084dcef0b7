"""Damaged files of every format: a document that holds together, or an error of ours. `make fuzz` looks further."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bare_readers import read_bare, without_recognition
from invariants import document_holds, plan_holds, told_in_one_line
from plan_extract import pipeline
from plan_extract.errors import MissingExtraError
from seeds import SEEDS, seeds
from strategies import damaged

KINDS = [kind for kind in SEEDS if kind != "rtf"]  # LibreOffice reads it, some seconds a file: test_reader_office.py
APART = ("xlsx", "xls", "pdf")  # each in a process of its own, a tenth of a second


@pytest.fixture(autouse=True)
def _unseen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    without_recognition(request.node.callspec.params["kind"], monkeypatch.setattr)
    monkeypatch.setattr("shutil.which", lambda _: None)


@pytest.mark.parametrize("kind", KINDS)
def test_whole_files_hold_together(kind: str) -> None:
    for data in seeds(kind):
        try:
            documents = read_bare(kind, data)
        except MissingExtraError as error:
            pytest.skip(str(error))
        for document in documents:
            document_holds(document)
            plan_holds(pipeline.extract(document), document.text)


def check_damaged(kind: str, data: st.DataObject) -> None:
    with told_in_one_line():
        for document in read_bare(kind, data.draw(damaged(kind))):
            document_holds(document)
            plan_holds(pipeline.extract(document), document.text)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in APART])
@given(st.data())
def test_damaged_files_hold_together_or_are_told(kind: str, data: st.DataObject) -> None:
    if not seeds(kind):
        pytest.skip("needs the extra ocr")
    check_damaged(kind, data)


@pytest.mark.parametrize("kind", APART)
@settings(max_examples=settings().max_examples // 5)
@given(st.data())
def test_damaged_files_that_are_read_apart(kind: str, data: st.DataObject) -> None:
    check_damaged(kind, data)
