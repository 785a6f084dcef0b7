"""Damaged files of every format: a document that holds together, or an error of ours. `make fuzz` looks further."""

from __future__ import annotations


import pytest
from hypothesis import given
from hypothesis import strategies as st

from bare_readers import read_bare, without_recognition
from invariants import document_holds, plan_holds
from plan_extract import pipeline
from plan_extract.errors import MissingExtraError, PlanExtractError
from seeds import SEEDS, seeds
from strategies import damaged

KINDS = [kind for kind in SEEDS if kind != "rtf"]  # LibreOffice reads it, some seconds a file: test_reader_office.py


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


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_damaged_files_hold_together_or_are_told(kind: str, data: st.DataObject) -> None:
    if not seeds(kind):
        pytest.skip("needs the extra ocr")
    try:
        for document in read_bare(kind, data.draw(damaged(kind))):
            document_holds(document)
            plan_holds(pipeline.extract(document), document.text)
    except PlanExtractError as error:
        assert "\n" not in str(error)
